"""One guard and one call: whether the call meets it."""

from __future__ import annotations

import pytest

from asynclint.program.values.guards import Guard, carry, decide
from asynclint.program.values.kinds import Instance, ParamRef
from asynclint.program.values.typesets import EMPTY, UNKNOWN, Literal, TypeSet, of
from tests.program.programs import Linked

LINKED = Linked("class Thing: ...\nclass Sized:\n    def __len__(self): ...\ndef f(p): ...\ndef g(r): ...")
P, R = (ParamRef(LINKED.function(f), n) for f, n in (("f", "p"), ("g", "r")))
NOTHING = of(Literal("none"))
THING = of(Instance(LINKED.cls("Thing")))
SIZED = of(Instance(LINKED.cls("Sized")))


def text(*values: str) -> TypeSet:
    return of(*(Literal("str", value) for value in values))


@pytest.mark.parametrize(
    ("test", "values", "given", "expected"),
    [
        ("none", (), NOTHING, True),
        ("none", (), THING, False),
        ("none", (), THING.join(NOTHING), None),
        ("none", (), UNKNOWN, None),
        ("none", (), EMPTY, None),
        ("none", (), NOTHING.with_unknown(), None),
        ("none", (), NOTHING.join(TypeSet((), (R,))), None),
        ("truthy", (), THING, True),
        ("truthy", (), SIZED, None),
        ("truthy", (), NOTHING, False),
        ("truthy", (), text(""), False),
        ("truthy", (), text("a"), True),
        ("truthy", (), of(Literal("int", 0)), False),
        ("truthy", (), of(Literal("int")), None),
        ("truthy", (), of(Literal("bool", True), Literal("bool", False)), None),
        ("eq", ("a", "b"), text("a"), True),
        ("eq", ("a", "b"), text("a", "b"), True),
        ("eq", ("a", "b"), text("c"), False),
        ("eq", ("a", "b"), text("a", "c"), None),
        ("eq", ("a",), NOTHING, False),
        ("eq", ("a",), THING, None),
        ("eq", ("a",), of(Literal("str")), None),
        ("startswith", ("s3:", "gs:"), text("gs://x"), True),
        ("startswith", ("s3:",), text("/tmp"), False),
        ("startswith", ("s3:",), NOTHING, None),
        ("startswith", ("s3:",), of(Literal("int", 3)), None),
    ],
)
def test_decide(test: str, values: tuple[object, ...], given: TypeSet, expected: bool | None) -> None:
    assert decide(Guard(P, test, values, True), {P: given}) is expected
    turned = None if expected is None else not expected
    assert decide(Guard(P, test, values, False), {P: given}) is turned
    assert decide(Guard(P, test, values, True), {}) is None


def test_carry_names_the_caller_s_parameter() -> None:
    guard = Guard(P, "eq", ("a",), False)
    moved = carry(guard, {P: UNKNOWN.of_param(R)})
    assert moved is not None
    assert (moved.param, moved.test, moved.values, moved.holds) == (R, "eq", ("a",), False)
    assert carry(guard, {P: UNKNOWN.of_param(R).join(NOTHING)}) is None
    assert carry(guard, {P: UNKNOWN}) is None
    assert carry(guard, {}) is None
