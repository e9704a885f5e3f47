"""What a change brings, on real git histories."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from pathlib import Path

import msgspec
import pytest

from asynclint.engine.pipeline import check
from asynclint.errors import UsageError
from asynclint.finding import Finding
from asynclint.settings.model import Changes, Settings
from tests.engine import histories

ROUTE = """\
    from fastapi import FastAPI
    from app.helper import fetch

    app = FastAPI()

    @app.get("/")
    async def index():
        return fetch()
    """
QUIET = """\
    def fetch():
        return 1
    """
SLOW = """\
    import time

    def fetch():
        time.sleep(1)
        return 1
    """
BASE = {"app/__init__.py": "", "app/main.py": ROUTE, "app/helper.py": QUIET}


class Clone(histories.Repository):
    """A repository with a branch `work` that leaves `main`; `work` is checked out."""

    def __init__(self, top: Path, cache: Path, files: Mapping[str, str], root: str = "") -> None:
        super().__init__(top, root)
        self._cache = cache
        self.write(files)
        self.commit()
        self.git("checkout", "-q", "-b", "work")

    def findings(
        self, changes: Changes | None, overlays: Mapping[Path, bytes] | None = None
    ) -> list[Finding]:
        settings = Settings(
            paths=(self.root,), root=self.root, cache_dir=self._cache, jobs=1, changes=changes
        )
        report = check(settings, overlays=overlays)
        assert not report.errors
        return list(report.findings)

    def all(self) -> list[str]:
        return _lines(self.findings(None))

    def brought(self, since: str = "main") -> list[str]:
        """`path:line CODE` of what is reported; by the diff of git as a patch the same."""
        found = _lines(self.findings(Changes(since=since)))
        base = self.git("merge-base", since, "HEAD").decode().strip()
        # A patch says nothing of untracked files.
        if not self.git("ls-files", "--others", "--exclude-standard"):
            for options in (
                (),
                ("-M", "--unified=0"),
                ("--no-prefix",),
                ("--src-prefix=x/", "--dst-prefix=y/"),
            ):
                patch = self.git("diff", *options, base)
                assert _lines(self.findings(Changes(patch=patch))) == found, options
        return found


def _lines(findings: list[Finding]) -> list[str]:
    return [f"{f.path}:{f.line} {f.code}" for f in findings]


@pytest.fixture
def cache(facts_cache: Path) -> Path:
    return facts_cache


@pytest.fixture
def clone(tmp_path: Path, cache: Path) -> Clone:
    return Clone(tmp_path / "clone", cache, BASE)


@pytest.fixture
def slow(tmp_path: Path, cache: Path) -> Clone:
    """One in which `main` blocks already."""
    return Clone(tmp_path / "clone", cache, {**BASE, "app/helper.py": SLOW})


def test_helper_that_starts_to_block_shows_with_the_route_in_an_untouched_file(clone: Clone) -> None:
    clone.write({"app/helper.py": SLOW})
    assert clone.brought() == ["app/main.py:8 ASL101"]
    clone.git("add", "-A")
    assert clone.brought() == ["app/main.py:8 ASL101"]
    clone.commit()
    assert clone.brought() == ["app/main.py:8 ASL101"]
    assert clone.brought("HEAD~1") == ["app/main.py:8 ASL101"]
    assert clone.brought("HEAD") == []


def test_nothing_changed_brings_nothing(slow: Clone) -> None:
    assert slow.all() == ["app/main.py:8 ASL101"]
    assert slow.brought() == []


def test_edit_above_and_beside_brings_nothing(slow: Clone) -> None:
    beside = "\n\ndef other():\n    return 2\n"
    slow.write({"app/main.py": "# A comment.\n\n" + textwrap.dedent(ROUTE) + beside})
    slow.write({"app/helper.py": "import json\n" + textwrap.dedent(SLOW)})
    assert slow.all() == ["app/main.py:10 ASL101"]
    assert slow.brought() == []


def test_pure_deletion_changes_no_line(slow: Clone) -> None:
    slow.write({"app/helper.py": SLOW.replace("        return 1\n", "")})
    assert slow.brought() == []


def test_rename_brings_nothing(slow: Clone) -> None:
    slow.git("mv", "app/main.py", "app/routes.py")
    assert slow.all() == ["app/routes.py:8 ASL101"]
    assert slow.brought() == []


def test_code_that_moves_within_its_file_is_changed_where_it_stands_now(tmp_path: Path, cache: Path) -> None:
    """As git tells it: a moved line is a new line, so what it does is brought, and nothing beside it."""
    first = '\n@app.get("/first")\nasync def first():\n    return fetch()\n'
    second = '\n@app.get("/second")\nasync def second():\n    value = fetch()\n    return value + 1\n'
    head = textwrap.dedent(ROUTE)
    files = {**BASE, "app/helper.py": SLOW, "app/main.py": head + first + second}
    clone = Clone(tmp_path, cache, files)
    assert clone.all() == ["app/main.py:8 ASL101", "app/main.py:12 ASL101", "app/main.py:16 ASL101"]
    clone.write({"app/main.py": head + second + first})
    assert clone.all() == ["app/main.py:8 ASL101", "app/main.py:12 ASL101", "app/main.py:17 ASL101"]
    (moved,) = clone.brought()
    assert moved in ("app/main.py:12 ASL101", "app/main.py:17 ASL101")
    overlay = {clone.root / "app/main.py": (head + second + first).encode()}
    assert len(clone.findings(Changes(since="main"), overlay)) == 1


def test_helper_that_moves_within_its_file_brings_its_callers(slow: Clone) -> None:
    nap = "def nap():\n    time.sleep(1)\n"
    body = "\n\ndef body():\n    a = 1\n    b = 2\n    c = 3\n    return a + b + c\n"
    use = "\n\ndef fetch():\n    nap()\n"
    slow.write({"app/helper.py": f"import time\n\n{nap}{body}{use}"})
    slow.commit()
    slow.write({"app/helper.py": f"import time\n\n{body}{use}\n{nap}"})
    assert slow.all() == ["app/main.py:8 ASL101"]
    assert slow.brought("HEAD") == ["app/main.py:8 ASL101"]


def test_def_that_becomes_async(tmp_path: Path, cache: Path) -> None:
    route = ROUTE.replace("async def", "def")
    clone = Clone(tmp_path, cache, {**BASE, "app/helper.py": SLOW, "app/main.py": route})
    clone.write({"app/main.py": ROUTE})
    assert clone.brought() == ["app/main.py:8 ASL101"]


def test_new_caller_of_an_old_helper_that_blocks(slow: Clone) -> None:
    more = '\n@app.get("/more")\nasync def more():\n    return fetch()\n'
    slow.write({"app/main.py": textwrap.dedent(ROUTE) + more})
    assert slow.all() == ["app/main.py:8 ASL101", "app/main.py:12 ASL101"]
    assert slow.brought() == ["app/main.py:12 ASL101"]


def test_second_root_cause_on_the_way_of_an_untouched_route(slow: Clone) -> None:
    second = SLOW + "\n    def again():\n        time.sleep(2)\n"
    slow.write({"app/helper.py": second.replace("return 1", "again()")})
    (old,) = slow.findings(None)
    (new,) = slow.findings(Changes(since="main"))
    assert [cause.line for cause in old.root_causes] == [4, 8]
    # The one that the change brings is told first, with its chain.
    assert [cause.line for cause in new.root_causes] == [8, 4]
    assert [hop.line for hop in new.chain] == [8, 5, 8]
    assert new.fingerprint == old.fingerprint


def test_chain_that_is_shown_passes_the_change(tmp_path: Path, cache: Path) -> None:
    """The second way to one and the same root cause, which is the longer one."""
    ways = """\
        import time

        def fetch():
            nap()
            long_way()

        def nap():
            time.sleep(1)

        def long_way():
            pass
        """
    clone = Clone(tmp_path, cache, {**BASE, "app/helper.py": ways})
    clone.write({"app/helper.py": ways.replace("pass", "nap()")})
    (old,) = clone.findings(None)
    (new,) = clone.findings(Changes(since="main"))
    assert [hop.line for hop in old.chain] == [8, 4, 8]
    assert [hop.line for hop in new.chain] == [8, 5, 11, 8]


def test_other_call_of_a_function_on_the_way_is_none_of_it(slow: Clone) -> None:
    """A changed line in a function on the way, from which the root cause is not reached."""
    slow.write({"app/helper.py": SLOW.replace("return 1", "return len(str(2))")})
    assert slow.brought() == []


def test_recursion_ends(clone: Clone) -> None:
    clone.write({"app/helper.py": SLOW.replace("return 1", "return fetch()")})
    assert clone.brought() == ["app/main.py:8 ASL101"]


def test_deleted_file(tmp_path: Path, cache: Path) -> None:
    clone = Clone(tmp_path, cache, {**BASE, "app/helper.py": SLOW, "app/old.py": SLOW})
    (clone.root / "app/old.py").unlink()
    assert clone.brought() == []
    clone.commit()
    assert clone.brought() == []


def test_what_main_did_meanwhile_is_not_of_the_branch(clone: Clone) -> None:
    clone.git("checkout", "-q", "main")
    clone.write({"app/helper.py": SLOW})
    clone.commit()
    clone.git("checkout", "-q", "work")
    clone.write({"app/other.py": QUIET})
    clone.commit()
    assert clone.brought() == []
    clone.git("merge", "-q", "--no-edit", "main")
    assert clone.all() == ["app/main.py:8 ASL101"]
    assert clone.brought() == []


def test_untracked_file_is_new_unless_ignored(slow: Clone) -> None:
    slow.write({"app/more.py": ROUTE})
    assert slow.brought() == ["app/more.py:8 ASL101"]


def test_project_below_the_top_and_names_that_git_quotes(tmp_path: Path, cache: Path) -> None:
    folder = "a b/café"
    clone = Clone(tmp_path, cache, BASE, root=folder)
    (tmp_path / "outside.py").write_text("import time\n")
    clone.write({"app/helper.py": SLOW, "app/é è.py": ROUTE})
    clone.commit()
    assert clone.brought() == ["app/main.py:8 ASL101", "app/é è.py:8 ASL101"]
    relative = clone.git("diff", f"--relative={folder}", "main")
    assert _lines(clone.findings(Changes(patch=relative))) == clone.brought()


def test_settings_of_the_user_do_not_matter(clone: Clone) -> None:
    clone.write({"app/helper.py": SLOW})
    for key, value in {
        "color.ui": "always",
        "diff.noprefix": "true",
        "diff.mnemonicPrefix": "true",
        "diff.external": "false",
        "core.pager": "false",
    }.items():
        clone.git("config", key, value)
    assert _lines(clone.findings(Changes(since="main"))) == ["app/main.py:8 ASL101"]


def test_attributes_that_hide_a_diff_do_not_matter(clone: Clone) -> None:
    clone.write({"app/helper.py": SLOW, ".gitattributes": "*.py binary\n"})
    assert _lines(clone.findings(Changes(since="main"))) == ["app/main.py:8 ASL101"]


def test_hooks_name_the_repository_in_their_own_way(clone: Clone, monkeypatch: pytest.MonkeyPatch) -> None:
    clone.write({"app/helper.py": SLOW})
    monkeypatch.setenv("GIT_DIR", ".git")
    assert _lines(clone.findings(Changes(since="main"))) == ["app/main.py:8 ASL101"]


def test_unsaved_content_is_compared_with_the_base(slow: Clone) -> None:
    more = textwrap.dedent(ROUTE) + '\n@app.get("/more")\nasync def more():\n    return fetch()\n'
    path = slow.root / "app/main.py"
    found = slow.findings(Changes(since="main"), {path: more.encode()})
    assert _lines(found) == ["app/main.py:12 ASL101"]
    same = slow.findings(Changes(since="main"), {path: path.read_bytes()})
    assert same == []
    fresh = slow.findings(Changes(since="main"), {slow.root / "app/new.py": textwrap.dedent(ROUTE).encode()})
    assert _lines(fresh) == ["app/new.py:8 ASL101"]
    slow.git("mv", "app/main.py", "app/routes.py")
    moved = slow.findings(Changes(since="main"), {slow.root / "app/routes.py": more.encode()})
    assert _lines(moved) == ["app/routes.py:12 ASL101"]


# --- errors --------------------------------------------------------------------------------------


@pytest.mark.parametrize("ref", ["nowhere", "--output=x", "", "HEAD:app/main.py"])
def test_unknown_revision(clone: Clone, ref: str) -> None:
    with pytest.raises(UsageError, match=r"knows no revision .*git fetch origin"):
        clone.findings(Changes(since=ref))
    assert not (clone.root / "x").exists()


def test_unknown_remote_branch_says_how_to_fetch_it(clone: Clone) -> None:
    clone.git("remote", "add", "upstream", "nowhere")
    with pytest.raises(UsageError, match="`git fetch upstream next/v2`"):
        clone.findings(Changes(since="upstream/next/v2"))
    with pytest.raises(UsageError, match="`git fetch origin next/v2`"):
        clone.findings(Changes(since="next/v2"))


def test_no_repository(tmp_path: Path) -> None:
    (tmp_path / "app.py").touch()
    with pytest.raises(UsageError, match="is in no git work tree"):
        check(Settings(paths=(tmp_path,), root=tmp_path, cache=False, changes=Changes(since="main")))


def test_no_git(clone: Clone, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(clone.root))
    with pytest.raises(UsageError, match="needs git"):
        clone.findings(Changes(since="main"))


def test_shallow_clone(clone: Clone, tmp_path: Path) -> None:
    clone.write({"app/helper.py": SLOW})
    clone.commit()
    shallow = tmp_path / "shallow"
    url = clone.top.as_uri()
    clone.git("clone", "-q", "--depth=1", "--branch=work", "--no-single-branch", url, str(shallow))
    settings = Settings(paths=(shallow,), root=shallow, cache=False, changes=Changes(since="origin/main"))
    with pytest.raises(UsageError, match="fetch-depth: 0"):
        check(settings)


def test_histories_that_have_nothing_in_common(clone: Clone) -> None:
    clone.git("checkout", "-q", "--orphan", "other")
    clone.write({"app/helper.py": SLOW})
    clone.commit()
    with pytest.raises(UsageError, match="no commit in common"):
        clone.findings(Changes(since="main"))


# --- ways ----------------------------------------------------------------------------------------


def test_call_inside_a_callee_that_runs_what_it_is_passed(tmp_path: Path, cache: Path) -> None:
    """The way goes through a helper that calls its argument; the helper is what changes."""
    run = "def run(work):\n    pass\n"
    route = ROUTE.replace("import fetch", "import fetch\n    from app.run import run").replace(
        "fetch()", "run(fetch)"
    )
    clone = Clone(tmp_path, cache, {**BASE, "app/helper.py": SLOW, "app/main.py": route, "app/run.py": run})
    assert clone.all() == []
    clone.write({"app/run.py": run.replace("pass", "work()")})
    assert clone.brought() == ["app/main.py:9 ASL101"]


def test_call_that_no_longer_runs_in_a_thread(tmp_path: Path, cache: Path) -> None:
    direct = ROUTE.replace("return fetch()", "fetch()")
    thread = direct.replace("fetch()", "await asyncio.to_thread(fetch)").replace(
        "from fastapi", "import asyncio\n    from fastapi"
    )
    clone = Clone(tmp_path, cache, {**BASE, "app/helper.py": SLOW, "app/main.py": thread})
    assert clone.all() == []
    clone.write({"app/main.py": direct})
    assert clone.brought() == ["app/main.py:8 ASL101"]


def test_any_line_of_a_call_over_several_lines(tmp_path: Path, cache: Path) -> None:
    route = ROUTE.replace("return fetch()", "return fetch(\n            1,\n        )")
    helper = SLOW.replace("fetch()", "fetch(n)")
    clone = Clone(tmp_path, cache, {**BASE, "app/helper.py": helper, "app/main.py": route})
    clone.write({"app/main.py": route.replace("1,", "2,")})
    assert clone.brought() == ["app/main.py:8 ASL101"]


def test_change_on_a_way_that_the_call_rules_out(tmp_path: Path, cache: Path) -> None:
    """What the changed line does is not done for this caller, whose root cause is an old one."""
    helper = """\
        import time

        def fetch(wait=False):
            if wait:
                nap()
            nap()

        def nap():
            time.sleep(1)
        """
    clone = Clone(tmp_path, cache, {**BASE, "app/helper.py": helper})
    clone.write(
        {
            "app/helper.py": helper.replace(
                "if wait:\n                nap()", "if wait:\n                nap( )"
            )
        }
    )
    assert clone.all() == ["app/main.py:8 ASL101"]
    assert clone.brought() == []


def test_change_past_a_silenced_line_is_silenced(tmp_path: Path, cache: Path) -> None:
    ways = """\
        import time

        def fetch():
            nap()
            nap( )  # asynclint: ignore[ASL101] short

        def nap():
            time.sleep(1)
        """
    clone = Clone(tmp_path, cache, {**BASE, "app/helper.py": ways.replace("nap( )", "nap()")})
    clone.write({"app/helper.py": ways})
    assert clone.all() == ["app/main.py:8 ASL101"]
    assert clone.brought() == []


def test_function_of_another_module_with_a_changed_line_of_the_same_number(slow: Clone) -> None:
    slow.write({"app/__init__.py": "a = 1\n" * 20})
    assert slow.brought() == []


def test_several_routes_share_a_helper_that_starts_to_block(clone: Clone) -> None:
    clone.write({"app/second.py": ROUTE})
    clone.commit()
    clone.write({"app/helper.py": SLOW})
    assert clone.brought("HEAD") == ["app/main.py:8 ASL101", "app/second.py:8 ASL101"]


def test_problems_of_suppressions_are_told_on_changed_lines_only(tmp_path: Path, facts_cache: Path) -> None:
    clone = Clone(tmp_path, facts_cache, {"a.py": "x = 1  # asynclint: ignore\n"})
    clone.write({"a.py": "x = 1  # asynclint: ignore\ny = 2  # asynclint: ignore\n"})
    settings = Settings(paths=(clone.root,), root=clone.root, cache_dir=facts_cache, require_reason=True)
    assert [problem.line for problem in check(settings).problems] == [1, 2]
    since = msgspec.structs.replace(settings, changes=Changes(since="main"))
    assert [problem.line for problem in check(since).problems] == [2]
