"""All rules, and the choice among them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from asynclint.errors import UsageError
from asynclint.rules import (
    asl101_blocking_sleep,
    asl102_blocking_http,
    asl103_blocking_database,
    asl104_blocking_file_io,
    asl105_blocking_subprocess,
    asl106_blocking_sdk,
    asl107_blocking_synchronization,
    asl108_blocking_cpu,
    asl109_blocking_input,
    asl110_nested_event_loop,
    asl111_declared_blocking,
    asl112_blocking_path_check,
    asl201_sync_http_client,
    asl202_sync_database_client,
    asl203_sync_sdk_client,
    asl301_sequential_awaits,
    asl302_await_in_loop,
    asl303_unsafe_gather,
    asl401_coroutine_not_awaited,
    asl402_dangling_task,
    asl403_thread_lock_across_await,
    asl404_needless_threadpool,
)
from asynclint.rules.base import Rule

RULES: tuple[Rule, ...] = (
    asl101_blocking_sleep.RULE,
    asl102_blocking_http.RULE,
    asl103_blocking_database.RULE,
    asl104_blocking_file_io.RULE,
    asl105_blocking_subprocess.RULE,
    asl106_blocking_sdk.RULE,
    asl107_blocking_synchronization.RULE,
    asl108_blocking_cpu.RULE,
    asl109_blocking_input.RULE,
    asl110_nested_event_loop.RULE,
    asl111_declared_blocking.RULE,
    asl112_blocking_path_check.RULE,
    asl201_sync_http_client.RULE,
    asl202_sync_database_client.RULE,
    asl203_sync_sdk_client.RULE,
    asl301_sequential_awaits.RULE,
    asl302_await_in_loop.RULE,
    asl303_unsafe_gather.RULE,
    asl401_coroutine_not_awaited.RULE,
    asl402_dangling_task.RULE,
    asl403_thread_lock_across_await.RULE,
    asl404_needless_threadpool.RULE,
)
"""Sorted by code."""

_PREFIX = "ASL"
# How specific a selector is: ALL, then a prefix by its length, then a rule's own code or name.
_ALL = 0
_RULE = 100
# The rules that are on by default give way to every selector.
_DEFAULT = -1
# The least share of common letters at which a name is worth proposing.
_NEAR = 0.6


def select_rules(
    select: Sequence[str] = (), ignore: Sequence[str] = (), extend_select: Sequence[str] = ()
) -> tuple[Rule, ...]:
    """The rules to run, sorted by code.

    A selector is a code (`ASL101`), a prefix (`ASL1`, `ASL`), a name (`blocking-sleep`) or
    `ALL`.  An empty `select` stands for the default rules; `extend_select` adds to either.  For
    each rule the most specific selector decides; between equals, `ignore` does.

    Raises UsageError on a selector that fits no rule.
    """
    chosen = dict.fromkeys((rule.code for rule in RULES if rule.default and not select), _DEFAULT)
    ignored: dict[str, int] = {}
    for specificity, rule in _matches((*select, *extend_select)):
        chosen[rule.code] = max(chosen.get(rule.code, specificity), specificity)
    for specificity, rule in _matches(ignore):
        ignored[rule.code] = max(ignored.get(rule.code, specificity), specificity)
    return tuple(
        rule
        for rule in RULES
        if rule.code in chosen and chosen[rule.code] > ignored.get(rule.code, _DEFAULT - 1)
    )


def find_rule(selector: str) -> Rule:
    """The rule of this code or name; raises UsageError where there is none."""
    wanted = selector.strip()
    for rule in RULES:
        if wanted.upper() == rule.code or wanted.lower() == rule.name:
            return rule
    raise UsageError(_unknown("rule", wanted, _exact()))


def rules_of(selector: str) -> tuple[Rule, ...]:
    """The rules that a selector stands for; raises UsageError where there is none."""
    return tuple(_resolve(selector.strip())[1])


def most_specific(selectors: Iterable[str], rule: Rule) -> str | None:
    """The selector that says most of a rule, the last between equals; None where none is for it."""
    best: tuple[int, str] | None = None
    for selector in selectors:
        specificity, rules = _resolve(selector.strip())
        if rule in rules and (best is None or specificity >= best[0]):
            best = specificity, selector
    return None if best is None else best[1]


def _matches(selectors: Iterable[str]) -> Iterable[tuple[int, Rule]]:
    for selector in selectors:
        specificity, rules = _resolve(selector.strip())
        for rule in rules:
            yield specificity, rule


def _resolve(selector: str) -> tuple[int, Sequence[Rule]]:
    upper = selector.upper()
    if upper == "ALL":
        return _ALL, RULES
    named = [rule for rule in RULES if upper == rule.code or selector.lower() == rule.name]
    if named:
        return _RULE, named
    if upper.startswith(_PREFIX):
        prefixed = [rule for rule in RULES if rule.code.startswith(upper)]
        if prefixed:
            return len(upper), prefixed
    raise UsageError(_unknown("rule selector", selector, ["ALL", _PREFIX, *_exact()]))


def _exact() -> list[str]:
    return [text for rule in RULES for text in (rule.code, rule.name)]


def _unknown(what: str, given: str, valid: Sequence[str]) -> str:
    # Not get_close_matches: between equals it takes the last, and codes are often equally near.
    nearness = {text: SequenceMatcher(None, text.lower(), given.lower()).ratio() for text in valid}
    nearest = max(valid, key=nearness.__getitem__)
    near = nearness[nearest] >= _NEAR
    hint = f"did you mean `{nearest}`?" if near else "`asynclint rule` lists all rules."
    return f"unknown {what} `{given}`: {hint}"
