"""Which findings a baseline knows, by their fingerprints."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Sequence
from typing import TypeVar

import msgspec

# Of a fingerprint: the module stands first, the rest recognises a finding in a renamed file.
MODULE_DIGITS = 6

T = TypeVar("T", bound=Hashable)


class Matched(msgspec.Struct, frozen=True):
    """The index of the entry by that of a known finding, and the entries that match none."""

    pairs: dict[int, int]
    obsolete: tuple[int, ...]


def match(entries: Sequence[str], findings: Sequence[str], gone: Collection[int]) -> Matched:
    """Matches the fingerprints of entries with those of findings, one with one.

    First those that are equal; then, where it is unique on both sides, those that differ in the module
    alone.  Such a match says which module was renamed to which: the others of the two match too.

    Only what is not there any more was renamed: `gone` are the entries whose file is not.
    """
    left = _Left(entries, findings)
    pairs = left.pair(entries, findings)
    renamed = left.pair(_rest(entries), _rest(findings), among=gone, unique=True)
    names: dict[str, Counter[str]] = defaultdict(Counter)
    for entry, finding in renamed:
        names[entries[entry][:MODULE_DIGITS]][findings[finding][:MODULE_DIGITS]] += 1
    new = {module: counts.most_common(1)[0][0] for module, counts in names.items()}
    moved = [new.get(each[:MODULE_DIGITS], "") + each[MODULE_DIGITS:] for each in entries]
    others = left.pair(moved, findings, among=gone)
    known = {finding: entry for entry, finding in (*pairs, *renamed, *others)}
    return Matched(known, tuple(left.entries))


def _rest(fingerprints: Sequence[str]) -> list[str]:
    return [fingerprint[MODULE_DIGITS:] for fingerprint in fingerprints]


class _Left:
    """What is not matched yet, by index, in order."""

    def __init__(self, entries: Sequence[str], findings: Sequence[str]) -> None:
        self.entries = dict.fromkeys(range(len(entries)))
        self.findings = dict.fromkeys(range(len(findings)))

    def pair(
        self,
        entries: Sequence[T],
        findings: Sequence[T],
        *,
        among: Collection[int] | None = None,
        unique: bool = False,
    ) -> list[tuple[int, int]]:
        """Takes out what has equal keys; `unique`: only keys that are left once on both sides.

        `among`: only these entries.
        """
        by_key: dict[T, list[int]] = defaultdict(list)
        wanted: dict[T, list[int]] = defaultdict(list)
        for index in self.findings:
            by_key[findings[index]].append(index)
        for index in self.entries:
            if among is None or index in among:
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
