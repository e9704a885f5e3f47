"""What the settings say of callables: laid over their markers, before the evaluation.

A name may be one of the project, one in a stub, also by way of a re-export, or of a library that has
no stub at all: then a module is written for it in which it exists.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from asynclint.errors import nearest
from asynclint.program.model.behaviour import Behaviour, Blocks
from asynclint.program.model.entities import Class, Function, Module
from asynclint.program.model.symbols import External, Symbol, Symbols

# `blocking` comes before `non-blocking`, which wins.
Key = Literal["blocking", "non-blocking", "offloaders"]
Find = Callable[[str], Module | None]
# A re-export of what has no stub is looked up under its own name; imports may go in circles.
MOST_REDIRECTS = 8
# Names inside names.
Tree = dict[str, "Tree"]


@dataclass(frozen=True, slots=True)
class Declaration:
    """One name of a setting; `arg` is the parameter that takes the callable, "" for the first.

    `glob` is what stands in the settings where the name was matched by one.
    """

    key: Key
    name: str
    arg: str = ""
    glob: str = ""

    @property
    def written(self) -> str:
        """As it stands in the settings."""
        return self.glob or (f"{self.name}:{self.arg}" if self.arg else self.name)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a dotted name leads: the longest known module, and the names after it."""

    module: Module
    rest: tuple[str, ...]


def place_of(name: str, find: Find, symbols: Symbols) -> tuple[str, Place | None]:
    """The name that a dotted name goes by where it is defined, and its place; None where nobody has it."""
    place = _place(name, find)
    for _ in range(MOST_REDIRECTS):
        if place is None:
            break
        symbol = symbols.member(place.module, place.rest[0])
        if not isinstance(symbol, External):
            break
        name = ".".join((symbol.dotted, *place.rest[1:]))
        place = _place(name, find)
    return name, place


def _place(name: str, find: Find) -> Place | None:
    parts = name.split(".")
    for end in range(len(parts) - 1, 0, -1):
        module = find(".".join(parts[:end]))
        if module is not None:
            return Place(module, tuple(parts[end:]))
    return None


# --- libraries without a stub --------------------------------------------------------------------


def missing(
    declared: Sequence[Declaration], find: Find, symbols: Symbols, is_own: Callable[[str], bool]
) -> dict[str, str]:
    """The sources of the modules that nobody has, by name; `is_own` tells packages of the project."""
    trees: dict[str, Tree] = {}
    params: dict[str, str] = {}
    for declaration in declared:
        if "*" in declaration.name:
            continue
        name, place = place_of(declaration.name, find, symbols)
        parts = name.split(".")
        end = next((i for i, part in enumerate(parts[:-1]) if i and part[:1].isupper()), len(parts) - 1)
        module = ".".join(parts[:end])
        if place is None:
            if is_own(parts[0]):
                continue
        elif (
            not place.module.is_stub
            or place.module.name == module
            or symbols.member(place.module, place.rest[0]) is not None
        ):
            continue
        tree = trees.setdefault(module, {})
        for part in parts[end:-1]:
            tree = tree.setdefault(part, {})
        tree.setdefault(parts[-1], {})
        if declaration.arg:
            params[name] = declaration.arg
    return {module: "\n".join(_written(tree, (module,), params)) for module, tree in trees.items()}


def _written(tree: Tree, path: tuple[str, ...], params: dict[str, str], indent: str = "") -> Iterator[str]:
    """Definitions; of classes nothing more is known than the names that are said, hence the base."""
    in_class = bool(indent)
    for name, inner in sorted(tree.items()):
        here = (*path, name)
        if inner or name[:1].isupper():
            yield f"{indent}class {name}(_Unknown):"
            yield from _written(inner, here, params, f"{indent}    ")
            if "__init__" not in inner:
                yield f"{indent}    def __init__(self, *args, **kwargs): ..."
        else:
            arg = params.get(".".join(here), "callable")
            yield f"{indent}def {name}({'self, ' if in_class else ''}{arg}=None, *args, **kwargs): ..."


# --- the overlay ---------------------------------------------------------------------------------


