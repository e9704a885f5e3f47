"""The tools of `benchmarks/` that judge a run: what they draw, show and measure."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import msgspec
import pytest

from asynclint.finding import Finding
from tests.reports.sample import direct, through_helper

FOLDER = Path(__file__).resolve().parents[2] / "benchmarks"


def tool(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"benchmark_{name}", FOLDER / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def report(folder: Path, *findings: Finding) -> Path:
    path = folder / "report.json"
    path.write_text(json.dumps({"findings": msgspec.to_builtins(findings)}), encoding="utf-8")
    return path


def sample(path: Path, root: Path, *options: str) -> str:
    command = [sys.executable, str(FOLDER / "sample.py"), str(path), str(root), *options]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def test_sample_shows_the_chain_and_the_leaf_with_their_source(tmp_path: Path) -> None:
    (tmp_path / "app").mkdir()
    (tmp_path / "app/routes.py").write_text("\n\n\n    return all_items(db)\n", encoding="utf-8")
    (tmp_path / "app/repo.py").write_text("".join(f"line {n}\n" for n in range(1, 41)), encoding="utf-8")
    contexts = tuple(f"route GET /{n}" for n in range(5))
    text = sample(report(tmp_path, through_helper(contexts=contexts)), tmp_path, "--seed", "7")
    assert text.startswith("seed 7: 1 of 1 findings")
    for part in (
        "ASL103 certain app/routes.py:4:12 in app.routes.list_items",
        "contexts (5): route GET /0, route GET /1, route GET /2, and 2 more",
        "`all_items` blocks the event loop",
        "4 |     return all_items(db)",
        "app/repo.py:33 app.repo.all_items -> sqlalchemy.orm.Session.execute",
        "30 | line 30",
        "36 | line 36",
    ):
        assert part in text
    assert "line 29" not in text
    assert "line 37" not in text


def test_sample_is_the_same_for_the_same_seed_whatever_the_order(tmp_path: Path) -> None:
    findings = [msgspec.to_builtins(direct(line)) for line in range(1, 50)]
    drawn = tool("sample").drawn
    first = drawn(findings, 3, 10)
    assert len(first) == 10
    assert drawn(findings[::-1], 3, 10) == first
    assert drawn(findings, 4, 10) != first
    assert len(drawn(findings, 3, 99)) == 49


@pytest.mark.skipif(not hasattr(__import__("os"), "wait4"), reason="needs the usage of a child")
def test_applications_are_measured_by_a_run_each(tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text("import time\n\n\nasync def f():\n    time.sleep(1)\n", encoding="utf-8")
    row = tool("applications").measured(tmp_path, tmp_path / "report.json")
    assert (row.name, row.files, row.findings, row.unresolved, row.code) == (tmp_path.name, 1, 1, 0.0, 1)
    assert row.memory > 10_000_000
    assert row.seconds > 0
