"""Fingerprints: what they are made of, and what leaves them alone."""

from __future__ import annotations

import re

import msgspec
import pytest

from asynclint.engine.fingerprints import fingerprint
from asynclint.finding import Finding, Hop, RootCause
from asynclint.rules.base import Draft


def draft(line: int = 3, *, callee: str = "repo.load", module: str = "app.main", **changes: object) -> Draft:
    finding = Finding(
        code="ASL103",
        name="blocking-database",
        path="app/main.py",
        line=line,
        column=5,
        end_line=line,
        end_column=20,
        message="",
        function="app.main.show",
        contexts=(),
        severity="error",
        confidence="certain",
        chain=(Hop("app/main.py", line, "app.main.show", "app.repo.load"),),
        root_causes=(RootCause("redis.Redis.get", "app/repo.py", line + 40),),
        fix=None,
        fingerprint="",
    )
    return Draft(msgspec.structs.replace(finding, **changes), module, callee)


def of(*drafts: Draft) -> list[str]:
    return [draft.finding.fingerprint for draft in fingerprint(drafts)]


def test_sixteen_hexadecimal_digits() -> None:
    assert re.fullmatch("[0-9a-f]{16}", of(draft())[0])


def test_moved_lines_and_wrapped_callees_change_nothing() -> None:
    assert of(draft(3)) == of(draft(300))
    assert of(draft(callee="a.b")) == of(draft(callee=" a.b\n"))


@pytest.mark.parametrize(
    "other",
    [
        draft(code="ASL102"),
        draft(function="app.main.other"),
        draft(callee="repo.save"),
        draft(module="app.other"),
        draft(root_causes=(RootCause("redis.Redis.set", "app/repo.py", 43),)),
    ],
)
def test_each_part_counts(other: Draft) -> None:
    assert of(other) != of(draft())


def test_number_and_order_of_root_causes_with_one_callable_do_not_count() -> None:
    get, put = (RootCause(f"redis.Redis.{name}", "app/repo.py", 9) for name in ("get", "set"))
    assert of(draft(root_causes=(get, put))) == of(draft(root_causes=(put, get, get)))


def test_alike_findings_are_told_apart_by_their_order() -> None:
    first, second = of(draft(3), draft(9))
    assert first != second
    assert of(draft(9), draft(3)) == [first, second]
    assert of(draft(4), draft(7), draft(5, callee="x"))[::2] == [first, second]


def test_renamed_file_keeps_the_second_part() -> None:
    before = of(draft())[0]
    after = of(draft(module="app.start", function="app.start.show", path="app/start.py"))[0]
    assert before[:6] != after[:6]
    assert before[6:] == after[6:]


def test_findings_come_sorted_by_place_and_code() -> None:
    drafts = fingerprint([draft(9), draft(3, code="ASL112"), draft(3), draft(1, path="app/z.py")])
    assert [(d.finding.path, d.finding.line, d.finding.code) for d in drafts] == [
        ("app/main.py", 3, "ASL103"),
        ("app/main.py", 3, "ASL112"),
        ("app/main.py", 9, "ASL103"),
        ("app/z.py", 1, "ASL103"),
    ]
