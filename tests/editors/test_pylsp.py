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
from tests.flake8_plugin.running import HELPERS, ROUTES, inside, project

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
def server(folder: Path, errors: Path, facts_cache: Path) -> Iterator[Client]:
    """One server for all tests: it takes longer to start than to lint."""
    environ = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    with Client([sys.executable, "-m", "pylsp"], folder, errors, environ) as client:
        # While it starts, what is known of libraries goes to the cache.
        assert inside(folder, facts_cache, "app/helpers.py") == ""
        client.initialize(folder, **settings())
        client.configure(settings())
        yield client
    # It logs what flake8 writes to standard error.
    assert errors.read_text() == ""


@pytest.fixture
def routes(server: Client, folder: Path) -> Iterator[Path]:
    """A file with the route, which tests may change; closed when the test is over."""
    path = folder / "app/routes.py"
    yield path
    server.close(path)
    path.write_text(ROUTES)


def start(text: str, needle: str) -> dict[str, int]:
    """Where `needle` is in a text, as the protocol counts: from 0, and in UTF-16."""
    before = text[: text.index(needle)].split("\n")
    return {"line": len(before) - 1, "character": len(before[-1].encode("utf-16-le")) // 2}


def test_the_buffer_counts_and_not_the_file(server: Client, routes: Path) -> None:
    mended, new = routes.with_name("mended.py"), routes.with_name("brand new.py")
    # Blocking calls in the buffer only, on disk only, and in a file that was never saved.
    routes.write_text(MENDED)
    mended.write_text(ROUTES)
    opened = {routes: ROUTES, mended: MENDED, new: ROUTES}
    for path, text in opened.items():
        server.open(path, text)
    line = ROUTES.splitlines(keepends=True)[9]
    found = {
        "source": "flake8",
        "code": "ASL102",
        "message": MESSAGE,
        "severity": WARNING,
        # The server knows no ends of findings: it takes the whole line with its end.
        "range": {"start": {"line": 9, "character": 11}, "end": {"line": 9, "character": len(line)}},
    }
    assert {path: server.published(path) for path in opened} == {routes: [found], mended: [], new: [found]}
    server.close(mended)
    server.close(new)
    mended.unlink()


def test_edits_of_the_buffer(server: Client, routes: Path) -> None:
    mended, blocking = (
        ROUTES.replace("return fetch()", f"return 'Grüße, 世界', {name}()") for name in ("str", "fetch")
    )
    server.open(routes, mended)
    assert server.published(routes) == []
    # Not for want of an analysis, as typing shows.  The column counts what is not ASCII, too.
    place = start(mended, "str()")
    edit = {"range": {"start": place, "end": {**place, "character": place["character"] + 3}}, "text": "fetch"}
    (found,) = server.change(routes, edit)
    assert found["range"]["start"] == start(blocking, "fetch()") == {"line": 9, "character": 24}


def test_a_helper_counts_as_it_is_on_disk(server: Client, routes: Path) -> None:
    helpers = routes.with_name("helpers.py")
    helpers.write_text("def fetch():\n    return 1\n")
    try:
        # It blocks in another tab only, until that is saved.
        server.open(helpers, HELPERS)
        server.open(routes, ROUTES)
        assert server.published(routes) == []
    finally:
        helpers.write_text(HELPERS)
    (found,) = server.save(routes)
    assert found["message"] == MESSAGE
    server.close(helpers)


def test_what_flake8_is_told_to_ignore(server: Client, routes: Path) -> None:
    server.configure(settings(extendIgnore=["ASL102"]))
    try:
        server.open(routes, ROUTES)
        assert server.published(routes) == []
    finally:
        server.configure(settings())
    (found,) = server.published(routes)
    assert found["code"] == "ASL102"
