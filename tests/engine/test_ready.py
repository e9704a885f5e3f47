"""Facts that the wheel brings along: they are those of the stubs, or are not taken."""

from __future__ import annotations

from pathlib import Path

import pytest

from asynclint.engine.ready import Ready, make_pack
from asynclint.facts.reader import read_module
from asynclint.facts.records import ModuleFacts
from tests.project.trees import write

SOURCE = "from asynclint.markers import blocks\n\n@blocks('http')\ndef get(url: str) -> str: ...\n"


class Otherwise:
    def __init__(self) -> None:
        self.names: list[str] = []

    def __call__(self, source: bytes, name: str, is_package: bool) -> ModuleFacts:
        self.names.append(name)
        return read_module(source, name, is_package=is_package)


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    stubs = write(
        tmp_path / "stubs", {"acme/__init__.pyi": SOURCE, "acme/sub.pyi": SOURCE, "stdlib/time.pyi": SOURCE}
    )
    return make_pack(tmp_path / "pack", stubs)


def test_facts_are_those_of_the_stubs(pack: Path) -> None:
    otherwise = Otherwise()
    ready = Ready(otherwise, pack)
    for name, is_package in (("acme", True), ("acme.sub", False), ("time", False)):
        assert ready(SOURCE.encode(), name, is_package) == read_module(
            SOURCE.encode(), name, is_package=is_package
        )
    assert otherwise.names == []


def test_what_has_changed_is_read(pack: Path) -> None:
    otherwise = Otherwise()
    ready = Ready(otherwise, pack)
    changed = SOURCE.replace("get", "put").encode()
    assert ready(changed, "acme.sub", False).functions[0].name == "put"
    ready(SOURCE.encode(), "acme.sub", True)
    ready(SOURCE.encode(), "acme.other", False)
    assert otherwise.names == ["acme.sub", "acme.sub", "acme.other"]


@pytest.mark.parametrize("content", [None, b"", b"no pack at all"])
def test_without_a_pack_all_is_read(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "stubs.pack"
    if content is not None:
        path.write_bytes(content)
    otherwise = Otherwise()
    assert Ready(otherwise, path)(SOURCE.encode(), "acme", True).name == "acme"
    assert otherwise.names == ["acme"]


def test_a_pack_of_other_records_is_not_taken(pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("asynclint.engine.ready.RECORDS_VERSION", -1)
    otherwise = Otherwise()
    Ready(otherwise, pack)(SOURCE.encode(), "acme", True)
    assert otherwise.names == ["acme"]
