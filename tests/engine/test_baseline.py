"""The baseline on small projects with real git histories: what stays known, and what is new."""

from __future__ import annotations

import json
import textwrap
from pathlib import Path

import msgspec
import pytest

from asynclint.engine.baseline import Entry, read_baseline, write_baseline
from asynclint.engine.known import Updated, update_baseline
from asynclint.engine.pipeline import check
from asynclint.errors import UsageError
from asynclint.finding import Report
from asynclint.settings.model import Settings
from tests.engine import histories

MAIN = """
    import time
    from fastapi import FastAPI
    from helpers import load
    app = FastAPI()

    @app.get("/a")
    async def a():
        time.sleep(1)

    @app.get("/b")
    async def b():
        return load()
"""
HELPERS = """
    import time
    def load():
        time.sleep(2)
"""
ROUTE = """
    import time
    from fastapi import APIRouter
    router = APIRouter()

    @router.get("/{0}")
    async def read():
        time.sleep(1)

    @router.post("/{0}")
    async def write():
        time.sleep(1)
"""


class Repository(histories.Repository):
    """A project under git with a baseline, and facts that are kept between its runs."""

    def __init__(self, root: Path, cache: Path) -> None:
        super().__init__(root)
        self.baseline = root / "asynclint-baseline.jsonl"
        self._cache = cache

    def settings(self, **given: object) -> Settings:
        base = Settings(paths=(self.root,), cache_dir=self._cache, jobs=1, baseline=self.baseline)
        return msgspec.structs.replace(base, **given)

    def update(self, *, prune: bool = False, **given: object) -> Updated:
        return update_baseline(self.settings(**given), self.baseline, prune=prune)

    def check(self, **given: object) -> Report:
        return check(self.settings(**given))

    def left(self, **given: object) -> tuple[list[str], int, int]:
        """The functions of what is reported, the number that is hidden, and of obsolete entries."""
        report = self.check(**given)
        assert report.baseline is not None
        found = [finding.function for finding in report.findings]
        return found, report.baseline.hidden, report.baseline.obsolete


@pytest.fixture
def repository(tmp_path: Path, facts_cache: Path) -> Repository:
    made = Repository(tmp_path, facts_cache)
    made.write({"main.py": MAIN, "helpers.py": HELPERS})
    assert made.update().entries == 2
    made.commit()
    return made


def test_file(repository: Repository) -> None:
    content = repository.baseline.read_bytes()
    header, *entries = content.decode().splitlines()
    assert json.loads(header) == {"asynclint-baseline": 1}
    assert list(json.loads(entries[0])) == ["path", "code", "function", "call", "root", "fingerprint"]
    assert [json.loads(line)["function"] for line in entries] == ["main.a", "main.b"]
    assert [json.loads(line)["call"] for line in entries] == ["time.sleep", "helpers.load"]
    assert repository.left() == ([], 2, 0)
    repository.update()
    assert repository.baseline.read_bytes() == content
    assert [path.name for path in repository.root.glob(".*.tmp")] == []


def test_names_of_any_kind_survive(tmp_path: Path) -> None:
    entry = Entry("é \udc80\u2028.py", "é\x85", "ASL101", 'f("\n")', "time.sleep", "0" * 16)
    write_baseline(tmp_path / "b", [entry])
    assert "é" in (tmp_path / "b").read_text(encoding="utf-8")
    assert read_baseline(tmp_path / "b") == (entry,)


def test_edit_above_and_move_within_the_file(repository: Repository) -> None:
    text = textwrap.dedent(MAIN)
    head, first, second = text.split("\n\n")
    repository.write({"main.py": f"# more\n\n{head}\n\n{second}\n\n{first}\n"})
    assert repository.left() == ([], 2, 0)


def test_new_caller_is_new_and_old_ones_stay_known(repository: Repository) -> None:
    more = '@app.get("/c")\nasync def c():\n    return load()\n'
    repository.write({"main.py": textwrap.dedent(MAIN) + more})
    assert repository.left() == (["main.c"], 2, 0)


def test_helper_that_starts_to_block_is_new(repository: Repository) -> None:
    repository.write({"main.py": textwrap.dedent(MAIN).replace("load()", "load(), fetch()")})
    repository.write({"helpers.py": textwrap.dedent(HELPERS) + "def fetch():\n    pass\n"})
    (repository.root / "main.py").write_text(
        (repository.root / "main.py").read_text().replace("import load", "import load, fetch")
    )
    assert repository.left() == ([], 2, 0)
    repository.write({"helpers.py": textwrap.dedent(HELPERS) + "def fetch():\n    time.sleep(1)\n"})
    assert repository.left() == (["main.b"], 2, 0)


