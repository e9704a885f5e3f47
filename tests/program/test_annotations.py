"""Annotations: what they say, and what type variables stand for."""

from __future__ import annotations

import pytest

from asynclint.facts.records import AnnAssign
from asynclint.program.values.annotations import Scope
from asynclint.program.values.kinds import ClassValue, Instance, TypeVarValue
from asynclint.program.values.typesets import EMPTY, TypeSet, of
from asynclint.program.values.typevars import has_variables, instantiate
from tests.program.programs import Linked, shown

HEAD = """
from __future__ import annotations
import typing
import typing as t
import collections.abc
from typing import Annotated, Any, Callable, ClassVar, Final, Generic, List, Literal, NewType, NoReturn
from typing import Optional, ParamSpec, Protocol, Self, Tuple, Type, TypeVar, Union, Dict
from fastapi import Depends
from other import Stranger
from app.models import User, Alias

T = TypeVar("T")
K = TypeVar("K")
class A: ...
class B: ...
class Box(Generic[T]): ...
class Pair(Generic[K, T]): ...
class Boxes(Box[Box[T]]): ...
class Swapped(Pair[T, K], Generic[K, T]): ...
class Fixed(Pair[A, B]): ...
class Bare(Box): ...
class Deeper(Fixed): ...
class Has(Protocol[T]): ...
class New[X, Y](Pair[Y, X]): ...
Maybe = Optional[A]
UserId = NewType("UserId", A)
Injected = Annotated[A, Depends(A), "second"]
Twice = Annotated[Injected, "third"]
Loop = Round
Round = Loop
"""
MODELS = "class User: ...\nAlias = User\n"


def build(source: str) -> Linked:
    return Linked({"app/main.py": HEAD + source, "app/models.py": MODELS})


def types(expression: str) -> TypeSet:
    """What the annotation `expression` says at the end of the module above."""
    linked = build(f"subject: {expression}\n")
    module = linked.modules["app.main"]
    statement = module.facts.body[-1]
    assert isinstance(statement, AnnAssign)
    return linked.analysis.annotations.types(statement.annotation, Scope(module))


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("A", "A"),
        ("'A'", "A"),
        ("User", "User"),
        ("Alias", "User"),
        ("None", "None"),
        ("Optional[A]", "A | None"),
        ("t.Optional['A']", "A | None"),
        ("typing.Union[A, B, None]", "A | B | None"),
        ("A | None", "A | None"),
        ("'A | B | None'", "A | B | None"),
        ("Optional[Stranger]", "None | ?"),
        ("A | Stranger", "A | ?"),
        ("Maybe", "A | None"),
        ("UserId", "A"),
        ("Any", "?"),
        ("object", "?"),
        ("Stranger", "?"),
        ("absent", "?"),
        ("NoReturn", "nothing"),
        ("Self", "~Self"),
        ("T", "~T"),
        ("Annotated[A, 1]", "A"),
        ("Annotated['Optional[A]', Depends(B)]", "A | None"),
        ("Injected", "A"),
        ("ClassVar[A]", "A"),
        ("Final[A]", "A"),
        ("Literal['r', 1, True, None]", "None | bool=True | int=1 | str='r'"),
        ("Literal[1, 2, 3, 4, 5, 6]", "int=1 | int=2 | int=3 | int=4 | int=5 | int=6"),
        ("Callable[[A], B]", "(A) -> B"),
        ("Callable[..., A]", "() -> A"),
        ("collections.abc.Callable[[A, B], None]", "(A, B) -> None"),
        ("type[A]", "type[A]"),
        ("Type[A]", "type[A]"),
        ("type[A | B]", "type[A] | type[B]"),
        ("type[T]", "() -> ~T"),
        ("type[Stranger]", "?"),
        ("tuple[A, B]", "(A, B)"),
        ("Tuple[A, Optional[B]]", "(A, B | None)"),
        ("tuple[A, ...]", "tuple[A]"),
        ("list[A]", "list[A]"),
        ("List[A]", "list[A]"),
        ("dict[str, list[A]]", "dict[str, list[A]]"),
        ("Box[A]", "Box[A]"),
        ("Box['A | None']", "Box[A | None]"),
        ("Pair[A, B]", "Pair[A, B]"),
        ("Loop", "?"),
        ("1 + 2", "?"),
    ],
)
def test_types(expression: str, expected: str) -> None:
    assert shown(types(expression)) == expected


def test_annotated_objects_may_be_of_a_subclass() -> None:
    linked = Linked("class A: ...\nclass B(A): ...\nx: A\ny: B\n")
    module = linked.modules["app.main"]
    found = []
    for statement in module.facts.body[-2:]:
        assert isinstance(statement, AnnAssign)
        (value,) = linked.analysis.annotations.types(statement.annotation, Scope(module)).values
        assert isinstance(value, Instance)
        found.append(value.exact)
    assert found == [False, True]


@pytest.mark.parametrize(
    ("expression", "count"),
    [
        ("Annotated[A, Depends(A), 1]", 2),
        ("Injected", 2),
        ("Twice", 3),
        ("A", 0),
        ("Optional[A]", 0),
        ("Loop", 0),
    ],
)
def test_metadata_of_annotated(expression: str, count: int) -> None:
    linked = build(f"subject: {expression}\n")
    module = linked.modules["app.main"]
    statement = module.facts.body[-1]
    assert isinstance(statement, AnnAssign)
    assert len(linked.analysis.annotations.metadata(statement.annotation, Scope(module))) == count


