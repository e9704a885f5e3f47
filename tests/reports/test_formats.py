"""The formats that machines read, and the statistics."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import msgspec
import pytest

from asynclint.finding import FileError, Problem, Report, Statistics
from asynclint.reports import concise, statistics
from asynclint.reports import json as json_report
from tests.reports.sample import direct, fixed, report, through_helper


def as_json(shown: Report) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads("".join(json_report.pieces(shown, "1.2.3")))
    return loaded


def test_json_has_the_promised_names() -> None:
    broken = FileError("app/broken.py", 3, 1, "invalid syntax")
    whole = as_json(msgspec.structs.replace(report(fixed(), through_helper()), errors=(broken,)))
    assert list(whole) == ["version", "root", "findings", "errors", "problems", "baseline", "statistics"]
    assert whole["version"] == "1.2.3"
    assert whole["root"] == "/project"
    assert whole["errors"] == [{"path": "app/broken.py", "line": 3, "column": 1, "message": "invalid syntax"}]
    assert whole["statistics"] == {
        "files": 40,
        "functions": 310,
        "calls": 1203,
        "unresolved_calls": 122,
    }
    finding = whole["findings"][0]
    assert set(finding) == {
        *("code", "name", "path", "line", "column", "end_line", "end_column", "message", "function"),
        *("contexts", "severity", "confidence", "chain", "root_causes", "fix", "fingerprint"),
        *("suppressed", "remedy", "url"),
    }
    assert finding["fix"] == {
        "applicability": "unsafe",
        "title": "await asyncio.sleep",
        "edits": [{"path": "app/slow.py", "start": 10, "end": 20, "content": "await asyncio.sleep"}],
    }
    assert whole["findings"][1]["chain"][1] == {
        "path": "app/repo.py",
        "line": 33,
        "function": "app.repo.all_items",
        "callee": "sqlalchemy.orm.Session.execute",
    }


@pytest.mark.parametrize("findings", [(), (direct(),), (fixed(), through_helper())])
@pytest.mark.parametrize("errors", [(), (FileError("a\nb.py", 3, 1, "bad"),)])
def test_json_comes_in_pieces_and_is_laid_out_as_one(findings: Any, errors: Any) -> None:
    problems = (Problem("a.py", 3, 1, "a suppression without a reason"),)
    shown = msgspec.structs.replace(report(*findings), errors=errors, problems=problems)
    pieces = list(json_report.pieces(shown, "1.2.3"))
    assert len(pieces) > len(findings)
    assert "".join(pieces) == json.dumps(json.loads("".join(pieces)), indent=2)


@pytest.mark.parametrize("findings", [(), (fixed(),), (through_helper(), direct())])
def test_json_fits_its_schema(findings: tuple[Any, ...]) -> None:
    schema = json_report.schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    problem = Problem("a.py", 3, 1, "unused suppression")
    for whole in (report(*findings), msgspec.structs.replace(report(*findings), problems=(problem,))):
        jsonschema.validate(as_json(whole), schema, jsonschema.Draft202012Validator)


@pytest.mark.parametrize(
    "damage",
    [
        {"code": "E501"},
        {"line": 0},
        {"severity": "info"},
        {"confidence": "sure"},
        {"surplus": 1},
        {"fix": {}},
        {"chain": [{"path": "a.py"}]},
    ],
)
def test_schema_refuses_what_does_not_fit(damage: dict[str, Any]) -> None:
    whole = as_json(report(direct()))
    whole["findings"][0].update(damage)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(whole, json_report.schema(), jsonschema.Draft202012Validator)


def test_schema_requires_every_name() -> None:
    whole = as_json(report(direct()))
    for name in list(whole["findings"][0]):
        less = {**whole, "findings": [{k: v for k, v in whole["findings"][0].items() if k != name}]}
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(less, json_report.schema(), jsonschema.Draft202012Validator)


def test_json_survives_file_names_that_are_not_utf_8() -> None:
    text = "".join(json_report.pieces(report(direct(path="app/\udcff.py")), "1"))
    assert text.isascii()
    assert json.loads(text)["findings"][0]["path"] == "app/\udcff.py"


def test_concise_is_one_line_a_finding() -> None:
    shown = report(direct(), through_helper(), direct(9))
    lines = [line.plain for line in concise.lines(shown, quiet=True)]
    assert lines == [
        "app/slow.py:2:5: ASL101 `time.sleep` blocks the event loop",
        "app/routes.py:4:12: ASL103 `all_items` blocks the event loop:"
        " reaches `sqlalchemy.orm.Session.execute` at app/repo.py:33",
        "app/slow.py:9:5: ASL101 `time.sleep` blocks the event loop",
    ]
    assert [line.plain for line in concise.lines(shown)][3:] == [
        "Found 3 findings (3 errors) in 2 of 40 files."
    ]


def test_statistics() -> None:
    lines = statistics.lines(report(through_helper(), direct(), direct(9)))
    assert [line.plain for line in lines] == [
        "2  ASL101  blocking-sleep",
        "1  ASL103  blocking-database",
        "",
        "files                40",
        "functions           310",
        "calls             1,203",
        "unresolved calls    122 (10.1%)",
    ]


def test_statistics_of_nothing() -> None:
    empty = Report("/project", (), (), Statistics())
    assert [line.plain for line in statistics.lines(empty)][-1] == "unresolved calls  0"
