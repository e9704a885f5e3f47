"""The same findings whatever the order of files, of evaluation, and of hashes."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from asynclint.program.blocking import BlockingCall
from tests.program.orders import ORDERED
from tests.program.programs import described, linked, sources_of
from tests.program.projects import PROJECTS
from tests.program.schedules import Shuffled

SHUFFLES = 20
ROOT = Path(__file__).resolve().parents[2]


def found(files: Mapping[str, str], seed: int | None = None) -> list[BlockingCall]:
    """All blocking calls, chains and confidence included; with a seed in some order of all things."""
    sources = sources_of(files)
    schedule = None
    if seed is not None:
        random.Random(seed).shuffle(sources)
        schedule = Shuffled(seed)
    calls = linked(sources, schedule).blocking_calls()
    return sorted(calls, key=lambda call: (call.path, call.span, call.category))


def difference(one: list[BlockingCall], other: list[BlockingCall]) -> str:
    """What only one of two runs has, as text."""
    lines = [f"- {described(c)} {c.chain}" for c in one if c not in other]
    return "\n".join([*lines, *(f"+ {described(c)} {c.chain}" for c in other if c not in one)])


def unstable(files: Mapping[str, str]) -> str:
    """The first difference that some order makes; "" without any."""
    first = found(files)
    assert first
    for seed in range(SHUFFLES):
        again = found(files, seed)
        if again != first:
            return f"seed {seed}:\n{difference(first, again)}"
    return ""


@pytest.mark.parametrize("files", [pytest.param(f, id=n) for n, f in {**PROJECTS, **ORDERED}.items()])
def test_findings_do_not_depend_on_the_order_of_files_or_of_evaluation(files: Mapping[str, str]) -> None:
    assert unstable(files) == ""


def test_findings_do_not_depend_on_the_order_of_hashes() -> None:
    script = "from tests.program.test_order import found; from tests.program.projects import PROJECTS; " + (
        "print([found(files) for files in PROJECTS.values()])"
    )
    outputs = set()
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
        command = [sys.executable, "-c", script]
        run = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
        outputs.add(run.stdout)
    assert len(outputs) == 1
    assert "BlockingCall" in outputs.pop()


def test_a_branch_that_is_not_taken_in_the_end_leaves_nothing() -> None:
    assert [described(call) for call in found(ORDERED["a branch over what is not known yet"])] == [
        "app.kinds.always: time.sleep -> time.sleep"
    ]


def test_a_test_of_what_never_has_a_value_goes_both_ways() -> None:
    files = {
        "app/main.py": """
            import time
            def endless():
                return endless()
            async def f():
                if endless():
                    time.sleep(1)
                else:
                    time.sleep(2)
            """
    }
    assert [call.span.line for call in found(files)] == [7, 9]
