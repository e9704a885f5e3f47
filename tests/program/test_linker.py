"""Kinds of functions, bases and method resolution order."""

from __future__ import annotations

import pytest

from tests.program.programs import Files, Linked


def mro(files: Files, name: str) -> list[str]:
    return [cls.name for cls in Linked(files).cls(name).mro if cls.name != "object"]


def test_mro_is_that_of_python() -> None:
    diamond = "class A: ...\nclass B(A): ...\nclass C(A): ...\nclass D(B, C): ...\n"
    assert mro(diamond, "D") == ["D", "B", "C", "A"]
    # The example of the paper on C3.
    deep = """
        class O: ...
        class F(O): ...
        class E(O): ...
        class D(O): ...
        class C(D, F): ...
        class B(E, D): ...
        class A(B, C): ...
        """
    assert mro(deep, "A") == ["A", "B", "E", "C", "D", "F", "O"]


def test_where_python_has_no_order_it_is_depth_first() -> None:
    source = "class X: ...\nclass Y: ...\nclass A(X, Y): ...\nclass B(Y, X): ...\nclass Bad(A, B): ...\n"
    assert mro(source, "Bad") == ["Bad", "A", "X", "Y", "B"]


def test_a_class_that_derives_from_itself_ends() -> None:
    files = {
        "app/main.py": "from app.other import B\nclass A(B): ...",
        "app/other.py": "from app.main import A\nclass B(A): ...",
    }
    assert mro(files, "A")[:2] == ["A", "B"]
    assert mro("class A(A): ...", "A") == ["A"]


def test_bases_through_imports_and_aliases() -> None:
    files = {
        "app/base.py": "class Base: ...\nAlias = Base",
        "app/__init__.py": "from .base import Alias as Public",
        "app/main.py": "import app\nclass A(app.Public): ...\nclass B(app.base.Base): ...",
    }
    assert mro(files, "A") == ["A", "Base"]
    assert mro(files, "B") == ["B", "Base"]


def test_unknown_bases_are_marked_and_inherited() -> None:
    linked = Linked(
        """
        import nowhere
        class A(nowhere.Base): ...
        class B(A): ...
        class C(make()): ...
        class D: ...
        class E(Exception): ...
        """
    )
    unknown = {cls.name for cls in linked.modules["app.main"].classes if cls.has_unknown_base}
    assert unknown == {"A", "B", "C"}


def test_generic_bases() -> None:
    source = """
        from typing import Generic, TypeVar
        T = TypeVar("T")
        class Box(Generic[T]): ...
        class Ints(Box[int]): ...
        """
    assert mro(source, "Ints")[:2] == ["Ints", "Box"]


def test_subclasses_are_known_to_their_bases() -> None:
    linked = Linked("class A: ...\nclass B(A): ...\nclass C(B): ...")
    assert [cls.name for cls in linked.cls("A").subclasses] == ["B", "C"]
    assert linked.cls("A") in linked.cls("C").mro
    assert linked.cls("C") not in linked.cls("A").mro


def test_base_classes_inside_a_function() -> None:
    linked = Linked(
        {
            "app/other.py": "class Base: ...",
            "app/main.py": """
        class Base: ...
        def make():
            from app.other import Base as Imported
            class Base: ...
            class Local(Base): ...
            class Far(Imported): ...
            def inner(Base):
                class Param(Base): ...
        """,
        }
    )
    local = linked.cls("Local").bases[0]
    assert local.facts.qualname == "make.<locals>.Base"
    assert linked.cls("Far").bases[0].dotted == "app.other.Base"
    assert linked.cls("Param").has_unknown_base


METHODS = """
    import abc
    import functools
    from functools import cached_property, wraps
    from typing import overload
    from asynclint.markers import blocks
    from nowhere import custom

    class C:
        def plain(self): ...
        @staticmethod
        def static(): ...
        @classmethod
        def made(cls): ...
        @property
        def prop(self): ...
        @cached_property
        def cached(self): ...
        @abc.abstractmethod
        def abstract(self): ...
        @property
        @abc.abstractmethod
        def abstract_property(self): ...
        @overload
        def many(self, a: int): ...
        @overload
        def many(self, a: str): ...
        def many(self, a): return a
        def __new__(cls): ...
        def __init_subclass__(cls): ...
        def __class_getitem__(cls, item): ...
        @custom
        def decorated(self): ...
        @blocks("cpu")
        def marked(self): ...
        @custom
        @classmethod
        def both(cls): ...

    class Settable:
        @property
        def value(self): ...
        @value.setter
        def value(self, new): ...

    def free(): ...
    @staticmethod
    def odd(): ...
    def outer():
        def nested(): ...
    """


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("C.plain", "method"),
        ("C.static", "staticmethod"),
        ("C.made", "classmethod"),
        ("C.prop", "property"),
        ("C.cached", "property"),
        ("C.abstract", "method"),
        ("C.abstract_property", "property"),
        ("C.many", "method"),
        ("C.__new__", "staticmethod"),
        ("C.__init_subclass__", "classmethod"),
        ("C.__class_getitem__", "classmethod"),
        ("C.decorated", "method"),
        ("C.both", "classmethod"),
        ("Settable.value", "setter"),
        ("free", "function"),
        ("odd", "function"),
        ("outer.<locals>.nested", "function"),
    ],
)
def test_kinds(name: str, kind: str) -> None:
    assert Linked(METHODS).function(name).kind == kind


def test_flags() -> None:
    functions = Linked(METHODS).modules["app.main"].functions
    assert {f.name for f in functions if f.is_abstract} == {"abstract", "abstract_property"}
    assert [f.overload for f in functions if f.name == "many"] == [True, True, False]
    assert {f.name for f in functions if f.decorated} == {"decorated", "both", "odd"}


def test_markers_become_behaviour() -> None:
    linked = Linked(
        """
        from asynclint.markers import blocks, offloads, registers, safe, schedules
        from asynclint import markers

        @blocks
        def bare(): ...
        @blocks("http", instead="x.y", cost="size")
        def full(): ...
        @markers.blocks(category="cpu")
        def named(): ...
        @offloads("f")
        @schedules("g")
        def hands(f, g): ...
        @registers("route", "f", method="GET")
        @registers("prefix")
        def routes(f): ...
        @safe
        class Quiet: ...
        def none(): ...
        """
    )
    blocks = {name: linked.function(name).behaviour.blocks for name in ("bare", "full", "named")}  # type: ignore[union-attr]
    assert [b.category for b in blocks.values() if b] == ["declared", "http", "cpu"]
    assert blocks["full"] is not None
    assert (blocks["full"].instead, blocks["full"].cost) == ("x.y", "size")
    hands, routes = linked.function("hands").behaviour, linked.function("routes").behaviour
    assert hands is not None
    assert set(hands.handed) == {("offload", "f"), ("schedule", "g")}
    assert routes is not None
    registers = {(r.role, r.arg, r.method) for r in routes.registers}
    assert registers == {("route", "f", "GET"), ("prefix", None, "")}
    quiet = linked.cls("Quiet").behaviour
    assert quiet is not None
    assert quiet.safe
    assert linked.function("none").behaviour is None


def test_stores_are_the_attributes_that_methods_assign() -> None:
    linked = Linked("class A:\n    def f(self): self.x = 1\n    def g(self): self.x = self.y = 2\n")
    stores = {name: [f.name for f in functions] for name, functions in linked.cls("A").stores.items()}
    assert stores == {"x": ["f", "g"], "y": ["g"]}