def test_names_of_enclosing_functions_count_first() -> None:
    linked = Linked(
        """
        class A: ...
        def make():
            class A: ...
            def inner(a: A, b: Later): ...
        class Later: ...
        """
    )
    inner = linked.function("make.<locals>.inner")
    scope = Scope(inner.module, inner)
    first, second = (linked.analysis.annotations.types(p.annotation, scope) for p in inner.params)
    (value,) = first.values
    assert isinstance(value, Instance)
    assert value.cls.facts.qualname == "make.<locals>.A"
    assert shown(second) == "Later"


# --- type variables ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "params"),
    [
        ("Box", ("T",)),
        ("Pair", ("K", "T")),
        ("Boxes", ("T",)),
        ("Swapped", ("K", "T")),
        ("Fixed", ()),
        ("Has", ("T",)),
        ("New", ("X", "Y")),
        ("A", ()),
    ],
)
def test_class_parameters(name: str, params: tuple[str, ...]) -> None:
    linked = build("")
    assert linked.analysis.generics.class_params(linked.cls(name)) == params


@pytest.mark.parametrize(
    ("annotation", "owner", "expected"),
    [
        ("Box[A]", "Box", {"T": "A"}),
        ("Boxes[A]", "Box", {"T": "Box[A]"}),
        ("Swapped[A, B]", "Pair", {"K": "B", "T": "A"}),
        ("Fixed", "Pair", {"K": "A", "T": "B"}),
        ("Deeper", "Pair", {"K": "A", "T": "B"}),
        ("New[A, B]", "Pair", {"K": "B", "T": "A"}),
        ("Bare", "Box", {}),
        ("Box", "Box", {}),
        ("A", "Box", {}),
    ],
)
def test_class_variables_through_bases(annotation: str, owner: str, expected: dict[str, str]) -> None:
    linked = build(f"subject: {annotation}\n")
    module = linked.modules["app.main"]
    statement = module.facts.body[-1]
    assert isinstance(statement, AnnAssign)
    annotations = linked.analysis.annotations
    (value,) = annotations.types(statement.annotation, Scope(module)).values
    assert isinstance(value, Instance)
    found = linked.analysis.generics.class_variables(value.cls, value.args, linked.cls(owner))
    assert {name: shown(given) for name, given in found.items()} == expected


@pytest.mark.parametrize(
    ("pattern", "actual", "expected"),
    [
        ("T", "A", {"T": "A"}),
        ("T | None", "A | None", {"T": "A"}),
        ("T", "A | None", {"T": "A | None"}),
        ("list[T]", "list[A]", {"T": "A"}),
        ("list[T]", "list[A] | None", {"T": "A"}),
        ("dict[K, T]", "dict[A, B]", {"K": "A", "T": "B"}),
        ("Box[T]", "Boxes[A]", {"T": "Box[A]"}),
        ("Pair[K, T]", "Deeper", {"K": "A", "T": "B"}),
        ("Box[T]", "Bare", {"T": "?"}),
        ("tuple[K, T]", "tuple[A, B]", {"K": "A", "T": "B"}),
        ("tuple[K, T]", "tuple[A]", {}),
        ("collections.abc.Iterable[T]", "list[A]", {"T": "A"}),
        ("collections.abc.Iterable[T]", "tuple[A, B]", {"T": "A | B"}),
        ("type[T]", "type[A]", {"T": "A"}),
        ("Callable[[A], T]", "Callable[[A], B]", {"T": "B"}),
        ("Callable[[A], T]", "type[B]", {"T": "B"}),
        ("Box[Box[T]]", "Box[Box[A]]", {"T": "A"}),
        ("A", "B", {}),
        ("list[T]", "A", {}),
    ],
)
def test_unify(pattern: str, actual: str, expected: dict[str, str]) -> None:
    linked = build(f"pattern: {pattern}\nactual: {actual}\n")
    module = linked.modules["app.main"]
    left, right = module.facts.body[-2:]
    assert isinstance(left, AnnAssign)
    assert isinstance(right, AnnAssign)
    annotations, scope = linked.analysis.annotations, Scope(module)
    variables: dict[str, TypeSet] = {}
    pattern_types, actual_types = (annotations.types(s.annotation, scope) for s in (left, right))
    linked.analysis.generics.unify(pattern_types, actual_types, variables)
    assert {name: shown(given) for name, given in variables.items()} == expected


def test_unify_joins_what_several_arguments_say() -> None:
    linked = build("")
    a, b, variable = (Instance(linked.cls("A")), Instance(linked.cls("B")), of(TypeVarValue("T")))
    variables: dict[str, TypeSet] = {}
    for given in (a, b):
        linked.analysis.generics.unify(variable, of(given), variables)
    assert shown(variables["T"]) == "A | B"


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("T", "A"),
        ("T | None", "A | None"),
        ("Box[T]", "Box[A]"),
        ("dict[str, list[T]]", "dict[str, list[A]]"),
        ("tuple[T, B]", "(A, B)"),
        ("Callable[[T], T]", "(A) -> A"),
        ("Callable[[K], K]", "(~K) -> ~K"),
        ("K", "?"),
        ("Box[K]", "Box[?]"),
        ("B", "B"),
    ],
)
def test_instantiate(expression: str, expected: str) -> None:
    linked = build("")
    given = {"T": of(Instance(linked.cls("A")))}
    assert shown(instantiate(types(expression), given)) == expected


def test_has_variables_looks_inside() -> None:
    assert has_variables(types("dict[str, tuple[T, ...]]"))
    assert has_variables(types("Callable[[A], Box[T]]"))
    assert not has_variables(types("dict[str, Callable[[A], B]]"))
    assert not has_variables(EMPTY)


def test_class_values_take_part_in_type_of() -> None:
    linked = build("")
    pattern = types("type[T]")
    variables: dict[str, TypeSet] = {}
    linked.analysis.generics.unify(pattern, of(ClassValue(linked.cls("A"))), variables)
    assert shown(variables["T"]) == "A"
