"""Layers: the options go before the file, the file before the defaults."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from asynclint.settings.merging import Merged, merge
from asynclint.settings.model import DEFAULT_EXCLUDES, Settings
from asynclint.settings.parsing import parse
from asynclint.settings.table import KEYS, Table

FOLDER = Path("/project")
CURRENT = Path("/elsewhere")


def merged(text: str = "", **options: Any) -> Merged:
    file = parse(text, "asynclint.toml", pyproject=False)
    return merge(Settings(jobs=3), file, FOLDER, Table(**options), CURRENT)


def test_nothing_said_leaves_the_defaults() -> None:
    found = merged()
    assert found.settings == Settings(jobs=3)
    assert found.values == {}
    assert found.origins == dict.fromkeys(KEYS, "default")


def test_origins() -> None:
    found = merged("\nconfidence = 'certain'\nfail-on = 'error'\n", fail_on="never")
    assert (found.settings.confidence, found.settings.fail_on) == ("certain", "never")
    assert found.origins["confidence"] == "asynclint.toml:2"
    assert found.origins["fail-on"] == "--fail-on"
    assert found.origins["select"] == "default"


def test_what_is_unfinished_is_asked_for_and_refused() -> None:
    asked, refused = merged("preview = true\n"), merged("preview = true\n", preview=False)
    assert (asked.settings.preview, asked.origins["preview"]) == (True, "asynclint.toml:1")
    assert (refused.settings.preview, refused.origins["preview"]) == (False, "--preview")
    assert merged("preview = false\n", preview=True).settings.preview is True


def test_option_replaces_what_the_file_lists() -> None:
    text = "exclude = ['a/']\ncontexts = ['tests']\nblocking = ['x.y']\n"
    found = merged(text, exclude=("b/",), blocking=())
    assert found.settings.exclude == (*DEFAULT_EXCLUDES, "b/")
    assert found.settings.contexts == ("tests",)
    assert found.settings.blocking == ()


def test_extensions_add_up() -> None:
    found = merged("extend-select = ['ASL404']\nextend-ignore = ['ASL1']\n", extend_select=("ASL3",))
    assert found.settings.extend_select == ("ASL404", "ASL3")
    assert found.settings.extend_ignore == ("ASL1",)
    assert found.origins["extend-select"] == "asynclint.toml:1, --extend-select"


def test_select_on_the_command_line_starts_anew() -> None:
    text = "select = ['ASL1']\nignore = ['ASL104']\nextend-select = ['ASL2']\nextend-ignore = ['ASL3']\n"
    found = merged(text, select=("ASL104",), extend_select=("ASL4",))
    chosen = found.settings
    assert (chosen.select, chosen.ignore) == (("ASL104",), ())
    assert (chosen.extend_select, chosen.extend_ignore) == (("ASL4",), ())
    assert found.origins["ignore"] == "default"
    kept = merged(text, ignore=("ASL112",)).settings
    assert (kept.select, kept.ignore, kept.extend_ignore) == (("ASL1",), ("ASL112",), ("ASL3",))


def test_paths_are_relative_to_their_layer() -> None:
    text = "src = ['src']\nbaseline = 'known'\ncache-dir = '/cache'\nstubs = ['a', 'b']\n"
    file = merged(text).settings
    assert file.src == (FOLDER / "src",)
    assert file.stubs == (FOLDER / "a", FOLDER / "b")
    assert (file.baseline, file.cache_dir) == (FOLDER / "known", Path("/cache"))
    assert merged(text, src=("src",)).settings.src == (CURRENT / "src",)


def test_versions_of_python() -> None:
    assert merged("target-version = 'py39'").settings.target_version == (3, 9)
    assert merged("target-version = '3.12'").settings.target_version == (3, 12)
