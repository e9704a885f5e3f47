"""Unified diffs, in the forms in which tools write them."""

from __future__ import annotations

import pytest

from asynclint.errors import UsageError
from asynclint.project.patch import FileChange, holds, joined, parse_patch

HUNK = b"@@ -1,2 +1,4 @@ def f():\n old\n+new\n+new\n old\n"


def names(old: bytes, new: bytes) -> tuple[str, ...]:
    (change,) = parse_patch(b"--- " + old + b"\n+++ " + new + b"\n" + HUNK)
    assert change.ranges == ((2, 3),)
    return change.names


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (b"a/app/x.py", b"b/app/x.py", ("app/x.py", "b/app/x.py")),
        (b"i/app/x.py", b"w/app/x.py", ("app/x.py", "w/app/x.py")),
        (b"old/app/x.py", b"new/app/x.py", ("app/x.py", "new/app/x.py")),
        (b"/dev/null", b"b/x.py", ("x.py", "b/x.py")),
        (b"/dev/null", b"app/x.py", ("app/x.py", "x.py")),
        (b"app/x.py", b"app/x.py", ("app/x.py",)),
        (b"b/x.py", b"b/x.py", ("b/x.py",)),
        (b"x.py", b"x.py", ("x.py",)),
        (b"x.py.orig\t2026-01-01 10:00:00", b"x.py\t2026-01-01 10:00:01 +0100", ("x.py",)),
        (b"a/with space.py\t", b"b/with space.py\t", ("with space.py", "b/with space.py")),
        (b'"a/caf\\303\\251.py"', b'"b/caf\\303\\251.py"', ("café.py", "b/café.py")),
        (b'"a/q\\"\\\\\\t.py"', b'"b/q\\"\\\\\\t.py"', ('q"\\\t.py', 'b/q"\\\t.py')),
        ("a/é.py".encode(), "b/é.py".encode(), ("é.py", "b/é.py")),
        (b"a/x.py\r", b"b/x.py\r", ("x.py", "b/x.py")),
    ],
)
def test_names(old: bytes, new: bytes, expected: tuple[str, ...]) -> None:
    assert names(old, new) == expected


def ranges(hunks: bytes) -> tuple[tuple[int, int], ...]:
    found = parse_patch(b"--- a/x.py\n+++ b/x.py\n" + hunks)
    return found[0].ranges if found else ()


@pytest.mark.parametrize(
    ("hunks", "expected"),
    [
        (b"@@ -3 +3 @@\n-a\n+b\n", ((3, 3),)),
        (b"@@ -0,0 +1,2 @@\n+a\n+b\n", ((1, 2),)),
        (b"@@ -2,2 +1,0 @@\n-a\n-b\n", ()),
        (b"@@ -1,3 +1,2 @@\n a\n-b\n c\n", ()),
        (b"@@ -1,3 +1,5 @@\n+a\n b\n+c\n c\n d\n", ((1, 1), (3, 3))),
        # Some editors strip the space of an empty context line.
        (b"@@ -1,2 +1,3 @@\n\n+a\n b\n", ((2, 2),)),
        (b"@@ -1 +1,2 @@\r\n a\r\n+b\r\n", ((2, 2),)),
        (b"@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+b\n\\ No newline at end of file\n", ((1, 1),)),
        # What looks like headers inside a hunk is text.
        (b"@@ -1,2 +1,2 @@\n--- a\n-@@ b\n+++ a\n+@@ b\n", ((1, 2),)),
        (b"@@ -1 +1 @@\n-a\n+b\n@@ -9 +9 @@\n-a\n+b\n", ((1, 1), (9, 9))),
        # The signature of a mail.
        (b"@@ -1 +1 @@\n-a\n+b\n-- \n2.39.5\n", ((1, 1),)),
        # No line end at the end.
        (b"@@ -1 +1 @@\n-a\n+b", ((1, 1),)),
    ],
)
def test_lines(hunks: bytes, expected: tuple[tuple[int, int], ...]) -> None:
    assert ranges(hunks) == expected


def test_several_files_and_what_has_no_lines() -> None:
    patch = (
        b"From 1 Mon Sep 17 00:00:00 2001\nSubject: words\n\n"
        b"diff --git a/old.py b/new.py\nsimilarity index 100%\nrename from old.py\nrename to new.py\n"
        b"diff --git a/gone.py b/gone.py\n--- a/gone.py\n+++ /dev/null\n@@ -1 +0,0 @@\n-a\n"
        b"diff --git a/x.png b/x.png\nBinary files a/x.png and b/x.png differ\n"
        b"diff --git a/y.png b/y.png\nGIT binary patch\nliteral 1\nIc${MZ0000\n\n"
        b"diff --git a/x.py b/x.py\n--- a/x.py\n+++ b/x.py\n@@ -1 +1 @@\n-a\n+b\n"
        b"diff --git a/y.py b/y.py\n--- a/y.py\n+++ b/y.py\n@@ -5 +5 @@\n-a\n+b\n"
    )
    assert parse_patch(patch) == (
        FileChange(("x.py", "b/x.py"), ((1, 1),)),
        FileChange(("y.py", "b/y.py"), ((5, 5),)),
    )


@pytest.mark.parametrize("patch", [b"", b"\n", b"diff --git a/x b/y\nrename from x\nrename to y\n"])
def test_patches_that_change_no_line(patch: bytes) -> None:
    assert parse_patch(patch) == ()


HEAD = b"--- a/x.py\n+++ b/x.py\n"


@pytest.mark.parametrize(
    ("patch", "message"),
    [
        (b"some words\n", "is no unified diff"),
        (
            b"*** a/x.py\n--- b/x.py\n***************\n*** 1 ****\n! a\n--- 1 ----\n! b\n",
            "is no unified diff",
        ),
        (b"diff --cc x.py\nindex 1,2..3\n--- a/x.py\n+++ b/x.py\n@@@ -1 -1 +1 @@@\n", "line 1 is a combined"),
        (HEAD + b"@@@ -1 -1 +1 @@@\n++a\n", "line 3 is a combined diff"),
        (b"@@ -1 +1 @@\n-a\n+b\n", "line 1 is a hunk before"),
        (HEAD + b"@@ -1 1 @@\n", "line 3 is no hunk header"),
        (HEAD + b"@@ -1 +1 @@\n-a\n", "line 3 begins a hunk that is cut off"),
        (HEAD + b"@@ -1 +1,2 @@\n-a\n+b\ndiff --git a/y b/y\n", "line 6 does not fit"),
        (HEAD + b"@@ -1 +1 @@\n-a\n-b\n+b\n", "line 5 does not fit"),
    ],
)
def test_what_is_no_such_patch(patch: bytes, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        parse_patch(patch)


def test_ranges_that_overlap_are_one() -> None:
    assert joined([(50, 60), (1, 100), (5, 6)]) == ((1, 100),)
    assert joined([(4, 5), (1, 3), (5, 9)]) == ((1, 3), (4, 9))


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [(1, 1, False), (1, 2, True), (3, 3, True), (4, 5, False), (4, 6, True), (7, 9, False), (1, 9, True)],
)
def test_lines_in_ranges(first: int, last: int, expected: bool) -> None:
    assert holds(((2, 3), (6, 6)), first, last) is expected
