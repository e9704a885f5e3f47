"""The formats of CI services, from the real command on real projects."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from pathlib import Path

import pytest

from asynclint.reports.formats import FORMATS, SERVICES
from tests.cli.commands import asynclint, process

NAP = "import time\n\n\nasync def nap():\n    time.sleep(1)\n"
PATHS: dict[str, Callable[[str], list[str]]] = {
    "github": lambda text: re.findall(r"file=([^,]*),", text),
    "gitlab": lambda text: [issue["location"]["path"] for issue in json.loads(text)],
    "junit": lambda text: re.findall(r' file="([^"]*)"', text),
    "markdown": lambda text: re.findall(r"\| `([^`]*):\d+:\d+` \|", text),
    "rdjson": lambda text: [each["location"]["path"] for each in json.loads(text)["diagnostics"]],
    "sarif": lambda text: [
        result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        for result in json.loads(text)["runs"][0]["results"]
    ],
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project in a sub-folder of a repository."""
    (tmp_path / ".git").mkdir()
    root = tmp_path / "backend"
    (root / "app").mkdir(parents=True)
    (root / "pyproject.toml").touch()
    (root / "app/nap.py").write_text(NAP)
    return root


@pytest.mark.parametrize("output_format", SERVICES)
def test_paths_start_at_the_top_of_the_repository(project: Path, output_format: str) -> None:
    done = asynclint(project, "check", "--output-format", output_format)
    assert (done.returncode, done.stderr) == (1, "")
    assert PATHS[output_format](done.stdout) == ["backend/app/nap.py"]
    (project / ".git").touch()
    alone = asynclint(project, "check", "--output-format", output_format)
    assert PATHS[output_format](alone.stdout) == ["app/nap.py"]


def test_all_of_them_in_one_run(project: Path) -> None:
    targets = [f"--output-format={name}=report.{name}" for name in FORMATS if name != "concise"]
    done = asynclint(project, "check", "-q", "--output-format=concise", *targets)
    assert done.stdout == "app/nap.py:5:5: ASL101 `time.sleep` blocks the event loop\n"
    for name in SERVICES:
        assert PATHS[name]((project / f"report.{name}").read_text("utf-8")) == ["backend/app/nap.py"]


@pytest.mark.parametrize("output_format", SERVICES)
def test_suppressed_ones_only_where_they_are_asked_for(project: Path, output_format: str) -> None:
    (project / "app/nap.py").write_text(NAP.replace("(1)", "(1)  # noqa"))
    without = asynclint(project, "check", f"--output-format={output_format}")
    assert without.returncode == 0
    assert PATHS[output_format](without.stdout) == []
    shown = asynclint(project, "check", f"--output-format={output_format}", "--show-suppressed").stdout
    assert PATHS[output_format](shown) == ["backend/app/nap.py"]
    if output_format == "markdown":
        assert "1 suppressed" in shown


@pytest.mark.parametrize("output_format", SERVICES)
def test_a_file_that_does_not_parse(project: Path, output_format: str) -> None:
    (project / "app/broken.py").write_text("def (\n")
    done = asynclint(project, "check", f"--output-format={output_format}")
    assert done.returncode == 2
    assert "backend/app/broken.py" in done.stdout
    assert "error: app/broken.py:1:" in done.stderr


def test_statistics_leave_what_programs_read_as_it_is(project: Path) -> None:
    whole = asynclint(project, "check", "--output-format=sarif").stdout
    assert asynclint(project, "check", "--output-format=sarif", "--statistics", "-q").stdout == whole


@pytest.mark.parametrize("output_format", FORMATS)
def test_a_terminal_that_knows_ascii_only(project: Path, output_format: str) -> None:
    (project / "app/größe.py").write_text(NAP.replace("nap", "größe"), encoding="utf-8")
    arguments = ("check", "--cache-dir", str(project.parent / "cache"), f"--output-format={output_format}")
    done = process(project, *arguments, PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.isascii()
    assert "ASL101" in done.stdout


def test_an_xml_document_holds_on_a_terminal_that_knows_latin_1_only(project: Path) -> None:
    (project / "app/größe.py").write_text(NAP, encoding="utf-8")
    arguments = ("check", "--cache-dir", str(project.parent / "cache"), "--output-format=junit")
    done = process(project, *arguments, PYTHONIOENCODING="latin-1", PYTHONUTF8="0")
    paths = [case.get("file") for case in ElementTree.fromstring(done.stdout.encode()).iter("testcase")]
    assert paths == ["backend/app/größe.py", "backend/app/nap.py"]


def test_new_findings_are_called_so(project: Path) -> None:
    assert asynclint(project, "baseline").returncode == 0
    done = asynclint(project, "check", "--baseline", "--output-format=markdown")
    assert done.stdout == "## asynclint: no new findings in 1 file; 1 known\n"
    (project / "app/more.py").write_text(NAP)
    done = asynclint(project, "check", "--baseline", "--output-format=markdown")
    assert "1 new finding (1 error) in 2 files; 1 known" in done.stdout
    names = "--- a/backend/app/more.py\n+++ b/backend/app/more.py\n"
    patch = f"{names}@@ -4,1 +4,2 @@\n async def nap():\n+    time.sleep(1)\n"
    done = asynclint(project, "check", "--patch=-", "--output-format=markdown", stdin=patch.encode())
    assert "## asynclint: 1 new finding (1 error)" in done.stdout


def test_columns_are_those_of_an_unsaved_buffer(project: Path) -> None:
    buffer = NAP.replace("    time", "    'ßß'; time").encode()
    name = "--stdin-filename=app/nap.py"
    done = asynclint(project, "check", "-", name, "--output-format=rdjson", stdin=buffer)
    start = json.loads(done.stdout)["diagnostics"][0]["location"]["range"]["start"]
    assert buffer.splitlines()[start["line"] - 1][start["column"] - 1 :].startswith(b"time.sleep")


def test_each_project_of_a_repository_has_a_run_of_its_own_in_code_scanning(project: Path) -> None:
    run = json.loads(asynclint(project, "check", "--output-format=sarif").stdout)["runs"][0]
    assert run["automationDetails"] == {"id": "asynclint/backend/"}
    (project / ".git").touch()
    run = json.loads(asynclint(project, "check", "--output-format=sarif").stdout)["runs"][0]
    assert run["automationDetails"] == {"id": "asynclint/"}
