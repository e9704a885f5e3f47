"""The settings' defaults."""

from __future__ import annotations

from pathlib import Path

import pytest

from asynclint.settings.model import Settings


def test_defaults() -> None:
    settings = Settings()
    assert settings.paths == ()
    assert (settings.select, settings.ignore, settings.extend_select) == ((), (), ())
    assert (settings.root, settings.confidence, settings.cache_dir) == (None, None, None)
    assert settings.max_file_size == 1_000_000
    assert ".venv/" in settings.exclude
    assert settings.preview is False


def test_frozen() -> None:
    settings = Settings()
    with pytest.raises(AttributeError):
        settings.cache = False  # type: ignore[misc]


@pytest.mark.parametrize(
    ("settings", "folder"),
    [
        (Settings(), Path("root/.asynclint_cache")),
        (Settings(cache_dir=Path("elsewhere")), Path("elsewhere")),
        (Settings(cache=False, cache_dir=Path("elsewhere")), None),
    ],
)
def test_cache_folder(settings: Settings, folder: Path | None) -> None:
    assert settings.cache_folder(Path("root")) == folder
