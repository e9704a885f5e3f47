"""The registry: what is in it, and how selectors choose."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest

from asynclint.errors import UsageError
from asynclint.rules.base import Rule
from asynclint.rules.registry import RULES, find_rule, select_rules

BLOCKING = [f"ASL{number}" for number in range(101, 113)]
AWAITS = ["ASL301", "ASL302", "ASL303"]
TASKS = ["ASL401", "ASL402", "ASL403"]
ALL = [*BLOCKING, "ASL201", "ASL202", "ASL203", *AWAITS, *TASKS, "ASL404"]
DEFAULT = ALL[:-1]


def codes(select: Sequence[str] = (), ignore: Sequence[str] = (), extend: Sequence[str] = ()) -> list[str]:
    return [rule.code for rule in select_rules(select, ignore, extend)]


def test_registry_is_sorted_and_unique() -> None:
    assert [rule.code for rule in RULES] == ALL
    assert len({rule.name for rule in RULES}) == len(RULES)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_rule_is_well_formed(rule: Rule) -> None:
    assert re.fullmatch(r"ASL\d{3}", rule.code)
    assert re.fullmatch(r"[a-z]+(-[a-z]+)+", rule.name)
    assert "\n" not in rule.summary
    assert not rule.summary.endswith(".")
    assert "## What to do" in rule.explanation
    assert "asyncio.to_thread" in rule.explanation
    assert len(rule.bad) >= 2, "one case through another file"
    for example in (rule.bad, rule.good):
        for path, source in example.items():
            compile(source, path, "exec")


def test_warnings_are_what_costs_little() -> None:
    assert [rule.code for rule in RULES if rule.severity == "warning"] == ["ASL104", "ASL112", "ASL404"]


def test_nothing_selected_gives_the_defaults() -> None:
    assert codes() == DEFAULT


@pytest.mark.parametrize(
    ("select", "ignore", "extend", "expected"),
    [
        (["ASL101"], [], [], ["ASL101"]),
        (["blocking-sleep"], [], [], ["ASL101"]),
        (["asl101"], [], [], ["ASL101"]),
        (["ASL11"], [], [], ["ASL110", "ASL111", "ASL112"]),
        (["ALL"], [], [], ALL),
        (["ASL"], [], [], ALL),
        ([], ["ASL10"], [], DEFAULT[9:]),
        ([], ["ALL"], [], []),
        (["ASL1"], ["ASL1"], [], []),
        (["ASL101"], ["ASL1"], [], ["ASL101"]),
        (["ASL1"], ["ASL101"], [], BLOCKING[1:]),
        (["ALL"], ["ASL10"], ["ASL105"], ["ASL105", *ALL[9:]]),
        ([], [], ["ASL404"], ALL),
        (["ASL4"], [], [], [*TASKS, "ASL404"]),
        (["ASL101"], [], ["blocking-http"], ["ASL101", "ASL102"]),
        (["ASL101"], ["blocking-sleep"], [], []),
        ([" ASL101 "], [], [], ["ASL101"]),
    ],
)
def test_the_more_specific_selector_wins(
    select: list[str], ignore: list[str], extend: list[str], expected: list[str]
) -> None:
    assert codes(select, ignore, extend) == expected


@pytest.mark.parametrize(
    ("selector", "hint"),
    [
        ("blocking-slep", "did you mean `blocking-sleep`?"),
        ("ASL1O1", "did you mean `ASL101`?"),
        ("ASL5", "ASL"),
        ("E501", "`asynclint rule` lists all rules."),
        ("", "lists all rules"),
    ],
)
def test_unknown_selector_names_the_nearest(selector: str, hint: str) -> None:
    for arguments in ([selector], []), ([], [selector]):
        with pytest.raises(UsageError, match=re.escape(f"unknown rule selector `{selector}`")) as caught:
            select_rules(*arguments)
        assert hint in str(caught.value)


def test_find_rule() -> None:
    assert find_rule("asl103") is find_rule("blocking-database")
    with pytest.raises(UsageError, match="did you mean `ASL103`"):
        find_rule("ASL1003")
