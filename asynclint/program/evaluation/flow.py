"""Branches of a body: the names and the guards in each, and how they meet again."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass

from asynclint.program.fixpoint.frame import Frame
from asynclint.program.values.guards import MAX_GUARDS, Guard, any_of, limited, opposite
from asynclint.program.values.typesets import CALLABLES, EMPTY, Literal, Told, TypeSet, Value

Locals = dict[str, TypeSet]
# A value that was assigned in more places of one chain is not told apart by these.
CASES = 8
# What `enter` has replaced: names, guards, and whether no loop runs.
Path = tuple[Locals, tuple[Guard, ...], bool]


@dataclass(slots=True)
class Branch:
    """One outcome of a test: `env` is None where it cannot happen."""

    env: Locals | None
    guards: tuple[Guard, ...] = ()
    without_loop: bool = False


@dataclass(slots=True)
class End:
    """The end of a block that is reached: its names, and what holds there."""

    env: Locals
    guards: tuple[Guard, ...]
    without_loop: bool


def enter(frame: Frame, branch: Branch) -> Path:
    """Goes into a branch; gives what `leave` brings back."""
    path = frame.env, frame.guards, frame.without_loop
    if branch.env is not None:
        frame.env = branch.env
    frame.guards = frame.guarded(branch.guards)
    frame.without_loop = frame.without_loop or branch.without_loop
    return path


def leave(frame: Frame, path: Path) -> None:
    """Comes back from a branch."""
    frame.env, frame.guards, frame.without_loop = path


def end_of(frame: Frame) -> End:
    """The end that a frame has reached."""
    return End(frame.env, frame.guards, frame.without_loop)


def meet(frame: Frame, ends: list[End]) -> None:
    """Goes on where several ways meet: with what holds at the end of each."""
    without = [end for end in ends if end.without_loop]
    if without and len(without) < len(ends):
        for end in without:
            _mark(end, [other.env for other in ends if not other.without_loop])
    frame.env = merge([end.env for end in ends])
    frame.guards = _common([end.guards for end in ends])
    frame.without_loop = all(end.without_loop for end in ends)


def _mark(end: End, others: list[Locals]) -> None:
    """Marks the constants that names can only have where no loop runs: `running` stays False there."""
    for name, types in end.env.items():
        if not any(isinstance(v, Literal) and v.kind in ("none", "bool") for v in types.values):
            continue
        there = [env.get(name, EMPTY) for env in others]
        if any(other is types or other.unknown or other.symbols for other in there):
            continue
        loud = {(v.kind, v.value) for other in there for v in other if isinstance(v, Literal)}
        values = [_only_without(v, loud) for v in types.values]
        end.env[name] = TypeSet(tuple(values), types.symbols, types.unknown, types.full)


def _only_without(value: Value, loud: Container[tuple[str, object]]) -> Value:
    if isinstance(value, Literal) and value.kind in ("none", "bool"):
        return value if (value.kind, value.value) in loud else Literal(value.kind, value.value, True)
    return value


def _common(guards: list[tuple[Guard, ...]]) -> tuple[Guard, ...]:
    """The guards of all ways; of two ways with something else each, that one of both holds."""
    first, *rest = guards
    if not rest:
        return first
    common = tuple([guard for guard in first if all(guard in other for other in rest)])
    if len(rest) > 1:
        return common
    mine = [guard for guard in first if guard not in common]
    theirs = [guard for guard in rest[0] if guard not in common]
    if not mine or not theirs:
        return common
    return (*common, *_either(mine, theirs))[:MAX_GUARDS]


def _either(mine: list[Guard], theirs: list[Guard]) -> list[Guard]:
    """What holds where all of `mine` or all of `theirs` hold, as far as few guards say it.

    Of two ways that one test parts, each may ask for something else: where the test did not go one
    way, what the other asks for holds.
    """
    parting = next((guard for guard in mine if opposite(guard) in theirs), None)
    if parting is None:
        pairs = [(mine[0], theirs[0])]
    else:
        mine = [guard for guard in mine if opposite(guard) not in theirs]
        pairs = [(parting, guard) for guard in theirs if guard != opposite(parting)][:1]
        pairs += [(opposite(parting), guard) for guard in mine][:1]
    found = [any_of(pair) for pair in pairs]
    return [guard for guard in found if guard is not None]


def is_path(name: str) -> bool:
    """Whether an entry among the names is what is known of an attribute (`.self.client`)."""
    return name[0] == "."


def merge(envs: list[Locals]) -> Locals:
    """Names joined over several ways; a name that one way lacks is unbound there.

    What is known of an attribute holds only where all ways know something.
    """
    if len(envs) == 1:
        return envs[0]
    merged = dict(envs[0])
    for env in envs[1:]:
        if env is envs[0]:
            continue
        for name, types in env.items():
            mine = merged.get(name)
            if mine is None:
                if not is_path(name):
                    merged[name] = types
            elif mine is not types:
                same = mine.param is not None and mine.param == types.param and mine.given == types.given
                joined = mine.join(types, CALLABLES)
                joined = joined.of_param(mine.param, mine.given) if same else joined.of_param(None)
                merged[name] = joined.telling(mine.told) if mine.told is types.told else joined
        for name in [name for name in merged if is_path(name) and name not in env]:
            del merged[name]
    return merged


def merge_two(yes: Locals, no: Locals, branches: tuple[Branch, Branch]) -> Locals:
    """Both ends of an `if`: a parameter assigned on one side only is unchanged on the other.

    What is assigned on both sides tells which side it was.
    """
    merged = merge([yes, no])
    for kept, other, branch in ((no, yes, branches[1]), (yes, no, branches[0])):
        for name, types in kept.items():
            if types.param is None or not branch.guards:
                continue
            if name not in other or other[name].param is not None:
                continue
            given = (*types.given, *branch.guards)
            if len(given) <= MAX_GUARDS:
                merged[name] = merged[name].of_param(types.param, given)
    if branches[0].guards and branches[1].guards:
        for name, types in yes.items():
            other_types = no.get(name)
            if other_types is None or types is other_types or merged[name].param is not None:
                continue
            if merged[name].told is None and not is_path(name):
                merged[name] = merged[name].telling(two_ways(types, other_types, branches))
    return merged


def two_ways(yes: TypeSet, no: TypeSet, branches: tuple[Branch, Branch]) -> Told | None:
    """What a value tells that is one thing where a test holds, and another where it does not."""
    first, second = branches[0].guards, branches[1].guards
    if not first or not second:
        return None
    cases = (*_cases(yes, first), *_cases(no, second))
    if len(cases) > CASES:
        cases = ((yes.of_param(None), first), (no.of_param(None), second))
    return Told(cases=cases)


def _cases(types: TypeSet, guards: tuple[Guard, ...]) -> tuple[tuple[TypeSet, tuple[Guard, ...]], ...]:
    """What a value may be under guards: each of its own cases, as after a chain of `elif`."""
    told = types.told
    if told is None or not told.cases:
        return ((types.of_param(None), guards),)
    return tuple([(case, limited((*guards, *inner))) for case, inner in told.cases])
