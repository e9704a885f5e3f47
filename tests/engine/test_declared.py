"""What the settings say of callables and versions, through the pipeline."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest

from asynclint.cli.main import main
from asynclint.engine.declared import versions_of
from asynclint.engine.pipeline import check
from asynclint.errors import UsageError
from asynclint.finding import Report
from asynclint.settings.model import Settings
from tests.project.trees import write

MAIN = """\
import time

import acme_db

from app.legacy import fetch


async def route(client: acme_db.Client):
    fetch()
    client.query()
    time.sleep(1)
"""
FILES = {"src/app/__init__.py": "", "src/app/main.py": MAIN, "src/app/legacy.py": "def fetch(): pass\n"}


def run(folder: Path, cache: Path, **more: Any) -> Report:
    write(folder, FILES)
    return check(Settings(paths=(folder,), root=folder, cache_dir=cache, **more))


def found(report: Report) -> list[str]:
    return [f"{f.line} {f.code}" for f in report.findings]


def test_callables(tmp_path: Path, facts_cache: Path) -> None:
    assert found(run(tmp_path, facts_cache)) == ["11 ASL101"]
    blocking = ("app.legacy.fetch", "acme_db.Client.query", "app.legacy.ftech")
    report = run(tmp_path, facts_cache, blocking=blocking, non_blocking=("time.sleep",))
    assert found(report) == ["9 ASL111", "10 ASL111"]
    assert report.notes == ("`blocking` names `app.legacy.ftech`, which is nowhere: did you mean `fetch`?",)


@pytest.mark.parametrize(
    ("setting", "value", "message"),
    [
        ("blocking", ("fetch",), "`blocking`: `fetch` is no dotted name: write the module too"),
        ("blocking", ("app.legacy:fetch",), "`blocking`: `app.legacy:fetch` is no dotted name"),
        ("blocking", ("acme.class.fetch",), "is no dotted name"),
        ("non_blocking", ("a..b",), "`non-blocking`: `a..b` is no dotted name"),
        ("offloaders", ("a.b:",), "`offloaders`: `a.b:` is no dotted name"),
        ("offloaders", ("a.b:if",), "`offloaders`: `a.b:if` is no dotted name"),
        ("fastapi_version", "newest", "`fastapi-version`: `newest` is no version: write one"),
    ],
)
def test_what_cannot_be_read(
    tmp_path: Path, facts_cache: Path, setting: str, value: object, message: str
) -> None:
    with pytest.raises(UsageError, match=message):
        run(tmp_path, facts_cache, **{setting: value})


@pytest.mark.parametrize(
    ("python", "lines"),
    [
        (None, ["6 ASL101", "8 ASL104"]),
        ((3, 12), ["6 ASL101"]),
        ((3, 11), ["8 ASL104", "9 ASL106"]),
    ],
)
def test_the_version_of_python(
    tmp_path: Path, facts_cache: Path, python: tuple[int, int] | None, lines: list[str]
) -> None:
    source = """\
import sys, time, shelve

async def route():
    if sys.version_info >= (3, 12):
        # The branch of newer versions.
        time.sleep(1)
    else:
        open("a")
    shelve.open("a")
