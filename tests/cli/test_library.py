"""`asynclint library`: what is known, and what is not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from asynclint.cli.main import main
from tests.project.trees import write

FILES = {
    "pyproject.toml": "",
    "app/__init__.py": "",
    "app/main.py": """\
import os
import acme
import requests
from acme.pool import run as start
from google.cloud.nothing import Client
from app import jobs
from nobody import calls

engine = acme.Engine()


async def route():
    acme.fetch()
    start(jobs.work)
    with engine.connect() as connection:
        connection.query("select 1")
    made = await acme.dial()
    made.send(1)
    requests.get("a")
    Client().get("b")
    helper()


def helper():
    acme.fetch()


def elsewhere():
    acme.fetch()
""",
    "app/jobs.py": "from acme import thing\n\n\ndef work(): thing()\n",
    "tests/test_app.py": "import hidden\n\n\nasync def test_app(): hidden.call()\n",
}


def run(capsys: pytest.CaptureFixture[str], *words: str, code: int = 0) -> tuple[str, str]:
    assert main(["library", *words]) == code
    said = capsys.readouterr()
    return said.out, said.err


def test_all_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    out, _ = run(capsys)
    assert any(line.split() == ["aiofiles", "25.1.0", "aiofiles"] for line in out.splitlines())
    rows = json.loads(run(capsys, "--output-format", "json")[0])
    assert {"library": "pillow", "version": "13.0.0", "imports": ["PIL"]} in rows


@pytest.mark.parametrize("name", ["pillow", "Pillow", "PIL", "PIL.Image"])
def test_one_is_told_by_any_of_its_names(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    out, _ = run(capsys, name)
    assert out.startswith("pillow 13.0.0\nmodules: PIL, PIL.Image, PIL.ImageOps\n")
    assert "  PIL.Image.open → asyncio.to_thread(PIL.Image.open, ...)\n" in out


def test_what_is_told_of_a_library(capsys: pytest.CaptureFixture[str]) -> None:
    openai = json.loads(run(capsys, "openai", "--output-format", "json")[0])
    assert {"name": "openai.OpenAI", "category": "sdk", "instead": "openai.AsyncOpenAI"} in openai["clients"]
    call = {"name": "openai.OpenAI.get", "category": "sdk", "instead": "openai.AsyncOpenAI.get", "cost": ""}
    assert call in openai["blocking"]
    assert "openai.AsyncOpenAI.get" in openai["asynchronous"]
    assert not any("._" in each["name"].replace(".__", ".") for each in openai["blocking"])
    anyio = json.loads(run(capsys, "anyio", "--output-format", "json")[0])
    assert "anyio.to_thread.run_sync" in anyio["offloaders"]


def test_a_wrong_name(capsys: pytest.CaptureFixture[str]) -> None:
    _, err = run(capsys, "opnai", code=2)
    assert err == "error: no stub for a library `opnai`: did you mean `openai`?\n"
    _, err = run(capsys, "zzz", code=2)
    assert "no stub for a library `zzz`: `asynclint library` lists those that have one." in err


def test_missing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, FILES)
    out, err = run(capsys, "--missing", str(tmp_path))
    rows = [line.rsplit(maxsplit=1) for line in out.splitlines()[1:-1]]
    # fetch twice, run, connect, query, dial, send; what is only imported counts 0.
    assert rows == [["acme", "7"], ["google.cloud.nothing", "2"], ["nobody", "0"]]
    assert err == ""
    told = json.loads(run(capsys, "--missing", str(tmp_path), "--output-format", "json")[0])
    assert told["missing"][0] == {"package": "acme", "calls": 7}


def test_own_stubs_and_declared_names_are_not_missing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = '[tool.asynclint]\nstubs = ["lint_stubs"]\nblocking = ["nobody.calls"]\n'
    write(tmp_path, {**FILES, "pyproject.toml": settings, "lint_stubs/acme/__init__.pyi": "def fetch(): ..."})
    out, _ = run(capsys, "--missing", str(tmp_path))
    assert [line.split()[0] for line in out.splitlines()[1:-1]] == ["google.cloud.nothing"]


def test_nothing_is_missing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, {"pyproject.toml": "", "app.py": "import json\nimport requests\n"})
    out, _ = run(capsys, "--missing", str(tmp_path))
    assert out == "Every package that the project imports has a stub.\n"


def test_missing_names_no_library(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, err = run(capsys, "openai", "--missing", str(tmp_path), code=2)
    assert "leave NAME out" in err


def test_a_broken_file_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, {**FILES, "app/broken.py": "def (:\n"})
    out, err = run(capsys, "--missing", str(tmp_path), code=2)
    assert "acme" in out
    assert "app/broken.py:1" in err
