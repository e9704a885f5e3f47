"""Fixtures shared by all tests."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

# The same examples in each run, and no time limit: a change fails for what it changes, on a slow
# machine as on a fast one.  `--hypothesis-profile=default` draws new ones.
settings.register_profile("reproducible", derandomize=True, database=None, deadline=None)
settings.load_profile("reproducible")

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def repository() -> Path:
    """The root of this repository."""
    return ROOT


@pytest.fixture(scope="session")
def facts_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One cache folder for all tests that run the pipeline: the stubs are parsed once."""
    return tmp_path_factory.mktemp("facts")