"""
    # Without a version, the newest is assumed that the stub knows.
    stub = "from asynclint.markers import blocks\n@blocks('sdk', before='3.12')\ndef open(name): ...\n"
    write(tmp_path, {"main.py": source, "stubs/shelve.pyi": stub})
    settings = Settings(
        paths=(tmp_path,),
        root=tmp_path,
        cache_dir=facts_cache,
        target_version=python,
        stubs=(tmp_path / "stubs",),
    )
    assert found(check(settings)) == lines


def test_a_version_that_was_asked_for_goes_before_the_setting() -> None:
    settings = Settings(fastapi_version="0.110", target_version=(3, 12))
    assert versions_of(settings, {"FastAPI": "0.120"})["fastapi"].release == (0, 120)
    assert versions_of(settings, {"FastAPI": "new"})["fastapi"].release == (0, 110)
    assert versions_of(settings, None)["python"].reaches("3.12.7")
    assert not versions_of(settings, None)["python"].reaches("3.13")


@pytest.mark.parametrize(
    ("more", "remedy"),
    [
        ("", "move the call to a thread"),
        ("from acme_db import AsyncClient\n", "use `acme_db.AsyncClient.query`"),
        ("from acme_db.aio import AsyncClient\n", "use `acme_db.aio.AsyncClient.query`"),
        ("kind = acme_db.AsyncClient\n", "use `acme_db.AsyncClient.query`"),
        ("async def other(client): await client.aquery()\n", "use `acme_db.Client.aquery`"),
        # Another library's, or one that is not awaited.
        ("from other_db import AsyncClient\n", "move the call to a thread"),
        ("def other(client): client.aquery()\n", "move the call to a thread"),
    ],
)
def test_the_project_shows_an_asynchronous_twin(
    tmp_path: Path, facts_cache: Path, more: str, remedy: str
) -> None:
    write(tmp_path, {**FILES, "src/app/main.py": MAIN + more})
    settings = Settings(paths=(tmp_path,), root=tmp_path, cache_dir=facts_cache)
    assert [f.line for f in check(settings).findings] == [11], "two colours alone are no finding"
    declared = msgspec.structs.replace(settings, blocking=("acme_db.Client.query",), select=("ASL111",))
    (finding,) = check(declared).findings
    assert finding.remedy.startswith(remedy)


MARKED = """\
from asynclint.markers import bloks, blocks, client, offloads, safe


@blocks("netwrk")
def one(): ...


@blocks("http", cots="size")
def two(): ...


@offloads("jbo")
def three(job): ...


@bloks
def four(): ...


@client("file")
class Five: ...


@blocks("http", cost="size", instead="app.main.five")
@safe
def six(): ...
"""


def test_wrong_markers_are_errors_with_their_place(tmp_path: Path, facts_cache: Path) -> None:
    write(tmp_path, {**FILES, "src/app/marked.py": MARKED, "lint_stubs/acme_db/__init__.pyi": MARKED})
    settings = Settings(
        paths=(tmp_path / "src",), root=tmp_path, cache_dir=facts_cache, stubs=(tmp_path / "lint_stubs",)
    )
    errors = [
        (4, "`@blocks`: unknown category `netwrk`: use one of sleep, http, database,"),
        (8, "`@blocks`: got an unexpected keyword argument 'cots'."),
        (12, "`@offloads`: `jbo` is no parameter: did you mean `job`?"),
        (17, "unknown marker `bloks`: did you mean `blocks`?"),
        (20, "`@client`: unknown category `file`: use one of http, database, sdk."),
    ]
    found = [(error.path, error.line, error.message) for error in check(settings).errors]
    paths = ("lint_stubs/acme_db/__init__.pyi", "src/app/marked.py")
    assert [(path, line) for path, line, _ in found] == [(path, line) for path in paths for line, _ in errors]
    assert all(said.startswith(message) for (*_, said), (_, message) in zip(found, errors * 2, strict=True))


def test_a_name_that_is_nowhere_is_an_error_where_the_settings_say_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    table = [
        "[tool.asynclint]",
        'select = ["ASL111"]',
        "blocking = [",
        '"app.legacy.fetch",',
        '"app.legacy.ftech",',
    ]
    write(tmp_path, {**FILES, "pyproject.toml": "\n".join([*table, "]", ""])})
    monkeypatch.chdir(tmp_path)
    assert main(["check", "--output-format", "concise", "--no-cache"]) == 2
    out, err = capsys.readouterr()
    assert "src/app/main.py:9:5: ASL111" in out
    assert "pyproject.toml:5" in err
    assert "`app.legacy.ftech`, which is nowhere: did you mean `fetch`?" in err
    assert main(["check", "--no-cache", "--isolated", "--blocking", "app.legacy.ftech"]) == 2
    assert "--blocking: `blocking` names `app.legacy.ftech`, which is nowhere" in capsys.readouterr().err
