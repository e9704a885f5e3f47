"""What lost coroutines, tasks, locks and threads become: messages and remedies."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import pytest

from asynclint.facts.records import Span
from asynclint.finding import Finding, Hop, RootCause
from asynclint.program.coroutines.dropped import Dropped
from asynclint.program.coroutines.locks import LockAcrossAwait
from asynclint.program.coroutines.tasks import DanglingTask
from asynclint.program.coroutines.threadpool import NeedlessThread
from asynclint.program.sites import Site
from asynclint.rules.registry import find_rule
from tests.rules.test_blocking import FakeProgram

SITE = Site(
    module="app.orders",
    path="app/orders.py",
    span=Span(7, 5, 7, 18),
    function="app.orders.place",
    callee="mails.send",
    contexts=("route POST /orders",),
    confidence="certain",
    chain=(Hop("app/orders.py", 7, "app.orders.place", "app.mails.send"),),
    root_causes=(RootCause("app.mails.send", "app/orders.py", 7),),
)
HELPER = msgspec.structs.replace(
    SITE,
    callee="thank",
    chain=(
        Hop("app/orders.py", 7, "app.orders.place", "app.mails.thank"),
        Hop("app/mails.py", 3, "app.mails.thank", "app.mails.send"),
    ),
    root_causes=(RootCause("app.mails.send", "app/mails.py", 3),),
)


class Lossy(FakeProgram):
    """A program in which these go wrong."""

    def __init__(self, *wrong: Dropped | DanglingTask | LockAcrossAwait | NeedlessThread) -> None:
        super().__init__()
        self.wrong = wrong

    def dropped_coroutines(self) -> Sequence[Dropped]:
        return [each for each in self.wrong if isinstance(each, Dropped)]

    def dangling_tasks(self) -> Sequence[DanglingTask]:
        return [each for each in self.wrong if isinstance(each, DanglingTask)]

    def locks_across_awaits(self) -> Sequence[LockAcrossAwait]:
        return [each for each in self.wrong if isinstance(each, LockAcrossAwait)]

    def needless_threads(self) -> Sequence[NeedlessThread]:
        return [each for each in self.wrong if isinstance(each, NeedlessThread)]


def finding(code: str, wrong: Dropped | DanglingTask | LockAcrossAwait | NeedlessThread) -> Finding:
    (draft,) = find_rule(code).check(Lossy(wrong))
    assert draft.module == "app.orders"
    return draft.finding


@pytest.mark.parametrize(
    ("dropped", "message", "remedy"),
    [
        (
            Dropped(SITE, "statement"),
            "`mails.send` (`app.mails.send`) makes a coroutine that is never awaited: nothing of it runs",
            "`await` it",
        ),
        (
            Dropped(HELPER, "unused", name="sent"),
            "`thank` (through `app.mails.send` at app/mails.py:3) makes a coroutine in `sent`"
            " that is never awaited: nothing of it runs",
            "`await` it",
        ),
        (
            Dropped(SITE, "statement", "async generator"),
            "`mails.send` (`app.mails.send`) makes an async generator that is never iterated:"
            " nothing of it runs",
            "iterate over it with `async for`",
        ),
        (
            Dropped(SITE, "tested"),
            "`mails.send` (`app.mails.send`) makes a coroutine that is tested without `await`:"
            " it is always true, and nothing of it runs",
            "`await` it",
        ),
        (
            Dropped(SITE, "compared"),
            "`mails.send` (`app.mails.send`) makes a coroutine that is compared without `await`:"
            " nothing of it runs",
            "`await` it",
        ),
        (
            Dropped(SITE, "formatted"),
            "`mails.send` (`app.mails.send`) makes a coroutine that is put into a text without `await`:"
            " nothing of it runs",
            "`await` it",
        ),
        (
            Dropped(msgspec.structs.replace(SITE, callee="asyncio.to_thread"), "thread"),
            "`asyncio.to_thread` calls `app.mails.send` in a thread, which only makes a coroutine:"
            " nothing awaits it",
            "`await` `app.mails.send` itself, without a thread",
        ),
        (
            Dropped(msgspec.structs.replace(SITE, callee="asyncio.to_thread"), "handed", name="send"),
            "`asyncio.to_thread` gets a coroutine of `app.mails.send`, which no thread can call:"
            " nothing awaits it",
            "`await` `app.mails.send` itself, without a thread",
        ),
        (
            Dropped(msgspec.structs.replace(SITE, callee="asyncio.to_thread"), "called", name="build"),
            "`build` runs at once, on the event loop: `asyncio.to_thread` gets its result,"
            " which is no callable",
            "hand the callable over, and its arguments after it",
        ),
        (
            Dropped(SITE, "registered", name="app.timing.wrapper"),
            "`app.timing.wrapper` runs in a thread: the coroutine of `app.mails.send` that it returns"
            " is never awaited",
            "make `app.timing.wrapper` an `async def` that awaits, or put `functools.wraps` on it",
        ),
    ],
    ids=lambda value: value.how if isinstance(value, Dropped) else "",
)
def test_dropped_coroutines(dropped: Dropped, message: str, remedy: str) -> None:
    made = finding("ASL401", dropped)
    assert made.message == message
    assert made.remedy == remedy
    assert made.severity == "error"
    assert (made.chain, made.root_causes) == (dropped.site.chain, dropped.site.root_causes)


def test_dangling_tasks() -> None:
    site = msgspec.structs.replace(
        SITE, callee="create_task", root_causes=(RootCause("asyncio.create_task", "app/orders.py", 7),)
    )
    assert finding("ASL402", DanglingTask(site)).message == (
        "`create_task` (`asyncio.create_task`) starts a task that nothing holds:"
        " it may be collected before it is done"
    )
    assert "that only the local `job` holds, which nothing reads:" in (
        finding("ASL402", DanglingTask(site, "job")).message
    )


def test_locks_across_awaits() -> None:
    made = finding(
        "ASL403", LockAcrossAwait(msgspec.structs.replace(SITE, callee="lock"), "threading.Lock", 9)
    )
    assert made.message.startswith("`lock` (`threading.Lock`) is held across the `await` on line 9:")
    assert made.severity == "error"


def test_needless_threads() -> None:
    made = finding("ASL404", NeedlessThread(msgspec.structs.replace(SITE, callee="page"), "dependency"))
    assert made.message == "dependency `page` never blocks, and costs a thread of the pool at each request"
    assert made.severity == "warning"
