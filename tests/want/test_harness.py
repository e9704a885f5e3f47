"""The harness itself: what it reads, and that missing, surplus and found misses fail."""

from __future__ import annotations

import pytest

from asynclint.finding import Finding, Hop, RootCause
from tests.want.comments import CommentError, Expectations, Expected, read_file
from tests.want.comparison import differences


def finding(
    line: int,
    code: str = "ASL101",
    roots: tuple[str, ...] = ("time.sleep",),
    contexts: tuple[str, ...] = (),
) -> Finding:
    return Finding(
        code=code,
        name="blocking-sleep",
        path="app.py",
        line=line,
        column=5,
        end_line=line,
        end_column=9,
        message="m",
        function="app.f",
        contexts=contexts,
        severity="error",
        confidence="certain",
        chain=(Hop("app.py", line, "app.f", roots[0]),),
        root_causes=tuple(RootCause(root, "app.py", line) for root in roots),
        fix=None,
        fingerprint="",
    )


def read(source: str) -> Expectations:
    return read_file("app.py", source)


def test_reads_code_root_confidence_and_contexts() -> None:
    expected = read(
        "f()  # want ASL101 time.sleep\n"
        "g()  # want ASL104 builtins.open likely; ASL103 redis.Redis.get in route GET /a, route PUT /b\n"
        "h()  # miss ASL101 time.sleep\n"
        "text = '# want nothing'\n"
    )
    assert expected.wants == (
        Expected("app.py", 1, "ASL101", "time.sleep"),
        Expected("app.py", 2, "ASL104", "builtins.open", "likely"),
        Expected("app.py", 2, "ASL103", "redis.Redis.get", "", ("route GET /a", "route PUT /b")),
    )
    assert expected.misses == (Expected("app.py", 3, "ASL101", "time.sleep"),)


@pytest.mark.parametrize(
    "source",
    [
        "f()  # want ASL101\n",
        "f()  # want: ASL101 time.sleep\n",
        "f()  # want ASL101 time.sleep, ASL104 builtins.open\n",
        "x = 1  # clean\n",
        "def f():  # clean\n    g()  # want ASL101 time.sleep\n",
    ],
)
def test_refuses_what_it_cannot_read(source: str) -> None:
    with pytest.raises(CommentError):
        read(source)


def test_counts_clean_functions() -> None:
    assert read("def f():  # clean\n    ...\nasync def g():  # clean\n    ...\n").clean == 2


def test_equal_is_no_difference() -> None:
    assert differences(read("f()  # want ASL101 time.sleep\n"), [finding(1)]) == []


def test_any_root_cause_answers_a_want() -> None:
    both = finding(1, "ASL104", ("builtins.open", "io.TextIOWrapper.read"))
    assert differences(read("f()  # want ASL104 io.TextIOWrapper.read\n"), [both]) == []


@pytest.mark.parametrize(
    ("source", "findings", "words"),
    [
        ("f()  # want ASL101 time.sleep\n", [], ["missing"]),
        ("f()  # want ASL101 time.sleep\n", [finding(2)], ["missing", "surplus"]),
        ("f()  # want ASL102 time.sleep\n", [finding(1)], ["missing", "surplus"]),
        ("f()\n", [finding(1)], ["surplus"]),
        ("f()  # want ASL101 time.sleep\n", [finding(1), finding(1)], ["surplus"]),
        ("f()  # want ASL101 time.sleep; ASL101 time.sleep\n", [finding(1)], ["missing"]),
        ("f()  # miss ASL101 time.sleep\n", [finding(1)], ["found"]),
        ("f()  # want ASL101 time.sleep likely\n", [finding(1)], ["unlike"]),
        ("f()  # want ASL101 time.sleep in route GET /a\n", [finding(1)], ["unlike"]),
    ],
)
def test_every_difference_is_told(source: str, findings: list[Finding], words: list[str]) -> None:
    assert [line.split()[0] for line in differences(read(source), findings)] == words


def test_twice_wanted_asks_for_two_findings() -> None:
    expected = read("f()  # want ASL101 time.sleep; ASL101 time.sleep\n")
    assert differences(expected, [finding(1), finding(1)]) == []


def test_contexts_may_be_more_than_those_named() -> None:
    expected = read("f()  # want ASL101 time.sleep in route GET /a\n")
    assert differences(expected, [finding(1, contexts=("route GET /a", "route GET /b"))]) == []
