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
from hypothesis import given
from hypothesis import strategies as st
from junitparser import Error, Failure, JUnitXml, Skipped
from markdown_it import MarkdownIt

from asynclint.finding import FileError, Finding, Problem, Report, RootCause
from asynclint.reports import sarif
from asynclint.reports.formats import PROGRAMS, SERVICES, Format
from asynclint.reports.rebased import rebased
from tests.reports.sample import direct, report, through_helper
from tests.reports.shared import REPORT, SOURCES, Texts

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


def errors_of(found: list[Any]) -> list[str]:
    return [str(each) for each in found]


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
        assert ("suppressions" in result) is finding.suppressed
        assert ("fixes" in result) is (finding.fix is not None)
        related = [each["physicalLocation"]["region"]["startLine"] for each in result["relatedLocations"]]
        assert related == [cause.line for cause in finding.root_causes]


def test_the_flow_of_sarif_is_the_chain() -> None:
    result = run_of(REPORT)["results"][3]
    (flow,) = result["codeFlows"][0]["threadFlows"]
    lines = [each["location"]["physicalLocation"]["region"]["startLine"] for each in flow["locations"]]
    assert lines == [hop.line for hop in REPORT.findings[3].chain]


def test_a_fix_in_sarif_replaces_what_its_bytes_are() -> None:
    result = run_of(REPORT)["results"][1]
    (change,) = result["fixes"][0]["artifactChanges"]
    (replacement,) = change["replacements"]
    region = replacement["deletedRegion"]
    line = SOURCES["app/slow.py"].splitlines()[region["startLine"] - 1]
    assert line[region["startColumn"] - 1 : region["endColumn"] - 1] == "time.sleep"
    assert replacement["insertedContent"] == {"text": "await asyncio.sleep"}


def test_half_a_fix_is_none() -> None:
    edits = (*REPORT.findings[1].fix.edits, REPORT.findings[1].fix.edits[0])  # type: ignore[union-attr]
    lost = msgspec.structs.replace(edits[1], path="app/gone.py")
    fix = msgspec.structs.replace(REPORT.findings[1].fix, edits=(edits[0], lost))
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
    assert kinds.count(Skipped) == suppressed
    assert kinds.count(Error) == len(shown.errors)
    assert kinds.count(Failure) == len(shown.findings) - suppressed + len(shown.problems)
    assert len({(case.classname, case.name) for case in cases}) == len(cases)
    if shown is NOTHING:
        assert [case.is_passed for case in cases] == [True]
    # Their totals, which readers show, are ours.
    said = (suites.tests, suites.failures, suites.errors, suites.skipped)
    suites.update_statistics()
    assert said == (suites.tests, suites.failures, suites.errors, suites.skipped)


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
                    "location": {
                        "additionalProperties": False,
                        "required": ["path"],
                        "properties": {"path": {"type": "string"}, "range": _RANGE},
                    },
                    "severity": {"enum": ["ERROR", "WARNING", "INFO"]},
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


@REPORTS
def test_markdown_is_short_enough_for_a_job_summary(shown: Report) -> None:
    output = text("markdown", shown)
    assert len(output.encode()) < 1 << 20
    if shown is MANY:
        assert "and 4,949 more" in output
        assert "and 4,799 more" in output


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
    html = re.findall(r"<[a-z/]+>", re.sub(r"\\<|`[^`]*`", "", output))
    assert set(html) <= {"<details>", "<summary>", "</summary>", "</details>", "<br>"}


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


@pytest.mark.parametrize("output_format", [name for name in SERVICES if name != "junit"])
def test_file_names_that_are_no_text(output_format: Format) -> None:
    finding: Finding = direct(path="app/\udcff.py")
    output = text(output_format, report(finding))
    assert output.encode("utf-8", "backslashreplace")
    if output_format == "sarif":
        assert "app/%FF.py" in output
