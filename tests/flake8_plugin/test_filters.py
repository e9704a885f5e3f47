"""What is emitted is for pyproject.toml to say, what is shown of it for flake8."""

from __future__ import annotations

from pathlib import Path

import pytest
from flake8.main.application import Application
from flake8.style_guide import Decision, DecisionEngine

from asynclint.flake8_plugin.options import OFF
from asynclint.rules.registry import RULES
from tests.cli.commands import asynclint
from tests.flake8_plugin.running import BROKEN, FOUND, flake8, inside, ours, project

NAP = "import time\n\n\nasync def nap():\n    time.sleep(1){}\n"


def decided(*arguments: str, code: str) -> Decision:
    application = Application()
    application.initialize([*arguments, "--isolated", "nothing-here.py"])
    assert application.options is not None
    return DecisionEngine(application.options).decision_for(code)


def test_rules_that_are_off_by_default_are_flake8s_to_select() -> None:
    assert {rule.code for rule in RULES if not rule.default} <= set(OFF)
    assert decided(code="ASL404") is Decision.Ignored
    assert decided("--extend-select=ASL404", code="ASL404") is Decision.Selected
    assert decided(code="ASL403") is Decision.Selected


@pytest.mark.parametrize(
    "arguments", [["--select=E"], ["--select=E,A", "--ignore=ASL"], ["--extend-select=E", "--ignore=A"]]
)
def test_nothing_is_done_where_none_of_our_codes_is_selected(
    tmp_path: Path, facts_cache: Path, arguments: list[str]
) -> None:
    project(tmp_path, **{"pyproject.toml": BROKEN})
    assert inside(tmp_path, facts_cache, *arguments, ".") == ""


def test_wrong_settings_are_told_in_a_sentence(tmp_path: Path, facts_cache: Path) -> None:
    project(tmp_path, **{"pyproject.toml": BROKEN})
    done = flake8(tmp_path, facts_cache, ".")
    assert done.returncode == 1
    assert done.stderr == ""
    assert done.stdout.splitlines()[1].startswith("asynclint: pyproject.toml:2: unknown rule selector")


