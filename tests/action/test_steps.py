"""What a job with the action comes to."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.action.conftest import BAD, CLEAN, WORSE
from tests.action.jobs import Runner
from tests.cli.commands import asynclint
from tests.engine.histories import Repository

IMPORT = "import time\n"
UPLOAD = "github/codeql-action/upload-sarif"
BASE = "Find what to compare with"


def change(repository: Repository, text: str, *, branch: str = "change") -> None:
    """A branch with another `app.py`."""
    repository.git("checkout", "-q", "-B", branch)
    repository.write({"app.py": text})
    repository.commit()


def results(sarif: str) -> list[str]:
    """The files that a SARIF file has findings in."""
    run = json.loads(Path(sarif).read_text(encoding="utf-8"))["runs"][0]
    return [each["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for each in run["results"]]


class TestFindings:
    def test_they_are_reported_everywhere_and_fail_the_gate_alone(
        self, runner: Runner, bookshop: Repository
    ) -> None:
        change(bookshop, IMPORT + CLEAN + BAD)
        outcome = runner.run(bookshop.top)
        sarif = str(bookshop.top / "asynclint.sarif")
        assert outcome.outputs == {"exit-code": "1", "findings": "1", "sarif-file": sarif}
        assert {name: code for name, code in outcome.codes.items() if code} == {"Gate": 1}
        assert re.search(r"^::error .*\bfile=app\.py,.*\bline=16\b", outcome.logs["Check"], re.MULTILINE)
        assert "ASL101" in outcome.summary
        assert results(sarif) == ["app.py"]
        assert outcome.used_of(UPLOAD) == {"sarif_file": sarif}

    def test_none_leaves_the_job_green(self, runner: Runner, bookshop: Repository) -> None:
        outcome = runner.run(bookshop.top)
        assert not outcome.failed, outcome.logs
        assert "Gate" in outcome.codes
        assert outcome.outputs["exit-code"] == "0"
        assert outcome.outputs["findings"] == "0"
        assert results(outcome.outputs["sarif-file"]) == []
        assert "::error" not in outcome.logs["Check"]
        assert outcome.summary

    def test_reports_that_nobody_wants_are_not_made(self, runner: Runner, bookshop: Repository) -> None:
        change(bookshop, IMPORT + CLEAN + BAD)
        inputs = {"annotations": "false", "summary": "false", "sarif-file": ""}
        outcome = runner.run(bookshop.top, inputs)
        assert outcome.outputs == {"exit-code": "1", "findings": "1", "sarif-file": ""}
        assert "::error" not in outcome.logs["Check"]
        assert "ASL101 blocking-sleep: " in outcome.logs["Check"]
        assert outcome.summary == ""
        assert outcome.used_of(UPLOAD) is None
        assert not (bookshop.top / "asynclint.sarif").exists()


class TestInputs:
    def test_paths_and_folders_may_have_blanks(self, runner: Runner, bookshop: Repository) -> None:
        bookshop.write(
            {
                "the shop/pyproject.toml": "",
                "the shop/my app/main.py": IMPORT + CLEAN + BAD,
                "the shop/$(touch x)/second.py": IMPORT + CLEAN + BAD,
                "the shop/third.py": IMPORT + CLEAN + BAD,
            }
        )
        bookshop.commit()
        inputs = {
            "working-directory": "the shop",
            "paths": "my app\n$(touch x)\n",
            "sarif-file": "my app/its findings.sarif",
        }
        outcome = runner.run(bookshop.top, inputs)
        folder = bookshop.top / "the shop"
        assert outcome.outputs["findings"] == "2", outcome.logs
        assert outcome.outputs["sarif-file"] == str(folder / "my app" / "its findings.sarif")
        assert len(results(outcome.outputs["sarif-file"])) == 2
        assert not list(folder.rglob("x"))

    def test_options_are_split_as_in_a_shell_and_nothing_of_them_is_run(
        self, runner: Runner, bookshop: Repository
    ) -> None:
        ignored = WORSE.rstrip() + "  # asynclint: ignore\n"
        bookshop.write({"my app/main.py": IMPORT + CLEAN + BAD, "app.py": IMPORT + CLEAN + BAD + ignored})
        ignores = "--per-file-ignores 'my app/=ASL101' --show-suppressed"
        inputs = {"args": f"{ignores} --severity ASL101=warning # $(touch x) * '"}
        torn = runner.run(bookshop.top, inputs)
        assert "::error title=asynclint::args: No closing quotation." in torn.logs["Check"]
        assert torn.failed
        inputs["args"] = inputs["args"].partition(" #")[0]
        outcome = runner.run(bookshop.top, {**inputs, "fail-on": "error"})
        assert (outcome.outputs["exit-code"], outcome.outputs["findings"]) == ("0", "1"), outcome.logs
        assert "::warning " in outcome.logs["Check"]
        assert sorted(path.name for path in bookshop.top.iterdir() if path.suffix != ".toml") == [
            ".git",
            "app.py",
            "asynclint.sarif",
            "my app",
        ]

    def test_a_baseline_hides_what_is_known(
        self, runner: Runner, bookshop: Repository, facts_cache: Path
    ) -> None:
        bookshop.write({"app.py": IMPORT + CLEAN + BAD})
        cache = ("--cache-dir", str(facts_cache))
        written = asynclint(bookshop.top, "baseline", "--baseline=known findings.jsonl", *cache)
        assert written.returncode == 0, written.stderr
        bookshop.write({"app.py": IMPORT + CLEAN + BAD + WORSE})
        outcome = runner.run(bookshop.top, {"baseline": "known findings.jsonl"})
        assert (outcome.outputs["exit-code"], outcome.outputs["findings"]) == ("1", "1"), outcome.logs


class TestWhatGoesWrong:
    def test_broken_settings_end_with_2_and_say_so(self, runner: Runner, bookshop: Repository) -> None:
        bookshop.write({"pyproject.toml": '[tool.asynclint]\nfail-on = "sometimes"\n'})
        (bookshop.top / "asynclint.sarif").write_text("of an earlier run")
        outcome = runner.run(bookshop.top)
        assert outcome.outputs == {"exit-code": "2", "findings": "", "sarif-file": ""}
        assert "fail-on" in outcome.logs["Check"]
        assert outcome.codes["Gate"] == 2
        assert "::error title=asynclint::Wrong usage" in outcome.logs["Gate"]
        assert "exit code 2" in outcome.summary
        assert outcome.used_of(UPLOAD) is None

    def test_a_file_that_cannot_be_parsed_ends_with_2_beside_the_findings(
        self, runner: Runner, bookshop: Repository
    ) -> None:
        bookshop.write({"app.py": IMPORT + CLEAN + BAD, "torn.py": "def f(:\n"})
        outcome = runner.run(bookshop.top)
        assert (outcome.outputs["exit-code"], outcome.outputs["findings"]) == ("2", "1"), outcome.logs
        assert "ASL101" in outcome.summary
        assert outcome.codes["Gate"] == 2


class TestSince:
    def test_a_pull_request_answers_for_what_it_brings(
        self, runner: Runner, bookshop: Repository, cloned: Callable[..., Path]
    ) -> None:
        """In a shallow clone of one commit, whose base is some commits behind."""
        change(bookshop, IMPORT + CLEAN + BAD, branch="main")
        for _ in range(3):
            change(bookshop, IMPORT + CLEAN + BAD + WORSE)
        bookshop.git("checkout", "-q", "main")
        change(bookshop, "# Later.\n" + IMPORT + CLEAN + BAD, branch="main")
        clone = cloned(bookshop, "change", "--depth=1")
        outcome = runner.run(clone, base_ref="main")
        assert (outcome.outputs["exit-code"], outcome.outputs["findings"]) == ("1", "1"), outcome.logs
        assert "line=21," in outcome.logs["Check"]
        assert "since origin/main (" in outcome.logs[BASE]
        whole = runner.run(clone, {"since": "none"}, base_ref="main")
        assert whole.outputs["findings"] == "2", whole.logs

    def test_a_shallow_clone_is_deepened_as_far_as_it_takes(
        self, runner: Runner, bookshop: Repository, cloned: Callable[..., Path]
    ) -> None:
        """Both branches have gone on for longer than what is fetched at first."""
        grow(bookshop, "main", 500)
        bookshop.git("branch", "change", "main")
        grow(bookshop, "main", 170)
        grow(bookshop, "change", 170)
        clone = cloned(bookshop, "change", "--depth=1")
        outcome = runner.run(clone, base_ref="main", last=BASE)
        assert outcome.since == commit(bookshop.top, "main"), outcome.logs
        assert merge_base(clone, outcome.since) == commit(bookshop.top, "main~170")
        assert git(clone, "rev-parse", "--is-shallow-repository") == "true"

    def test_a_base_left_of_an_earlier_run_is_brought_up_to_date(
        self, runner: Runner, bookshop: Repository, cloned: Callable[..., Path]
    ) -> None:
        clone = cloned(bookshop, "main", "--depth=1")
        grow(bookshop, "main", 1)
        bookshop.git("branch", "change", "main")
        grow(bookshop, "change", 1)
        git(clone, "fetch", "-q", "--depth=1", "origin", "change")
        git(clone, "checkout", "-q", "FETCH_HEAD")
        outcome = runner.run(clone, base_ref="main", last=BASE)
        assert outcome.since == commit(bookshop.top, "main"), outcome.logs
        assert merge_base(clone, outcome.since) == outcome.since

    @pytest.mark.parametrize("depth", [(), ("--depth=1",)], ids=["whole", "shallow"])
    def test_any_commit_may_be_the_base(
        self, runner: Runner, bookshop: Repository, cloned: Callable[..., Path], depth: tuple[str, ...]
    ) -> None:
        base = commit(bookshop.top, "main")
        grow(bookshop, "main", 1)
        clone = cloned(bookshop, "main", *depth)
        outcome = runner.run(clone, {"since": base}, last=BASE)
        assert outcome.since == base, outcome.logs
        assert merge_base(clone, base) == base

    def test_a_whole_clone_needs_no_origin(
        self, runner: Runner, bookshop: Repository, cloned: Callable[..., Path]
    ) -> None:
        bookshop.git("branch", "change", "main")
        grow(bookshop, "change", 1)
        clone = cloned(bookshop, "change", "--no-single-branch")
        git(clone, "remote", "set-url", "origin", "file:///nowhere")
        outcome = runner.run(clone, base_ref="main", last=BASE)
        assert outcome.since == commit(bookshop.top, "main"), outcome.logs

    @pytest.mark.parametrize("since", ["origin/nowhere", "nowhere", "HEAD~40"])
    @pytest.mark.parametrize("depth", [(), ("--depth=1",)], ids=["whole", "shallow"])
    def test_a_base_that_does_not_exist_stops_the_job(
        self,
        runner: Runner,
        bookshop: Repository,
        cloned: Callable[..., Path],
        depth: tuple[str, ...],
        since: str,
    ) -> None:
        outcome = runner.run(cloned(bookshop, "main", *depth), {"since": since})
        log = outcome.logs[BASE]
        assert f"::error title=asynclint::since: `{since}` is neither here nor at origin." in log
        assert "`fetch-depth: 0`" in log
        assert outcome.failed
        assert "Check" not in outcome.codes

    @pytest.mark.parametrize(
        ("since", "expected"),
        [
            ("--upload-pack=touch x", "is no git revision"),
            ("unrelated", "no commit that `unrelated` and HEAD have in common"),
        ],
    )
    def test_what_is_no_base_is_refused(
        self, runner: Runner, bookshop: Repository, since: str, expected: str
    ) -> None:
        bookshop.git("checkout", "-q", "--orphan", "unrelated")
        bookshop.write({"app.py": "# Anew.\n"})
        bookshop.commit()
        bookshop.git("checkout", "-q", "main")
        outcome = runner.run(bookshop.top, {"since": since})
        assert expected in outcome.logs[BASE]
        assert outcome.failed
        assert not (bookshop.top / "x").exists()

    def test_without_a_clone_it_says_what_is_missing(self, runner: Runner, tmp_path: Path) -> None:
        outcome = runner.run(tmp_path, base_ref="main")
        assert "let actions/checkout run before" in outcome.logs[BASE]
        assert outcome.failed


class TestUpload:
    """That findings do not keep it from running is said above."""

    @pytest.mark.parametrize(
        ("event", "inputs", "uploaded"),
        [
            ({}, {}, True),
            ({"pull_request": {"head": {"repo": {"full_name": "acme/bookshop"}}}}, {}, True),
            ({"pull_request": {"head": {"repo": {"full_name": "somebody/bookshop"}}}}, {}, False),
            ({"pull_request": {"head": {}}}, {}, False),
            ({}, {"upload-sarif": "false"}, False),
        ],
        ids=["push", "own", "fork", "deleted fork", "unwanted"],
    )
    def test_what_may_not_be_uploaded_is_not(
        self, runner: Runner, event: dict[str, object], inputs: dict[str, str], uploaded: bool
    ) -> None:
        contexts = {
            "github": {"event": event, "repository": "acme/bookshop"},
            "steps": {"check": {"outputs": {"sarif-file": "/asynclint.sarif"}}},
        }
        assert runner.would_run("Upload the SARIF file", inputs, contexts) is uploaded

    def test_the_gate_speaks_where_it_failed_and_not_where_the_check_did(self, runner: Runner) -> None:
        checked = {"steps": {"check": {"outputs": {"exit-code": "1"}}}}
        assert runner.would_run("Gate", {}, checked, failed=True)
        assert not runner.would_run("Gate", {}, {}, failed=True)


class TestInstall:
    def test_the_python_of_the_runner_is_used_where_no_version_is_asked_for(
        self, runner: Runner, bookshop: Repository
    ) -> None:
        stop = {"since": "nowhere"}
        asked = runner.run(bookshop.top, stop).used_of("actions/setup-python")
        assert asked == {"python-version": "3.12", "update-environment": "false"}
        left = runner.run(bookshop.top, {**stop, "python-version": ""})
        assert left.used_of("actions/setup-python") is None

    @pytest.mark.slow
    def test_the_checkout_is_installed_into_an_environment_of_its_own(
        self, runner: Runner, bookshop: Repository
    ) -> None:
        change(bookshop, IMPORT + CLEAN + BAD)
        # Modules of the job's own that asynclint must not come across.
        bookshop.write({"click.py": "", "asynclint/__init__.py": ""})
        outcome = runner.run(bookshop.top, install=True)
        assert outcome.codes["Install asynclint"] == 0, outcome.logs
        assert outcome.logs["Install asynclint"].startswith("asynclint")
        assert (outcome.outputs["exit-code"], outcome.outputs["findings"]) == ("1", "1"), outcome.logs

    @pytest.mark.slow
    def test_a_version_that_there_is_not_stops_the_job(self, runner: Runner, bookshop: Repository) -> None:
        outcome = runner.run(bookshop.top, {"version": "0.0.0.dev999"}, install=True)
        assert outcome.codes["Install asynclint"] != 0
        assert "asynclint==0.0.0.dev999" in outcome.logs["Install asynclint"]
        assert "Check" not in outcome.codes


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, encoding="utf-8", check=True)
    return done.stdout.strip()


def commit(folder: Path, revision: str) -> str:
    return git(folder, "rev-parse", revision)


def merge_base(folder: Path, revision: str) -> str:
    return git(folder, "merge-base", revision, "HEAD")


def grow(repository: Repository, branch: str, count: int) -> None:
    """Adds commits to a branch; all in one go, for there are many."""
    start = f"from {commit(repository.top, branch)}\n"
    stream = ""
    for number in range(count):
        stream += f"commit refs/heads/{branch}\ncommitter Somebody <somebody@example.org> 1700000000 +0000\n"
        stream += f"data <<END\n{branch} {number}\nEND\n{start if number == 0 else ''}\n"
    subprocess.run(["git", "fast-import", "--quiet"], cwd=repository.top, input=stream.encode(), check=True)
