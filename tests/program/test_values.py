"""The order of type sets: joins only go up, whatever the order, and end at the unknown."""

from __future__ import annotations

import functools
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asynclint.program.model.entities import Class
from asynclint.program.values.kinds import (
    Bound,
    CallableValue,
    ClassValue,
    FunctionValue,
    Instance,
    ParamRef,
    TupleValue,
    TypeVarValue,
)
from asynclint.program.values.typesets import (
    DEPTH,
    EMPTY,
    LIMIT,
    LITERALS,
    NONE,
    UNKNOWN,
    Literal,
    TypeSet,
    Value,
    cut,
    join_all,
    merge_args,
    of,
)
from tests.program.programs import Linked, shown

SOURCE = "\n".join([*(f"class C{n}: ..." for n in range(12)), "class D(C0): ...", "def f(a, b): ..."])


@functools.cache
def linked() -> Linked:
    return Linked(SOURCE)


def cls(name: str) -> Class:
    return linked().cls(name)


def obj(name: str, *args: TypeSet) -> Instance:
    return Instance(cls(name), args)


def param(name: str) -> ParamRef:
    return ParamRef(linked().function("f"), name)


def nested(depth: int) -> Instance:
    """C1[C1[...[C2]]] of that depth."""
    made = obj("C2")
    for _ in range(depth - 1):
        made = obj("C1", of(made))
    return made


literals = st.one_of(
    st.builds(lambda v: Literal("str", v), st.sampled_from([*"abcdef", None])),
    st.builds(lambda v: Literal("int", v), st.sampled_from([0, 1, 2, None])),
    st.builds(lambda v: Literal("bool", v), st.booleans()),
    st.just(Literal("none")),
)
plain = st.one_of(
    literals,
    st.builds(lambda n, e: Instance(cls(n), (), e), st.sampled_from(["C0", "C1", "C2", "D"]), st.booleans()),
    st.builds(lambda n: ClassValue(cls(n)), st.sampled_from(["C0", "C1"])),
    st.builds(TypeVarValue, st.sampled_from(["T", "P"])),
    st.just(FunctionValue(linked().function("f"))),
)
symbols = st.lists(st.builds(param, st.sampled_from(["a", "b"])), max_size=2, unique=True).map(tuple)


def sets(values: st.SearchStrategy[Value], most: int) -> st.SearchStrategy[TypeSet]:
    return st.builds(
        lambda vs, syms, unknown: join_all([TypeSet((v,)) for v in vs] + [TypeSet((), syms, unknown)]),
        st.lists(values, max_size=most),
        symbols,
        st.booleans(),
    )


def compound(inner: st.SearchStrategy[TypeSet]) -> st.SearchStrategy[Value]:
    """Values whose arguments, items or results are the given sets."""
    pair = st.lists(inner, max_size=2).map(tuple)
    return st.one_of(
        st.builds(lambda n, args: Instance(cls(n), args), st.sampled_from(["C0", "C1"]), pair),
        st.builds(lambda args: ClassValue(cls("C0"), args), pair),
        st.builds(TupleValue, pair),
        st.builds(CallableValue, pair, inner),
        st.builds(lambda args: Bound(FunctionValue(linked().function("f")), args, ()), pair),
    )


flat = sets(st.one_of(plain, compound(sets(plain, 2))), 3)
any_set = sets(st.one_of(plain, compound(sets(st.one_of(plain, compound(sets(plain, 2))), 2))), 6)
check = settings(max_examples=40)


@given(any_set)
@check
def test_join_is_idempotent(a: TypeSet) -> None:
    assert a.join(a) == a
    assert a.join(TypeSet(a.values, a.symbols, a.unknown, a.full)) == a


@given(any_set)
@check
def test_empty_is_neutral(a: TypeSet) -> None:
    assert a.join(EMPTY) == a
    assert EMPTY.join(a) == a


@given(flat, flat)
@check
def test_join_is_commutative(a: TypeSet, b: TypeSet) -> None:
    assert shown(a.join(b)) == shown(b.join(a))
    assert a.join(b) == b.join(a)


@given(any_set, any_set)
@check
def test_join_is_above_both(a: TypeSet, b: TypeSet) -> None:
    joined = a.join(b)
    assert joined.contains(a)
    assert joined.contains(b)


