"""One guard and one call: whether the call meets it."""

from __future__ import annotations

import pytest

from asynclint.program.values.guards import Guard, any_of, carry, decide
from asynclint.program.values.kinds import ClassValue, Instance, ParamRef
from asynclint.program.values.typesets import EMPTY, UNKNOWN, Literal, TypeSet, of
from tests.program.programs import Linked

LINKED = Linked("class Thing: ...\nclass Sized:\n    def __len__(self): ...\ndef f(p, q): ...\ndef g(r): ...")
P, Q, R = (ParamRef(LINKED.function(f), n) for f, n in (("f", "p"), ("f", "q"), ("g", "r")))
NOTHING = of(Literal("none"))
THING = of(Instance(LINKED.cls("Thing")))
CLASS = LINKED.cls("Thing")
STARTING = of(Literal("str", prefix="s3://"))
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
        ("startswith", ("s3:",), STARTING, True),
        ("startswith", ("s3://b",), STARTING, None),
        ("startswith", ("gs:",), STARTING, False),
        ("eq", ("gs://x",), STARTING, False),
        ("eq", ("s3://x",), STARTING, None),
        ("eq", ("a", None), NOTHING, True),
        ("truthy", (), STARTING, True),
        ("endswith", (".gz",), text("a.gz"), True),
        ("endswith", (".gz",), text("a"), False),
        ("endswith", (".gz",), STARTING, None),
        ("contains", ("://",), text("a"), False),
        ("contains", ("://",), STARTING, True),
        ("contains", ("x",), STARTING, None),
        ("isinstance", (CLASS,), THING, True),
        ("isinstance", (CLASS,), SIZED, False),
        ("isinstance", (CLASS,), NOTHING, False),
        ("isinstance", (CLASS,), text("a"), False),
        ("isinstance", (CLASS,), UNKNOWN, None),
        ("type", (CLASS,), THING, True),
        ("type", (CLASS,), of(Literal("int", 3)), False),
        ("callable", (), text("a"), False),
        ("callable", (), of(ClassValue(CLASS)), True),
        ("callable", (), THING, False),
        ("hasattr", ("__len__",), SIZED, True),
        ("hasattr", ("close",), THING, False),
        ("hasattr", ("encode",), text("a"), True),
        (">", (0,), of(Literal("int", 0)), False),
        (">=", (0,), of(Literal("int", 0)), True),
        ("<", (0,), of(Literal("int")), None),
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


def test_one_of_several() -> None:
    either = any_of((Guard(P, "none", (), False), Guard(Q, "truthy", (), True)))
    assert either is not None
    assert decide(either, {P: NOTHING, Q: NOTHING}) is False
    assert decide(either, {P: THING, Q: NOTHING}) is True
    assert decide(either, {P: NOTHING, Q: UNKNOWN}) is None
    # What the call rules out is left out; what it does not pass on is lost.
    assert carry(either, {P: NOTHING, Q: UNKNOWN.of_param(R)}) == Guard(R, "truthy", (), True)
    assert carry(either, {P: UNKNOWN, Q: UNKNOWN.of_param(R)}) is None


def test_too_many_of_which_one_is_enough() -> None:
    guards = [Guard(P, "eq", (value,), True) for value in "abcdefgh"]
    assert any_of(guards) is None
    assert any_of(guards[:1]) is guards[0]
