"""The checker behind `make stubs`, against a library that the test writes."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from asynclint.libraries.catalog import Entry
from tools.stubs import check
from tools.stubs.coverage import Classes, public_methods, uncovered

LIBRARY = """\
import functools


def get(url, timeout=None): ...
async def aget(url): ...


class Client:
    kind = 1

    def __init__(self, url):
        self.url = url

    def get(self, key): ...
    def set(self, key): ...
    def close(self): ...
    @functools.cached_property
    def files(self): ...
    @property
    def name(self): ...


class AsyncClient:
    async def get(self, key): ...
    def stream(self): ...


LIMIT = 3
"""
HEAD = "from asynclint.markers import blocks, client, offloads, public, registers, safe\n"


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    (tmp_path / "fake_library.py").write_text(LIBRARY, encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    yield
    sys.modules.pop("fake_library", None)


def problems(stub: str, monkeypatch: pytest.MonkeyPatch, **tables: dict[str, str]) -> list[str]:
    trees = {
        "fake_library": ast.parse(HEAD + stub),
        "other": ast.parse("class Async:\n    async def get(self): ..."),
    }
    monkeypatch.setattr(check, "stub_files", lambda entry: [Path("fake_library.pyi")])
    monkeypatch.setattr(check, "module_of", lambda path: "fake_library")
    entry = Entry("1", ("fake_library",), **tables)  # type: ignore[arg-type]
    return list(check.problems_of(entry, trees, check.names_of(trees), Classes(trees)))


@pytest.mark.parametrize(
    ("stub", "problem"),
    [
        ("def nonsense() -> None: ...", "fake_library.nonsense does not exist"),
        ("NONSENSE: int", "fake_library.NONSENSE does not exist"),
        ("from fake_library import nonsense as nonsense", "fake_library.nonsense does not exist"),
        ("class Client:\n    def put(self) -> None: ...", "fake_library.Client.put does not exist"),
        ("class Client:\n    nonsense: int", "fake_library.Client.nonsense does not exist"),
        ("@public('fake_library.Nonsense')\nclass _Private: ...", "fake_library.Nonsense does not exist"),
        ("class LIMIT: ...", "fake_library.LIMIT is no class"),
        ("async def get(url): ...", "fake_library.get is not a coroutine function"),
        ("def aget(url): ...", "fake_library.aget is a coroutine function"),
        ("class Client:\n    def name(self): ...", "fake_library.Client.name is a property"),
        (
            "class Client:\n    @property\n    def get(self): ...",
            "fake_library.Client.get is a function, not a property",
        ),
        ("def get(url, retries=1): ...", "fake_library.get has no parameter retries"),
        (
            "@blocks('http', instead='fake_library.AsyncClient.put')\ndef get(url): ...",
            "fake_library.get: 'fake_library.AsyncClient.put' does not exist",
        ),
        (
            "@blocks('http', instead='await other.Async().put(...)')\ndef get(url): ...",
            "fake_library.get: 'await other.Async().put(...)' does not exist",
        ),
        (
            "@offloads('func')\ndef get(url): ...",
            "fake_library.get: @offloads names 'func', which is no parameter",
        ),
        (
            "@registers('route', 'func')\ndef get(url): ...",
            "fake_library.get: @registers names 'func', which is no parameter",
        ),
    ],
)
@pytest.mark.usefixtures("library")
def test_fiction_is_found(stub: str, problem: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert problems(stub, monkeypatch) == [problem]


@pytest.mark.parametrize(
    "stub",
    [
        "@blocks('http', instead='fake_library.aget')\ndef get(url, timeout=None): ...",
        "@blocks('http', instead='other.Async().get or await fake_library.AsyncClient().get(...)')\n"
        "def get(url): ...",
        "@registers('route', 'url')\ndef get(url): ...",
        "class Client:\n    url: str\n    kind: int\n    def get(self, key): ...\n    @property\n"
        "    def name(self): ...\n    def files(self): ...",
        "LIMIT: int\nclass _Private:\n    def nonsense(self): ...",
        "class AsyncClient:\n    async def get(self, key): ...",
    ],
)
@pytest.mark.usefixtures("library")
def test_truth_is_not(stub: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert problems(stub, monkeypatch) == []


@pytest.mark.usefixtures("library")
def test_the_catalogue_excuses(monkeypatch: pytest.MonkeyPatch) -> None:
    stub = "def old(): ...\nclass AsyncClient:\n    async def stream(self): ..."
    old, stream = problems(stub, monkeypatch)
    assert problems(stub, monkeypatch, absent={r"fake_library\.old": "removed in 2"}) == [stream]
    assert problems(stub, monkeypatch, shown_only={r"fake_library\.old": "a name to show"}) == [stream]
    assert problems(stub, monkeypatch, awaitable={r".*\.stream": "gives an awaitable"}) == [old]


CLIENT = "@client('http', instead='fake_library.AsyncClient')\nclass Client{}:\n{}"


@pytest.mark.parametrize(
    ("bases", "body", "unmarked"),
    [
        ("", "    def get(self, key): ...\n    @safe\n    def close(self): ...", ["get", "set"]),
        ("", "    @blocks('http')\n    def get(self, key): ...\n    set: int", ["close"]),
        ("(_Base)", "    @blocks('http')\n    def get(self, key): ...", []),
    ],
)
@pytest.mark.usefixtures("library")
def test_unmarked_methods_of_clients_are_found(
    bases: str, body: str, unmarked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    base = "@safe\nclass _Base:\n    def set(self, key): ...\n    def close(self): ...\n\n\n"
    expected = [f"fake_library.Client.{name} is neither marked nor safe" for name in sorted(unmarked)]
    assert sorted(problems(base + CLIENT.format(bases, body), monkeypatch)) == expected


def test_one_in_twenty_may_be_unmarked() -> None:
    cls = type("Wide", (), {f"m{number}": lambda self: None for number in range(40)})
    names = set(public_methods(cls))
    assert len(names) == 40
    assert uncovered(cls, names - {"m1", "m2"}) == []
    assert uncovered(cls, names - {"m1", "m2", "m3"}) == ["m1", "m2", "m3"]


def test_what_every_object_has_is_no_method_of_a_client() -> None:
    class Plain(dict[str, int]):
        class Inner: ...

        def get_all(self) -> None: ...

    assert public_methods(Plain) == ["get_all"]
