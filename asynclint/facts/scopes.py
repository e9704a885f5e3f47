"""What a function, class or module binds while its body is lowered."""

from __future__ import annotations

from asynclint.facts.records import Attr, Call, Const, Expr, Name, Sequence, Star

# Calls that set an attribute of their first argument.
SETTERS = frozenset({"setattr", "__setattr__"})


class Scope:
    """One function, class or module whose body is being lowered.

    `function` is the index of the innermost function (-1 for none); `owner` the index of the
    class where this scope is a class body, else -1; `prefix` is what stands before the qualified
    names of the definitions in it.
    """

    __slots__ = (
        "bound",
        "first_param",
        "function",
        "globals",
        "is_generator",
        "nonlocals",
        "owner",
        "parent",
        "prefix",
        "self_stores",
        "stores",
    )

    def __init__(self, parent: Scope | None, function: int, owner: int, prefix: str) -> None:
        self.parent = parent
        self.function = function
        self.owner = owner
        self.prefix = prefix
        self.first_param = ""
        self.is_generator = False
        # Dictionaries serve as ordered sets: the records keep the order of the source.
        self.bound: dict[str, None] = {}
        self.globals: dict[str, None] = {}
        self.nonlocals: dict[str, None] = {}
        self.stores: dict[tuple[str, str], None] = {}
        self.self_stores: dict[str, None] = {}

    def bind(self, target: Expr) -> None:
        """Note what an assignment to `target` binds or stores."""
        if isinstance(target, Name):
            self.bound[target.id] = None
        elif isinstance(target, Attr):
            if isinstance(target.value, Name):
                self.stores[(target.value.id, target.name)] = None
        elif isinstance(target, Sequence):
            for item in target.items:
                self.bind(item)
        elif isinstance(target, Star):
            self.bind(target.value)

    def call(self, callee: Expr, args: tuple[Expr, ...]) -> None:
        """Note what a call of one of `SETTERS` stores, where the name of the attribute is constant."""
        if isinstance(callee, Attr) and isinstance(callee.value, Call):
            # `super().__setattr__("name", value)`: the object is the first parameter.
            args = (Name(self.first_param), *args)
        owner, name = (args[0], args[1]) if len(args) > 2 else (None, None)
        if isinstance(owner, Name) and isinstance(name, Const) and isinstance(name.value, str):
            self.stores[(owner.id, name.value)] = None

    def qualname(self, name: str) -> str:
        """The qualified name of a definition `name` in this scope, as Python gives it."""
        return name if name in self.globals else self.prefix + name

    def bindings(self) -> tuple[str, ...]:
        """The names that are local here."""
        if not self.globals and not self.nonlocals:
            return tuple(self.bound)
        return tuple(n for n in self.bound if n not in self.globals and n not in self.nonlocals)

    def close(self) -> None:
        """Settle attribute stores: on the first parameter they are ours, on free names the parent's."""
        is_class = self.owner >= 0
        for store in self.stores:
            name, attribute = store
            if self.first_param and name == self.first_param:
                self.self_stores[attribute] = None
            elif self.parent is not None and (is_class or self._is_free(name)):
                self.parent.stores[store] = None

    def _is_free(self, name: str) -> bool:
        return name not in self.globals and (name in self.nonlocals or name not in self.bound)
