"""What an object was constructed with decides which of several things its methods run."""

from __future__ import annotations

import pytest

from tests.program.programs import stalled

HEAD = """
import time
from fastapi import FastAPI
from nowhere import mystery
app = FastAPI()
def slow(): time.sleep(1)
def quick(): ...
class Slow:
    def run(self): time.sleep(1)
class Quick:
    def run(self): ...
class Slower(Slow): ...
class Job:
    def __init__(self, work): self.work = work
    def start(self): self.work()
    def run(self): self.work.run()
    def both(self): self.start(); self.start()
class Kept(Job):
    def start(self): super().start()
everything = [Job(slow), Job(quick), Job(Slow), Job(Slow()), Job(Quick()), Kept(slow), Kept(quick)]
"""


def check(body: str, *expected: str) -> None:
    assert stalled(f'{HEAD}\n@app.get("/")\nasync def f(flag: bool): {body}') == list(expected)


@pytest.mark.parametrize(
    "body",
    [
        "Job(slow).start()",
        "Job(slow).both()",
        "Kept(slow).start()",
        "Job(Slow()).run()",
        "j = Job(slow); j.start()",
    ],
)
def test_the_construction_tells(body: str) -> None:
    check(body, "f")


@pytest.mark.parametrize(
    "body",
    [
        "Job(quick).start()",
        "Job(quick).both()",
        "Kept(quick).start()",
        "Job(Quick()).run()",
        "Job(Slow).start()",
    ],
)
def test_the_construction_rules_out(body: str) -> None:
    check(body)


@pytest.mark.parametrize(
    "body",
    [
        "(Job(slow) if flag else Job(quick)).start()",
        "Job(slow if flag else quick).start()",
        "Job(mystery()).start()",
        "Job(mystery()).run()",
        "everything[0].start()",
    ],
)
def test_where_it_does_not_tell_both_may_run(body: str) -> None:
    check(body, "f?")


def test_a_subclass_is_another_choice_only_where_it_is_known() -> None:
    check("Job(Slower()).run()", "f")


def test_an_attribute_that_anybody_may_set_tells_nothing() -> None:
    check("Job(quick).start()\ndef g(job: Job): job.work = slow\ng(mystery())", "f?")
