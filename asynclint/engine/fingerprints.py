"""Fingerprints: what a finding is recognised by when the lines around it move."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from hashlib import blake2b

import msgspec

from asynclint.rules.base import Draft

# In bytes.  The module stands first and apart, so that the rest alone still recognises a finding
# in a file that was renamed.
_MODULE_SIZE = 3
_REST_SIZE = 5


def fingerprint(drafts: Iterable[Draft]) -> tuple[Draft, ...]:
    """The drafts with their findings' fingerprints, sorted by path, line, column and code.

    A fingerprint is 16 hexadecimal digits: 6 of the module, 10 of code, function, callee text,
    root callables, and the ordinal among findings that are alike in all of these.  No line
    number goes in, so it is stable under moves within the file.
    """
    seen: Counter[tuple[str, str]] = Counter()
    found = []
    for draft in sorted(drafts, key=_place):
        finding = draft.finding
        local = finding.function.removeprefix(f"{draft.module}.")
        callee = " ".join(draft.callee.split())
        roots = draft.callables or sorted({root.callable for root in finding.root_causes})
        alike = "\0".join((finding.code, local, callee, *roots))
        ordinal = seen[draft.module, alike]
        seen[draft.module, alike] += 1
        value = _digest(draft.module, _MODULE_SIZE) + _digest(f"{alike}\0{ordinal}", _REST_SIZE)
        finding = msgspec.structs.replace(finding, fingerprint=value)
        found.append(msgspec.structs.replace(draft, finding=finding))
    return tuple(found)


def _place(draft: Draft) -> tuple[str, int, int, str, int, int]:
    finding = draft.finding
    return (
        finding.path,
        finding.line,
        finding.column,
        finding.code,
        finding.end_line,
        finding.end_column,
    )


def _digest(text: str, size: int) -> str:
    # A file name may hold bytes that are not UTF-8: they arrive as lone surrogates.
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=size).hexdigest()
