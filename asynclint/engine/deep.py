"""Threads with a stack large enough for what nests deeply: parsing and evaluation."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")
# Some kilobytes of stack for each of Python's frames at worst.  Only what is used takes memory.
_STACK = 512 * 1024 * 1024
_RECURSION = 50_000


def deep_thread(run: Callable[[], None]) -> threading.Thread:
    """A started daemon thread that runs `run` with a large stack.  Raises RuntimeError."""

    def deeply() -> None:
        limit = sys.getrecursionlimit()
        sys.setrecursionlimit(_RECURSION)
        try:
            run()
        finally:
            sys.setrecursionlimit(limit)

    size = threading.stack_size(_STACK)
    try:
        thread = threading.Thread(target=deeply, daemon=True)
        thread.start()
    finally:
        threading.stack_size(size)
    return thread


def run_deep(work: Callable[[], T]) -> T:
    """Runs `work` in a thread with a large stack; its exceptions are raised here."""
    result: list[T] = []
    failure: list[BaseException] = []

    def run() -> None:
        try:
            result.append(work())
        except BaseException as error:
            failure.append(error)

    deep_thread(run).join()
    if failure:
        raise failure[0]
    return result[0]
