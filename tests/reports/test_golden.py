"""Every format of one shared list of findings, whole.  `UPDATE_GOLDEN=1` writes them anew."""

from __future__ import annotations

import io
import os
from pathlib import Path
from typing import Any

import pytest

from asynclint.cli.output import Output
from asynclint.cli.writing import Writer
from asynclint.reports.formats import FORMATS, Format
from tests.reports.shared import REPORT, Texts

GOLDEN = Path(__file__).parent / "golden"
ENDINGS = {
    "concise": "txt",
    "github": "txt",
    "gitlab": "json",
    "json": "json",
    "junit": "xml",
    "markdown": "md",
    "rdjson": "json",
    "sarif": "sarif",
    "text": "txt",
}


def written(output_format: Format, monkeypatch: pytest.MonkeyPatch, report: Any = REPORT) -> str:
    """What is written in a format, with sources from memory."""
    monkeypatch.setattr("asynclint.cli.writing.SourceFiles", lambda root, overlays: Texts())
    monkeypatch.setattr("asynclint.cli.writing.__version__", "1.2.3")
    stream = io.StringIO()
    Writer(report, {}, show_statistics=False, quiet=False)(output_format, Output(stream, {}))
    return stream.getvalue()


@pytest.mark.parametrize("output_format", FORMATS)
def test_golden(output_format: Format, monkeypatch: pytest.MonkeyPatch) -> None:
    text = written(output_format, monkeypatch)
    golden = GOLDEN / f"{output_format}.{ENDINGS[output_format]}"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8")


def test_each_golden_is_of_a_format() -> None:
    assert {path.name for path in GOLDEN.iterdir()} == {f"{name}.{ENDINGS[name]}" for name in FORMATS}
