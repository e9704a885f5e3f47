"""Which findings a baseline knows, by their fingerprints."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Sequence
from typing import TypeVar

import msgspec

# Of a fingerprint: the module stands first, the rest recognises a finding in a renamed file.
MODULE_DIGITS = 6

T = TypeVar("T", bound=Hashable)


class Matched(msgspec.Struct, frozen=True):
    """The indexes of the findings that are known, and of the entries that match none."""

    known: frozenset[int]
    obsolete: tuple[int, ...]


def match(entries: Sequence[str], findings: Sequence[str]) -> Matched:
    """Matches the fingerprints of entries with those of findings, one with one.

    First those that are equal; then, where it is unique on both sides, those that differ in the module
    alone.  Such a match says which module was renamed to which: the others of the two match too.
    """
    left = _Left(entries, findings)
    left.pair(entries, findings)
    rest_of_entries = [fingerprint[MODULE_DIGITS:] for fingerprint in entries]
    rest_of_findings = [fingerprint[MODULE_DIGITS:] for fingerprint in findings]
    renamed = left.pair(rest_of_entries, rest_of_findings, unique=True)
    names: dict[str, Counter[str]] = defaultdict(Counter)
    for entry, finding in renamed:
        names[entries[entry][:MODULE_DIGITS]][findings[finding][:MODULE_DIGITS]] += 1
    new = {module: counts.most_common(1)[0][0] for module, counts in names.items()}
    moved = [(new.get(f[:MODULE_DIGITS], ""), f[MODULE_DIGITS:]) for f in entries]
    left.pair(moved, [(f[:MODULE_DIGITS], f[MODULE_DIGITS:]) for f in findings])
    return Matched(frozenset(range(len(findings))) - left.findings.keys(), tuple(left.entries))


class _Left:
    """What is not matched yet, by index, in order."""

    def __init__(self, entries: Sequence[str], findings: Sequence[str]) -> None:
        self.entries = dict.fromkeys(range(len(entries)))
        self.findings = dict.fromkeys(range(len(findings)))

    def pair(
        self, entries: Sequence[T], findings: Sequence[T], *, unique: bool = False
    ) -> list[tuple[int, int]]:
        """Takes out what has equal keys; `unique`: only keys that are left once on both sides."""
        by_key: dict[T, list[int]] = defaultdict(list)
        wanted: dict[T, list[int]] = defaultdict(list)
        for index in self.findings:
            by_key[findings[index]].append(index)
        for index in self.entries:
            wanted[entries[index]].append(index)
        pairs = []
        for key, some in wanted.items():
            others = by_key.get(key, [])
            if not unique or len(some) == len(others) == 1:
                pairs += list(zip(some, others, strict=False))
        for entry, finding in pairs:
            del self.entries[entry]
            del self.findings[finding]
        return pairs
