"""From how much work on a second process pays: what `engine/workers/sizing.py` rests on.

    python benchmarks/workers.py [PATHS] [--workers N]

First what one start costs, in bytes of source that are read here in the same time.  Then, for work
of growing size, the time with workers as a share of the time without, one after the other on the
same files, so that a change of the machine's speed meets both alike.  Without PATHS: the sources of
libcst, click and rich.
"""

from __future__ import annotations

import argparse
import importlib.util
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from asynclint.engine.workers.messages import Job
from asynclint.engine.workers.pool import Pool
from asynclint.engine.workers.sizing import processors, workers_for
from asynclint.facts.errors import FactsError
from asynclint.facts.reader import read_module

_PACKAGES = ("libcst", "click", "rich")
_MAX_SIZE = 1_000_000
_STARTS = 5
_ROUNDS = 3


def main() -> None:
    """Print the cost of a start and the shares."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("paths", nargs="*", type=Path)
    parser.add_argument("--workers", type=int, default=max(processors(), 2))
    options = parser.parse_args()
    jobs = list(_jobs(options.paths or [_home(name) for name in _PACKAGES]))
    total = sum(len(job.source) for job in jobs)
    rate = total / _timed(_here, jobs)
    nothing = [Job(b"", "empty", False, _MAX_SIZE)]
    start = min(_timed(_pool, nothing, 1) for _ in range(_STARTS))
    print(f"{len(jobs)} files, {total / 1e3:.0f} KB, {rate / 1e3:.0f} KB/s here, {processors()} processors")
    print(f"a start: {start:.2f} s, as long as reading {start * rate / 1e3:.0f} KB")
    print(f"{'KB':>8} {'here':>8} {f'{options.workers} workers':>12} {'share':>7}  auto")
    size = 64_000
    while size < 2 * total:
        some = list(_upto(jobs, size))
        here = there = float("inf")
        for _ in range(_ROUNDS):
            here = min(here, _timed(_here, some))
            there = min(there, _timed(_pool, some, options.workers))
        sizes = [len(job.source) for job in some]
        row = f"{sum(sizes) / 1e3:8.0f} {here:7.2f}s {there:11.2f}s {there / here:7.2f}"
        print(f"{row}  {workers_for(0, sizes)}")
        size *= 2


def _here(jobs: Sequence[Job]) -> None:
    for job in jobs:
        try:
            read_module(job.source, job.module, is_package=job.is_package, max_size=job.max_size)
        except FactsError:
            continue


def _pool(jobs: Sequence[Job], number: int) -> None:
    for _ in Pool(min(number, len(jobs)), 60.0).read(jobs):
        pass


def _timed(work: object, *arguments: object) -> float:
    begin = time.perf_counter()
    work(*arguments)  # type: ignore[operator]
    return time.perf_counter() - begin


def _upto(jobs: Sequence[Job], size: int) -> Iterator[Job]:
    for job in jobs:
        size -= len(job.source)
        yield job
        if size <= 0:
            return


def _jobs(paths: Sequence[Path]) -> Iterator[Job]:
    for path in paths:
        for file in sorted(path.rglob("*.py")) if path.is_dir() else [path]:
            yield Job(file.read_bytes(), file.stem, file.name == "__init__.py", _MAX_SIZE)


def _home(package: str) -> Path:
    found = importlib.util.find_spec(package)
    assert found is not None
    assert found.origin is not None
    return Path(found.origin).parent


if __name__ == "__main__":
    main()
