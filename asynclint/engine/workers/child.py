"""The worker: reads files that come in on standard input until that ends.

It is started as a plain interpreter (see `process.py`), so that nothing of the parent's `__main__`,
threads or locks comes along.
"""

from __future__ import annotations

import importlib
import os
import queue
import signal
import sys
import traceback
from collections.abc import Callable
from typing import BinaryIO

import msgspec

from asynclint.engine.cache import encode
from asynclint.engine.deep import deep_thread
from asynclint.engine.workers.messages import HELLO, Defect, Facts, Job, Refused, Reply, receive, send
from asynclint.facts.errors import FactsError
from asynclint.facts.records import ModuleFacts

Read = Callable[..., ModuleFacts]


def main(reader: str) -> None:
    """Serves jobs with the function `module:name`; never returns.

    The main thread only listens: when the parent goes away, in whatever way, the process ends at
    once, also in the middle of a file.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # What anything prints must not get among the frames.
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    module, _, name = reader.partition(":")
    read: Read = getattr(importlib.import_module(module), name)
    jobs: queue.SimpleQueue[Job] = queue.SimpleQueue()
    deep_thread(lambda: _serve(read, jobs, out))
    while (data := receive(sys.stdin.buffer)) is not None:
        jobs.put(msgspec.msgpack.decode(data, type=Job))
    os._exit(0)


def _serve(read: Read, jobs: queue.SimpleQueue[Job], out: BinaryIO) -> None:
    try:
        send(out, HELLO)
        while True:
            send(out, msgspec.msgpack.encode(_answer(read, jobs.get())))
    finally:
        os._exit(1)


def _answer(read: Read, job: Job) -> Reply:
    try:
        facts = read(job.source, job.module, is_package=job.is_package, max_size=job.max_size)
    except FactsError as error:
        return Refused(error.message, error.line, error.column)
    except MemoryError:
        # As if the system had ended the process: the file gets another chance alone.
        os._exit(1)
    except Exception:
        return Defect(traceback.format_exc())
    return Facts(encode(facts))
