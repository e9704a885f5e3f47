"""Progress on standard error."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from asynclint.cli import progress
from asynclint.cli.progress import TerminalProgress
from asynclint.engine.progress import Progress


def run(listener: Progress) -> None:
    listener.advance()
    listener.phase("facts", 3)
    listener.advance(2)
    listener.advance()
    listener.phase("linking")
    listener.advance()


def shown(monkeypatch: pytest.MonkeyPatch, delay: float) -> str:
    monkeypatch.setattr(progress, "_DELAY", delay)
    monkeypatch.setattr(progress, "_INTERVAL", 0.0)
    stream = io.StringIO()
    with TerminalProgress(Console(file=stream, force_terminal=True, width=80)) as listener:
        run(listener)
    return stream.getvalue()


def test_short_run_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert shown(monkeypatch, 3600) == ""


def test_long_run_shows_its_phases(monkeypatch: pytest.MonkeyPatch) -> None:
    text = shown(monkeypatch, 0)
    assert "facts" in text
    assert "2/3" in text
    assert text.index("facts") < text.index("linking")
