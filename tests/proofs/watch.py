"""The watcher: whether an event loop stands still while a call on it waits for its answer.

The other side of the call keeps its answer back until a thread of its own has seen enough of the loop.
So no clock decides: a call that blocks cannot end before the loop was seen to stand still, and one that
does not cannot end before the loop was seen to go on.
"""

from __future__ import annotations

import asyncio
import sys
import threading
from collections.abc import Awaitable, Callable
from enum import Enum
from types import FrameType, TracebackType

# So often the loop is looked at before the answer is given, with so many seconds between.
LOOKS = 20
PAUSE = 0.005
# Long after what must happen has happened, on the slowest machine: a test that fails ends.
LONG = 60.0


class Kind(Enum):
    """What a call does to the loop that it is made on."""

    BLOCKS = "holds the loop until the answer is there"
    AWAITS = "lets the loop go on until the answer is there"
    RETURNS = "returns without an answer"


class Watch:
    """One call on an event loop.  The loop's side makes it in `with watch.call():`.

    The other side's threads call `hold()` where the answer would be given.
    """

    def __init__(self, kind: Kind, arm: Callable[[Watch], None] = lambda watch: None) -> None:
        self.kind = kind
        self.seen: list[str] = []
        self._arm = arm
        self._lock = threading.Lock()
        self._armed = False
        self._returned = threading.Event()
        self._frame: FrameType | None = None
        self._thread = 0
        self._loop: asyncio.AbstractEventLoop | None = None

    def call(self) -> Watch:
        return self

    def __enter__(self) -> None:
        self._frame = sys._getframe(1)
        self._thread = threading.get_ident()
        self._loop = asyncio.get_running_loop()
        self._armed = True
        self._arm(self)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._returned.set()
        with self._lock:
            self._armed = False
        self._frame = None

    def hold(self) -> None:
        """Returns when the answer may be given; only the first answer of a call is kept back."""
        with self._lock:
            armed, self._armed = self._armed, False
        if armed:
            self.seen.append(self._look())

    def verdict(self) -> str:
        """ "" where the call did as expected, else what was seen instead."""
        if not self._returned.is_set():
            return "the call was not made or did not end"
        if not self.seen and self.kind is not Kind.RETURNS:
            return "nothing was asked"
        return "".join(self.seen)

    def _look(self) -> str:
        if self.kind is Kind.RETURNS:
            return "" if self._returned.wait(LONG) else "the call waits for an answer"
        for _ in range(LOOKS):
            if self.kind is Kind.AWAITS:
                if not self._step().wait(LONG):
                    return "the loop stands still"
                self._returned.wait(PAUSE)
            elif (told := self._stands()) != "":
                return told
        return ""

    def _stands(self) -> str:
        """Looks once: whether the loop's thread is in the call, and makes no step."""
        step = self._step()
        if step.wait(PAUSE):
            return "the loop goes on"
        frame = sys._current_frames().get(self._thread)
        while frame is not None and frame is not self._frame:
            frame = frame.f_back
        if frame is None:
            return "the loop goes on" if step.wait(LONG) else "the loop's thread is elsewhere"
        return ""

    def _step(self) -> threading.Event:
        """Set when the loop makes its next step."""
        assert self._loop is not None
        made = threading.Event()
        self._loop.call_soon_threadsafe(made.set)
        return made


def run(watch: Watch, made: Callable[[Watch], Awaitable[None]]) -> str:
    """Runs what makes the call on a loop in a thread of its own; the verdict."""
    errors: list[BaseException] = []

    async def main() -> None:
        await made(watch)

    def thread() -> None:
        try:
            asyncio.run(main())
        except BaseException as error:
            errors.append(error)

    runner = threading.Thread(target=thread, daemon=True)
    runner.start()
    runner.join(2 * LONG)
    if errors:
        raise errors[0]
    return "the call does not end" if runner.is_alive() else watch.verdict()