def lay_over(
    declarations: Sequence[Declaration], find: Find, symbols: Symbols
) -> Iterator[tuple[Declaration, str]]:
    """Lays the declarations over linked modules; gives those that meet nothing, and says why.

    What never blocks comes last, and so wins.
    """
    for declaration in sorted(declarations, key=lambda each: each.key == "non-blocking"):
        _, place = place_of(declaration.name, find, symbols)
        if place is None:
            yield declaration, _nowhere(declaration, None)
            continue
        symbol, holder, last = _found(place, symbols)
        if not isinstance(symbol, Class | Function):
            yield declaration, _nowhere(declaration, symbol, _names(holder, symbols), last)
        elif isinstance(symbol, Function) and isinstance(holder, Class) and symbol.owner is not holder:
            owner = "" if symbol.owner is None else f"{symbol.owner.dotted}."
            yield (
                declaration,
                f"`{declaration.key}` names `{declaration.name}`, which is inherited:"
                f" name `{owner}{symbol.name}` instead",
            )
        elif not _declare(declaration, symbol):
            parameter = f"parameter `{declaration.arg}`" if declaration.arg else "parameter"
            named = f"`{declaration.key}` names `{declaration.name}`"
            yield declaration, f"{named}, which has no {parameter} for a callable"


def _found(place: Place, symbols: Symbols) -> tuple[Symbol | None, Module | Class, str]:
    """What a place is, what holds it, and the last name that was looked up there."""
    holder: Module | Class = place.module
    symbol = symbols.member(place.module, place.rest[0])
    last = place.rest[0]
    for last in place.rest[1:]:
        if not isinstance(symbol, Class | Module):
            return None, holder, last
        holder = symbol
        symbol = _member(symbol, last) if isinstance(symbol, Class) else symbols.member(symbol, last)
        if symbol is None:
            break
    return symbol, holder, last


def _nowhere(
    declaration: Declaration, symbol: Symbol | None, names: Sequence[str] = (), last: str = ""
) -> str:
    named = f"`{declaration.key}` names `{declaration.name}`, which is"
    if isinstance(symbol, Module):
        return f"{named} a module: name its functions or classes"
    if last in names:
        return f"{named} neither a function nor a class"
    near = nearest(last, names)
    return f"{named} nowhere" + (f": did you mean `{near}`?" if near else "")


def _names(holder: Module | Class, symbols: Symbols) -> list[str]:
    if isinstance(holder, Module):
        return sorted(symbols.table(holder))
    return sorted({name for cls in holder.mro for name in cls.members})


def _member(cls: Class, name: str) -> Symbol | None:
    found = cls.find(name)
    if found is None:
        return None
    owner, member = found
    if member.nested >= 0:
        return owner.module.classes[member.nested]
    return owner.module.functions[member.functions[0]] if member.functions else None


def _declare(declaration: Declaration, symbol: Class | Function) -> bool:
    """Whether there was something to lay the declaration over."""
    if declaration.key == "offloaders":
        return _offload(symbol, declaration.arg)
    targets: list[Class | Function] = [*_same(symbol)]
    if declaration.key == "blocking":
        for target in targets:
            behaviour = _behaviour(target)
            behaviour.blocks, behaviour.safe = Blocks("declared"), False
        return True
    if isinstance(symbol, Class):
        # Of a library's class, also what its bases there bring it: users know no more than the class.
        library = symbol.module.library if symbol.module.is_stub else ""
        classes = [cls for cls in symbol.mro if cls is symbol or cls.module.library == library]
        targets = [*classes, *(f for cls in classes for f in cls.module.functions if f.owner is cls)]
    for target in targets:
        behaviour = _behaviour(target)
        behaviour.blocks, behaviour.client, behaviour.safe = None, None, True
    return True


def _offload(symbol: Class | Function, arg: str) -> bool:
    if isinstance(symbol, Class):
        made = symbol.method("__init__")
        if made is None or made.owner is not symbol:
            return False
        symbol = made
    found = False
    for function in _same(symbol):
        assert isinstance(function, Function)
        bound = function.owner is not None and function.kind != "staticmethod"
        names = [p.name for p in function.params][1 if bound else 0 :]
        chosen = arg or (names[0] if names else "")
        if chosen in names:
            behaviour = _behaviour(function)
            behaviour.handed = (*behaviour.handed, ("offload", chosen))
            found = True
    return found


def _same(symbol: Class | Function) -> list[Class | Function]:
    """The definitions of one name: overloads, and those of several branches."""
    alike = symbol.module.functions if isinstance(symbol, Function) else symbol.module.classes
    return [each for each in alike if each.facts.qualname == symbol.facts.qualname]


def _behaviour(target: Class | Function) -> Behaviour:
    if target.behaviour is None:
        target.behaviour = Behaviour()
    return target.behaviour
