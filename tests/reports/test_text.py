"""The text report: blocks, folds, excerpts, the summary."""

from __future__ import annotations

import io
import re

import pytest
from rich.console import Console

from asynclint.finding import Finding, RootCause
from asynclint.reports import text
from tests.reports.sample import EXECUTE, ROUTES, direct, report, through_helper


def rendered(*findings: Finding, source: list[str] = ROUTES, **options: object) -> str:
    lines = text.lines(report(*findings), lambda path: source, **options)  # type: ignore[arg-type]
    return "\n".join(line.plain for line in lines)


def test_block_of_a_chain() -> None:
    assert rendered(through_helper(), quiet=True) == "\n".join(
        [
            "ASL103 blocking-database: `all_items` blocks the event loop:"
            " reaches `sqlalchemy.orm.Session.execute` at app/repo.py:33",
            " --> app/routes.py:4:12 in app.routes.list_items",
            "  |",
            "4 |     return all_items(db)",
            "  |            ^^^^^^^^^^^^^",
            "  |",
            "  = chain: app/routes.py:4 app.routes.list_items → app.repo.all_items",
            "           └─ app/repo.py:33 app.repo.all_items → sqlalchemy.orm.Session.execute",
            "  = stalls: route GET /items",
            "  = help: use `sqlalchemy.ext.asyncio.AsyncSession.execute`",
            "  = docs: https://github.com/asynclint/asynclint/blob/main/docs/rules/ASL103.md",
        ]
    )


def test_direct_call_needs_no_chain() -> None:
    assert "chain" not in rendered(direct())


def test_ascii_only_for_encodings_without_arrows() -> None:
    shown = rendered(through_helper(), ascii_only=True)
    assert shown.isascii()
    assert "`- app/repo.py:33 app.repo.all_items -> sqlalchemy" in shown


def test_likely_is_told() -> None:
    assert "confidence: likely" in rendered(through_helper(confidence="likely"))
    assert "confidence" not in rendered(through_helper())


def test_one_function_with_one_root_cause_is_one_block() -> None:
    shown = rendered(through_helper(), through_helper(line=9), quiet=True)
    assert shown.count("ASL103 ") == 1
    assert "= also at: 9:12" in shown


def test_direct_calls_of_one_leaf_fold() -> None:
    shown = rendered(direct(2), direct(7), direct(8), quiet=True)
    assert shown.count("ASL101 ") == 1
    assert "= also at: 7:5, 8:5" in shown


@pytest.mark.parametrize(
    "other",
    [
        through_helper(line=9, function="app.routes.other"),
        through_helper(line=9, code="ASL102"),
        through_helper(line=9, root_causes=(RootCause("sqlalchemy.orm.Session.execute", "app/repo.py", 50),)),
        through_helper(line=9, confidence="likely"),
    ],
)
def test_different_findings_do_not_fold(other: Finding) -> None:
    shown = rendered(through_helper(), other, quiet=True)
    assert shown.count(" --> ") == 2


def test_long_lists_are_cut_with_their_number() -> None:
    causes = tuple(RootCause("time.sleep", "app/repo.py", line) for line in range(1, 14))
    contexts = tuple(f"route GET /{n}" for n in range(8))
    shown = rendered(through_helper(root_causes=causes, contexts=contexts), quiet=True)
    assert "time.sleep at app/repo.py:10" in shown
    assert "time.sleep at app/repo.py:11" not in shown
    assert "and 3 others" in shown
    assert (
        "= stalls: route GET /0, route GET /1, route GET /2, route GET /3, route GET /4, and 3 others"
        in shown
    )


def test_a_function_behind_hundreds_of_routes_is_one_short_block() -> None:
    contexts = tuple(f"route GET /{n}" for n in range(600))
    shown = rendered(*(through_helper(line=4 + n, contexts=contexts) for n in range(30)), quiet=True)
    assert shown.count(" --> ") == 1
    assert shown.count("route GET") == 5
    assert "and 595 others" in shown
    assert "and 19 others" in shown
    assert len(shown) < 1_500


def test_missing_source_leaves_the_excerpt_out() -> None:
    shown = rendered(through_helper(), source=[], quiet=True)
    assert " --> app/routes.py:4:12" in shown
    assert "^" not in shown


def carets(line: str, column: int, end_column: int, width: int = 160) -> tuple[str, str]:
    finding = direct(1, column=column, end_column=end_column)
    shown = rendered(finding, source=[line], quiet=True, width=width).splitlines()
    return shown[3], shown[4]


def test_carets_stand_under_the_call_behind_tabs_and_wide_characters() -> None:
    assert carets("\tf(x)", 2, 6) == ("1 |     f(x)", "  |     ^^^^")
    assert carets("a = '漢字'; f()", 11, 14) == ("1 | a = '漢字'; f()", "  |             ^^^")


def test_control_characters_of_the_source_do_not_reach_the_terminal() -> None:
    line, _ = carets("f('\x1b[2J')", 1, 9)
    assert "\x1b" not in line


def test_very_long_lines_are_cut_around_the_call() -> None:
    line, mark = carets("x" * 500 + "f()" + "y" * 500, 501, 504, width=80)
    assert line.index("f()") == mark.index("^^^")
    assert len(line) < 90


def test_call_over_several_lines_is_marked_to_the_end_of_the_first() -> None:
    finding = direct(1, column=1, end_line=3, end_column=2)
    assert "  | ^^\n" in rendered(finding, source=["f(", "  x", ")"], quiet=True)


def test_summary_ranks_root_causes_by_distinct_routes() -> None:
    other = RootCause("requests.get", "app/web.py", 7)
    shown = rendered(
        through_helper(root_causes=(other,), contexts=("route GET /a",)),
        through_helper(line=5, root_causes=(other,), contexts=("route GET /a",)),
        through_helper(line=6, root_causes=(EXECUTE, other), contexts=("route GET /a", "websocket /b")),
        through_helper(line=7, root_causes=(EXECUTE,), contexts=("route GET /c", "dependency app.deps.x")),
        direct(contexts=()),
    )
    assert shown.splitlines()[-6:] == [
        "Root causes by the routes they stall",
        "  3 routes  2 findings  sqlalchemy.orm.Session.execute  app/repo.py:33",
        "  2 routes  3 findings  requests.get  app/web.py:7",
        "         -   1 finding  time.sleep  app/slow.py:2",
        "",
        "Found 5 findings (5 errors) in 2 of 40 files.",
    ]


def test_summary_of_nothing_and_quiet() -> None:
    assert rendered() == "No findings in 40 files."
    assert rendered(quiet=True) == ""


def test_count_tells_errors_from_warnings() -> None:
    assert rendered(direct(), direct(3, severity="warning")).endswith(
        "Found 2 findings (1 error, 1 warning) in 1 of 40 files."
    )


def test_the_code_is_a_link_where_there_are_colours() -> None:
    header = next(text.lines(report(through_helper()), lambda path: ROUTES))
    console = Console(file=io.StringIO(), force_terminal=True, color_system="standard", legacy_windows=False)
    console.print(header)
    shown = console.file.getvalue()  # type: ignore[attr-defined]
    assert re.search(r"\x1b\]8;id=[^;]*;https://[^;]*/docs/rules/ASL103\.md\x1b\\", shown)
    assert "http" not in header.plain
