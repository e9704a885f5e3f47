"""Several workers at once: who reads which file, and what becomes of the files of a dead one."""

from __future__ import annotations

import queue
import threading
import time
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from asynclint.engine.workers.messages import Job, Reply
from asynclint.engine.workers.process import READER, Process

# Files handed to a worker at a time: the next is there when one is done.
_AHEAD = 2
# Seconds within which a new process must be ready.
_START = 60.0
# Seconds between two looks at the clock.
_TICK = 0.2
# Seconds for the thread of a worker that was killed to notice; it takes a moment, but on a busy machine.
_GRACE = 5.0


class NoWorkersError(Exception):
    """No process can be started here; whatever was not answered is left to the caller."""


@dataclass(frozen=True, slots=True)
class Lost:
    """A file that ended its reader, or took too long; `message` is for the user."""

    message: str


@dataclass(eq=False, slots=True)
class _Worker:
    """A process and the indices of the files that it has; `clock` is the one that it reads, and since
    when, -1 until it is ready; `overdue` the one for which it was ended."""

    process: Process
    clock: tuple[int, float]
    flight: deque[int] = field(default_factory=deque)
    ready: bool = False
    overdue: int | None = None
    ended: str = ""


class Pool:
    """Reads files in `number` processes; `file_timeout` in seconds is for each file."""

    def __init__(self, number: int, file_timeout: float, reader: str = READER) -> None:
        self._number = number
        self._timeout = file_timeout
        self._reader = reader
        self._workers: list[_Worker] = []
        self._threads: list[threading.Thread] = []
        self._events: queue.SimpleQueue[tuple[_Worker, int, Reply | None]] = queue.SimpleQueue()
        self._died: dict[int, str] = {}
        self._failure = ""
        self._looked = 0.0

    def read(self, jobs: Sequence[Job]) -> Iterator[tuple[int, Reply | Lost]]:
        """Each index of `jobs` with its answer, in any order.

        The largest files go first, one by one to whoever is free, so that all end together.  A file
        whose worker died is read again at the end, alone, by a worker of its own: if that dies too,
        it was the file.  Raises `NoWorkersError`, after what could be answered.
        """
        order = sorted(range(len(jobs)), key=lambda index: -len(jobs[index].source))
        failure: NoWorkersError | None = None
        try:
            try:
                yield from self._round(jobs, order, self._number)
            except NoWorkersError as error:
                failure = error
            suspects, self._died = self._died, {}
            for index, ended in suspects.items():
                self._died = {index: ended}
                if failure is None:
                    self._died.clear()
                    try:
                        yield from self._round(jobs, [index], 1)
                    except NoWorkersError:
                        self._died[index] = ended
                for lost, how in self._died.items():
                    yield lost, Lost(f"the process that read this file died ({how}); {_ADVICE}")
        finally:
            self._stop()
        if failure is not None:
            raise failure

    def _round(
        self, jobs: Sequence[Job], order: list[int], number: int
    ) -> Iterator[tuple[int, Reply | Lost]]:
        todo = deque(order)
        for _ in range(min(number, len(todo))):
            self._start(jobs, todo)
        while self._workers:
            worker, index, reply = self._next()
            if reply is not None:
                yield index, reply
                continue
            self._workers.remove(worker)
            if worker.flight:
                culprit = worker.flight.popleft()
                if culprit == worker.overdue:
                    yield culprit, Lost(f"reading took longer than {self._timeout:g} seconds; {_ADVICE}")
                else:
                    self._died[culprit] = worker.ended
                todo.extendleft(reversed(worker.flight))
            if not worker.ready:
                self._failure = worker.ended
            elif todo:
                self._start(jobs, todo)
        if todo:
            raise NoWorkersError(self._failure)

    def _start(self, jobs: Sequence[Job], todo: deque[int]) -> None:
        try:
            worker = _Worker(Process(self._reader), (-1, time.monotonic()))
        except (OSError, ValueError) as error:
            self._failure = str(error)
            return
        self._workers.append(worker)
        thread = threading.Thread(target=self._serve, args=(worker, jobs, todo), daemon=True)
        self._threads.append(thread)
        thread.start()

    def _serve(self, worker: _Worker, jobs: Sequence[Job], todo: deque[int]) -> None:
        """Feeds one worker until there is nothing left or it dies; a thread of its own."""
        process = worker.process
        if process.greeted():
            worker.ready = True
            while self._feed(worker, jobs, todo):
                reply = process.receive()
                if reply is None:
                    break
                index = worker.flight.popleft()
                worker.clock = (worker.flight[0] if worker.flight else -1, time.monotonic())
                self._events.put((worker, index, reply))
        worker.ended = process.end()
        self._events.put((worker, -1, None))

    def _feed(self, worker: _Worker, jobs: Sequence[Job], todo: deque[int]) -> bool:
        while len(worker.flight) < _AHEAD:
            try:
                index = todo.popleft()
            except IndexError:
                break
            if not worker.flight:
                worker.clock = (index, time.monotonic())
            worker.flight.append(index)
            worker.process.send(jobs[index])
        return bool(worker.flight)

    def _next(self) -> tuple[_Worker, int, Reply | None]:
        """The next answer, or None for the end of a worker; ends those that take too long."""
        while True:
            now = time.monotonic()
            if now - self._looked > _TICK:
                self._looked = now
                for worker in self._workers:
                    index, since = worker.clock
                    limit = self._timeout if worker.ready else _START
                    if worker.overdue is None and (index >= 0 or not worker.ready) and now - since > limit:
                        worker.overdue = index
                        worker.process.kill()
            try:
                return self._events.get(timeout=_TICK)
            except queue.Empty:
                continue

    def _stop(self) -> None:
        """Ends all that still runs, whatever the reason to stop."""
        for worker in self._workers:
            worker.process.kill()
        for thread in self._threads:
            thread.join(_GRACE)


_ADVICE = "exclude the file, or split what is in it"
