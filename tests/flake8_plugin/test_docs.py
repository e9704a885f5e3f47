"""What docs/flake8.md says."""

from __future__ import annotations

import configparser
import re
from pathlib import Path

from tests.flake8_plugin.running import flake8, inside
from tests.want.projects import DEMO


def page(repository: Path) -> str:
    return (repository / "docs/flake8.md").read_text(encoding="utf-8")


def test_the_findings_are_real_ones(repository: Path, facts_cache: Path) -> None:
    shown = page(repository).split("$ flake8 --select=ASL102 bookshop/routers\n")[1].split("```")[0]
    found = inside(DEMO, facts_cache, "--asynclint-root=.", "--select=ASL102", "bookshop/routers")
    assert found == shown


def test_each_option_is_told(repository: Path, tmp_path: Path, facts_cache: Path) -> None:
    given = set(re.findall(r"--asynclint-[a-z-]+", flake8(tmp_path, facts_cache, "--help").stdout))
    assert set(re.findall(r"`(--asynclint-[a-z-]+)", page(repository))) == given
    assert len(given) == 7


def test_the_configuration_is_taken(repository: Path, tmp_path: Path, facts_cache: Path) -> None:
    (text,) = re.findall(r"```ini\n(.*?)```", page(repository), re.DOTALL)
    (tmp_path / ".flake8").write_text(text)
    config = configparser.ConfigParser()
    config.read(tmp_path / ".flake8")
    (tmp_path / "backend").mkdir()
    (tmp_path / "backend/lint.toml").write_text("")
    (tmp_path / "backend/nap.py").write_text("import time\n\n\nasync def nap():\n    time.sleep(1)\n")
    arguments = ("--config", ".flake8", "--asynclint-cache-dir", str(facts_cache), "backend")
    assert "backend/nap.py:5:5: ASL101" in inside(tmp_path, facts_cache, *arguments)
    # Each is one of ours or flake8's own, or flake8 would pass over it in silence.
    names = {f"--{key}" for key in config["flake8"]}
    assert names - {"--extend-select"} <= set(re.findall(r"`(--[a-z-]+)", page(repository)))
