"""What the tests of the plugin share."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.commands import CACHE


@pytest.fixture(autouse=True)
def _surroundings(facts_cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(CACHE, str(facts_cache))
    monkeypatch.delenv("_ASYNCLINT_FLAKE8_RUN", raising=False)
