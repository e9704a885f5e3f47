"""Versions of distributions: what a project's pins and locks allow."""

from __future__ import annotations

import re
from typing import NamedTuple

_RELEASE = re.compile(r"v?(?:\d+!)?(\d+(?:\.\d+)*)")
_CLAUSE = re.compile(r"\s*(===|==|~=|<=|>=|!=|<|>|\^|~|=)?\s*([^\s,;]+)\s*")


class Newest(NamedTuple):
    """The newest version that is allowed: `release` itself, or (not `included`) all below it."""

    release: tuple[int, ...]
    included: bool = True

    def reaches(self, version: str) -> bool:
        """Whether `version`, or a later one, is allowed; an unreadable version always is."""
        wanted = release_of(version)
        if wanted is None:
            return True
        return self.release > wanted or (self.included and self.release == wanted)


def release_of(version: str) -> tuple[int, ...] | None:
    """The numbers of a version, zeros at the end aside; None where it does not start with one.

    What makes a pre-release or a post-release of it is left out.
    """
    match = _RELEASE.match(version.strip())
    if match is None:
        return None
    numbers = [int(number) for number in match[1].split(".")]
    while len(numbers) > 1 and not numbers[-1]:
        numbers.pop()
    return tuple(numbers)


def exactly(version: str) -> Newest | None:
    """That version and no other."""
    release = release_of(version)
    return None if release is None else Newest(release)


def newest_of(specifier: str) -> Newest | None:
    """The newest version that a specifier allows; None where it names no upper bound.

    PEP 440 (`==1.2`, `>=1,<2`, `~=1.4.2`) and Poetry's `^1.2`, `~1.2`, a bare `1.2`, `||`.
    """
    bounds: list[Newest] = []
    for part in specifier.split("||"):
        found = [bound for clause in part.split(",") if (bound := _bound(clause)) is not None]
        if not found:
            return None
        bounds.append(min(found))
    return max(bounds)


def _bound(clause: str) -> Newest | None:
    match = _CLAUSE.fullmatch(clause)
    if match is None:
        return None
    operator, version = match[1] or "", match[2]
    release = release_of(version)
    if release is None or operator in (">=", ">", "!="):
        return None
    written = tuple(int(number) for number in re.findall(r"\d+", version.split("*")[0]))
    if operator in ("==", "===", "=", "") and "*" in version:
        return Newest(_raised(written, len(written) - 1), included=False)
    if operator == "<":
        return Newest(release, included=False)
    if operator == "~=":
        return Newest(_raised(written, max(len(written) - 2, 0)), included=False)
    if operator == "~":
        return Newest(_raised(written, min(len(written) - 1, 1)), included=False)
    if operator == "^":
        first = next((i for i, number in enumerate(written) if number), len(written) - 1)
        return Newest(_raised(written, first), included=False)
    return Newest(release)


def _raised(numbers: tuple[int, ...], position: int) -> tuple[int, ...]:
    return (*numbers[:position], numbers[position] + 1)
