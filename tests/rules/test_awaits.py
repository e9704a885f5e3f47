"""What awaits that could run at once, or must not, become: messages, remedies, what is preview."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from asynclint.finding import Finding
from asynclint.program.concurrency.findings import AwaitInLoop, Call, SequentialAwaits, UnsafeGather
from asynclint.rules.base import Draft
from asynclint.rules.registry import find_rule
from tests.rules.test_blocking import FakeProgram
from tests.rules.test_coroutines import SITE

GROUP = SequentialAwaits(
    site=SITE,
    calls=(Call("client.get", 5), Call("mails.send", 7)),
    callables=("httpx.AsyncClient.get", "app.mails.send"),
    writes=False,
    preview=False,
)
LOOP = AwaitInLoop(site=SITE, bounded=False, writes=False, preview=False)
GATHER = UnsafeGather(site=SITE, second=Call("orders_of", 8), shared="self.session", first=Call("name_of", 8))


class Waiting(FakeProgram):
    """A program of these awaits."""

    def __init__(self, *found: SequentialAwaits | AwaitInLoop | UnsafeGather) -> None:
        super().__init__()
        self.found = found

    def sequential_awaits(self) -> Sequence[SequentialAwaits]:
        return [each for each in self.found if isinstance(each, SequentialAwaits)]

    def awaits_in_loops(self) -> Sequence[AwaitInLoop]:
        return [each for each in self.found if isinstance(each, AwaitInLoop)]

    def unsafe_gathers(self) -> Sequence[UnsafeGather]:
        return [each for each in self.found if isinstance(each, UnsafeGather)]


def draft(code: str, found: SequentialAwaits | AwaitInLoop | UnsafeGather, **changes: object) -> Draft:
    (one,) = find_rule(code).check(Waiting(msgspec.structs.replace(found, **changes)))
    return one


def finding(code: str, found: SequentialAwaits | AwaitInLoop | UnsafeGather, **changes: object) -> Finding:
    return draft(code, found, **changes).finding


def test_a_group_names_all_of_its_awaits_and_says_why() -> None:
    found = finding("ASL301", GROUP)
    assert found.message == (
        "`mails.send` (line 7) could run at the same time as `client.get` (line 5): none needs what another"
        " gives, each only reads, and they share no session, connection or lock"
    )
    assert found.remedy == "start them together: `asyncio.gather`, or an `asyncio.TaskGroup`"
    three = (Call("one", 3), *GROUP.calls)
    assert "as `one` (line 3) and `client.get` (line 5): " in finding("ASL301", GROUP, calls=three).message


def test_a_group_says_what_it_does_to_the_world() -> None:
    assert "only the first one changes anything" in finding("ASL301", GROUP, writes=True).message
    assert "they are about different keys" in finding("ASL301", GROUP, writes=True, preview=True).message


def test_what_unfinished_conditions_find_is_marked() -> None:
    assert not draft("ASL301", GROUP).preview
    assert draft("ASL301", GROUP, preview=True).preview
    assert not draft("ASL302", LOOP).preview
    assert draft("ASL302", LOOP, preview=True).preview


def test_the_fingerprint_is_of_all_operations() -> None:
    assert draft("ASL301", GROUP).callables == ("app.mails.send", "httpx.AsyncClient.get")


def test_a_loop() -> None:
    assert finding("ASL302", LOOP).message == (
        "`mails.send` is awaited once in each iteration, though none needs what another gives: each only"
        " reads, and nothing is carried from one to the next"
    )
    assert "each is about a key of its own" in finding("ASL302", LOOP, writes=True).message


def test_a_loop_without_bound_is_to_be_bounded() -> None:
    assert "asyncio.Semaphore" in finding("ASL302", LOOP).remedy
    bounded = finding("ASL302", LOOP, bounded=True).remedy
    assert "gather" in bounded
    assert "Semaphore" not in bounded


def test_an_object_in_two_tasks() -> None:
    found = finding("ASL303", GATHER)
    assert found.message == (
        "`orders_of` (line 8) uses `self.session` at the same time as `name_of` (line 8): `app.mails.send`"
        " allows one operation at a time"
    )
    assert found.remedy.startswith("give each task a session or connection of its own")
    many = finding("ASL303", GATHER, first=None).message
    assert many.startswith("each of the tasks that `orders_of` (line 8) makes uses `self.session`")


def test_what_is_awaited_before_it_is_gathered() -> None:
    found = finding("ASL303", GATHER, shared="", first=None)
    assert found.message == (
        "`mails.send` is given `await orders_of` (line 8), which has run before it starts"
    )
    assert found.remedy == "hand over the coroutine itself, without `await`"
