"""`asynclint rule`."""

from __future__ import annotations

import json

import pytest

from asynclint.cli.main import main
from asynclint.rules.registry import RULES


@pytest.fixture(autouse=True)
def _no_terminal_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)


def test_list(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rule"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[:2] for line in lines] == [[rule.code, rule.name] for rule in RULES]


@pytest.mark.parametrize("selector", ["ASL103", "asl103", "blocking-database"])
def test_one(selector: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rule", selector]) == 0
    out = capsys.readouterr().out
    assert out.startswith("# ASL103 blocking-database\n")
    assert "## What to do" in out
    assert "## Bad\n\n`main.py`:\n\n```python\n" in out
    assert "## Good" in out
    assert RULES[2].url in out


def test_one_with_colours(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert main(["rule", "ASL103"]) == 0
    out = capsys.readouterr().out
    assert "\x1b[" in out
    assert "```" not in out


def test_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rule", "--output-format", "json"]) == 0
    listed = json.loads(capsys.readouterr().out)
    assert [each["code"] for each in listed] == [rule.code for rule in RULES]
    last = RULES[-1]
    assert main(["rule", last.code, "--output-format", "json"]) == 0
    one = json.loads(capsys.readouterr().out)
    assert one == listed[-1]
    assert one["severity"] == last.severity
    assert one["bad"] == dict(last.bad)
    assert one["url"].endswith(f"/docs/rules/{last.code}.md")


def test_unknown(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rule", "blocking-databse"]) == 2
    expected = "error: unknown rule `blocking-databse`: did you mean `blocking-database`?\n"
    assert capsys.readouterr() == ("", expected)
