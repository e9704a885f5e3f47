"""The static things of a program: modules, classes, functions, made from facts, not evaluated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.facts.records import ClassFacts, Expr, FunctionFacts, ModuleFacts, Param, Span
from asynclint.program.model.bodies import Member, collect_members, is_not_implemented, is_placeholder

if TYPE_CHECKING:
    from asynclint.program.model.behaviour import Behaviour, Blocks


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

    @property
    def library(self) -> str:
        """The top-level package."""
        return self.name.partition(".")[0]

    def span(self, at: int) -> Span:
        return self.facts.span(at)


class Function:
    """A `def`, `async def` or lambda.

    `kind` is method, staticmethod, classmethod, property or setter for what stands in a class
    body, function otherwise; the linker fills it with `behaviour`.
    """

    __slots__ = (
        "_is_empty",
        "behaviour",
        "decorated",
        "facts",
        "has_body",
        "index",
        "is_abstract",
        "kind",
        "module",
        "name",
        "overload",
        "owner",
        "params",
    )

    def __init__(self, module: Module, index: int) -> None:
        self.module = module
        self.index = index
        self.facts: FunctionFacts = module.facts.functions[index]
        # Attributes rather than properties: every call asks for them.
        self.name = self.facts.name
        self.params: tuple[Param, ...] = self.facts.params
        self.owner: Class | None = module.classes[self.facts.owner] if self.facts.owner >= 0 else None
        placeholder = is_placeholder(self.facts.body)
        # Whether there is code to analyse: always in a project, in a stub only where it is a model.
        self.has_body = not module.is_stub or not placeholder
        self._is_empty = not module.is_stub and (placeholder or is_not_implemented(self.facts.body))
        self.kind = "method" if self.facts.owner >= 0 else "function"
        self.overload = False
        self.decorated = False
        self.is_abstract = False
        self.behaviour: Behaviour | None = None

    def __repr__(self) -> str:
        return f"<function {self.dotted}>"

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
    def parent(self) -> Function | None:
        return self.module.functions[self.facts.parent] if self.facts.parent >= 0 else None

    @property
    def only_declares(self) -> bool:
        """Whether a function of the project only says that subclasses have it."""
        return self.is_abstract or self._is_empty


class Class:
    """A class.  `bases`, `mro` and `subclasses` are filled by the linker, once, before evaluation.

    `mro` starts with the class itself; `has_unknown_base` says that some base did not resolve; `client`
    is what `@client` says of it or of a base.
    """

    __slots__ = (
        "base_exprs",
        "bases",
        "behaviour",
        "client",
        "facts",
        "has_unknown_base",
        "index",
        "members",
        "module",
        "mro",
        "name",
        "stores",
        "subclasses",
        "tracked",
    )

    def __init__(self, module: Module, index: int) -> None:
        self.module = module
        self.index = index
        self.facts: ClassFacts = module.facts.classes[index]
        self.name = self.facts.name
        self.bases: list[Class] = []
        self.base_exprs: list[tuple[Class, Expr]] = []
        self.mro: list[Class] = [self]
        self.subclasses: list[Class] = []
        self.has_unknown_base = False
        self.tracked = False
        self.client: Blocks | None = None
        self.behaviour: Behaviour | None = None
        self.members: dict[str, Member] = collect_members(self.facts.body, module.facts)
        self.stores: dict[str, list[Function]] = {}

    def __repr__(self) -> str:
        return f"<class {self.dotted}>"

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

    def method(self, name: str) -> Function | None:
        """The first function of that name in the first class of the MRO that has the name."""
        found = self.find(name)
        if found is None or not found[1].functions:
            return None
        return found[0].module.functions[found[1].functions[0]]