def test_second_call_like_a_known_one_is_new(repository: Repository) -> None:
    repository.write({"main.py": textwrap.dedent(MAIN).replace("sleep(1)", "sleep(1); time.sleep(1)")})
    assert repository.left() == (["main.a"], 2, 0)


def test_renamed_file_and_deleted_one(repository: Repository) -> None:
    repository.git("mv", "main.py", "served.py")
    assert repository.left() == ([], 2, 0)
    (repository.root / "served.py").unlink()
    assert repository.left() == ([], 0, 2)


def test_renamed_package_with_alike_functions(tmp_path: Path, facts_cache: Path) -> None:
    repository = Repository(tmp_path, facts_cache)
    repository.write({f"old/{name}.py": ROUTE.replace("{0}", "x") for name in ("users", "items")})
    repository.write({"old/__init__.py": "", "old/only.py": ROUTE.replace("read", "alone")})
    assert repository.update().entries == 6
    repository.git("add", "-A")
    repository.git("mv", "old/users.py", "old/people.py")
    # Alone in its name and alone in having moved: both of its functions are known.
    assert repository.left() == ([], 6, 0)


def test_a_match_by_name_teaches_which_module_became_which(tmp_path: Path, facts_cache: Path) -> None:
    repository = Repository(tmp_path, facts_cache)
    for name in ("users", "items"):
        repository.write({f"old/{name}.py": ROUTE.replace("{0}", name).replace("read", f"read_{name}")})
    repository.write({"old/__init__.py": ""})
    assert repository.update().entries == 4
    repository.git("add", "-A")
    repository.git("mv", "old", "new")
    # `write` is alike in both files; `read_users` and `read_items` tell them apart.
    assert repository.left() == ([], 4, 0)


def test_alike_finding_in_another_file_is_new_while_the_old_file_is_there(
    tmp_path: Path, facts_cache: Path
) -> None:
    repository = Repository(tmp_path, facts_cache)
    repository.write({"one.py": ROUTE, "two.py": ""})
    assert repository.update().entries == 2
    mended = textwrap.dedent(ROUTE).replace("time.sleep(1)", "pass", 1)
    repository.write({"one.py": mended, "two.py": ROUTE})
    # Both in two.py: the entry of `read` is obsolete, not renamed.
    assert repository.left() == (["two.read", "two.write"], 1, 1)


def test_function_that_went_with_another_file_is_no_rename(tmp_path: Path, facts_cache: Path) -> None:
    """An entry of a file that is there takes no finding away from one whose file was renamed."""
    repository = Repository(tmp_path, facts_cache)
    repository.write({"one.py": ROUTE, "three.py": ROUTE.replace("write", "more")})
    assert repository.update().entries == 4
    (repository.root / "three.py").unlink()
    repository.write({"one.py": "", "two.py": ROUTE.replace("write", "more")})
    # `more` says that three.py became two.py: so did its `read`, and the one of one.py went.
    assert repository.left() == ([], 2, 2)


def test_obsolete_whatever_the_run_reports(repository: Repository) -> None:
    repository.write({"main.py": textwrap.dedent(MAIN).replace("time.sleep(1)", "pass")})
    assert repository.left() == ([], 1, 1)
    assert repository.left(paths=(repository.root / "helpers.py",)) == ([], 0, 1)
    # The rule of the entry did not run.
    assert repository.left(select=("ASL102",)) == ([], 0, 0)
    repository.write({"main.py": "def ("})
    assert repository.left() == ([], 0, 0)


def test_suppressed_findings_take_no_entry(repository: Repository) -> None:
    repository.write({"main.py": textwrap.dedent(MAIN).replace("sleep(1)", "sleep(1)  # asynclint: ignore")})
    report = repository.check()
    assert [(f.function, f.suppressed) for f in report.findings] == [("main.a", True)]
    assert report.baseline is not None
    assert (report.baseline.hidden, report.baseline.obsolete) == (1, 1)
    assert repository.update().entries == 1


def test_prune_keeps_the_other_lines(repository: Repository) -> None:
    before = repository.baseline.read_text().splitlines()
    repository.write({"main.py": textwrap.dedent(MAIN).replace("time.sleep(1)", "pass")})
    updated = repository.update(prune=True)
    assert (updated.removed, updated.entries) == (1, 1)
    assert repository.baseline.read_text().splitlines() == [before[0], before[2]]
    updated = repository.update(prune=True)
    assert (updated.removed, updated.entries) == (0, 1)


def test_named_paths_leave_the_entries_of_others(repository: Repository) -> None:
    repository.write({"other.py": ROUTE})
    assert repository.update(paths=(repository.root / "other.py",)).entries == 4
    repository.write({"other.py": "", "main.py": ""})
    assert repository.update(paths=(repository.root / "other.py",)).entries == 2


