"""Suppression comments."""

from __future__ import annotations

import pytest

from asynclint.facts.reader import read_module
from asynclint.facts.records import Comment


def comments(source: str) -> tuple[Comment, ...]:
    return read_module(source.encode(), "m").comments


@pytest.mark.parametrize(
    ("text", "kind", "codes", "reason"),
    [
        ("# noqa", "noqa", (), ""),
        ("#NOQA", "noqa", (), ""),
        ("# NoQA : e501,ASL102  W1 because", "noqa", ("E501", "ASL102", "W1"), "because"),
        ("# noqa: nothing", "noqa", (), ": nothing"),
        ("# type: ignore # noqa: A1", "noqa", ("A1",), ""),
        ("# asynclint: ignore", "ignore", (), ""),
        (
            "# asynclint: ignore[asl102, blocking-http] known, see #12",
            "ignore",
            ("ASL102", "BLOCKING-HTTP"),
            "known, see #12",
        ),
        ("# asynclint: file-ignore[ASL1]", "file-ignore", ("ASL1",), ""),
    ],
)
def test_forms(text: str, kind: str, codes: tuple[str, ...], reason: str) -> None:
    (comment,) = comments(f"x = 1  {text}\n")
    assert (comment.kind, comment.codes, comment.reason) == (kind, codes, reason)


def test_several_in_one_comment() -> None:
    found = comments("é()  # asynclint: ignore[ASL1] slow # noqa: A1\n")
    assert [(c.kind, c.reason, c.line, c.column) for c in found] == [
        ("ignore", "slow", 1, 6),
        ("noqa", "", 1, 37),
    ]


@pytest.mark.parametrize(
    "source", ["x = '# noqa'", '"""\n# noqa\n"""', "# noqable", "# flake8: noqa", "noqa = 1"]
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
