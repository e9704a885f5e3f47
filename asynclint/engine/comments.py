"""Suppression comments by file: which codes each silences, on which lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from asynclint.engine.ruff_codes import ours
from asynclint.errors import UsageError, nearest
from asynclint.facts.records import Comment
from asynclint.program.modules import Source
from asynclint.rules.registry import RULES, rules_of

_PREFIX = "ASL"
_EVERY = frozenset(rule.code for rule in RULES)
OURS = frozenset(("ignore", "file-ignore"))
# What other tools call it.
_ELSEWHERE = frozenset(("disable", "noqa", "nosec", "off", "skip"))
_WHOLE_FILE = frozenset(("file-noqa", "ruff-noqa", "file-ignore"))


@dataclass(slots=True)
class Selected:
    """One code, prefix or name in a comment, `written` as it stands there, and the codes it silences.

    `written` is "" for a comment that names none.  `checked`: it is ours, so that it can be unused.
    """

    written: str
    codes: frozenset[str]
    checked: bool


@dataclass(slots=True)
class Suppression:
    """One comment; `unknown` says of each of its selectors that fits no rule what is wrong with it."""

    number: int
    path: str
    comment: Comment
    selected: list[Selected] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)

    @property
    def is_ours(self) -> bool:
        """Whether the comment is addressed to us, so that chains mind it too."""
        return self.comment.kind in OURS

    @property
    def codes(self) -> frozenset[str]:
        """All that it silences."""
        return frozenset(code for selected in self.selected for code in selected.codes)

    def silences(self, code: str, line: int) -> bool:
        """Whether it is for a code on a line of its file."""
        return self.covers(line) and any(code in selected.codes for selected in self.selected)

    def covers(self, line: int) -> bool:
        """Whether it is for a line of its file."""
        comment = self.comment
        return comment.kind in _WHOLE_FILE or comment.first_line <= line <= comment.last_line


def read_comments(sources: Iterable[Source], *, ruff: bool, noqa: bool = True) -> Iterator[Suppression]:
    """The comments of all sources that can silence one of our codes, or that try to, numbered.

    `ruff`: whether flake8-async's codes stand for ours.  `noqa`: whether our own codes count in a noqa,
    which flake8 itself sees to where it is there.
    """
    number = 0
    for source in sources:
        for comment in source.facts.comments:
            if comment.kind == "ruff-noqa" and not ruff:
                continue
            found = Suppression(number, source.path, comment)
            if comment.kind == "unknown":
                found.unknown.extend(_misspelt(*comment.codes))
            elif found.is_ours:
                _select_ours(found)
            else:
                _select_noqa(found, ruff, noqa)
            if found.selected or found.unknown:
                yield found
                number += 1


def _misspelt(word: str) -> Iterator[str]:
    """What to say of a comment that is addressed to us with a word that is none of ours.

    Prose is left alone.
    """
    near = nearest(word.lower(), OURS)
    if near or word.lower() in _ELSEWHERE:
        yield f"unknown directive `{word}`: did you mean `{near or 'ignore'}`?"


def _select_ours(found: Suppression) -> None:
    if not found.comment.codes:
        found.selected.append(Selected("", _EVERY, True))
    for written in dict.fromkeys(found.comment.codes):
        try:
            codes = frozenset(rule.code for rule in rules_of(written))
        except UsageError as error:
            found.unknown.append(str(error))
        else:
            found.selected.append(Selected(written, codes, True))


def _select_noqa(found: Suppression, ruff: bool, noqa: bool) -> None:
    """The codes of a noqa: prefixes count, names do not."""
    is_ruffs = found.comment.kind == "ruff-noqa"
    every = ours("ASYNC") if is_ruffs else _EVERY if noqa else frozenset()
    if not found.comment.codes and every:
        found.selected.append(Selected("", every, False))
    for written in dict.fromkeys(found.comment.codes):
        upper = written.upper()
        codes = ours(upper) if ruff else frozenset()
        if noqa and not is_ruffs:
            codes |= {code for code in _EVERY if code.startswith(upper)}
        checked = noqa and upper.startswith(_PREFIX) and not is_ruffs
        if codes or checked:
            found.selected.append(Selected(written, codes, checked))