@given(any_set, any_set)
@check
def test_joining_again_changes_nothing(a: TypeSet, b: TypeSet) -> None:
    joined = a.join(b)
    assert joined.join(a) is joined
    assert joined.join(b) is joined


@given(sets(plain, 2), sets(plain, 2), sets(plain, 2))
@check
def test_join_is_associative_below_the_limit(a: TypeSet, b: TypeSet, c: TypeSet) -> None:
    left, right = a.join(b).join(c), a.join(b.join(c))
    assert shown(left) == shown(right)
    assert left == right == join_all([c, a, b])


@given(st.lists(flat, min_size=2, max_size=4), st.randoms(use_true_random=False))
@check
def test_order_of_many_joins_does_not_matter_below_the_limit(parts: list[TypeSet], random: object) -> None:
    there = functools.reduce(TypeSet.join, parts, EMPTY)
    back = functools.reduce(TypeSet.join, reversed(parts), EMPTY)
    if not (there.full or back.full):
        assert shown(there) == shown(back)


# As many constants and objects as it takes to meet both limits.
crowded = st.lists(
    st.one_of(
        st.builds(lambda v: Literal("str", v), st.sampled_from([*"abcdefg", None])),
        st.builds(lambda v: Literal("int", v), st.sampled_from([0, 1, 2])),
        st.builds(lambda n: obj(f"C{n}"), st.integers(0, 11)),
    ),
    max_size=14,
)


@given(crowded, crowded, st.randoms(use_true_random=False))
@settings(max_examples=200)
def test_order_and_grouping_of_joins_do_not_matter_at_the_limits(
    some: list[Value], others: list[Value], random: Random
) -> None:
    def chained(values: list[Value]) -> TypeSet:
        return functools.reduce(TypeSet.join, (TypeSet((v,)) for v in values), EMPTY)

    everything = [*some, *others]
    shuffled = random.sample(everything, len(everything))
    results = [
        chained(everything),
        chained(shuffled),
        chained(some).join(chained(others)),
        join_all([TypeSet((v,)) for v in everything]),
        # A set that was never joined, as an annotation of many constants gives.
        EMPTY.join(TypeSet(tuple(dict.fromkeys(some)))).join(chained(others)),
    ]
    assert len({shown(result) for result in results}) == 1
    assert all(result == results[0] for result in results)


@given(crowded, crowded, crowded)
@check
def test_join_is_monotone(a: list[Value], b: list[Value], c: list[Value]) -> None:
    small, more, other = of(*a), of(*a, *b), of(*c)
    assert more.contains(small)
    assert more.join(other).contains(small.join(other))


def test_constants_count_as_one_before_they_are_widened() -> None:
    mixed = of(*(Literal("str", c) for c in "abcd"), *(obj(f"C{n}") for n in range(LIMIT - 1)))
    assert not mixed.full
    assert mixed.join(of(Literal("str", "e"))).values[-1] == Literal("str")
    assert mixed.join(of(obj("C11"))).full


def test_a_set_made_under_a_larger_limit_is_cut_when_it_comes_first() -> None:
    many = join_all([TypeSet((obj(f"C{n}"),)) for n in range(12)], 64)
    assert len(many.values) == 12
    assert EMPTY.join(many).full
    assert not EMPTY.join(many, 64).full


def test_equal_sees_nested_arguments() -> None:
    narrow, wide = of(obj("C0", of(obj("C1")))), of(obj("C0", of(obj("C1"), obj("C2"))))
    assert wide != narrow
    assert narrow != wide


def test_nested_arguments_are_joined_at_every_depth() -> None:
    narrow = of(obj("C0", of(obj("C3", of(obj("C1"))))))
    wide = of(obj("C0", of(obj("C3", of(obj("C1"), obj("C2"))))))
    assert shown(narrow.join(wide)) == shown(wide.join(narrow)) == "C0[C3[C1 | C2]]"


# --- literals ------------------------------------------------------------------------------------


def texts(count: int) -> TypeSet:
    return of(*(Literal("str", f"s{n}") for n in range(count)))


