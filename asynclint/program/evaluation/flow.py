"""Branches of a body: the names and the guards in each, and how they meet again."""

from __future__ import annotations

from dataclasses import dataclass

from asynclint.program.fixpoint.frame import Frame
from asynclint.program.values.guards import MAX_GUARDS, Guard
from asynclint.program.values.typesets import CALLABLES, TypeSet

Locals = dict[str, TypeSet]
# What `enter` has replaced: names, guards, and whether no loop runs.
Path = tuple[Locals, tuple[Guard, ...], bool]


@dataclass(slots=True)
class Branch:
    """One outcome of a test: `env` is None where it cannot happen."""

    env: Locals | None
    guards: tuple[Guard, ...] = ()
    without_loop: bool = False


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


def merge(envs: list[Locals]) -> Locals:
    """Names joined over several ways; a name that one way lacks is unbound there."""
    if len(envs) == 1:
        return envs[0]
    merged = dict(envs[0])
    for env in envs[1:]:
        if env is envs[0]:
            continue
        for name, types in env.items():
            mine = merged.get(name)
            if mine is None:
                merged[name] = types
            elif mine is not types:
                same = mine.param is not None and mine.param == types.param and mine.given == types.given
                joined = mine.join(types, CALLABLES)
                merged[name] = joined.of_param(mine.param, mine.given) if same else joined.of_param(None)
    return merged


def merge_two(yes: Locals, no: Locals, branches: tuple[Branch, Branch]) -> Locals:
    """Both ends of an `if`: a parameter assigned on one side only is unchanged on the other."""
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
    return merged
