"""How many workers a run is worth."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

# In bytes of source for each worker.  A start costs what reading some 100 KB costs
# (benchmarks/workers.py measures it): with much less than this a second process does not pay.
WORTH = 300_000
# Each holds an interpreter, the parser and the tree of one file: up to 150 MB.
MOST = 16


def processors() -> int:
    """How many processors this process may use."""
    if sys.version_info >= (3, 13):
        return os.process_cpu_count() or 1
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def workers_for(jobs: int, sizes: Sequence[int]) -> int:
    """How many workers to start for files of these sizes, in bytes; 0 to read them here.

    `jobs` of 2 and more is obeyed, 1 asks for none, 0 leaves it to the machine and the work.
    """
    if jobs:
        return min(jobs, len(sizes)) if jobs > 1 else 0
    number = min(processors(), MOST, sum(sizes) // WORTH, len(sizes))
    return number if number > 1 else 0
