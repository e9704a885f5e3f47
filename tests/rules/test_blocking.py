"""What a blocking call becomes: message, remedy, code."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from asynclint.facts.records import Span
from asynclint.finding import Finding, Hop, RootCause
from asynclint.program.blocking import BlockingCall
from asynclint.program.clients import SyncClient
from asynclint.program.concurrency.findings import AwaitInLoop, SequentialAwaits, UnsafeGather
from asynclint.program.coroutines.dropped import Dropped
from asynclint.program.coroutines.locks import LockAcrossAwait
from asynclint.program.coroutines.tasks import DanglingTask
from asynclint.program.coroutines.threadpool import NeedlessThread
from asynclint.rules.base import Draft
from asynclint.rules.registry import RULES, find_rule

DIRECT = BlockingCall(
    category="sleep",
    module="app.slow",
    path="app/slow.py",
    span=Span(7, 5, 7, 18),
    function="app.slow.nap",
    callee="time.sleep",
    contexts=("route GET /nap",),
    confidence="likely",
    chain=(Hop("app/slow.py", 7, "app.slow.nap", "time.sleep"),),
    root_causes=(RootCause("time.sleep", "app/slow.py", 7),),
    instead="asyncio.sleep",
)
HELPER = msgspec.structs.replace(
    DIRECT,
    callee="back_off",
    chain=(
        Hop("app/slow.py", 7, "app.slow.nap", "app.retry.back_off"),
        Hop("app/retry.py", 3, "app.retry.back_off", "time.sleep"),
    ),
    root_causes=(RootCause("time.sleep", "app/retry.py", 3),),
)


class FakeProgram:
    """A program of the given blocking calls."""

    def __init__(self, *calls: BlockingCall) -> None:
        self.calls = calls

    def blocking_calls(self) -> Sequence[BlockingCall]:
        return self.calls

    def sync_clients(self) -> Sequence[SyncClient]:
        return ()

    def sequential_awaits(self) -> Sequence[SequentialAwaits]:
        return ()

    def awaits_in_loops(self) -> Sequence[AwaitInLoop]:
        return ()

    def unsafe_gathers(self) -> Sequence[UnsafeGather]:
        return ()

    def dropped_coroutines(self) -> Sequence[Dropped]:
        return ()

    def dangling_tasks(self) -> Sequence[DanglingTask]:
        return ()

    def locks_across_awaits(self) -> Sequence[LockAcrossAwait]:
        return ()

    def needless_threads(self) -> Sequence[NeedlessThread]:
        return ()


def drafts(code: str, *calls: BlockingCall) -> list[Draft]:
    return list(find_rule(code).check(FakeProgram(*calls)))


def finding(code: str, call: BlockingCall, **changes: object) -> Finding:
    return drafts(code, msgspec.structs.replace(call, **changes))[0].finding


def test_all_of_the_call_goes_into_the_finding() -> None:
    (draft,) = drafts("ASL101", DIRECT)
    assert (draft.module, draft.callee) == ("app.slow", "time.sleep")
    assert draft.finding == Finding(
        code="ASL101",
        name="blocking-sleep",
        path="app/slow.py",
        line=7,
        column=5,
        end_line=7,
        end_column=18,
        message="`time.sleep` blocks the event loop",
        function="app.slow.nap",
        contexts=("route GET /nap",),
        severity="error",
        confidence="likely",
        chain=DIRECT.chain,
        root_causes=DIRECT.root_causes,
        fix=None,
        fingerprint="",
        remedy="use `asyncio.sleep`",
    )


def test_each_category_belongs_to_one_rule() -> None:
    categories = {
        "sleep": "ASL101",
        "http": "ASL102",
        "database": "ASL103",
        "file": "ASL104",
        "subprocess": "ASL105",
        "sdk": "ASL106",
        "synchronization": "ASL107",
        "cpu": "ASL108",
        "input": "ASL109",
        "loop": "ASL110",
        "declared": "ASL111",
        "path": "ASL112",
    }
    for category, code in categories.items():
        program = FakeProgram(msgspec.structs.replace(DIRECT, category=category))
        found = [draft.finding.code for rule in RULES for draft in rule.check(program)]
        assert found == [code]


def test_message_of_a_call_through_a_helper_names_the_root_cause() -> None:
    assert finding("ASL101", HELPER).message == (
        "`back_off` blocks the event loop: reaches `time.sleep` at app/retry.py:3"
    )
    more = (*HELPER.root_causes, RootCause("time.sleep", "app/retry.py", 9))
    assert finding("ASL101", HELPER, root_causes=more).message.endswith("app/retry.py:3 and 1 more")


def test_message_tells_what_the_name_stands_for() -> None:
    assert finding("ASL101", DIRECT, callee="sleep").message == "`sleep` (`time.sleep`) blocks the event loop"


def test_builtins_are_shown_as_written() -> None:
    root = (RootCause("builtins.open", "app/slow.py", 7),)
    shown = finding("ASL104", DIRECT, category="file", callee="open", root_causes=root)
    assert shown.message == "`open` blocks the event loop"


def test_callee_stays_on_one_short_line() -> None:
    shown = finding("ASL101", DIRECT, callee="build(\n    " + "x" * 200 + "\n).run")
    assert "\n" not in shown.message
    assert len(shown.message) < 150


def test_remedies() -> None:
    assert finding("ASL101", HELPER).remedy == (
        "use `asyncio.sleep` instead of `time.sleep`,"
        " or move the call to a thread: `await asyncio.to_thread(...)`"
    )
    for rule in (rule for rule in RULES if rule.category):
        (draft,) = (d for d in _any_category(rule.code))
        assert draft.finding.remedy, rule.code
        assert draft.finding.severity == rule.severity


def _any_category(code: str) -> list[Draft]:
    names = ("sleep", "http", "database", "file", "subprocess", "sdk", "synchronization", "cpu")
    further = ("input", "loop", "declared", "path")
    calls = [msgspec.structs.replace(DIRECT, category=name, instead="") for name in (*names, *further)]
    return drafts(code, *calls)
