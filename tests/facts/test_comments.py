"""Suppression comments."""

from __future__ import annotations

import argparse
import asyncio.base_events
import plistlib
import textwrap
import tokenize
from pathlib import Path
from types import ModuleType

import pytest

from asynclint.facts.comments import suppressions
from asynclint.facts.reader import read_module
from asynclint.facts.records import Comment


def comments(source: str) -> tuple[Comment, ...]:
    return read_module(source.encode(), "m").comments


@pytest.mark.parametrize(
    ("text", "kind", "codes", "reason"),
    [
        ("# noqa", "noqa", (), ""),
        ("# NOQA", "noqa", (), ""),
        ("# NoQA:e501,ASL102  W1 because", "noqa", ("e501", "ASL102", "W1"), "because"),
        # As flake8 reads them: no code right behind the colon, so all codes.
        ("# noqa : E501", "noqa", (), "E501"),
        ("# noqa:  E501", "noqa", (), "E501"),
        ("# noqa: nothing", "noqa", (), "nothing"),
        ("# noqable", "noqa", (), "ble"),
        ("# noqa: A1 # noqa: A2", "noqa", ("A1",), "noqa: A2"),
        ("# type: ignore # noqa: A1", "noqa", ("A1",), ""),
        ("# noqa: A1  # type: ignore[no-untyped-call]", "noqa", ("A1",), ""),
        ("# noqa: A1  # it is short", "noqa", ("A1",), "it is short"),
        ("# asynclint: ignore", "ignore", (), ""),
        (
            "# asynclint: ignore[asl102, blocking-http] known, see #12",
            "ignore",
            ("asl102", "blocking-http"),
            "known, see #12",
        ),
        ("# asynclint: ignore[ASL1]: known  # pragma: no cover", "ignore", ("ASL1",), "known"),
        ("# asynclint: file-ignore[ASL1]", "file-ignore", ("ASL1",), ""),
    ],
)
def test_forms(text: str, kind: str, codes: tuple[str, ...], reason: str) -> None:
    (comment,) = comments(f"x = 1  {text}\n")
    assert (comment.kind, comment.codes, comment.reason) == (kind, codes, reason)


@pytest.mark.parametrize(
    ("text", "kind", "codes"),
    [
        ("# flake8: noqa", "file-noqa", ()),
        ("  # FLAKE8= NOQA", "file-noqa", ()),
        ("# flake8: noqa: ASL102, E501", "file-noqa", ("ASL102", "E501")),
        ("# ruff: noqa", "ruff-noqa", ()),
        ("#ruff:noqa: ASYNC210", "ruff-noqa", ("ASYNC210",)),
    ],
)
def test_of_a_file(text: str, kind: str, codes: tuple[str, ...]) -> None:
    (comment,) = comments(f"x = 1\n{text}\n")
    assert (comment.kind, comment.codes, comment.line) == (kind, codes, 2)


def test_several_in_one_comment() -> None:
    found = comments("é()  # asynclint: ignore[ASL1] slow # noqa: A1\n")
    assert [(c.kind, c.reason, c.line, c.column) for c in found] == [
        ("ignore", "slow", 1, 6),
        ("noqa", "", 1, 37),
    ]


@pytest.mark.parametrize(
    "source",
    [
        "x = '# noqa'",
        '"""\n# noqa\n# flake8: noqa\n"""',
        "#noqa",
        "#  noqa",
        "x = 1  # flake8: noqa",
        "x = 1  # ruff: noqa",
        "noqa = 1",
        "# asynclint ignore",
    ],
)
def test_look_alikes(source: str) -> None:
    assert comments(source) == ()


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_logical_lines(newline: str) -> None:
    source = (
        "f(  # noqa: A1\n    1,\n    # noqa: A2\n)  # noqa: A3\n"
        "# noqa: A4\n"
        'x = """\n"""  # noqa: A5\n'
        "a + \\\n  b  # noqa: A6\n"
        "if (\n  x): y  # noqa: A7"
    )
    found = [(c.codes[0], c.line, c.first_line, c.last_line) for c in comments(source.replace("\n", newline))]
    assert found == [
        ("A1", 1, 1, 4),
        ("A2", 3, 1, 4),
        ("A3", 4, 1, 4),
        ("A4", 5, 5, 5),
        ("A5", 7, 6, 7),
        ("A6", 9, 8, 9),
        ("A7", 11, 10, 11),
    ]


def covered(source: str) -> dict[str, tuple[int, int]]:
    """The lines that each comment is for, by its first code."""
    return {c.codes[0]: (c.first_line, c.last_line) for c in comments(source)}


def test_on_the_header_of_a_function_it_is_for_the_whole() -> None:
    source = """\
@decorated  # asynclint: ignore[A1]
async def f(
    a,  # asynclint: ignore[A2]
):  # noqa: A3
    if a:
        def g(): return 1  # asynclint: ignore[A4]

    # at the end
    return a

class C:  # asynclint: ignore[A5]
    def m(self): pass
defined = 1  # asynclint: ignore[A6]
"""
    assert covered(source) == {
        "A1": (1, 1),
        "A2": (2, 9),
        "A3": (2, 4),
        "A4": (6, 6),
        "A5": (11, 11),
        "A6": (13, 13),
    }


def test_on_a_line_of_its_own_it_is_for_the_statement_that_follows() -> None:
    source = """\
# asynclint: ignore[A1]

# more
@decorated(
)
@again
def f():
    # asynclint: ignore[A2]
    if a:
        b(
        )
    elif c:
        # asynclint: ignore[A3]
        d()
    # asynclint: ignore[A4]
    else:
        e()
        # asynclint: ignore[A5]
    try: g()
    finally: h()
# asynclint: ignore[A6]
class C:
\tdef m(self):
\t\treturn 1
\t# asynclint: ignore[A7]
\tx = 1
# asynclint: ignore[A8]
"""
    assert covered(source) == {
        "A1": (4, 20),
        "A2": (9, 17),
        "A3": (14, 14),
        "A4": (16, 17),
        "A5": (18, 18),
        "A6": (22, 26),
        "A7": (26, 26),
        "A8": (27, 27),
    }


@pytest.mark.parametrize("module", [argparse, asyncio.base_events, plistlib, textwrap])
def test_logical_lines_are_those_of_tokenize(module: ModuleType) -> None:
    lines = Path(str(module.__file__)).read_text(encoding="utf-8").splitlines(keepends=True)
    for token in tokenize.generate_tokens(iter(lines).__next__):
        if token.type == tokenize.COMMENT:
            row, column = token.start
            lines[row - 1] = f"{lines[row - 1][:column]}# noqa\n"
    expected: dict[int, tuple[int, int]] = {}
    first, inside = 0, []
    for token in tokenize.generate_tokens(iter(lines).__next__):
        row = token.start[0]
        if token.type == tokenize.COMMENT and first:
            inside.append(row)
        elif token.type == tokenize.COMMENT:
            expected[row] = row, row
        elif token.type == tokenize.NEWLINE:
            expected.update((line, (first, token.end[0])) for line in inside)
            first, inside = 0, []
        elif token.type not in (tokenize.NL, tokenize.INDENT, tokenize.DEDENT):
            first = first or row
    assert expected
    found = {c.line: (c.first_line, c.last_line) for c in suppressions("".join(lines))}
    assert found == expected


@pytest.mark.parametrize("word", ["ignored", "ignore-file", "disable", "see"])
def test_words_that_are_no_directive(word: str) -> None:
    (comment,) = comments(f"x = 1  # asynclint: {word}[ASL101]\n")
    assert (comment.kind, comment.codes) == ("unknown", (word,))
