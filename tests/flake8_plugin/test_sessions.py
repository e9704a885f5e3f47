"""Several runs, several projects, and files that are named late."""

from __future__ import annotations

import contextlib
import io
from pathlib import Path
from typing import Any

import pytest
from flake8.api.legacy import get_style_guide

from asynclint.flake8_plugin.findings import Rows, find
from tests.flake8_plugin.running import FOUND, HELPERS, NAP, ROUTES, flake8, inside, lines, project
from tests.previews import PREVIEW


def test_a_file_that_changed_between_two_runs_of_a_process(tmp_path: Path, facts_cache: Path) -> None:
    project(tmp_path)
    helpers = tmp_path / "app/helpers.py"
    assert inside(tmp_path, facts_cache, "app/routes.py") == FOUND
    helpers.write_text(HELPERS.replace('requests.get("http://upstream")', "1"))
    assert inside(tmp_path, facts_cache, "app/routes.py") == ""
    helpers.write_text(HELPERS)
    assert inside(tmp_path, facts_cache, "app/routes.py") == FOUND


def test_an_unchanged_project_is_not_analysed_again(
    tmp_path: Path, facts_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project(tmp_path)
    assert inside(tmp_path, facts_cache, "app/helpers.py") == ""

    def never(*_: object, **__: object) -> None:
        raise AssertionError("analysed again")

    monkeypatch.setattr("asynclint.engine.pipeline.check", never)
    assert inside(tmp_path, facts_cache, "app/routes.py") == FOUND
    (tmp_path / "app/helpers.py").write_text(f"{HELPERS}\n")
    assert "analysed again" in inside(tmp_path, facts_cache, "app/routes.py")


def test_what_is_unfinished_is_remembered_apart(tmp_path: Path, facts_cache: Path) -> None:
    project(tmp_path)
    (tmp_path / "app/visits.py").write_text(PREVIEW)
    for wanted in ("false", "true", "false", "true"):
        (tmp_path / "pyproject.toml").write_text(f"[tool.asynclint]\npreview = {wanted}\n")
        assert ("visits.py" in inside(tmp_path, facts_cache, "app")) == (wanted == "true")


def test_damaged_results_are_made_anew(tmp_path: Path, facts_cache: Path) -> None:
    project(tmp_path)
    cache = tmp_path.parent / f"{tmp_path.name}-cache"
    assert inside(tmp_path, cache, "app") == FOUND
    for damage in (b"", b"1234nonsense"):
        for file in (cache / "runs").iterdir():
            file.write_bytes(damage)
        assert inside(tmp_path, cache, "app") == FOUND


def test_two_projects_with_nothing_in_common_but_a_folder(tmp_path: Path, facts_cache: Path) -> None:
    project(tmp_path / "one")
    project(tmp_path / "two", **{"app/nap.py": NAP})
    found = lines(inside(tmp_path, facts_cache, "one", "two"))
    # As on the command line, what the two share is one project.
    assert [line.split()[1] for line in found] == ["ASL102", "ASL101", "ASL102"]


def test_files_that_are_not_there_are_flake8s_to_tell(tmp_path: Path, facts_cache: Path) -> None:
    project(tmp_path)
    done = flake8(tmp_path, facts_cache, "--select=ASL,E9", "app/routes.py", "none.py")
    assert (done.returncode, done.stderr) == (1, "")
    assert FOUND in done.stdout
    assert "none.py:0:1: E902" in done.stdout


def test_files_that_are_named_after_the_options_were_read(
    tmp_path: Path, facts_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = f"[tool.asynclint]\ncache-dir = {str(facts_cache)!r}\n"
    project(tmp_path / "here", **{"pyproject.toml": settings})
    project(tmp_path / "there", **{"pyproject.toml": settings, "tests/test_nap.py": NAP})
    monkeypatch.chdir(tmp_path / "here")
    out = io.TextIOWrapper(io.BytesIO())
    with contextlib.redirect_stdout(out):
        guide = get_style_guide(select=["ASL"])
        report = guide.check_files(["app/routes.py", "../there/app/routes.py", "../there/tests/test_nap.py"])
    assert report.get_statistics("ASL101") == ["1 ASL101 `time.sleep` blocks the event loop"]
    assert len(report.get_statistics("ASL102")) == 2
    assert report.total_errors == 3


def test_a_link_to_a_file_elsewhere(
    tmp_path: Path, facts_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project(tmp_path / "work")
    (tmp_path / "nap.py").write_text(NAP)
    (tmp_path / "work/app/linked.py").symlink_to(tmp_path / "nap.py")
    asked = []

    def counted(*given: Any) -> Rows:
        asked.append(given)
        return find(*given)

    monkeypatch.setattr("asynclint.flake8_plugin.session.find", counted)
    assert "./app/linked.py:5:5: ASL101" in inside(tmp_path / "work", facts_cache, ".")
    # Not analysed apart from the others.
    assert len(asked) == 1


def test_characters_that_no_terminal_takes(tmp_path: Path, facts_cache: Path) -> None:
    text = ROUTES.replace("return fetch()", "return fetch(**{'\x07': 1})")
    project(tmp_path, **{"app/routes.py": text})
    shown = inside(tmp_path, facts_cache, "app/routes.py")
    assert "ASL102" in shown
    assert "\x07" not in shown
