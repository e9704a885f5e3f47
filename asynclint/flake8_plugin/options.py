"""The options of the plugin, on flake8's command line and in its configuration files."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import get_args

import msgspec
from flake8.options.manager import OptionManager
from flake8.style_guide import Decision, DecisionEngine

from asynclint.finding import Confidence
from asynclint.rules.registry import RULES
from asynclint.settings.table import Table

# Left out by flake8 unless it is told to select them: the rules that are off by default.
OFF = ("ASL404",)


class Options(msgspec.Struct, frozen=True):
    """What the user asked for.  `display_name` is what standard input is called."""

    root: Path | None
    config: Path | None
    isolated: bool
    alone: bool
    cache: bool
    table: Table
    display_name: str


def add_options(manager: OptionManager) -> None:
    """Registers them; paths in a file are relative to it where they contain a `/`."""
    for name, about in (
        ("root", "The project's root folder. Default: the nearest one with pyproject.toml or .git."),
        ("config", "The file with asynclint's settings. Default: the nearest one."),
        ("cache-dir", "Where asynclint keeps facts between runs. Default: .asynclint_cache in the root."),
    ):
        manager.add_option(
            f"--asynclint-{name}", metavar="PATH", parse_from_config=True, normalize_paths=True, help=about
        )
    manager.add_option(
        "--asynclint-confidence",
        choices=get_args(Confidence),
        parse_from_config=True,
        help="The least confidence of what asynclint emits.",
    )
    for name, about in (
        ("alone", "Analyse each named file by itself: at once in large projects, but it finds less."),
        ("isolated", "Read none of asynclint's settings files."),
        ("no-cache", "Neither read nor write asynclint's cache."),
    ):
        manager.add_option(
            f"--asynclint-{name}", action="store_true", default=False, parse_from_config=True, help=about
        )


def read_options(options: Namespace) -> Options:
    """Our options among all of flake8's."""
    given = {
        "confidence": options.asynclint_confidence,
        "cache_dir": options.asynclint_cache_dir,
    }
    return Options(
        root=_path(options.asynclint_root),
        config=_path(options.asynclint_config),
        isolated=options.asynclint_isolated,
        alone=options.asynclint_alone,
        cache=not options.asynclint_no_cache,
        table=Table(**{name: value for name, value in given.items() if value is not None}),
        display_name=options.stdin_display_name or "stdin",
    )


def is_wanted(options: Namespace) -> bool:
    """Whether flake8 would show any of our codes."""
    engine = DecisionEngine(options)
    codes = dict.fromkeys([*(rule.code for rule in RULES), *OFF])
    return any(engine.decision_for(code) is Decision.Selected for code in codes)


def _path(given: str | None) -> Path | None:
    return Path(given) if given else None
