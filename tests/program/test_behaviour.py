"""Markers: what they say for which versions of a library."""

from __future__ import annotations

import pytest

from asynclint.facts.records import Expr
from asynclint.program.model.behaviour import behaviour_of
from asynclint.project.versions import Newest
from tests.program.programs import read


def decorators(text: str) -> list[tuple[str, Expr]]:
    """Marker expressions with their dotted names."""
    facts = read(f"{text}\ndef f(): ...".encode(), "m", False)
    return [("asynclint.markers." + text[1:].partition("(")[0], d) for d in facts.functions[0].decorators]


@pytest.mark.parametrize(
    ("marker", "newest", "said"),
    [
        ("@unwraps", (0, 1), True),
        ('@unwraps(since="0.123.5")', (0, 123, 5), True),
        ('@unwraps(since="0.123.5")', (0, 123, 4), False),
        ('@unwraps(before="0.134")', (0, 133), True),
        ('@unwraps(before="0.134")', (0, 134), False),
        ('@unwraps(since="1", before="2")', (1, 5), True),
        ('@unwraps(since="1", before="2")', (2,), False),
    ],
)
def test_since_and_before(marker: str, newest: tuple[int, ...], said: bool) -> None:
    found = behaviour_of(decorators(marker), Newest(newest).reaches)
    assert bool(found is not None and found.unwraps) is said
