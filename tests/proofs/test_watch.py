"""The watcher tells calls that block from calls that do not, whatever is expected of them."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable

import pytest

from tests.proofs import watch as watching
from tests.proofs.watch import Kind, Watch, run

Made = Callable[[Watch], Awaitable[None]]


class Answer:
    """Another side that gives its answer when the watcher lets it."""

    def __init__(self) -> None:
        self.given = threading.Event()

    def arm(self, watch: Watch) -> None:
        def answer() -> None:
            watch.hold()
            self.given.set()

        threading.Thread(target=answer, daemon=True).start()


def made_by(answer: Answer, how: str) -> Made:
    async def blocks(watch: Watch) -> None:
        with watch.call():
            answer.given.wait()

    async def awaits(watch: Watch) -> None:
        with watch.call():
            await asyncio.to_thread(answer.given.wait)

    async def awaits_and_blocks(watch: Watch) -> None:
        with watch.call():
            await asyncio.sleep(0)
            answer.given.wait()

    async def returns(watch: Watch) -> None:
        with watch.call():
            answer.given.is_set()

    return {"blocks": blocks, "awaits": awaits, "mixed": awaits_and_blocks, "returns": returns}[how]


@pytest.mark.parametrize(
    ("kind", "how"), [(Kind.BLOCKS, "blocks"), (Kind.AWAITS, "awaits"), (Kind.RETURNS, "returns")]
)
def test_what_is_expected_is_seen(kind: Kind, how: str) -> None:
    answer = Answer()
    assert run(Watch(kind, answer.arm), made_by(answer, how)) == ""


@pytest.mark.parametrize(
    ("kind", "how", "told"),
    [
        (Kind.BLOCKS, "awaits", "the loop goes on"),
        (Kind.AWAITS, "blocks", "the loop stands still"),
        (Kind.AWAITS, "mixed", "the loop stands still"),
        (Kind.RETURNS, "blocks", "the call waits for an answer"),
    ],
)
def test_another_kind_of_call_is_told(
    kind: Kind, how: str, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # What does not happen is waited for to the end.
    monkeypatch.setattr(watching, "LONG", 1.0)
    answer = Answer()
    assert run(Watch(kind, answer.arm), made_by(answer, how)) == told


def test_a_call_that_asks_nothing_proves_nothing() -> None:
    assert run(Watch(Kind.BLOCKS), made_by(Answer(), "returns")) == "nothing was asked"


def test_errors_of_the_call_are_raised() -> None:
    async def fails(watch: Watch) -> None:
        with watch.call():
            raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        run(Watch(Kind.BLOCKS), fails)