def test_named_paths_leave_what_was_renamed_elsewhere(repository: Repository) -> None:
    repository.write({"other.py": ROUTE})
    repository.git("mv", "main.py", "served.py")
    updated = repository.update(paths=(repository.root / "other.py",))
    assert (updated.entries, updated.removed) == (4, 2)
    written = {(entry.path, entry.function) for entry in read_baseline(repository.baseline)}
    assert ("served.py", "served.a") in written
    assert ("served.py", "served.b") in written
    assert repository.left() == ([], 4, 0)
    (repository.root / "served.py").unlink()
    assert repository.update(paths=(repository.root / "other.py",)).entries == 2


def test_renamed_into_a_named_file_is_written_as_that_reports_it(repository: Repository) -> None:
    repository.git("mv", "main.py", "served.py")
    updated = repository.update(paths=(repository.root / "served.py",))
    assert (updated.entries, updated.removed) == (2, 2)
    assert {entry.path for entry in read_baseline(repository.baseline)} == {"served.py"}


def test_contexts_that_are_not_reported_make_no_entry_obsolete(repository: Repository) -> None:
    text = textwrap.dedent(MAIN) + '@app.on_event("startup")\nasync def warm():\n    time.sleep(3)\n'
    repository.write({"main.py": text})
    contexts = ("routes", "async", "startup")
    assert repository.left(contexts=contexts) == (["main.warm"], 2, 0)
    assert repository.update(contexts=contexts).entries == 3
    assert repository.left() == ([], 2, 0)


@pytest.mark.parametrize("union", [True, False])
def test_branches_that_both_changed_it(repository: Repository, union: bool) -> None:
    if union:
        repository.write({".gitattributes": "*.jsonl merge=union\n"})
        repository.commit()
    # Apart from each other there is an entry between: without it git sees one conflict.
    ours, theirs = ("z_ours", "z_theirs") if union else ("a_ours", "z_theirs")
    repository.git("checkout", "-q", "-b", "side")
    repository.write({f"{theirs}.py": ROUTE.replace("read", "theirs")})
    repository.update()
    repository.commit()
    repository.git("checkout", "-q", "main")
    repository.write({f"{ours}.py": ROUTE.replace("read", "ours")})
    repository.update()
    repository.commit()
    repository.git("merge", "-q", "--no-edit", "side")
    assert repository.left() == ([], 6, 0)


def test_same_line_twice_after_a_union_merge(repository: Repository) -> None:
    text = repository.baseline.read_text()
    repository.baseline.write_text(text + text)
    assert repository.left() == ([], 2, 0)


@pytest.mark.parametrize(
    ("content", "line", "told"),
    [
        ('{"asynclint-baseline": 1}\n<<<<<<< HEAD\n', 2, "merge"),
        ('<<<<<<< HEAD\n{"asynclint-baseline": 1}\n', 1, "merge"),
        ('{"asynclint-baseline": 1}\n\n{"path": "a.py"\n', 3, "no entry"),
        ('{"asynclint-baseline": 1}\n{"path": "a.py"}\n', 2, "no entry"),
        ('{"asynclint-baseline": 2}\n', 1, "newer"),
        ('{"path": "a.py"}\n', 1, "not a baseline"),
        ("", 1, "not a baseline"),
    ],
)
def test_broken_file(repository: Repository, content: str, line: int, told: str) -> None:
    repository.baseline.write_text(content)
    with pytest.raises(UsageError) as caught:
        repository.check()
    message = str(caught.value)
    assert message.startswith(f"{repository.baseline}:{line}: ")
    assert told in message
    assert "`asynclint baseline`" in message
    # The remedy works.
    assert repository.update().entries == 2


@pytest.mark.parametrize(
    "given", [{"select": ("ASL102",)}, {"ignore": ("ASL101",)}, {"extend_ignore": ("ASL101",)}]
)
def test_broken_file_is_not_written_anew_by_some_of_the_rules(
    repository: Repository, given: dict[str, object]
) -> None:
    content = repository.baseline.read_text() + "<<<<<<< HEAD\n"
    repository.baseline.write_text(content)
    with pytest.raises(UsageError, match="an unresolved merge"):
        repository.update(**given)
    assert repository.baseline.read_text() == content
    assert repository.update(extend_select=("ALL",)).entries >= 2


def test_missing_file(repository: Repository) -> None:
    repository.baseline.unlink()
    with pytest.raises(UsageError, match="`asynclint baseline` writes one"):
        repository.check()
    with pytest.raises(UsageError, match="`asynclint baseline` writes one"):
        repository.update(prune=True)
    assert not repository.baseline.exists()
