"""Each library of the catalogue has a fixture: three kinds of receivers, and a clean twin."""

from __future__ import annotations

import ast
import functools
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

import asynclint.libraries
from asynclint.finding import Report
from tests.want.comments import read_project
from tests.want.comparison import differences
from tests.want.runs import run

ROOT = Path(__file__).resolve().parents[2] / "fixtures" / "libraries"
CATALOG = Path(asynclint.libraries.__file__).parent / "catalog"
GROUPS = sorted(path for path in ROOT.iterdir() if path.is_dir())
# How a function gets at what blocks: its name starts so.
RECEIVERS = ("local", "attribute", "parameter")
# In a fixture's docstring: the library has functions only, there is no receiver.
FUNCTIONS_ONLY = "Functions only."
# Nothing of it blocks: the same receivers, in functions in which nothing may be found.
ASYNCHRONOUS = "Asynchronous only."
LIBRARIES = [
    (path.stem, library, entry)
    for path in sorted(CATALOG.glob("*.toml"))
    for library, entry in tomllib.loads(path.read_text(encoding="utf-8")).items()
]


@pytest.fixture(scope="session")
def report_of(facts_cache: Path) -> Callable[[Path], Report]:
    """The report of a group, computed once."""
    return functools.cache(lambda group: run(group, facts_cache))


@pytest.mark.parametrize("group", GROUPS, ids=lambda path: path.name)
def test_findings_are_those_wanted(group: Path, report_of: Callable[[Path], Report]) -> None:
    report = report_of(group)
    assert not report.errors
    lines = differences(read_project(group), report.findings)
    assert not lines, "\n".join(["", f"{group.name}:", *lines])


@pytest.mark.parametrize(("group", "library", "entry"), LIBRARIES, ids=[row[1] for row in LIBRARIES])
def test_each_library_has_its_receivers_and_a_clean_twin(
    group: str, library: str, entry: dict[str, object], report_of: Callable[[Path], Report]
) -> None:
    if entry.get("fixture") is False:
        pytest.skip("its behaviour is tested by the projects")
    path = ROOT / group / f"use_{library.lower().replace('-', '_').replace('.', '_')}.py"
    assert path.is_file(), f"{library} has no fixture"
    source = path.read_text(encoding="utf-8")
    found = {f.function.rsplit(".", 1)[-1] for f in report_of(ROOT / group).findings if f.path == path.name}
    tree = ast.parse(source)
    told = ast.get_docstring(tree) or ""
    forms = RECEIVERS[:1] if FUNCTIONS_ONLY in told else RECEIVERS
    if ASYNCHRONOUS in told:
        assert not found
        found = {node.name for node in tree.body if isinstance(node, ast.AsyncFunctionDef)}
    missing = [form for form in forms if not any(name.startswith(form) for name in found)]
    assert not missing, f"{library}: nothing is found in functions named {missing}"
    assert "# clean" in source
