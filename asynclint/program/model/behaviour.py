"""What the markers on a definition say, read from its decorators."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from asynclint.facts.records import Call, Const, Expr

MARKERS = "asynclint.markers."
NAMED = frozenset({"binds", "hook", "public", "overridden", "wrapper_of", "validates", "serializes", "keyed"})
FLAGS = frozenset(
    {
        "safe",
        "memoises",
        "enters_loop",
        "probes_loop",
        "reads",
        "writes",
        "exclusive",
        "serial",
        "ordered",
        "pauses",
        "changes",
        "checks",
        "tracked",
        "spawns",
        "unwraps",
        "streams",
    }
)
NAMING = {
    "reads_attribute": "get",
    "writes_attribute": "set",
    "deletes_attribute": "delete",
    "imports": "import",
}
HANDED = {"offloads": "offload", "schedules": "schedule", "greenlet": "greenlet"}


@dataclass(frozen=True, slots=True)
class Blocks:
    """`@blocks`: `category` is "declared" where the marker has none."""

    category: str
    instead: str = ""
    cost: str = ""


@dataclass(frozen=True, slots=True)
class Sized:
    """`@sized`: `arg` is the parameter that is as large as the result, "" where that is input from
    outside; `unless` the one that bounds it where it is given."""

    arg: str
    unless: str


@dataclass(frozen=True, slots=True)
class Registers:
    """`@registers`: `arg` is None where the decorated function is meant.

    `yields`: the class whose attributes the keys of what the callable yields become, "" for none.
    """

    role: str
    arg: str | None
    method: str
    yields: str = ""


@dataclass(frozen=True, slots=True)
class Names:
    """What a callee does to what a constant names; the fields are names of its parameters.

    `action`: get, set, put (set, past the class's own `__setattr__`), delete an attribute of
    `owner`, or import a module, seen from `owner`.  `value` is what is set, or the default.
    """

    action: str
    owner: str
    name: str
    value: str = ""


@dataclass(slots=True)
class Behaviour:
    """All markers of one function or class.

    `handed` are the parameters whose callables run elsewhere or later: how (offload, schedule,
    greenlet) and the parameter's name.  `hook` is the role in which overrides of a method are called.
    """

    blocks: Blocks | None = None
    client: Blocks | None = None
    registers: tuple[Registers, ...] = ()
    handed: tuple[tuple[str, str], ...] = ()
    binds: str = ""
    hook: str = ""
    public: str = ""
    overridden: str = ""
    wrapper_of: str = ""
    validates: str = ""
    serializes: str = ""
    unwraps: bool = False
    streams: bool = False
    names: Names | None = None
    safe: bool = False
    sized: Sized | None = None
    memoises: bool = False
    enters_loop: bool = False
    probes_loop: bool = False
    reads: bool = False
    writes: bool = False
    exclusive: bool = False
    serial: bool = False
    ordered: bool = False
    pauses: bool = False
    changes: bool = False
    checks: bool = False
    keyed: str = ""
    tracked: bool = False
    spawns: bool = False


Reaches = Callable[[str], bool]


def behaviour_of(decorators: Iterable[tuple[str, Expr]], reaches: Reaches) -> Behaviour | None:
    """The markers among decorators given as (dotted name, expression); None without any.

    `reaches` says whether the library that is described has that version, or a later one.
    """
    found: Behaviour | None = None
    for dotted, expr in decorators:
        if not dotted.startswith(MARKERS):
            continue
        found = found or Behaviour()
        name = dotted.removeprefix(MARKERS)
        args: list[object] = []
        keywords: dict[str, object] = {}
        if isinstance(expr, Call):
            args = [_constant(arg) for arg in expr.args]
            keywords = {k.name: _constant(k.value) for k in expr.keywords}
        since, before = keywords.get("since"), keywords.get("before")
        if (since and not reaches(str(since))) or (before and reaches(str(before))):
            continue
        _apply(found, name, args, keywords)
    return found


def _constant(expr: Expr) -> object:
    return expr.value if isinstance(expr, Const) else None


def _apply(found: Behaviour, name: str, args: list[object], keywords: dict[str, object]) -> None:
    first = str(args[0]) if args and args[0] is not None else ""
    if name == "blocks":
        category = str(keywords.get("category", first)) or "declared"
        found.blocks = Blocks(category, str(keywords.get("instead", "")), str(keywords.get("cost", "")))
    elif name == "client":
        found.client = Blocks(first, str(keywords.get("instead", "")))
    elif name == "registers":
        arg = keywords.get("arg", args[1] if len(args) > 1 else None)
        method, yields = str(keywords.get("method", "")), str(keywords.get("yields", ""))
        entry = Registers(first, None if arg is None else str(arg), method, yields)
        found.registers = (*found.registers, entry)
    elif name in HANDED:
        found.handed = (*found.handed, (HANDED[name], first))
    elif name in NAMING:
        given = [str(arg) for arg in args]
        action = "put" if keywords.get("direct") else NAMING[name]
        value = given[2] if len(given) > 2 else str(keywords.get("default", ""))
        owner, named = (given[0], given[1]) if name != "imports" else ((*given, "")[1], given[0])
        found.names = Names(action, owner, named, value)
    elif name in NAMED:
        setattr(found, name, first)
    elif name == "sized":
        found.sized = Sized(first, str(keywords.get("unless", "")))
    elif name in FLAGS:
        setattr(found, name, True)
