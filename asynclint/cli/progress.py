"""Progress of a long run, on standard error, where that is a terminal."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn

from asynclint.cli.output import Output

# In seconds: shorter runs show nothing; no more than ten pictures a second.
_DELAY = 0.7
_INTERVAL = 0.1


class TerminalProgress:
    """Shows the phases of a run.  It draws in the caller's thread only: workers may be forked."""

    def __init__(self, console: Console) -> None:
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
        self._bar = Progress(*columns, console=console, transient=True, auto_refresh=False)
        self._task: TaskID | None = None
        self._shown = False
        self._begin = time.monotonic()
        self._last = self._begin

    def __enter__(self) -> TerminalProgress:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._shown:
            self._bar.stop()

    def phase(self, name: str, total: int | None = None) -> None:
        """Begins a phase of `total` steps, None where that is unknown."""
        if self._task is not None:
            self._bar.remove_task(self._task)
        self._task = self._bar.add_task(name, total=total)
        self._draw(at_once=True)

    def advance(self, steps: int = 1) -> None:
        """So many further steps of the phase are done."""
        if self._task is not None:
            self._bar.advance(self._task, steps)
            self._draw()

    def _draw(self, *, at_once: bool = False) -> None:
        now = time.monotonic()
        if now - self._begin < _DELAY or (now - self._last < _INTERVAL and not at_once):
            return
        self._last = now
        if not self._shown:
            self._shown = True
            self._bar.start()
        self._bar.refresh()


@contextmanager
def watched(err: Output) -> Iterator[TerminalProgress | None]:
    """The listener for a run whose standard error is `err`; None where that is no terminal."""
    if not err.is_terminal:
        yield None
        return
    with TerminalProgress(err.console) as progress:
        yield progress
