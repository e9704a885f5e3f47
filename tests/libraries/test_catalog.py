"""The catalogue, the stubs and docs/libraries.md say the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from asynclint.libraries.catalog import CATALOG, Entry, read_catalog, stub_files
from asynclint.libraries.loader import STUBS, module_of
from tools.stubs.page import PAGE, Row, hash_of, read_page, write_page

GROUPS = read_catalog()
LIBRARIES = {name: entry for entries in GROUPS.values() for name, entry in entries.items()}


@pytest.mark.parametrize("name", LIBRARIES)
def test_the_stub_is_the_one_that_was_checked(name: str) -> None:
    entry = LIBRARIES[name]
    row = read_page().get(name)
    remedy = f"`make stubs LIBRARY={name}` checks it and writes docs/libraries.md"
    assert row is not None, f"{name} was never checked: {remedy}"
    assert (row.version, row.hash) == (entry.version, hash_of(entry)), f"{name} has changed since: {remedy}"


def test_the_page_is_as_it_is_made(tmp_path: Path) -> None:
    write_page(GROUPS, read_page(), tmp_path / "page.md")
    assert (tmp_path / "page.md").read_text(encoding="utf-8") == PAGE.read_text(encoding="utf-8")


def test_each_stub_belongs_to_one_library() -> None:
    owners: dict[Path, list[str]] = {path: [] for path in STUBS.rglob("*.pyi")}
    for name, entry in LIBRARIES.items():
        for path in stub_files(entry):
            owners[path].append(name)
    wrong = {
        module_of(path): names
        for path, names in owners.items()
        if len(names) != 1 and path.relative_to(STUBS).parts[0] != "stdlib"
    }
    assert not wrong
    assert len(LIBRARIES) == sum(len(entries) for entries in GROUPS.values())


def test_each_library_has_a_stub() -> None:
    assert [name for name, entry in LIBRARIES.items() if not stub_files(entry)] == []


def test_a_changed_stub_has_another_hash(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tools.stubs.page.STUBS", tmp_path)
    monkeypatch.setattr("tools.stubs.page.stub_files", lambda entry: sorted(tmp_path.rglob("*.pyi")))
    entry = Entry("1", ("acme",))
    (tmp_path / "acme.pyi").write_text("def get(): ...\n", encoding="utf-8")
    first = hash_of(entry)
    assert hash_of(entry) == first
    (tmp_path / "acme.pyi").write_text("def put(): ...\n", encoding="utf-8")
    second = hash_of(entry)
    (tmp_path / "acme.pyi").rename(tmp_path / "acne.pyi")
    assert len({first, second, hash_of(entry)}) == 3


def test_rows_are_read_as_they_are_written(tmp_path: Path) -> None:
    groups = {"network": {"grpc-io": Entry("1.2", ("grpc", "grpc.aio")), "new": Entry("1", ("new",))}}
    rows = {"grpc-io": Row("1.2", "2026-01-02", "0123456789ab")}
    write_page(groups, rows, tmp_path / "page.md")
    assert read_page(tmp_path / "page.md") == rows
    assert CATALOG.is_dir()