def test_a_few_literals_are_kept_and_more_are_any_literal() -> None:
    assert len(texts(LITERALS).values) == LITERALS
    assert texts(LITERALS + 1).values == (Literal("str"),)
    assert not texts(100).unknown


def test_any_literal_absorbs_those_of_its_kind_only() -> None:
    wide = of(Literal("str"), Literal("str", "a"), Literal("int", 1), Literal("none"))
    assert set(wide.values) == {Literal("str"), Literal("int", 1), Literal("none")}
    assert wide.contains(of(Literal("str", "never seen")))
    assert wide.join(of(Literal("str", "never seen"))) is wide
    assert not wide.contains(of(Literal("int", 2)))


def test_kinds_of_literals_are_widened_each_for_itself() -> None:
    both = texts(LITERALS).join(of(*(Literal("int", n) for n in range(LITERALS))))
    assert len(both.values) == 2 * LITERALS


def test_true_false_and_none_stay_apart() -> None:
    three = of(Literal("bool", True), Literal("bool", False), Literal("none"))
    assert len(three.values) == 3
    assert Literal("bool", True) != Literal("int", 1)


# --- limit and depth -----------------------------------------------------------------------------


def objects(count: int) -> TypeSet:
    return of(*(obj(f"C{n}") for n in range(count)))


def test_more_values_than_the_limit_are_unknown_for_good() -> None:
    assert len(objects(LIMIT).values) == LIMIT
    top = objects(LIMIT + 1)
    assert (top.values, top.unknown, top.full) == ((), True, True)
    assert top.join(of(obj("C11"))) == top
    assert of(obj("C11")).join(top).full


def test_top_keeps_symbols() -> None:
    top = objects(LIMIT).join(TypeSet((obj("C11"),), (param("a"),)))
    assert top.symbols == (param("a"),)
    assert top.join(TypeSet((), (param("b"),))).symbols == (param("a"), param("b"))


def test_a_limit_of_its_own_is_respected() -> None:
    assert len(objects(LIMIT).join(of(obj("C11")), 64).values) == LIMIT + 1


def test_unknown_is_not_the_top() -> None:
    known = UNKNOWN.join(of(obj("C1")))
    assert (shown(known), known.full) == ("C1 | ?", False)


def test_deep_arguments_are_cut_when_they_grow() -> None:
    assert not cut(of(nested(DEPTH - 1))).full
    assert cut(of(nested(DEPTH))).full
    grown = of(obj("C1", of(nested(DEPTH)))).join(of(obj("C1", of(obj("C3")))))
    assert grown.depth <= DEPTH


def test_a_set_that_wraps_itself_reaches_the_top() -> None:
    types = of(obj("C2"))
    for _ in range(10):
        types = types.join(of(obj("C1", cut(types))))
    again = types.join(of(obj("C1", cut(types))))
    assert again is types
    assert types.depth <= DEPTH


def test_arguments_of_different_number() -> None:
    one, two = of(obj("C1")), of(obj("C2"))
    assert merge_args((), (one,)) == merge_args((one,), ()) == (one,)
    assert len(merge_args((one,), (two, two))) == 2


def test_instances_of_a_class_and_of_its_subclasses_stand_apart() -> None:
    exact, some = Instance(cls("C0")), Instance(cls("C0"), exact=False)
    assert len(of(exact, some).values) == 2
    # Nothing derives from C1: each of its instances is exact.
    assert Instance(cls("C1"), exact=False) == Instance(cls("C1"))


def test_without_none() -> None:
    types = of(Literal("none"), obj("C1"))
    assert types.without_none() == (obj("C1"),)
    assert types.is_informative
    assert not NONE.is_informative
    assert not UNKNOWN.is_informative


def test_emptiness() -> None:
    assert not EMPTY
    assert UNKNOWN
    assert NONE
    assert TypeSet((), (param("a"),))


def test_flags_can_be_taken_off() -> None:
    types = TypeSet((obj("C1"),), (param("a"),), True)
    assert not types.known().unknown
    assert types.without_symbols().symbols == ()
    assert types.without_symbols().unknown
    assert of(obj("C1")).with_unknown().unknown


def test_type_sets_are_not_hashable() -> None:
    with pytest.raises(TypeError):
        hash(UNKNOWN)
