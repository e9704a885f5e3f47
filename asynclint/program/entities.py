"""The static things of a program: modules, classes, functions, made from facts, not evaluated."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from asynclint.facts.records import (
    AnnAssign,
    Assign,
    Attr,
    Const,
    DefStmt,
    ExprStmt,
    Name,
    Raise,
)

if TYPE_CHECKING:
    from asynclint.facts.records import ClassFacts, Expr, FunctionFacts, ModuleFacts, Param, Span, Stmt
    from asynclint.program.behaviour import Behaviour

PROPERTIES = frozenset({"builtins.property", "functools.cached_property"})


class Module:
    """One module: of the project (`path` relative to its root), or of the stubs (`path` "")."""

    __slots__ = ("classes", "facts", "functions", "is_stub", "name", "path", "role")

    def __init__(self, facts: ModuleFacts, path: str, is_stub: bool, role: str = "code") -> None:
        self.facts = facts
        self.name = facts.name
        self.path = path
        self.is_stub = is_stub
        self.role = role
        self.classes = [Class(self, index) for index in range(len(facts.classes))]
        self.functions = [Function(self, index) for index in range(len(facts.functions))]

    def __repr__(self) -> str:
        return f"<module {self.name}>"

    def span(self, at: int) -> Span:
        return self.facts.span(at)


class Function:
    """A `def`, `async def` or lambda.

    `kind` is method, staticmethod, classmethod, property or setter for what stands in a class
    body, function otherwise; the linker fills it with `behaviour`.
    """

    __slots__ = ("behaviour", "decorated", "facts", "index", "is_abstract", "kind", "module", "overload")

    def __init__(self, module: Module, index: int) -> None:
        self.module = module
        self.index = index
        self.facts: FunctionFacts = module.facts.functions[index]
        self.kind = "method" if self.facts.owner >= 0 else "function"
        self.overload = False
        self.decorated = False
        self.is_abstract = False
        self.behaviour: Behaviour | None = None

    def __repr__(self) -> str:
        return f"<function {self.dotted}>"

    @property
    def name(self) -> str:
        return self.facts.name

    @property
    def params(self) -> tuple[Param, ...]:
        return self.facts.params

    @property
    def dotted(self) -> str:
        """The name to show: `@public`'s, else module and qualified name."""
        if self.behaviour is not None and self.behaviour.public:
            return self.behaviour.public
        owner = self.owner
        if owner is not None:
            return f"{owner.dotted}.{self.name}"
        return f"{self.module.name}.{self.facts.qualname.replace('.<locals>', '')}"

    @property
    def owner(self) -> Class | None:
        return self.module.classes[self.facts.owner] if self.facts.owner >= 0 else None

    @property
    def parent(self) -> Function | None:
        return self.module.functions[self.facts.parent] if self.facts.parent >= 0 else None

    @property
    def has_body(self) -> bool:
        """Whether there is code to analyse: always in a project, in a stub only where it is a model."""
        return not self.module.is_stub or not is_placeholder(self.facts.body)


class Class:
    """A class.  `bases`, `mro` and `subclasses` are filled by the linker, once, before evaluation.

    `mro` starts with the class itself; `has_unknown_base` says that some base did not resolve.
    """

    __slots__ = (
        "base_exprs",
        "bases",
        "behaviour",
        "facts",
        "has_unknown_base",
        "index",
        "members",
        "module",
        "mro",
        "stores",
        "subclasses",
        "tracked",
    )

    def __init__(self, module: Module, index: int) -> None:
        self.module = module
        self.index = index
        self.facts: ClassFacts = module.facts.classes[index]
        self.bases: list[Class] = []
        self.base_exprs: list[tuple[Class, Expr]] = []
        self.mro: list[Class] = [self]
        self.subclasses: list[Class] = []
        self.has_unknown_base = False
        self.tracked = False
        self.behaviour: Behaviour | None = None
        self.members: dict[str, Member] = collect_members(self)
        self.stores: dict[str, list[Function]] = {}

    def __repr__(self) -> str:
        return f"<class {self.dotted}>"

    @property
    def name(self) -> str:
        return self.facts.name

    @property
    def dotted(self) -> str:
        if self.behaviour is not None and self.behaviour.public:
            return self.behaviour.public
        return f"{self.module.name}.{self.facts.qualname.replace('.<locals>', '')}"

    @property
    def parent(self) -> Function | None:
        return self.module.functions[self.facts.parent] if self.facts.parent >= 0 else None

    @property
    def is_subclassed(self) -> bool:
        return bool(self.subclasses)

    def find(self, name: str) -> tuple[Class, Member] | None:
        """The first class of the MRO that has `name` in its body, and what it has."""
        for cls in self.mro:
            member = cls.members.get(name)
            if member is not None:
                return cls, member
        return None

    def is_subclass_of(self, other: Class) -> bool:
        return other in self.mro


@dataclass(slots=True)
class Member:
    """What a class body binds to one name: functions (all of an overload set), or expressions."""

    functions: list[int] = field(default_factory=list)
    annotation: Expr | None = None
    values: list[Expr] = field(default_factory=list)
    nested: int = -1


def collect_members(cls: Class) -> dict[str, Member]:
    """The names that the body of `cls` binds at its top level or in plain blocks of it."""
    members: dict[str, Member] = {}
    facts = cls.module.facts

    def visit(body: tuple[Stmt, ...]) -> None:
        for stmt in body:
            kind = type(stmt)
            if kind is DefStmt:
                name = facts.functions[stmt.function].name  # type: ignore[union-attr]
                members.setdefault(name, Member()).functions.append(stmt.function)  # type: ignore[union-attr]
            elif kind is AnnAssign:
                assert isinstance(stmt, AnnAssign)
                if isinstance(stmt.target, Name):
                    member = members.setdefault(stmt.target.id, Member())
                    member.annotation = stmt.annotation
                    if stmt.value is not None:
                        member.values.append(stmt.value)
            elif kind is Assign:
                assert isinstance(stmt, Assign)
                for target in stmt.targets:
                    if isinstance(target, Name):
                        members.setdefault(target.id, Member()).values.append(stmt.value)
            elif hasattr(stmt, "cls"):
                members.setdefault(facts.classes[stmt.cls].name, Member()).nested = stmt.cls
            else:
                for part in ("body", "orelse", "final"):
                    visit(getattr(stmt, part, ()))

    visit(cls.facts.body)
    return members


def is_placeholder(body: tuple[Stmt, ...]) -> bool:
    """A body of `...`, `pass` or a docstring: nothing to analyse."""
    return all(isinstance(stmt, ExprStmt) and isinstance(stmt.value, Const) for stmt in body)


def is_not_implemented(body: tuple[Stmt, ...]) -> bool:
    """A body that only raises NotImplementedError, beside a docstring."""
    rest = [s for s in body if not (isinstance(s, ExprStmt) and isinstance(s.value, Const))]
    if len(rest) != 1 or not isinstance(rest[0], Raise) or rest[0].exception is None:
        return False
    raised = rest[0].exception
    func = getattr(raised, "func", raised)
    return isinstance(func, Name | Attr) and getattr(func, "id", getattr(func, "name", "")) == "NotImplementedError"
