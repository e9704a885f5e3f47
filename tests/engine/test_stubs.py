"""Stubs of the user's own: they go before the bundled ones, module by module."""

from __future__ import annotations

from pathlib import Path

import pytest

from asynclint.engine.pipeline import check
from asynclint.errors import UsageError
from asynclint.finding import Report
from asynclint.settings.model import Settings
from tests.project.trees import write

MAIN = """\
import acme
import acme.db
import time
import requests


async def route():
    acme.call()
    acme.db.query()
    time.sleep(1)
    requests.get("a")
"""
BLOCKS = "from asynclint.markers import blocks\n\n@blocks('sdk')\ndef {}(*args): ...\n"


def run(folder: Path, cache: Path, *stubs: str) -> Report:
    return check(
        Settings(paths=(folder,), root=folder, cache_dir=cache, stubs=tuple(folder / each for each in stubs))
    )


def found(folder: Path, cache: Path, *stubs: str) -> list[str]:
    return [f"{f.line} {f.code}" for f in run(folder, cache, *stubs).findings]


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({}, ["10 ASL101", "11 ASL102"]),
        ({"a/acme/__init__.pyi": BLOCKS.format("call")}, ["8 ASL106", "10 ASL101", "11 ASL102"]),
        ({"a/acme/db.pyi": BLOCKS.format("query")}, ["9 ASL106", "10 ASL101", "11 ASL102"]),
        ({"a/acme-stubs/db.pyi": BLOCKS.format("query")}, ["9 ASL106", "10 ASL101", "11 ASL102"]),
        ({"a/time.pyi": "def sleep(s: float) -> None: ...\n"}, ["11 ASL102"]),
        # The bundled `requests` does not take `get` from there: other modules of a package stay as they are.
        ({"a/requests/api.pyi": BLOCKS.format("get")}, ["10 ASL101", "11 ASL102"]),
        ({"a/requests/__init__.pyi": BLOCKS.format("get")}, ["10 ASL101", "11 ASL106"]),
        ({"a/time.pyi": BLOCKS.format("sleep"), "b/time.pyi": "sleep: int\n"}, ["10 ASL106", "11 ASL102"]),
    ],
)
def test_own_stubs(tmp_path: Path, facts_cache: Path, files: dict[str, str], expected: list[str]) -> None:
    write(tmp_path, {"main.py": MAIN, "a/x": "", "b/x": "", **files})
    assert found(tmp_path, facts_cache, "a", "b") == expected


def test_modules_of_the_project_go_first(tmp_path: Path, facts_cache: Path) -> None:
    stub = {"a/acme.pyi": BLOCKS.format("call")}
    write(tmp_path, {"main.py": MAIN, "acme/__init__.py": "def call(): ...\n", **stub})
    assert found(tmp_path, facts_cache, "a") == ["10 ASL101", "11 ASL102"]


def test_a_broken_stub_is_an_error_and_the_rest_counts(tmp_path: Path, facts_cache: Path) -> None:
    files = {"a/broken.pyi": "x: int\ndef (:\n", "a/acme/__init__.pyi": BLOCKS.format("call")}
    write(tmp_path, {"main.py": MAIN, **files})
    report = run(tmp_path, facts_cache, "a")
    assert [(e.path, e.line, e.named) for e in report.errors] == [("a/broken.pyi", 2, True)]
    assert [f.code for f in report.findings] == ["ASL106", "ASL101", "ASL102"]


def test_a_folder_of_stubs_that_is_missing(tmp_path: Path, facts_cache: Path) -> None:
    write(tmp_path, {"main.py": MAIN})
    with pytest.raises(UsageError, match=r"`stubs`: .*nowhere is not a folder: name one"):
        run(tmp_path, facts_cache, "nowhere")
