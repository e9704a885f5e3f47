"""The facts cache: hits, damage, concurrency, growth."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from asynclint.engine import cache as cache_module
from asynclint.engine.cache import FactsCache, decode, encode, key_of
from asynclint.engine.pack import Pack
from asynclint.facts.records import Const, ExprStmt, ModuleFacts


def facts(name: str, text: str = "") -> ModuleFacts:
    body = (ExprStmt(Const("str", text)),)
    return ModuleFacts(name, False, body, (), (), (), (), (), 1, b"\0" * 16)


def key(name: str) -> bytes:
    return key_of(name.encode(), name, False, 1000)


def fill(folder: Path, *names: str, text: str = "") -> None:
    cache = FactsCache(folder)
    for name in names:
        cache.put(key(name), facts(name, text))
    cache.flush()


def hits(folder: Path, *names: str) -> list[str]:
    cache = FactsCache(folder)
    return [name for name in names if cache.get(key(name)) == facts(name)]


def packs(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.pack"))


def test_what_was_put_comes_back(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "cache"
    cache = FactsCache(folder)
    assert cache.get(key("a")) is None
    cache.put(key("a"), facts("a"))
    assert cache.get(key("a")) == facts("a")
    assert not folder.exists()
    cache.flush()
    assert cache.get(key("a")) == facts("a")
    assert hits(folder, "a", "b") == ["a"]


def test_the_folder_is_marked_as_a_cache(tmp_path: Path) -> None:
    fill(tmp_path / "c", "a")
    assert (tmp_path / "c" / ".gitignore").read_text() == "*\n"
    assert (
        (tmp_path / "c" / "CACHEDIR.TAG")
        .read_text()
        .startswith("Signature: 8a477f597d28d172789f06886806bc55")
    )


def test_closed(tmp_path: Path) -> None:
    fill(tmp_path, "a")
    cache = FactsCache(tmp_path)
    cache.put(key("b"), facts("b"))
    cache.close()
    assert cache.get(key("a")) is cache.get(key("b")) is None
    cache.flush()
    assert hits(tmp_path, "a", "b") == ["a"]


def test_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    cache = FactsCache(None)
    cache.put(key("a"), facts("a"))
    cache.flush()
    assert cache.get(key("a")) is None
    assert list(tmp_path.iterdir()) == []


def test_nothing_new_writes_nothing(tmp_path: Path) -> None:
    fill(tmp_path, "a")
    before = packs(tmp_path)
    cache = FactsCache(tmp_path)
    assert cache.get(key("a")) is not None
    cache.flush()
    assert packs(tmp_path) == before


def test_one_change_leaves_the_rest_alone(tmp_path: Path) -> None:
    fill(tmp_path, "a", "b")
    (first,) = packs(tmp_path)
    before = first.stat().st_mtime_ns
    fill(tmp_path, "c")
    assert first.stat().st_mtime_ns == before
    assert hits(tmp_path, "a", "b", "c") == ["a", "b", "c"]


def test_the_key_covers_all_that_facts_depend_on(monkeypatch: pytest.MonkeyPatch) -> None:
    keys = [
        key_of(b"x", "m", False, 10),
        key_of(b"y", "m", False, 10),
        key_of(b"x", "n", False, 10),
        key_of(b"x", "m", True, 10),
        key_of(b"x", "m", False, 11),
        key_of(b"0x", "m", False, 1),
        key_of(b"x", "m\udcff", False, 10),
    ]
    assert key_of(b"x", "m", False, 10) == keys[0]
    monkeypatch.setattr(cache_module, "RECORDS_VERSION", -1)
    cache_module._maker.cache_clear()
    try:
        keys.append(key_of(b"x", "m", False, 10))
    finally:
        monkeypatch.undo()
        cache_module._maker.cache_clear()
    assert len(set(keys)) == len(keys)


def test_facts_that_cannot_be_encoded_are_not_kept(tmp_path: Path) -> None:
    assert encode(facts("a", "\ud800")) is None
    fill(tmp_path, "a", text="\ud800")
    assert hits(tmp_path, "a") == []


def test_bytes_that_are_no_facts() -> None:
    data = encode(facts("a"))
    assert data is not None
    assert decode(data) == facts("a")
    assert decode(data[:-1]) is decode(b"") is decode(b"\x91\x01") is None


def test_a_value_of_another_shape_is_a_miss(tmp_path: Path) -> None:
    cache = FactsCache(tmp_path)
    cache.put_bytes(key("a"), b"\x93\x01\x02\x03")
    cache.flush()
    assert FactsCache(tmp_path).get(key("a")) is None
    assert FactsCache(tmp_path).get_bytes(key("a")) == b"\x93\x01\x02\x03"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = tmp_path_factory.mktemp("whole")
    fill(folder, *"abcdefgh")
    (pack,) = packs(folder)
    return pack.read_bytes()


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_damage_is_a_miss(tmp_path: Path, whole: bytes, data: st.DataObject) -> None:
    damaged = bytearray(whole)
    for _ in range(data.draw(st.integers(0, 4))):
        damaged[data.draw(st.integers(0, len(whole) - 1))] ^= data.draw(st.integers(1, 255))
    start = data.draw(st.integers(0, 30) | st.just(0))
    end = data.draw(st.integers(0, len(whole)) | st.just(len(whole)))
    (tmp_path / "facts-x.pack").write_bytes(damaged[start:end])
    cache = FactsCache(tmp_path)
    for name in "abcdefgh":
        # A hit is right, or there is none.
        assert cache.get(key(name)) in (None, facts(name))


def test_every_truncation_is_a_miss(tmp_path: Path, whole: bytes) -> None:
    for length in range(0, len(whole), 7):
        (tmp_path / "facts-x.pack").write_bytes(whole[:length])
        assert hits(tmp_path, *"abcdefgh") == []


def test_a_pack_cut_short_while_it_is_open(tmp_path: Path) -> None:
    fill(tmp_path, "a", text="x" * 200_000)
    cache = FactsCache(tmp_path)
    os.truncate(packs(tmp_path)[0], 1000)
    assert cache.get(key("a")) is None


def test_a_pack_removed_while_it_is_open(tmp_path: Path) -> None:
    fill(tmp_path, "a")
    cache = FactsCache(tmp_path)
    packs(tmp_path)[0].unlink()
    cache.put(key("b"), facts("b"))
    cache.flush()
    assert hits(tmp_path, "b") == ["b"]


def test_damaged_packs_and_stale_temporaries_go_away(tmp_path: Path) -> None:
    (tmp_path / "facts-bad.pack").write_bytes(random.Random(1).randbytes(500))
    (tmp_path / "facts-old.tmp").write_bytes(b"")
    (tmp_path / "facts-new.tmp").write_bytes(b"")
    (tmp_path / "mine.txt").write_bytes(b"")
    os.utime(tmp_path / "facts-old.tmp", (0, 0))
    fill(tmp_path, "a")
    left = {path.name for path in tmp_path.iterdir()} - {path.name for path in packs(tmp_path)}
    assert left == {".gitignore", "CACHEDIR.TAG", "facts-new.tmp", "mine.txt"}
    assert len(packs(tmp_path)) == 1


def test_folders_in_the_place_of_files(tmp_path: Path) -> None:
    for name in ("facts-a.pack", ".gitignore", "CACHEDIR.TAG", "x.tmp"):
        (tmp_path / name).mkdir()
    os.utime(tmp_path / "x.tmp", (0, 0))
    fill(tmp_path, "a")
    assert hits(tmp_path, "a") == ["a"]


def test_a_file_in_the_place_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "c").write_text("mine")
    fill(tmp_path / "c", "a")
    fill(tmp_path / "c" / "below", "a")
    assert hits(tmp_path / "c", "a") == []
    assert (tmp_path / "c").read_text() == "mine"


def test_a_folder_that_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    fill(tmp_path, "a")
    monkeypatch.setattr("tempfile.mkstemp", refuse)
    fill(tmp_path, "b")
    assert hits(tmp_path, "a", "b") == ["a"]


def test_a_full_disk_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.replace", refuse)
    fill(tmp_path, "a")
    assert {path.name for path in tmp_path.iterdir()} == {".gitignore", "CACHEDIR.TAG"}


def test_packs_are_merged_and_the_largest_is_not_rewritten(tmp_path: Path) -> None:
    fill(tmp_path, "big", text="x" * 10_000)
    (big,) = packs(tmp_path)
    names = [f"m{number}" for number in range(20)]
    for name in names:
        fill(tmp_path, name)
    assert len(packs(tmp_path)) <= 8
    assert big in packs(tmp_path)
    assert hits(tmp_path, *names) == names


def test_what_is_not_used_is_dropped_in_the_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache_module, "_SLACK", 4_000)
    for number in range(50):
        cache = FactsCache(tmp_path)
        if cache.get(key("kept")) is None:
            assert number == 0
            cache.put(key("kept"), facts("kept"))
        cache.put(key(f"m{number}"), facts(f"m{number}", "x" * 500))
        cache.flush()
        assert sum(pack.stat().st_size for pack in packs(tmp_path)) < 12_000
    assert hits(tmp_path, "kept") == ["kept"]
    last = FactsCache(tmp_path)
    assert last.get(key("m49")) is not None
    assert last.get(key("m0")) is None


def test_a_damaged_value_is_put_anew(tmp_path: Path) -> None:
    fill(tmp_path, "a")
    (pack,) = packs(tmp_path)
    data = bytearray(pack.read_bytes())
    data[Pack(pack).entries[key("a")].offset] ^= 1
    pack.write_bytes(data)
    assert hits(tmp_path, "a") == []
    fill(tmp_path, "a")
    assert hits(tmp_path, "a") == ["a"]


_RUN = """
import sys
from pathlib import Path
from tests.engine.test_cache import fill, hits
folder, who = Path(sys.argv[1]), sys.argv[2]
for number in range(25):
    names = [f"{who}{number}", f"both{number}"]
    fill(folder, *names)
    hits(folder, *names)
"""


def test_processes_share_the_folder(tmp_path: Path, repository: Path) -> None:
    runs = [
        subprocess.Popen(
            [sys.executable, "-c", _RUN, str(tmp_path), who], cwd=repository, stderr=subprocess.PIPE
        )
        for who in ("a", "b")
    ]
    for run in runs:
        _, errors = run.communicate(timeout=60)
        assert (run.returncode, errors) == (0, b"")
    assert not list(tmp_path.glob("*.tmp"))
    names = [f"{who}{number}" for who in ("a", "b", "both") for number in range(25)]
    assert hits(tmp_path, *names) == names
