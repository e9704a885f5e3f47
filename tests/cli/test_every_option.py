"""Each option of `asynclint check`, through the real command: what it changes, and the exit code."""

from __future__ import annotations

import json
from pathlib import Path

import click
import pytest

from asynclint.cli.check import check
from asynclint.cli.main import cli
from tests.cli.commands import asynclint, process
from tests.previews import PREVIEW
from tests.project.trees import write

FILES = {
    "pyproject.toml": "",
    "app/__init__.py": "",
    "app/main.py": """\
import time
from fastapi import FastAPI

from app.files import load
from app.legacy import fetch

app = FastAPI()


@app.get("/slow")
async def slow() -> None:
    time.sleep(1)


@app.get("/file")
async def file() -> str:
    return load()


@app.get("/fetch")
async def fetched() -> None:
    fetch()
""",
    "app/files.py": """\
from pathlib import Path


def load() -> str:
    return Path("a").read_text()
""",
    "app/legacy.py": """\
def fetch(job: object = None) -> None:
    pass
""",
    "app/worker.py": """\
import time


async def work() -> None:
    time.sleep(1)  # asynclint: ignore[ASL101]
    time.sleep(2)
""",
    "tests/test_app.py": """\
import time


async def test_it() -> None:
    time.sleep(1)
""",
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return write(tmp_path, FILES)


def found(folder: Path, *arguments: str, code: int = 1) -> list[str]:
    """`path:line code` of each finding in the JSON of a run."""
    done = asynclint(folder, "check", "--output-format", "json", *arguments)
    assert done.returncode == code, done.stderr
    return [f"{f['path']}:{f['line']} {f['code']}" for f in json.loads(done.stdout)["findings"]]


SLOW, FILE, WORKER = "app/main.py:12 ASL101", "app/main.py:17 ASL104", "app/worker.py:6 ASL101"
LEGACY = "app/main.py:22 ASL111"
IGNORED, TEST = "app/worker.py:5 ASL101", "tests/test_app.py:5 ASL101"


def test_without_options(project: Path) -> None:
    assert found(project) == [SLOW, FILE, WORKER]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ("app/worker.py", [WORKER]),
        ("--root .", [SLOW, FILE, WORKER]),
        ("--select ASL104", [FILE]),
        ("--ignore ASL101", [FILE]),
        ("--ignore ASL101,ASL104 --ignore ASL112", []),
        ("--select ASL104 --extend-select blocking-sleep", [SLOW, FILE, WORKER]),
        ("--extend-ignore ASL104", [SLOW, WORKER]),
        ("--per-file-ignores app/main.py=ASL104 --per-file-ignores app/w*.py=ALL", [SLOW]),
        ("--per-file-ignores !app/main.py=ASL1", [SLOW, FILE]),
        ("--exclude app/worker.py", [SLOW, FILE]),
        ("--exclude app/worker.py app/worker.py", [WORKER]),
        ("--exclude app/worker.py --force-exclude app/worker.py app/main.py", [SLOW, FILE]),
        ("--exclude app/worker.py --no-force-exclude app/worker.py", [WORKER]),
        ("--include app/worker.py", [WORKER]),
        ("--blocking app.legacy.fetch", [SLOW, FILE, LEGACY, WORKER]),
        ("--non-blocking time.sleep", [FILE]),
        ("--offloaders app.legacy.fetch", [SLOW, FILE, WORKER]),
        ("--contexts routes", [SLOW, FILE]),
        ("--contexts async", [WORKER]),
        ("--contexts routes,async,tests", [SLOW, FILE, WORKER, TEST]),
        ("--contexts startup", []),
        ("--confidence certain", [SLOW, FILE, WORKER]),
        ("--preview", [SLOW, FILE, WORKER]),
        ("--no-preview", [SLOW, FILE, WORKER]),
        ("--show-suppressed", [SLOW, FILE, IGNORED, WORKER]),
        ("--no-cache", [SLOW, FILE, WORKER]),
        ("--jobs 1", [SLOW, FILE, WORKER]),
        ("--target-version 3.12 --fastapi-version 0.110", [SLOW, FILE, WORKER]),
        ("--no-baseline", [SLOW, FILE, WORKER]),
        ("--isolated", [SLOW, FILE, WORKER]),
        ("--src app", [SLOW, FILE, WORKER]),
        ("--file-timeout 30", [SLOW, FILE, WORKER]),
    ],
)
def test_what_is_found(project: Path, arguments: str, expected: list[str]) -> None:
    given = arguments.split()
    assert found(project, *given, code=int(bool(expected))) == expected


