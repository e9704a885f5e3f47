"""The pipeline whole: which files count, what is reported, and that the cache changes nothing."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from asynclint.engine.pipeline import check
from asynclint.errors import UsageError
from asynclint.finding import Report
from asynclint.settings.model import Settings
from tests.previews import PREVIEW

ROUTES = """\
from app.work import pause


async def route() -> None:
    pause()
"""
WORK = """\
import time


def pause() -> None:
    time.sleep(1)


async def nap() -> None:
    time.sleep(1)
"""
TEST = """\
import time


async def test_nap() -> None:
    time.sleep(1)
"""
TWO_KINDS = """\
import redis


async def read(store: redis.Redis | dict[str, str]) -> None:
    store.get("key")
    redis.Redis().get("key")
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    root = tmp_path / "project"
    files = {
        "pyproject.toml": "",
        "app/__init__.py": "",
        "app/routes.py": ROUTES,
        "app/work.py": WORK,
        "tests/test_work.py": TEST,
    }
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def places(report: Report) -> list[str]:
    return [f"{finding.path}:{finding.line} {finding.code}" for finding in report.findings]


def settings(project: Path, folder: Path, *paths: str, **more: object) -> Settings:
    named = tuple(project / path for path in paths) or (project,)
    return Settings(paths=named, cache_dir=folder, **more)  # type: ignore[arg-type]


def test_the_whole_project_is_reported_but_its_tests(project: Path, facts_cache: Path) -> None:
    report = check(settings(project, facts_cache))
    assert report.root == str(project)
    assert places(report) == ["app/routes.py:5 ASL101", "app/work.py:9 ASL101"]
    assert report.statistics.files == 4
    assert report.statistics.functions == 4
    assert report.errors == ()


def test_paths_choose_what_is_reported_not_what_is_analysed(project: Path, facts_cache: Path) -> None:
    report = check(settings(project, facts_cache, "app/routes.py"))
    assert places(report) == ["app/routes.py:5 ASL101"]
    assert report.findings[0].root_causes[0].path == "app/work.py"
    assert report.statistics.files == 4


def test_a_test_file_is_reported_where_it_is_named(project: Path, facts_cache: Path) -> None:
    assert places(check(settings(project, facts_cache, "tests/test_work.py"))) == [
        "tests/test_work.py:5 ASL101"
    ]


def test_unsaved_contents_lie_over_the_files(project: Path, facts_cache: Path) -> None:
    overlays = {project / "app/work.py": b"def pause() -> None:\n    return None\n"}
    assert places(check(settings(project, facts_cache), overlays=overlays)) == []
    assert len(places(check(settings(project, facts_cache)))) == 2


def test_rules_are_chosen(project: Path, facts_cache: Path) -> None:
    assert places(check(settings(project, facts_cache, ignore=("ASL101",)))) == []
    assert places(check(settings(project, facts_cache, select=("ASL102",)))) == []
    with pytest.raises(UsageError, match="ASL9"):
        check(settings(project, facts_cache, select=("ASL9",)))


def test_confidence_is_a_threshold(project: Path, facts_cache: Path) -> None:
    (project / "app/kinds.py").write_text(TWO_KINDS, encoding="utf-8")
    named = settings(project, facts_cache, "app/kinds.py", select=("ASL1",))
    surer = settings(project, facts_cache, "app/kinds.py", select=("ASL1",), confidence="certain")
    assert [(f.line, f.confidence) for f in check(named).findings] == [(5, "likely"), (6, "certain")]
    assert [(f.line, f.confidence) for f in check(surer).findings] == [(6, "certain")]


def test_what_is_unfinished_is_shown_where_it_is_asked_for(project: Path, facts_cache: Path) -> None:
    (project / "app/visits.py").write_text(PREVIEW, encoding="utf-8")
    named = settings(project, facts_cache, "app/visits.py", select=("ASL301",))
    assert places(check(named)) == []
    assert [f.line for f in check(msgspec.structs.replace(named, preview=True)).findings] == [8]


def test_a_broken_file_is_an_error_and_the_rest_is_analysed(project: Path, facts_cache: Path) -> None:
    (project / "app/broken.py").write_text("x = 1\ndef (:\n", encoding="utf-8")
    (project / "app/undecodable.py").write_bytes(b"# \xff\n")
    report = check(settings(project, facts_cache))
    assert len(places(report)) == 2
    assert [(error.path, error.line, error.named) for error in report.errors] == [
        ("app/broken.py", 2, True),
        ("app/undecodable.py", 1, True),
    ]
    elsewhere = check(settings(project, facts_cache, "app/routes.py"))
    assert [error.named for error in elsewhere.errors] == [False, False]


def test_the_cache_changes_nothing(project: Path, tmp_path: Path) -> None:
    folder = tmp_path / "facts"
    off = check(settings(project, folder, cache=False))
    assert not folder.exists()
    filled = check(settings(project, folder))
    assert any(folder.iterdir())
    read = check(settings(project, folder))
    assert off == filled == read


def test_findings_are_the_same_wherever_the_project_stands(
    project: Path, tmp_path: Path, facts_cache: Path
) -> None:
    moved = tmp_path / "elsewhere" / "moved"
    moved.parent.mkdir()
    before = check(settings(project, facts_cache)).findings
    project.rename(moved)
    assert check(settings(moved, facts_cache)).findings == before


LINES = """\
import time
from fastapi import FastAPI

app = FastAPI()


@app.get("/lines")
def lines():
    time.sleep(1)
    yield "one"
"""


@pytest.mark.parametrize(
    ("pinned", "named", "found"),
    [
        ("", {}, 0),
        ("fastapi==0.110", {}, 1),
        ("fastapi==0.110", {"FastAPI": "0.134.0"}, 0),
        ("", {"fastapi": "0.133"}, 1),
        ("fastapi==0.110", {"fastapi": "whatever"}, 1),
    ],
)
def test_a_named_version_goes_before_a_pinned_one(
    tmp_path: Path, facts_cache: Path, pinned: str, named: dict[str, str], found: int
) -> None:
    (tmp_path / "main.py").write_text(LINES)
    (tmp_path / "requirements.txt").write_text(pinned)
    settings = Settings(paths=(tmp_path,), root=tmp_path, cache_dir=facts_cache)
    assert len(check(settings, versions=named).findings) == found


def test_the_version_of_fastapi_is_a_setting(tmp_path: Path, facts_cache: Path) -> None:
    (tmp_path / "main.py").write_text(LINES)
    settings = Settings(paths=(tmp_path,), root=tmp_path, cache_dir=facts_cache, fastapi_version="0.110")
    assert len(check(settings).findings) == 1
    assert check(settings, versions={"fastapi": "0.134"}).findings == ()
