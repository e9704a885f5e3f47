"""The same report in every run: order of hashes, of evaluation, number of processes, the cache."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from asynclint.engine.cache import FactsCache
from asynclint.engine.deep import run_deep
from asynclint.engine.pipeline import check
from asynclint.engine.progress import Silent
from asynclint.engine.reading import Reader, Reading
from asynclint.libraries.loader import Library
from asynclint.program.blocking import BlockingCall
from asynclint.program.fixpoint.schedule import Schedule
from asynclint.program.linked import Program
from asynclint.program.modules import Names
from asynclint.project.project import load_project
from asynclint.reports import json
from asynclint.settings.model import Settings
from tests.program.schedules import Shuffled
from tests.want.projects import ALL, DEMO, FIXTURES

_NAMES = ("recursion", "several_ways", "imports_cyclic", "project_decorators", "class_attributes")
PAIRS = FIXTURES / "pairs"
CHOSEN = [*(FIXTURES / "projects" / name for name in _NAMES), DEMO]
SEEDS = 3

each_chosen = pytest.mark.parametrize("project", CHOSEN, ids=lambda path: path.name)

_SCRIPT = """
import sys
from pathlib import Path
from tests.want.test_determinism import report
cache, *projects = sys.argv[1:]
for project in projects:
    print(report(Path(project), Path(cache)))
"""


def report(project: Path, cache: Path, jobs: int = 1) -> str:
    """The whole JSON of a run."""
    settings = Settings(paths=(project,), root=project, cache_dir=cache, select=("ALL",), jobs=jobs)
    found = check(settings)
    assert found.notes == ()
    return "".join(json.pieces(found, "0"))


def linked(project: Path, cache: Path, schedule: Schedule | None = None) -> Program:
    """A project, evaluated in the order of `schedule`."""
    settings = Settings(paths=(project,), root=project, jobs=1)
    loaded, facts = load_project(settings), FactsCache(cache)
    sources = Reading(loaded, facts, settings, Silent()).sources
    names = Names(loaded.resolve, loaded.resolve_loosely, loaded.is_namespace)
    library = Library(Reader(facts, settings.max_file_size).facts)
    program = run_deep(lambda: Program(sources, names, library, schedule))
    facts.flush()
    return program


def evaluated(project: Path, cache: Path, schedule: Schedule | None = None) -> list[BlockingCall]:
    """All that blocks in a project, evaluated in the order of `schedule`."""
    program = linked(project, cache, schedule)
    calls = run_deep(program.blocking_calls)
    return sorted(calls, key=lambda call: (call.path, call.span, call.category))


def lost(project: Path, cache: Path, schedule: Schedule | None = None) -> list[str]:
    """All coroutines, tasks and threads that go wrong, and locks across awaits, evaluated likewise."""
    program = linked(project, cache, schedule)
    coroutines, tasks = program.dropped_coroutines(), program.dangling_tasks()
    locks, threads = program.locks_across_awaits(), program.needless_threads()
    return sorted(map(repr, (*coroutines, *tasks, *locks, *threads)))


def test_reports_do_not_depend_on_the_order_of_hashes(facts_cache: Path) -> None:
    def output(seed: str) -> str:
        command = [sys.executable, "-c", _SCRIPT, str(facts_cache), *map(str, (*CHOSEN, PAIRS))]
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        return subprocess.run(
            command, cwd=FIXTURES.parent, env=environment, capture_output=True, text=True, check=True
        ).stdout

    first = output("1")
    assert first.count('"root_causes"') > len(CHOSEN)
    assert first == output("2")


@each_chosen
def test_reports_do_not_depend_on_the_order_of_evaluation(project: Path, facts_cache: Path) -> None:
    first = evaluated(project, facts_cache)
    assert first
    for seed in range(SEEDS):
        assert evaluated(project, facts_cache, Shuffled(seed)) == first, f"seed {seed}"


@pytest.mark.parametrize("number", range(401, 405))
def test_what_is_lost_does_not_depend_on_the_order_of_evaluation(number: int, facts_cache: Path) -> None:
    project = FIXTURES / "projects" / f"rule_asl{number}"
    first = lost(project, facts_cache)
    assert first
    for seed in range(SEEDS):
        assert lost(project, facts_cache, Shuffled(seed)) == first, f"seed {seed}"


def awaits(project: Path, cache: Path, schedule: Schedule | None = None) -> list[str]:
    """All that could run at once, or must not, evaluated likewise."""
    program = linked(project, cache, schedule)
    found = (*program.sequential_awaits(), *program.awaits_in_loops(), *program.unsafe_gathers())
    return sorted(map(repr, found))


@pytest.mark.parametrize("project", [PAIRS, FIXTURES / "pairs_preview"], ids=lambda path: path.name)
def test_what_is_said_of_awaits_does_not_depend_on_the_order_of_evaluation(
    project: Path, facts_cache: Path
) -> None:
    first = awaits(project, facts_cache)
    assert first
    for seed in range(SEEDS):
        assert awaits(project, facts_cache, Shuffled(seed)) == first, f"seed {seed}"


@pytest.mark.slow
@pytest.mark.parametrize("project", ALL, ids=lambda path: path.name)
def test_no_report_depends_on_the_order_of_evaluation(project: Path, facts_cache: Path) -> None:
    first = evaluated(project, facts_cache)
    for seed in range(4 * SEEDS):
        assert evaluated(project, facts_cache, Shuffled(seed)) == first, f"seed {seed}"


def test_reports_do_not_depend_on_processes_or_the_cache(tmp_path: Path, facts_cache: Path) -> None:
    def renewed(mark: str) -> None:
        """New contents that mean the same, so that the cache has the stubs only."""
        for path in project.rglob("*.py"):
            path.write_text(f"{path.read_text()}\n# {mark}\n")

    for original in (DEMO, FIXTURES / "projects" / "recursion"):
        project = tmp_path / original.name
        shutil.copytree(original, project)
        renewed("read by three workers")
        first = report(project, facts_cache, jobs=3)
        assert '"root_causes"' in first
        assert report(project, facts_cache, jobs=1) == first
        renewed("read here")
        assert report(project, facts_cache, jobs=1) == first
        assert report(project, facts_cache, jobs=3) == first