def test_a_defect_is_told_as_one(tmp_path: Path, facts_cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise TypeError("no such thing")

    monkeypatch.setattr("asynclint.flake8_plugin.plugin.begin", fail)
    shown = inside(project(tmp_path), facts_cache, ".")
    assert "asynclint failed: TypeError: no such thing" in shown


def test_pyproject_decides_what_is_emitted(tmp_path: Path, facts_cache: Path) -> None:
    project(
        tmp_path, **{"pyproject.toml": "[tool.asynclint]\nignore = ['ASL102']\n", "nap.py": NAP.format("")}
    )
    assert inside(tmp_path, facts_cache, "--select=ASL102", ".") == ""
    assert "ASL101" in inside(tmp_path, facts_cache, ".")


def test_the_baseline_of_pyproject_holds(tmp_path: Path, facts_cache: Path) -> None:
    project(tmp_path, **{"pyproject.toml": "[tool.asynclint]\nbaseline = 'known.jsonl'\n"})
    assert asynclint(tmp_path, "baseline").returncode == 0
    assert inside(tmp_path, facts_cache, ".") == ""
    header, *_ = (tmp_path / "known.jsonl").read_text().splitlines(keepends=True)
    (tmp_path / "known.jsonl").write_text(header)
    assert inside(tmp_path, facts_cache, ".").removeprefix("./") == FOUND


def test_flake8_filters_after_that(tmp_path: Path, facts_cache: Path) -> None:
    project(tmp_path, **{"nap.py": NAP.format("")})
    both = inside(tmp_path, facts_cache, ".")
    assert "ASL101" in both
    assert "ASL102" in both
    assert "ASL101" not in inside(tmp_path, facts_cache, "--extend-ignore=ASL101", ".")
    assert "ASL101" not in inside(tmp_path, facts_cache, "--per-file-ignores=nap.py:ASL101", ".")
    assert "ASL101" not in inside(tmp_path, facts_cache, "--exclude=nap.py", ".")


@pytest.mark.parametrize("comment", ["  # noqa", "  # noqa: ASL101", "\n# flake8: noqa: ASL101"])
def test_noqa_is_flake8s(tmp_path: Path, facts_cache: Path, comment: str) -> None:
    (tmp_path / "pyproject.toml").touch()
    (tmp_path / "nap.py").write_text(NAP.format(comment))
    assert inside(tmp_path, facts_cache, ".") == ours(tmp_path, ".") == ""
    assert "ASL101" in inside(tmp_path, facts_cache, "--disable-noqa", ".")


def test_our_own_comments_hold_all_the_same(tmp_path: Path, facts_cache: Path) -> None:
    (tmp_path / "pyproject.toml").touch()
    (tmp_path / "nap.py").write_text(NAP.format("  # asynclint: ignore[ASL101] short"))
    assert inside(tmp_path, facts_cache, "--disable-noqa", ".") == ""


@pytest.mark.parametrize("honoured", [False, True])
def test_codes_that_flake8_does_not_take_for_ours(tmp_path: Path, facts_cache: Path, honoured: bool) -> None:
    (tmp_path / "pyproject.toml").write_text(
        f"[tool.asynclint]\nhonour-ruff-noqa = {str(honoured).lower()}\n"
    )
    (tmp_path / "nap.py").write_text(NAP.format("  # noqa: ASYNC251"))
    shown = inside(tmp_path, facts_cache, ".")
    assert ("ASL101" in shown) is not honoured
    assert shown.removeprefix("./") == ours(tmp_path, ".")


def test_options_stand_in_flake8s_own_file(tmp_path: Path, facts_cache: Path) -> None:
    project(tmp_path / "backend")
    (tmp_path / "backend/pyproject.toml").unlink()
    (tmp_path / "pyproject.toml").touch()
    # Only with the backend for a root does `app.helpers` mean the file beside it.
    (tmp_path / "own.cfg").write_text("[flake8]\nselect = ASL\nasynclint-root = ./backend\n")
    assert FOUND in inside(tmp_path, facts_cache, "--config", "own.cfg", "backend")
    (tmp_path / "lint.toml").write_text("ignore = ['ASL102']\n")
    (tmp_path / "own.cfg").write_text(
        "[flake8]\nselect = ASL\nasynclint_root = ./backend\nasynclint-config = ./lint.toml\n"
    )
    assert inside(tmp_path, facts_cache, "--config", "own.cfg", "backend") == ""
    assert FOUND in inside(
        tmp_path, facts_cache, "--asynclint-root=backend", "--asynclint-isolated", "backend"
    )


def test_the_least_confidence(tmp_path: Path, facts_cache: Path) -> None:
    unsure = "import requests\n\n\nasync def get(session: requests.Session | int):\n    session.get('')\n"
    (tmp_path / "pyproject.toml").touch()
    (tmp_path / "a.py").write_text(unsure)
    assert "ASL102" in inside(tmp_path, facts_cache, ".")
    assert inside(tmp_path, facts_cache, "--asynclint-confidence=certain", ".") == ""


def test_without_a_cache_nothing_is_written(tmp_path: Path, facts_cache: Path) -> None:
    (tmp_path / "pyproject.toml").touch()
    (tmp_path / "nap.py").write_text(NAP.format(""))
    cache = tmp_path / "cache"
    assert "ASL101" in inside(tmp_path, cache, "--asynclint-no-cache", ".")
    assert not cache.exists()
    assert "ASL101" in inside(tmp_path, cache, ".")
    assert list((cache / "runs").iterdir())


def test_switches_in_flake8s_own_file(tmp_path: Path, facts_cache: Path) -> None:
    project(tmp_path, **{"pyproject.toml": "[tool.asynclint]\nignore = ['ASL102']\n"})
    config = "[flake8]\nselect = ASL\nasynclint-isolated = true\n"
    (tmp_path / "own.cfg").write_text(config)
    assert inside(tmp_path, facts_cache, "--config", "own.cfg", "app/routes.py") == FOUND
    (tmp_path / "own.cfg").write_text(f"{config}asynclint-alone = true\n")
    assert inside(tmp_path, facts_cache, "--config", "own.cfg", "app/routes.py") == ""