def test_stubs(project: Path) -> None:
    write(
        project,
        {
            "lint/acme.pyi": "from asynclint.markers import blocks\n@blocks('sdk')\ndef call(): ...\n",
            "app/more.py": "import acme\n\n\nasync def more() -> None:\n    acme.call()\n",
        },
    )
    assert found(project, "app/more.py", code=0) == []
    assert found(project, "app/more.py", "--stubs", "lint") == ["app/more.py:5 ASL106"]
    missing = asynclint(project, "check", "--stubs", "nowhere")
    assert (missing.returncode, missing.stdout) == (2, "")
    assert "nowhere" in missing.stderr


def severities(folder: Path, *arguments: str) -> set[tuple[str, str]]:
    done = asynclint(folder, "check", "--output-format=json", *arguments)
    return {(f["code"], f["severity"]) for f in json.loads(done.stdout)["findings"]}


def test_severity(project: Path) -> None:
    assert severities(project) == {("ASL101", "error"), ("ASL104", "warning")}
    given = ["--severity", "ASL1=warning", "--severity", "blocking-file-io=error"]
    assert severities(project, *given) == {("ASL101", "warning"), ("ASL104", "error")}


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ("", 1),
        ("--fail-on warning --select ASL104", 1),
        ("--fail-on error --select ASL104", 0),
        ("--fail-on error", 1),
        ("--fail-on error --severity ASL1=warning", 0),
        ("--fail-on error --severity ASL104=error --select ASL104", 1),
        ("--fail-on never", 0),
        ("--exit-zero", 0),
        ("app/legacy.py", 0),
        ("--require-reason app/legacy.py", 0),
        ("--require-reason --select ASL103 app/worker.py", 1),
        ("--require-reason --fail-on error --select ASL103 app/worker.py", 0),
        ("--no-require-reason --select ASL103 app/worker.py", 0),
        ("--no-honour-ruff-noqa", 1),
        ("--select ASL9", 2),
        ("--exit-zero nowhere.py", 2),
        ("--max-file-size 10 --exit-zero", 2),
        ("--since nowhere", 2),
        ("--patch nowhere.diff", 2),
        ("--since main --patch x.diff", 2),
        ("--baseline", 2),
        ("--output-format html", 2),
        ("--output-format text --output-format json", 2),
        ("--output-file nowhere/a.txt", 2),
        ("--stdin-filename app/main.py", 2),
        ("- --patch -", 2),
        ("--nonsense", 2),
    ],
)
def test_exit_codes(project: Path, arguments: str, code: int) -> None:
    done = process(project, "check", *arguments.split())
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    if code == 2:
        assert "error: " in done.stderr.lower()


def test_file_that_cannot_be_parsed_is_2_even_with_exit_zero(project: Path) -> None:
    write(project, {"app/broken.py": "def (:\n"})
    done = asynclint(project, "check", "--exit-zero")
    assert done.returncode == 2
    assert "error: app/broken.py:1:" in done.stderr
    assert "ASL101" in done.stdout


def test_cache_dir(project: Path) -> None:
    found(project, "--cache-dir", "facts")
    assert any((project / "facts").iterdir())
    assert not (project / ".asynclint_cache").exists()
    found(project, "--cache-dir", "other", "--no-cache")
    assert not (project / "other").exists()


def test_settings_come_from_the_file_and_options_win(project: Path) -> None:
    write(project, {"pyproject.toml": "[tool.asynclint]\nselect = ['ASL104']\nfail-on = 'error'\n"})
    assert found(project, code=0) == [FILE]
    assert found(project, "--fail-on", "warning") == [FILE]
    assert found(project, "--select", "ASL101") == [SLOW, WORKER]
    assert found(project, "--isolated") == [SLOW, FILE, WORKER]
    write(project, {"ci.toml": "ignore = ['ASL101']\n"})
    assert found(project, "--config", "ci.toml") == [FILE]


