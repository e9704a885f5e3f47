"""Suppressions on real small projects: what each comment silences, and what is said of it."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from asynclint.engine.pipeline import check
from asynclint.engine.ruff_codes import RUFF_CODES
from asynclint.finding import Report
from asynclint.rules.registry import RULES
from asynclint.settings.model import Settings

Files = Mapping[str, str] | str
Run = Callable[..., Report]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    def run(files: Files, *, newline: str = "\n", paths: tuple[str, ...] = ("",), **settings: Any) -> Report:
        files = {"app.py": files} if isinstance(files, str) else files
        (tmp_path / "pyproject.toml").touch()
        for name, text in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(textwrap.dedent(text).replace("\n", newline).encode())
        chosen = tuple(tmp_path / path for path in paths)
        return check(Settings(paths=chosen, cache=False, jobs=1, **settings))

    return run


def left(report: Report) -> list[str]:
    """`path:line CODE` of what is not suppressed."""
    return [f"{f.path}:{f.line} {f.code}" for f in report.findings if not f.suppressed]


def quiet(report: Report) -> list[str]:
    """`path:line CODE` of what is suppressed."""
    return [f"{f.path}:{f.line} {f.code}" for f in report.findings if f.suppressed]


def told(report: Report) -> list[str]:
    """The problems, in lines."""
    return [f"{p.path}:{p.line}:{p.column}: {p.message}" for p in report.problems]


# --- noqa ----------------------------------------------------------------------------------------

# Comments on a call of `time.sleep` (ASL101), and whether flake8 takes them to silence it.
NOQA = [
    ("# noqa", True),
    ("# NOQA", True),
    ("# noqa: ASL101", True),
    ("# noqa:ASL101", True),
    ("# noqa: E501,ASL101", True),
    ("# noqa: E501 ASL101 because", True),
    ("# noqa: ASL1", True),
    ("# noqa : ASL102", True),
    ("# noqa:  ASL102", True),
    ("# noqa: ASL", True),
    ("# noqa because", True),
    ("# kept  # noqa: ASL101", True),
    ("# noqa: ASL102", False),
    ("# noqa: E501", False),
    ("# noqa: SL101", False),
    ("# noqa: E501 # noqa: ASL101", False),
    ("#noqa", False),
    ("#  noqa", False),
    ("# flake8: noqa", False),
    ("# no qa", False),
]


def test_noqa_is_read_as_flake8_reads_it(run: Run) -> None:
    files = {
        f"app{index}.py": f"import time\nasync def f():\n    time.sleep(1)  {comment}\n"
        for index, (comment, _) in enumerate(NOQA)
    }
    silenced = {finding.path for finding in run(files).findings if finding.suppressed}
    assert [(comment, f"app{index}.py" in silenced) for index, (comment, _) in enumerate(NOQA)] == NOQA


def test_flake8_agrees() -> None:
    violation = pytest.importorskip("flake8.violation", reason="flake8 is not installed")
    for comment, silences in NOQA:
        found = violation.Violation("ASL101", "app.py", 3, 5, "", f"    time.sleep(1)  {comment}\n")
        assert found.is_inline_ignored(disable_noqa=False) is silences, comment


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_noqa_on_any_line_of_a_logical_line(run: Run, newline: str) -> None:
    report = run(
        """\
        import time
        async def f(a, b):
            time.sleep(
                1,
            )  # noqa: ASL101
            a = [  # noqa
                1,
                time.sleep(2),
            ]
            a = 1 + \\
                (time.sleep(3) or 0)  # noqa
            a = '''
            ''', time.sleep(4)  # noqa
            if (b or
                    time.sleep(5)):  # noqa
                time.sleep(6)
            # noqa
            time.sleep(7)
            '''# noqa'''; time.sleep(8)
        """,
        newline=newline,
    )
    assert quiet(report) == [f"app.py:{line} ASL101" for line in (3, 8, 11, 13, 15)]
    assert left(report) == ["app.py:16 ASL101", "app.py:18 ASL101", "app.py:19 ASL101"]


def test_noqa_silences_nothing_through_chains(run: Run) -> None:
    report = run(
        """\
        import time
        def helper():  # noqa
            time.sleep(1)  # noqa: ASL101
        async def f():
            helper()
        async def g():
            helper()  # noqa: ASL101
        """
    )
    assert left(report) == ["app.py:5 ASL101"]
    assert quiet(report) == ["app.py:7 ASL101"]


@pytest.mark.parametrize(
    ("comment", "silenced"),
    [
        ("# flake8: noqa", ["ASL101", "ASL109"]),
        ("    # flake8=NOQA", ["ASL101", "ASL109"]),
        ("# flake8: noqa: ASL101", ["ASL101"]),
        ("# flake8: noqa: E501", []),
        ("x = 1  # flake8: noqa", []),
        ("'''\n# flake8: noqa\n'''", []),
    ],
)
def test_noqa_of_a_file(run: Run, comment: str, silenced: list[str]) -> None:
    report = run(
        {
            "app.py": f"import time\nasync def f():\n    time.sleep(1)\n    input()\n{comment}\n",
            "other.py": "import os\nasync def f(): os.listdir('.')\n",
        }
    )
    assert [f.code for f in report.findings if f.suppressed] == silenced


# --- asynclint: ignore ---------------------------------------------------------------------------


def test_ignore_names_codes_prefixes_and_rules(run: Run) -> None:
    report = run(
        """\
        import time
        async def f():
            time.sleep(input())  # asynclint: ignore
            time.sleep(input())  # asynclint: ignore[ASL101]
            time.sleep(input())  # asynclint: ignore[blocking-input, asl102]
            time.sleep(input())  # asynclint: ignore[ASL1] known
            time.sleep(input())  # asynclint: ignore[ASL101,ASL109]
            "# asynclint: ignore"; time.sleep(1)
        """
    )
    assert left(report) == ["app.py:4 ASL109", "app.py:5 ASL101", "app.py:8 ASL101"]


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_what_an_ignore_is_for(run: Run, newline: str) -> None:
    report = run(
        """\
        import time
        async def whole(  # asynclint: ignore
            a,
        ):
            time.sleep(2)
            async def inner():
                time.sleep(3)
            await inner()
        @print  # asynclint: ignore
        async def decorator_only():
            time.sleep(4)
        # asynclint: ignore
        @print
        async def above_decorators():
            time.sleep(5)
        async def statements(a):
            # asynclint: ignore
            if a:
                time.sleep(6)
            else:
                time.sleep(7)
            time.sleep(8)
            for _ in a:  # asynclint: ignore
                time.sleep(9)
            # asynclint: ignore

            # a remark
            time.sleep(
                10
            )
            time.sleep(11)
            # asynclint: ignore
        async def after():
            time.sleep(12)
        # asynclint: ignore
        class C:
            async def m(self):
                time.sleep(13)
        """,
        newline=newline,
    )
    assert quiet(report) == [f"app.py:{line} ASL101" for line in (5, 7, 15, 19, 21, 28, 38)]
    assert left(report) == [f"app.py:{line} ASL101" for line in (11, 22, 24, 31, 34)]


CHAIN = {
    "app/routes.py": """\
        from app.middle import middle
        async def route():
            middle()
        async def other():
            middle()
        """,
    "app/middle.py": """\
        from app.work import pause
        def middle():
            pause()
        """,
    "app/work.py": """\
        import time
        def pause():
            time.sleep(1)
        """,
}


@pytest.mark.parametrize(
    ("path", "line", "comment", "remaining"),
    [
        ("app/work.py", "    time.sleep(1)", "# asynclint: ignore[ASL101]", []),
        ("app/work.py", "def pause():", "# asynclint: ignore[blocking-sleep]", []),
        ("app/middle.py", "    pause()", "# asynclint: ignore", []),
        ("app/middle.py", "def middle():", "# asynclint: ignore", []),
        ("app/middle.py", "from app.work import pause", "# asynclint: file-ignore[ASL1]", []),
        ("app/routes.py", "async def route():", "# asynclint: ignore", ["app/routes.py:5 ASL101"]),
        (
            "app/work.py",
            "    time.sleep(1)",
            "# asynclint: ignore[ASL102]",
            ["app/routes.py:3 ASL101", "app/routes.py:5 ASL101"],
        ),
        (
            "app/work.py",
            "import time",
            "# asynclint: ignore",
            ["app/routes.py:3 ASL101", "app/routes.py:5 ASL101"],
        ),
    ],
)
def test_every_chain_through_a_line(
    run: Run, path: str, line: str, comment: str, remaining: list[str]
) -> None:
    files = {name: textwrap.dedent(text) for name, text in CHAIN.items()}
    files[path] = files[path].replace(f"{line}\n", f"{line}  {comment}\n")
    report = run(files, report_unused_suppressions=True)
    assert left(report) == remaining
    assert len(report.findings) == 2
    assert bool(report.problems) == (len(remaining) == 2)


def test_another_way_to_the_same_root_cause_counts(run: Run) -> None:
    report = run(
        """\
        import time
        def nap(): time.sleep(1)
        def helper(a):
            nap()  # asynclint: ignore
        def both(a):
            if a:
                helper(a)
            else:
                longer(a)
        def longer(a): longest(a)
        def longest(a): nap()
        async def f(): helper(1)
        async def g(a): both(a)
        """
    )
    assert quiet(report) == ["app.py:12 ASL101"]
    (finding,) = [f for f in report.findings if not f.suppressed]
    assert finding.line == 13
    assert [hop.line for hop in finding.chain] == [13, 9, 10, 11, 2]


def test_of_two_root_causes_the_silenced_one_is_not_told(run: Run) -> None:
    files = {
        "app.py": """\
            import time, requests
            from shutil import rmtree, copy
            def helper():
                copy("a", "b")  # asynclint: ignore[ASL104]
                a = 1
                rmtree("c")
            async def f(): helper()
            """
    }
    report = run(files)
    (finding,) = report.findings
    assert not finding.suppressed
    assert [cause.line for cause in finding.root_causes] == [6]
    plain = {"app.py": files["app.py"].replace("  # asynclint: ignore[ASL104]", "")}
    (unsilenced,) = run(plain).findings
    assert len(unsilenced.root_causes) == 2
    assert unsilenced.fingerprint == finding.fingerprint
    both = {"app.py": files["app.py"].replace('rmtree("c")', 'rmtree("c")  # asynclint: ignore')}
    (silenced,) = run(both).findings
    assert silenced.suppressed
    assert silenced.fingerprint == finding.fingerprint


def test_a_line_that_calls_what_it_was_passed(run: Run) -> None:
    report = run(
        """\
        import time
        def nap(): time.sleep(1)
        def apply(action):
            action()  # asynclint: ignore
        def again(action):
            apply(action)
        def loud(action):
            action()
        async def f():
            again(nap)
        async def g():
            loud(nap)
        """,
        report_unused_suppressions=True,
    )
    assert quiet(report) == ["app.py:10 ASL101"]
    assert left(report) == ["app.py:12 ASL101"]
    assert report.problems == ()


def test_what_waits_for_a_silenced_section_is_silenced(run: Run) -> None:
    source = """\
        import threading, time
        from fastapi import FastAPI
        app = FastAPI()
        lock = threading.Lock()
        @app.get("/slow")
        def slow():
            with lock:
                time.sleep(1)
        @app.get("/fast")
        async def fast():
            with lock:
                return 1
        """
    assert left(run(source)) == ["app.py:11 ASL107"]
    report = run(
        source.replace("time.sleep(1)", "time.sleep(1)  # asynclint: ignore[ASL101]"),
        report_unused_suppressions=True,
    )
    assert quiet(report) == ["app.py:11 ASL107"]
    assert report.problems == ()


# --- what is said of comments --------------------------------------------------------------------


def test_unused_ones_code_by_code(run: Run) -> None:
    report = run(
        """\
        import time
        # flake8: noqa: ASL108
        # asynclint: file-ignore[ASL110]
        async def f():
            time.sleep(1)  # asynclint: ignore[ASL101, ASL102]
            time.sleep(2)  # noqa: ASL101,ASL103,E501
            print()  # asynclint: ignore
            print()  # noqa
            print()  # noqa: E501
            print()  # noqa: ASL999
            time.sleep(3)  # asynclint: ignore[ASL1]
        def nobody():  # asynclint: ignore[blocking-sleep]
            time.sleep(4)
        """,
        report_unused_suppressions=True,
    )
    assert left(report) == []
    assert told(report) == [
        "app.py:2:1: unused suppression: `ASL108` silences nothing; remove it",
        "app.py:3:1: unused suppression: `ASL110` silences nothing; remove it",
        "app.py:5:20: unused suppression: `ASL102` silences nothing; remove it",
        "app.py:6:20: unused suppression: `ASL103` silences nothing; remove it",
        "app.py:7:14: unused suppression: `# asynclint: ignore` silences nothing; remove it",
        "app.py:10:14: unused suppression: no rule has the code `ASL999`; remove it",
        "app.py:12:16: unused suppression: `blocking-sleep` silences nothing; remove it",
    ]


def test_codes_of_rules_that_did_not_run_are_not_unused(run: Run) -> None:
    source = """\
        async def f():
            print()  # asynclint: ignore[ASL101]
            print()  # asynclint: ignore[ASL102]
            print()  # asynclint: ignore[ASL1]
            print()  # asynclint: ignore
        """
    report = run(source, select=("ASL101",), report_unused_suppressions=True)
    assert [problem.line for problem in report.problems] == [2]
    assert run(source).problems == ()


def test_a_noqa_at_a_root_cause_gets_a_hint(run: Run) -> None:
    report = run(
        """\
        import time
        def nap():
            time.sleep(1)  # noqa: ASL101
        async def f():
            nap()
        """,
        report_unused_suppressions=True,
    )
    assert told(report) == [
        "app.py:3:20: unused suppression: `ASL101` in a noqa silences only what is reported on its own line;"
        " to silence the calls that lead here, write `# asynclint: ignore[ASL101]`"
    ]


def test_what_a_threshold_hides_is_used(run: Run) -> None:
    report = run(
        """\
        import redis
        async def read(store: redis.Redis | dict[str, str]) -> None:
            store.get("key")  # asynclint: ignore[ASL103]
        """,
        confidence="certain",
        report_unused_suppressions=True,
    )
    assert (report.findings, report.problems) == ((), ())


def test_what_the_contexts_leave_out_is_used(run: Run) -> None:
    report = run(
        """\
        import time
        from contextlib import asynccontextmanager
        from fastapi import FastAPI
        @asynccontextmanager
        async def lifespan(app):
            time.sleep(1)  # asynclint: ignore[ASL101]
            time.sleep(2)
            time.sleep(3)  # asynclint: ignore[ASL102]
            yield
        app = FastAPI(lifespan=lifespan)
        """,
        report_unused_suppressions=True,
    )
    assert report.findings == ()
    assert [problem.line for problem in report.problems] == [8]


def test_reasons(run: Run) -> None:
    source = """\
        import time
        async def f():
            time.sleep(1)  # asynclint: ignore[ASL101]
            time.sleep(2)  # asynclint: ignore[ASL101] a bench
            time.sleep(3)  # noqa: ASL101
            time.sleep(4)  # noqa: ASL101  # a bench
            time.sleep(5)  # noqa
            time.sleep(6)  # noqa: ASL101  # type: ignore
            print()  # noqa: E501
            print()  # asynclint: ignore
        """
    assert run(source).problems == ()
    report = run(source, require_reason=True)
    assert [problem.line for problem in report.problems] == [3, 5, 7, 8, 10]
    assert told(report)[:2] == [
        "app.py:3:20: a suppression without a reason:"
        " write it behind, as in `# asynclint: ignore[ASL102] why`",
        "app.py:5:20: a suppression without a reason: write it behind, as in `# noqa: ASL102 why`",
    ]


def test_unknown_selectors_are_told_and_the_others_hold(run: Run) -> None:
    report = run(
        """\
        import time
        async def f():
            time.sleep(1)  # asynclint: ignore[ASL101, blocking-htp]
            time.sleep(2)  # asynclint: ignore[nonsense]
        """
    )
    assert left(report) == ["app.py:4 ASL101"]
    assert report.notes == (
        "app.py:3:20: unknown rule selector `blocking-htp`: did you mean `blocking-http`?",
        "app.py:4:20: unknown rule selector `nonsense`: `asynclint rule` lists all rules.",
    )


def test_misspelt_directives_are_told_and_prose_is_not(run: Run) -> None:
    report = run(
        """\
        # asynclint: see the docs
        import time
        async def f():
            time.sleep(1)  # asynclint: ignor[ASL101] slow
            time.sleep(2)  # asynclint: ignore-file
            time.sleep(3)  # asynclint: disable=ASL101
            time.sleep(4)  # asynclint: ignores
        """
    )
    assert len(left(report)) == 4
    assert report.notes == (
        "app.py:4:20: unknown directive `ignor`: did you mean `ignore`?",
        "app.py:5:20: unknown directive `ignore-file`: did you mean `ignore`?",
        "app.py:6:20: unknown directive `disable`: did you mean `ignore`?",
        "app.py:7:20: unknown directive `ignores`: did you mean `ignore`?",
    )


def test_only_comments_on_the_named_paths_are_judged(run: Run) -> None:
    files = {
        "a/one.py": "x = 1  # asynclint: ignore[ASL101, nonsense]\n",
        "b/two.py": "x = 1  # asynclint: ignore[ASL101, nonsense]\n",
        "b/test_two.py": "x = 1  # asynclint: ignore[ASL101]\n",
    }
    report = run(files, paths=("b",), report_unused_suppressions=True, require_reason=True)
    assert [problem.path for problem in report.problems] == ["b/two.py", "b/two.py"]
    assert [note.split(":")[0] for note in report.notes] == ["b/two.py"]


# --- ruff ----------------------------------------------------------------------------------------


def test_codes_of_ruff_where_the_settings_say_so(run: Run) -> None:
    source = """\
        import os, time
        async def f():
            time.sleep(1)  # noqa: ASYNC251
            time.sleep(2)  # noqa: ASYNC25
            time.sleep(3)  # noqa: ASYNC210
            input()  # noqa: E501, ASYNC250
            time.sleep(4)  # noqa: BLE001
        """
    assert len(left(run(source))) == 5
    report = run(source, honour_ruff_noqa=True, report_unused_suppressions=True)
    assert left(report) == ["app.py:5 ASL101", "app.py:7 ASL101"]
    assert report.problems == ()


@pytest.mark.parametrize(
    ("comment", "silenced"),
    [
        ("# ruff: noqa: ASYNC251", [3]),
        ("# flake8: noqa: ASYNC251", [3]),
        ("# ruff: noqa", [3, 4]),
        ("# ruff: noqa: F401", []),
        # Ruff has no such code.
        ("# ruff: noqa: ASL101", []),
    ],
)
def test_ruff_comments_of_a_file(run: Run, comment: str, silenced: list[int]) -> None:
    source = f"import time\nasync def f():\n    time.sleep(1)\n    input()\n{comment}\n"
    assert quiet(run(source)) == []
    report = run(source, honour_ruff_noqa=True)
    assert [finding.line for finding in report.findings if finding.suppressed] == silenced


def test_the_codes_of_ruff_are_those_of_the_page() -> None:
    page = (Path(__file__).parents[2] / "docs" / "suppressions.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (ASYNC.*) \| (ASL.*) \|$", page, re.MULTILINE)
    told = {theirs: tuple(ours.split(", ")) for some, ours in rows for theirs in some.split(", ")}
    assert told == RUFF_CODES
    assert {code for codes in told.values() for code in codes} <= {rule.code for rule in RULES}
