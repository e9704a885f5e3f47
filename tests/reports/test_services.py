"""The formats of CI services, read by programs that are not ours."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ElementTree
from pathlib import Path, PureWindowsPath
from typing import Any
from urllib.parse import unquote

import jsonschema
import msgspec
import pytest
import sarif_pydantic
from hypothesis import example, given
from hypothesis import strategies as st
from junitparser import Error, Failure, JUnitXml, Skipped
from markdown_it import MarkdownIt

from asynclint.finding import FileError, Hop, Problem, Report, RootCause
from asynclint.reports import sarif
from asynclint.reports.formats import FORMATS, PROGRAMS, SERVICES, Format
from asynclint.reports.rebased import rebased
from tests.reports.sample import direct, report, through_helper
from tests.reports.shared import FINDINGS, REPORT, SOURCES, Texts

# Where this repository lies beside a copy of the schema of OASIS, it is used as well.
SCHEMA = Path(__file__).parents[3] / "shared" / "schemas" / "sarif-2.1.0.json"
NOTHING = report()
MANY = report(
    *(
        through_helper(
            line=n,
            function=f"app.routes.f{n}",
            root_causes=(RootCause("sqlalchemy.orm.Session.execute", "app/repo.py", n),),
            contexts=tuple(f"route GET /{n}/{m}" for m in range(20)),
            fingerprint=f"{n:016x}",
        )
        for n in range(1, 5_000)
    )
)
REPORTS = pytest.mark.parametrize("shown", [REPORT, NOTHING, MANY], ids=["shared", "nothing", "many"])


def text(output_format: Format, shown: Report) -> str:
    return "".join({**SERVICES, **PROGRAMS}[output_format](shown, "1.2.3", Texts()))


def test_every_format_has_one_writer() -> None:
    """The two that are for people have theirs in the command line, which knows the terminal."""
    assert sorted([*SERVICES, *PROGRAMS, "text", "concise"]) == sorted(FORMATS)


# --- SARIF ---------------------------------------------------------------------------------------


@REPORTS
def test_sarif_is_read_by_a_model_of_its_own(shown: Report) -> None:
    log = sarif_pydantic.Sarif.model_validate_json(text("sarif", shown))
    (run,) = log.runs
    assert log.version == "2.1.0"
    assert run.tool.driver.name == "asynclint"
    assert run.results is not None
    assert len(run.results) == len(shown.findings) + len(shown.problems)
    assert [each.level.value for each in run.results if each.level] == [
        *(finding.severity for finding in shown.findings),
        *("warning" for _ in shown.problems),
    ]


@pytest.mark.skipif(not SCHEMA.is_file(), reason="the schema of OASIS is not at hand")
@pytest.mark.parametrize("shown", [REPORT, NOTHING], ids=["shared", "nothing"])
def test_sarif_fits_the_schema(shown: Report) -> None:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    jsonschema.validate(json.loads(text("sarif", shown)), schema)


def run_of(shown: Report) -> dict[str, Any]:
    run: dict[str, Any] = json.loads(text("sarif", shown))["runs"][0]
    return run


def test_sarif_says_what_the_findings_say() -> None:
    run = run_of(REPORT)
    assert run["columnKind"] == "unicodeCodePoints"
    assert run["automationDetails"]["id"].endswith("/")
    assert run["originalUriBaseIds"] == {"%SRCROOT%": {"uri": "file:///project/"}}
    rules = run["tool"]["driver"]["rules"]
    for finding, result in zip(REPORT.findings, run["results"], strict=False):
        rule = rules[result["ruleIndex"]]
        assert rule["id"] == result["ruleId"] == finding.code
        assert rule["helpUri"].endswith(f"{finding.code}.md")
        assert rule["help"]["markdown"]
        (location,) = result["locations"]
        place = location["physicalLocation"]
        assert unquote(place["artifactLocation"]["uri"]) == finding.path
        assert place["artifactLocation"]["uriBaseId"] == "%SRCROOT%"
        region = place["region"]
        assert (region["startLine"], region["startColumn"]) == (finding.line, finding.column)
        assert (region["endLine"], region["endColumn"]) == (finding.end_line, finding.end_column)
        assert result["partialFingerprints"] == {"asynclintFingerprint/v1": finding.fingerprint}
        assert ("codeFlows" in result) is (len(finding.chain) > 1)
        assert result["suppressions"] == ([{"kind": "inSource"}] if finding.suppressed else [])
        assert ("fixes" in result) is (finding.fix is not None)
        related = [each["physicalLocation"]["region"]["startLine"] for each in result["relatedLocations"]]
        assert related == [cause.line for cause in finding.root_causes]


def test_all_results_of_sarif_tell_whether_they_are_suppressed_or_none_does() -> None:
    """3.27.23: "either all null or all non-null"; a problem is a result as well."""
    assert all("suppressions" in result for result in run_of(REPORT)["results"])
    active = msgspec.structs.replace(REPORT, findings=tuple(f for f in REPORT.findings if not f.suppressed))
    assert not any("suppressions" in result for result in run_of(active)["results"])


def test_every_rule_of_sarif_has_what_github_asks_for() -> None:
    """ "SARIF support for code scanning", `reportingDescriptor`."""
    rules = run_of(REPORT)["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["ASL101", "ASL103", "ASL112", "ASL201", "suppression-comment"]
    for rule in rules:
        assert 0 < len(rule["shortDescription"]["text"]) <= 1024
        assert 0 < len(rule["fullDescription"]["text"]) <= 1024
        assert rule["help"]["text"]
        assert rule["properties"]["tags"]
        assert rule.get("name") != rule["id"]


def test_sarif_stays_below_the_locations_that_github_takes() -> None:
    causes = tuple(RootCause("time.sleep", "app/repo.py", line) for line in range(1, 2_001))
    (result,) = run_of(report(through_helper(root_causes=causes)))["results"]
    assert len(result["relatedLocations"]) == 100


def test_the_flow_of_sarif_is_the_chain_down_to_the_root_cause() -> None:
    result = run_of(REPORT)["results"][3]
    (flow,) = result["codeFlows"][0]["threadFlows"]
    lines = [each["location"]["physicalLocation"]["region"]["startLine"] for each in flow["locations"]]
    finding = REPORT.findings[3]
    assert lines == [*(hop.line for hop in finding.chain), finding.root_causes[0].line]
    assert flow["locations"][-1]["location"]["message"]["text"] == "pathlib.Path.exists blocks"


def test_a_fix_in_sarif_replaces_what_its_bytes_are() -> None:
    result = run_of(REPORT)["results"][1]
    (change,) = result["fixes"][0]["artifactChanges"]
    (replacement,) = change["replacements"]
    region = replacement["deletedRegion"]
    line = SOURCES["app/slow.py"].splitlines()[region["startLine"] - 1]
    assert line[region["startColumn"] - 1 : region["endColumn"] - 1] == "time.sleep"
    assert replacement["insertedContent"] == {"text": "await asyncio.sleep"}


@pytest.mark.parametrize("lost", [{"path": "app/gone.py"}, {"start": 10_000, "end": 10_001}])
def test_half_a_fix_is_none(lost: dict[str, Any]) -> None:
    whole = REPORT.findings[1].fix
    assert whole is not None
    (edit,) = whole.edits
    fix = msgspec.structs.replace(whole, edits=(edit, msgspec.structs.replace(edit, **lost)))
    shown = report(msgspec.structs.replace(REPORT.findings[1], fix=fix))
    assert "fixes" not in run_of(shown)["results"][0]
    assert "suggestions" not in json.loads(text("rdjson", shown))["diagnostics"][0]


@pytest.mark.parametrize(("named", "successful"), [(True, False), (False, True)])
def test_files_that_cannot_be_read_in_sarif(named: bool, successful: bool) -> None:
    error = FileError("app/broken.py", 3, 9, "invalid syntax", named)
    (invocation,) = run_of(msgspec.structs.replace(NOTHING, errors=(error,)))["invocations"]
    assert invocation["executionSuccessful"] is successful
    (notification,) = invocation["toolExecutionNotifications"]
    assert notification["level"] == ("error" if named else "warning")


def test_roots_of_windows_and_with_spaces() -> None:
    assert sarif.folder_uri(PureWindowsPath("C:\\my code")) == "file:///C:/my%20code/"
    shown = msgspec.structs.replace(NOTHING, root="/my code/é")
    assert run_of(shown)["originalUriBaseIds"]["%SRCROOT%"]["uri"] == "file:///my%20code/%C3%A9/"


# --- GitHub --------------------------------------------------------------------------------------

COMMAND = re.compile(r"::(?P<level>error|warning|notice) (?P<properties>[^:]*)::(?P<message>.*)")


def commands(output: str) -> list[tuple[str, dict[str, str], str]]:
    """What the runner makes of the lines (`ActionCommand.cs` of actions/runner)."""
    found = []
    for line in output.split("\n"):
        match = COMMAND.fullmatch(line)
        assert match is not None, line
        pairs = (pair.partition("=") for pair in match["properties"].split(","))
        properties = {name: unescaped(value, {"%3A": ":", "%2C": ","}) for name, _, value in pairs}
        found.append((match["level"], properties, unescaped(match["message"], {})))
    return found


def unescaped(given: str, further: dict[str, str]) -> str:
    for written, meant in {"%0D": "\r", "%0A": "\n", **further, "%25": "%"}.items():
        given = given.replace(written, meant)
    return given


def test_annotations_say_what_the_findings_say() -> None:
    found = commands(text("github", REPORT))
    assert [level for level, _, _ in found] == [
        *("error", "error", "notice", "warning", "error"),
        *("warning", "error", "warning"),
    ]
    for finding, (_, properties, message) in zip(REPORT.findings, found, strict=False):
        assert properties["file"] == finding.path
        assert (properties["line"], properties["endLine"]) == (str(finding.line), str(finding.end_line))
        assert ("col" in properties) is (finding.line == finding.end_line)
        assert properties["title"].startswith(f"{finding.code} {finding.name}")
        first, *others = message.split("\n")
        assert first == finding.message
        assert sum(" → " in line for line in others) == (len(finding.chain) if len(finding.chain) > 1 else 0)
        assert not finding.remedy or others[-1] == f"help: {finding.remedy}"


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])), st.text("ab/:,%\r\n=", min_size=1))
def test_nothing_breaks_out_of_an_annotation(message: str, path: str) -> None:
    shown = report(direct(message=message, path=path))
    ((_, properties, found),) = commands(text("github", shown))
    assert properties["file"] == path
    assert found.split("\nstalls: ")[0] == "".join(c if c.isprintable() else "\ufffd" for c in message)


# --- GitLab --------------------------------------------------------------------------------------

# "Code Quality", "Implement a custom tool", in GitLab's docs.
CODE_QUALITY = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "minLength": 1},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "pattern": "^(?!\\./|/)"},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "properties": {"begin": {"type": "integer", "minimum": 1}},
                    },
                },
            },
        },
    },
}


@REPORTS
def test_code_quality(shown: Report) -> None:
    issues = json.loads(text("gitlab", shown))
    jsonschema.validate(issues, CODE_QUALITY)
    assert len(issues) == len(shown.findings) + len(shown.problems) + len(shown.errors)
    assert len({issue["fingerprint"] for issue in issues}) == len(issues)


def test_issues_of_gitlab_are_known_again_by_what_they_say() -> None:
    def prints(shown: Report) -> list[str]:
        return [issue["fingerprint"] for issue in json.loads(text("gitlab", shown))]

    moved = msgspec.structs.replace(
        REPORT,
        findings=tuple(
            msgspec.structs.replace(f, line=f.line + 9, end_line=f.end_line + 9) for f in FINDINGS
        ),
        problems=tuple(msgspec.structs.replace(p, line=p.line + 9) for p in REPORT.problems),
    )
    assert prints(moved) == prints(REPORT)
    # GitLab puts the reports of all jobs together, and two projects may have the same modules.
    assert not set(prints(rebased(REPORT, "backend/", "/project"))) & set(prints(REPORT))
    alike = msgspec.structs.replace(
        NOTHING, problems=(Problem("a.py", 1, 1, "x"), Problem("a.py", 2, 1, "x"))
    )
    assert len(set(prints(alike))) == 2


def test_severities_of_gitlab() -> None:
    issues = json.loads(text("gitlab", REPORT))
    assert [issue["severity"] for issue in issues] == [
        *("major", "major", "info", "minor", "major"),
        *("minor", "blocker", "minor"),
    ]


# --- JUnit ---------------------------------------------------------------------------------------


@REPORTS
def test_junit_is_read_by_a_parser_of_its_own(shown: Report) -> None:
    suites = JUnitXml.fromstring(text("junit", shown).encode())
    cases = [case for suite in suites for case in suite]
    results = [case.result[0] if case.result else None for case in cases]
    suppressed = sum(finding.suppressed for finding in shown.findings)
    kinds = [type(result) for result in results]
    named = sum(error.named for error in shown.errors)
    assert kinds.count(Skipped) == suppressed + len(shown.errors) - named
    assert kinds.count(Error) == named
    assert kinds.count(Failure) == len(shown.findings) - suppressed + len(shown.problems)
    assert len({(case.classname, case.name) for case in cases}) == len(cases)
    if shown is NOTHING:
        assert [case.is_passed for case in cases] == [True]
    # Their totals, which readers show, are ours.
    said = (suites.tests, suites.failures, suites.errors, suites.skipped)
    suites.update_statistics()
    assert said == (suites.tests, suites.failures, suites.errors, suites.skipped)


def test_names_of_junit_do_not_move_with_the_lines() -> None:
    def names(line: int) -> list[str]:
        finding = direct(line, fingerprint="0123456789abcdef")
        return [case.name for suite in JUnitXml.fromstring(text("junit", report(finding))) for case in suite]

    assert names(2) == names(40) == ["ASL101 blocking-sleep 0123456789abcdef"]


def test_junit_holds_in_every_encoding() -> None:
    output = text("junit", REPORT)
    assert output.isascii()
    paths = [case.get("file") for case in ElementTree.fromstring(output).iter("testcase")]
    assert "app/größe & maß.py" in paths


@given(st.text(), st.text(min_size=1))
def test_any_text_is_fit_for_xml(message: str, path: str) -> None:
    shown = report(direct(message=message, path=path, function=message, remedy=message))
    root = ElementTree.fromstring(text("junit", shown))
    (case,) = root.iter("testcase")
    legal = re.sub("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "\ufffd", message)
    assert case.get("classname") == legal
    assert case[0].get("message") == legal


# --- reviewdog -----------------------------------------------------------------------------------

_POSITION = {"properties": {"line": {"minimum": 1}, "column": {"minimum": 1}}, "required": ["line"]}
_RANGE = {
    "additionalProperties": False,
    "required": ["start"],
    "properties": {"start": _POSITION, "end": _POSITION},
}
_TEXT = {"type": "string"}
_LOCATION = {
    "additionalProperties": False,
    "required": ["path"],
    "properties": {"path": _TEXT, "range": _RANGE},
}
_NAMED = {"additionalProperties": False}
# `reviewdog.proto`, as protobuf's JSON mapping writes it; unknown names are refused by its reader.
DIAGNOSTIC_RESULT: dict[str, Any] = {
    "additionalProperties": False,
    "required": ["diagnostics"],
    "properties": {
        "source": {**_NAMED, "properties": {"name": _TEXT, "url": _TEXT}},
        "severity": {"enum": ["ERROR", "WARNING", "INFO"]},
        "diagnostics": {
            "type": "array",
            "items": {
                "additionalProperties": False,
                "required": ["message", "location"],
                "properties": {
                    "message": {"type": "string"},
                    "location": _LOCATION,
                    "severity": {"enum": ["ERROR", "WARNING", "INFO"]},
                    "related_locations": {
                        "items": {
                            **_NAMED,
                            "required": ["location"],
                            "properties": {"message": _TEXT, "location": _LOCATION},
                        }
                    },
                    "code": {
                        **_NAMED,
                        "properties": {"value": {"type": "string"}, "url": {"type": "string"}},
                    },
                    "suggestions": {
                        "items": {
                            "additionalProperties": False,
                            "properties": {"range": _RANGE, "text": {"type": "string"}},
                        }
                    },
                },
            },
        },
    },
}


@REPORTS
def test_rdjson(shown: Report) -> None:
    result = json.loads(text("rdjson", shown))
    jsonschema.validate(result, DIAGNOSTIC_RESULT)
    assert len(result["diagnostics"]) == len(shown.findings) + len(shown.problems) + len(shown.errors)


def test_root_causes_of_rdjson_are_related_locations() -> None:
    first = json.loads(text("rdjson", REPORT))["diagnostics"][0]
    assert [each["location"]["path"] for each in first["related_locations"]] == [
        "app/repo.py",
        "app/cache.py",
    ]
    many = tuple(RootCause("time.sleep", "app/repo.py", line) for line in range(1, 300))
    (cut,) = json.loads(text("rdjson", report(through_helper(root_causes=many))))["diagnostics"]
    assert len(cut["related_locations"]) == 10


def test_columns_of_rdjson_count_bytes() -> None:
    diagnostic = json.loads(text("rdjson", REPORT))["diagnostics"][3]
    start = diagnostic["location"]["range"]["start"]
    line = SOURCES[REPORT.findings[3].path].splitlines()[start["line"] - 1]
    assert line.encode()[start["column"] - 1 :].decode().startswith("return (")


def test_suggestions_of_rdjson() -> None:
    (suggestion,) = json.loads(text("rdjson", REPORT))["diagnostics"][1]["suggestions"]
    start, end = (suggestion["range"][name] for name in ("start", "end"))
    line = SOURCES["app/slow.py"].splitlines()[start["line"] - 1]
    assert start["line"] == end["line"]
    assert line.encode()[start["column"] - 1 : end["column"] - 1] == b"time.sleep"


# --- markdown ------------------------------------------------------------------------------------

READER = MarkdownIt("commonmark").enable("table")


def cells(output: str) -> list[list[str]]:
    """The text of the cells of all rows."""
    rows: list[list[str]] = []
    for token in READER.parse(output):
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline" and rows and token.level >= 4:
            rows[-1].append("".join(each.content for each in token.children or ()))
    return rows


def html(output: str) -> list[str]:
    """What a reader of markdown takes for HTML, in order."""
    tokens = [each for token in READER.parse(output) for each in (token, *(token.children or ()))]
    return [token.content.strip() for token in tokens if token.type in ("html_block", "html_inline")]


@REPORTS
def test_markdown_is_short_enough_for_a_job_summary(shown: Report) -> None:
    output = text("markdown", shown)
    assert len(output.encode()) < 1 << 20
    if shown is MANY:
        assert "and 4,949 more" in output
        assert "and 4,799 more" in output


@pytest.mark.parametrize("path", ["app/some_module.py", "ü*|" * 200, "|" * 600, "`" * 600])
def test_markdown_is_short_enough_whatever_the_findings_say(path: str) -> None:
    hops = tuple(Hop(path, n, path, path) for n in range(1, 60))
    findings = [
        through_helper(
            line=n,
            path=path,
            chain=hops,
            message=path,
            contexts=tuple(f"route GET /{path}/{n + m}" for m in range(9)),
            root_causes=(RootCause(path, path, n),),
        )
        for n in range(1, 400)
    ]
    shown = msgspec.structs.replace(
        report(*findings),
        problems=tuple(Problem(path, n, 1, path) for n in range(99)),
        errors=tuple(FileError(path, n, 1, path) for n in range(99)),
    )
    output = text("markdown", shown)
    assert len(output.encode()) < 1 << 20
    places = [row for row in cells(output) if len(row) == 3]
    assert f"and {400 - len(places):,} more" in output


def test_markdown_marks_suppressed_ones_and_does_not_count_them() -> None:
    output = text("markdown", REPORT)
    assert "<summary>5 findings, 1 of them suppressed</summary>" in output
    marked = [row[0] for row in cells(output) if row[0].endswith("(suppressed)")]
    assert marked == ["ASL101 (suppressed)"]
    assert "4 new findings (3 errors, 1 warning)" in output
    only = text("markdown", report(direct(suppressed=True)))
    assert "## asynclint: no findings in 40 files; 1 suppressed" in only
    assert [row[0] for row in cells(only)] == ["Rule", "ASL101 (suppressed)"]
    assert "Root causes" not in only


def test_markdown_ranks_new_root_causes_and_stalled_routes() -> None:
    output = text("markdown", REPORT)
    rows = cells(output)
    assert ["redis.Redis.get", "app/cache.py:7", "7", "1"] in rows
    assert ["route GET /nap", "2"] in rows
    assert "4 new findings" in output
    known = msgspec.structs.replace(REPORT, baseline=None)
    assert "4 findings" in text("markdown", known)
    assert "New" not in text("markdown", known)
    assert "### New root causes" in text("markdown", msgspec.structs.replace(known, partial=True))


def test_markdown_of_nothing() -> None:
    assert text("markdown", NOTHING) == "## asynclint: no findings in 40 files"
    partial = msgspec.structs.replace(NOTHING, partial=True)
    assert text("markdown", partial) == "## asynclint: no new findings in 40 files"


WILD = st.text("`|<>*_\\[]()#\n\r ~!&ab")


@given(WILD, WILD, WILD)
@example("", "", "<`a>")
def test_nothing_breaks_out_of_a_table(message: str, name: str, path: str) -> None:
    shown = report(
        direct(
            message=message,
            path=f"a{path}",
            contexts=(f"route GET /{name}",),
            root_causes=(RootCause(f"c{name}", f"d{path}", 1),),
        )
    )
    shown = msgspec.structs.replace(
        shown,
        problems=(Problem(f"e{path}", 1, 1, f"f{message}"),),
        errors=(FileError(f"g{path}", 1, 1, message),),
    )
    output = text("markdown", shown)
    rows = cells(output)
    assert [len(row) for row in rows] == [4, 4, 2, 2, 3, 3, 2, 2, 2, 2]
    # Of HTML there is only ours.
    assert set(html(output)) == {"<br>", "<details><summary>1 finding</summary>", "</details>"}


# --- paths ---------------------------------------------------------------------------------------


def test_all_paths_are_rebased() -> None:
    moved = rebased(REPORT, "backend/api/", "/project")
    assert moved.root == "/project"
    before, after = (json.loads(text("json", each)) for each in (REPORT, moved))

    def paths(value: Any) -> list[str]:
        if isinstance(value, dict):
            inner = [path for name, each in value.items() if name != "baseline" for path in paths(each)]
            return [*([value["path"]] if "path" in value else []), *inner]
        return [path for each in value for path in paths(each)] if isinstance(value, list) else []

    assert paths(after) == [f"backend/api/{path}" for path in paths(before)]
    assert len(paths(before)) > 20
    assert rebased(REPORT, "", "/elsewhere") is REPORT


def test_places_in_messages_are_rebased() -> None:
    causes = tuple(RootCause("time.sleep", path, line) for path, line in (("a at b.py", 1), ("c.py", 12)))
    told = "`f` blocks (looks at d.py:12): `x` at a at b.py:1, `y` at c.py:12 and `z` at c.py:1 and 3 more"
    (moved,) = rebased(report(through_helper(message=told, root_causes=causes)), "api/", "/p").findings
    expected = told.replace("at a at b.py:1", "at api/a at b.py:1").replace("at c.py:12", "at api/c.py:12")
    assert moved.message == expected


@pytest.mark.parametrize("output_format", SERVICES)
@pytest.mark.parametrize("half", [chr(0xDCFF), chr(0xD83D)])
def test_text_that_is_no_unicode(output_format: Format, half: str) -> None:
    told = direct(path=f"app/{half}.py", message=f"{half} \N{SLEEPING FACE}", function=half)
    shown = msgspec.structs.replace(report(told), problems=(Problem(half, 1, 1, half),))
    output = text(output_format, shown).encode("utf-8", "backslashreplace").decode()
    if output_format in ("sarif", "gitlab", "rdjson"):
        # A strict reader refuses lone surrogates; what is whole stays.
        assert json.dumps(json.loads(output), ensure_ascii=False).encode()
        assert "\ufffd \N{SLEEPING FACE}" in json.dumps(json.loads(output), ensure_ascii=False)
    if output_format == "sarif" and half == chr(0xDCFF):
        assert "app/%FF.py" in output