def test_outputs(project: Path) -> None:
    everything = asynclint(
        project,
        "check",
        *("--output-format=concise", "--output-file=out.txt"),
        *("--output-format=json=out.json", "--output-format", "text=full.txt"),
    )
    assert (everything.returncode, everything.stdout, everything.stderr) == (1, "", "")
    concise = (project / "out.txt").read_text(encoding="utf-8").splitlines()
    assert concise[0].startswith("app/main.py:12:5: ASL101 ")
    assert len(json.loads((project / "out.json").read_text())["findings"]) == 3
    assert "└─" in (project / "full.txt").read_text(encoding="utf-8")
    alone = asynclint(project, "check", "--output-format=json=out.json")
    assert alone.stdout.startswith("ASL101 blocking-sleep")


def test_statistics_and_quiet(project: Path) -> None:
    assert asynclint(project, "check", "--statistics").stdout.startswith("2  ASL101  blocking-sleep\n")
    quiet = asynclint(project, "check", "--quiet", "--output-format", "concise").stdout.splitlines()
    assert len(quiet) == 3


def test_suppressed_findings_are_counted_and_shown_when_asked(project: Path) -> None:
    plain = asynclint(project, "check", "--output-format", "concise").stdout
    assert plain.count("ASL101") == 2
    assert "1 suppressed" in plain
    shown = asynclint(project, "check", "--output-format", "concise", "--show-suppressed").stdout
    assert shown.count("ASL101") == 3
    assert "(suppressed)" in shown


def test_unused_suppressions(project: Path) -> None:
    write(project, {"app/clean.py": "x = 1  # asynclint: ignore[ASL101] why\n"})
    assert asynclint(project, "check", "app/clean.py").returncode == 0
    done = asynclint(project, "check", "app/clean.py", "--report-unused-suppressions")
    assert done.returncode == 1
    assert "app/clean.py:1:8: " in done.stdout


def test_preview_shows_what_is_unfinished(project: Path) -> None:
    write(project, {"app/visits.py": PREVIEW})
    place = "app/visits.py:8 ASL301"
    for given, expected in ((), []), (("--preview",), [place]), (("--no-preview",), []):
        assert found(project, "app/visits.py", *given, code=bool(expected)) == expected
    write(project, {"pyproject.toml": "[tool.asynclint]\npreview = true\n"})
    for given, expected in ((), [place]), (("--no-preview",), []), (("--isolated",), []):
        assert found(project, "app/visits.py", *given, code=bool(expected)) == expected


def test_ruffs_comments(project: Path) -> None:
    write(project, {"app/ruff.py": "import time\n\n\nasync def f():\n    time.sleep(1)  # noqa: ASYNC251\n"})
    assert found(project, "app/ruff.py") == ["app/ruff.py:5 ASL101"]
    assert found(project, "app/ruff.py", "--honour-ruff-noqa", code=0) == []


def test_standard_input_lies_over_the_file(project: Path) -> None:
    buffer = b"import time\n\n\nasync def unsaved() -> None:\n    time.sleep(3)\n"
    command = ["check", "-", "--output-format", "json"]
    done = asynclint(project, *command, "--stdin-filename", "app/legacy.py", stdin=buffer)
    assert done.returncode == 1
    assert [f["path"] for f in json.loads(done.stdout)["findings"]] == ["app/legacy.py"]
    fresh = asynclint(project, *command, "--stdin-filename", "app/new.py", stdin=buffer)
    assert [f["path"] for f in json.loads(fresh.stdout)["findings"]] == ["app/new.py"]
    excerpt = asynclint(project, "check", "-", "--stdin-filename", "app/legacy.py", stdin=buffer).stdout
    assert "5 |     time.sleep(3)" in excerpt
    assert not (project / "app/new.py").exists()
    # What the buffer says counts for the rest of the project too.
    blocking = b"import time\n\n\ndef fetch() -> None:\n    time.sleep(1)\n"
    given = ["app/main.py", "-", "--stdin-filename", "app/legacy.py", "--output-format", "json"]
    both = json.loads(asynclint(project, "check", *given, stdin=blocking).stdout)["findings"]
    assert "app/main.py:22 ASL101" in [f"{f['path']}:{f['line']} {f['code']}" for f in both]
    unnamed = asynclint(project, "check", "-", stdin=buffer)
    assert unnamed.returncode == 1
    broken = asynclint(project, "check", "-", "--stdin-filename", "app/legacy.py", stdin=b"def (:")
    assert broken.returncode == 2
    assert broken.stderr.startswith("error: app/legacy.py:1:")


