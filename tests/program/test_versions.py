"""Tests of `sys.version_info`: the branch that the settings' version does not take reports nothing."""

from __future__ import annotations

import pytest

from asynclint.program.linked import Program
from tests.program.programs import deep, library, names_of, sources_of

SOURCE = """\
import sys
import time
from sys import version_info as VERSION

OLD = (3, 9)
NEW = sys.version_info >= (3, 12)


async def route():
    if {}:
        time.sleep(1)
    else:
        open("a")
"""


def found(test: str, python: tuple[int, int] | None) -> str:
    """Which branches report: `yes`, `no` or both."""
    sources = sources_of(SOURCE.format(test))
    with deep():
        calls = Program(sources, names_of(sources), library(), python=python).blocking_calls()
    return " ".join(
        {"sleep": "yes", "file": "no"}[call.category] for call in sorted(calls, key=lambda c: c.span)
    )


@pytest.mark.parametrize(
    ("test", "branches"),
    [
        ("sys.version_info >= (3, 12)", "yes"),
        ("sys.version_info >= (3, 13)", "no"),
        ("sys.version_info > (3, 12)", "yes"),
        ("sys.version_info <= (3, 12)", "no"),
        ("sys.version_info == (3, 12)", "no"),
        ("sys.version_info < (3,)", "no"),
        ("sys.version_info >= (3, 12, 0)", "yes"),
        ("sys.version_info >= (3, 12, 4)", "yes no"),
        ("sys.version_info >= (3, 11, 4)", "yes"),
        ("(3, 13) <= sys.version_info", "no"),
        ("VERSION >= OLD", "yes"),
        ("NEW", "yes"),
        ("not NEW", "no"),
        ("sys.version_info[:2] == (3, 12)", "yes"),
        ("sys.version_info[:2] > (3, 12)", "no"),
        ("sys.version_info[0:2] != (3, 12)", "no"),
        ("sys.version_info[:3] >= (3, 13)", "no"),
        ("sys.version_info[0] == 2", "no"),
        ("sys.version_info[1] < 12", "no"),
        ("sys.version_info.major >= 3", "yes"),
        ("sys.version_info.minor >= 13", "no"),
        ("sys.version_info.major == 3 and sys.version_info.minor >= 13", "no"),
        ("sys.version_info.micro >= 13", "yes no"),
        ("sys.version_info >= unknown", "yes no"),
        ("sys.maxsize >= 3", "yes no"),
    ],
)
def test_tests_of_the_version(test: str, branches: str) -> None:
    assert found(test, (3, 12)) == branches
    assert found(test, None) == "yes no"
