"""python-lsp-server with the plugin: a real server, and a client that sends what an editor sends."""

from __future__ import annotations

import os
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.editors.client import Client
from tests.editors.page import pylsp_settings
from tests.flake8_plugin.running import HELPERS, ROUTES, project

MENDED = ROUTES.replace("return fetch()", "return 'nothing'")
WARNING = 2
MESSAGE = "ASL102 `fetch` blocks the event loop: reaches `requests.get` at app/helpers.py:5"


def settings(**flake8: Any) -> dict[str, Any]:
    """Those that docs/editors.md proposes, with our codes only, and the flake8 beside this interpreter."""
    found = pylsp_settings()
    executable = str(Path(sysconfig.get_path("scripts"), "flake8"))
    found["pylsp"]["plugins"]["flake8"] |= {"executable": executable, "select": ["ASL"], **flake8}
    return found


@pytest.fixture(scope="module")
def errors(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the server writes to standard error."""
    return tmp_path_factory.mktemp("pylsp") / "errors"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, facts_cache: Path) -> Path:
    """A workspace folder; its name has a space and a letter that URIs escape."""
    flake8 = f"[flake8]\nasynclint-cache-dir = {facts_cache}\n"
    return project(tmp_path_factory.mktemp("work") / "my café", **{".flake8": flake8})


@pytest.fixture(scope="module")
def server(folder: Path, errors: Path) -> Iterator[Client]:
    """One server for all tests: it takes longer to start than to lint."""
    environ = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    with Client([sys.executable, "-m", "pylsp"], folder, errors, environ) as client:
        client.initialize(folder, **settings())
        client.configure(settings())
        yield client
    # It logs what flake8 writes to standard error.
    assert errors.read_text() == ""


@pytest.fixture
def routes(server: Client, folder: Path) -> Iterator[Path]:
    """The file with the route, as it was on disk; closed when the test is over."""
    path = folder / "app/routes.py"
    yield path
    server.close(path)
    path.write_text(ROUTES)


def start(text: str, needle: str) -> dict[str, int]:
    """Where `needle` is in a text, as the protocol counts: from 0, and in UTF-16."""
    before = text[: text.index(needle)].split("\n")
    return {"line": len(before) - 1, "character": len(before[-1].encode("utf-16-le")) // 2}


def test_a_blocking_call_that_is_only_in_the_buffer(server: Client, routes: Path) -> None:
    routes.write_text(MENDED)
    (found,) = server.open(routes, ROUTES)
    line = ROUTES.splitlines(keepends=True)[9]
    assert found == {
        "source": "flake8",
        "code": "ASL102",
        "message": MESSAGE,
        "severity": WARNING,
        # The server knows no ends of findings: it takes the whole line with its end.
        "range": {"start": start(ROUTES, "fetch()"), "end": {"line": 9, "character": len(line)}},
    }
    assert found["range"]["start"] == {"line": 9, "character": 11}
    assert routes.read_text() == MENDED


def test_a_blocking_call_that_the_buffer_has_mended(server: Client, routes: Path) -> None:
    mended, blocking = (
        ROUTES.replace("return fetch()", f"return 'Grüße, 世界', {name}()") for name in ("str", "fetch")
    )
    assert routes.read_text() == ROUTES
    assert server.open(routes, mended) == []
    # Not for want of an analysis, as typing shows.  The column counts what is not ASCII, too.
    place = start(mended, "str()")
    edit = {"range": {"start": place, "end": {**place, "character": place["character"] + 3}}, "text": "fetch"}
    (found,) = server.change(routes, edit)
    assert found["range"]["start"] == start(blocking, "fetch()") == {"line": 9, "character": 24}


def test_a_helper_counts_as_it_is_on_disk(server: Client, routes: Path, folder: Path) -> None:
    helpers = folder / "app/helpers.py"
    helpers.write_text("def fetch():\n    return 1\n")
    try:
        # It blocks in another tab only, until that is saved.
        server.open(helpers, HELPERS)
        assert server.open(routes, ROUTES) == []
    finally:
        helpers.write_text(HELPERS)
    (found,) = server.save(routes)
    assert found["message"] == MESSAGE
    server.close(helpers)


def test_a_file_that_was_never_saved(server: Client, folder: Path) -> None:
    new = folder / "app/brand new.py"
    (found,) = server.open(new, ROUTES)
    assert found["message"] == MESSAGE
    server.close(new)
    assert not new.exists()


def test_what_flake8_is_told_to_ignore(server: Client, routes: Path) -> None:
    server.configure(settings(extendIgnore=["ASL102"]))
    try:
        assert server.open(routes, ROUTES) == []
    finally:
        server.configure(settings())
    (found,) = server.published(routes)
    assert found["code"] == "ASL102"