PATCH = """\
--- a/app/legacy.py
+++ b/app/legacy.py
@@ -1,2 +1,5 @@
+import time
+
+
 def fetch() -> None:
-    pass
+    time.sleep(1)
"""


def test_patch_from_a_file_and_from_standard_input(project: Path) -> None:
    write(project, {"app/legacy.py": "import time\n\n\ndef fetch() -> None:\n    time.sleep(1)\n"})
    write(project, {"change.diff": PATCH})
    brought = ["app/main.py:22 ASL101"]
    assert found(project, "--patch", "change.diff") == brought
    done = asynclint(project, "check", "--output-format=json", "--patch=-", stdin=PATCH.encode())
    assert [f"{f['path']}:{f['line']} {f['code']}" for f in json.loads(done.stdout)["findings"]] == brought


def test_through(project: Path) -> None:
    write(project, {"app/legacy.py": "import time\n\n\ndef fetch() -> None:\n    time.sleep(1)\n"})
    assert found(project, "app/legacy.py", code=0) == []
    assert found(project, "--through", "app/legacy.py") == ["app/main.py:22 ASL101"]
    for other in ("--since=HEAD", "--patch=change.diff"):
        both = asynclint(project, "check", "--through", other)
        assert (both.returncode, both.stdout) == (2, "")
        assert f"{other.partition('=')[0]} and --through exclude each other" in both.stderr


def test_baseline(project: Path) -> None:
    wrote = asynclint(project, "baseline")
    assert (wrote.returncode, wrote.stderr) == (0, "")
    assert found(project) == [SLOW, FILE, WORKER]
    assert found(project, "--baseline", code=0) == []
    # A path after the option is a path to lint.
    assert found(project, "--baseline", "app/main.py", code=0) == []
    (project / "asynclint-baseline.jsonl").rename(project / "known.jsonl")
    assert found(project, "--baseline=known.jsonl", code=0) == []
    write(project, {"pyproject.toml": "[tool.asynclint]\nbaseline = 'known.jsonl'\n"})
    assert found(project, code=0) == []
    assert found(project, "--no-baseline") == [SLOW, FILE, WORKER]
    write(project, {"app/legacy.py": "import time\n\n\ndef fetch() -> None:\n    time.sleep(1)\n"})
    assert found(project) == ["app/main.py:22 ASL101"]
    (project / "app/worker.py").unlink()
    shown = asynclint(project, "check").stdout
    assert "2 hidden by the baseline" in shown
    assert "1 of its entries is obsolete" in shown
    before = (project / "known.jsonl").read_text().splitlines()
    pruned = asynclint(project, "baseline", "--prune")
    assert pruned.returncode == 0
    after = (project / "known.jsonl").read_text().splitlines()
    assert len(before) == len(after) + 1
    assert set(after) < set(before)


def test_baseline_of_some_paths_keeps_the_entries_of_the_others(project: Path) -> None:
    quiet = asynclint(project, "baseline", "--quiet", "--baseline=known.jsonl", "app/main.py")
    assert (quiet.returncode, quiet.stdout) == (0, "")
    assert found(project, "--baseline=known.jsonl") == [WORKER]
    told = asynclint(project, "baseline", "--baseline=known.jsonl", "app/worker.py")
    assert told.stdout == "Wrote 3 findings to known.jsonl.\n"
    assert found(project, "--baseline=known.jsonl", code=0) == []


def test_baseline_is_left_alone_where_a_named_file_cannot_be_read(project: Path) -> None:
    asynclint(project, "baseline")
    before = (project / "asynclint-baseline.jsonl").read_bytes()
    write(project, {"app/worker.py": "def (:\n"})
    done = process(project, "baseline")
    assert (done.returncode, done.stdout) == (2, "")
    assert "error: app/worker.py:1:" in done.stderr
    assert "was left as it is" in done.stderr
    assert (project / "asynclint-baseline.jsonl").read_bytes() == before


def options_of(command: click.Command) -> set[str]:
    return {
        name
        for parameter in command.params
        if isinstance(parameter, click.Option)
        for name in (*parameter.opts, *parameter.secondary_opts)
        if name.startswith("--")
    }


def test_every_option_is_tested() -> None:
    here = Path(__file__).read_text(encoding="utf-8")
    assert {name for name in options_of(check) if name not in here} == set()
    all_tests = "".join(path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("test_*.py"))
    for command in cli.commands.values():
        assert {name for name in options_of(command) if name not in all_tests} == set(), command.name
