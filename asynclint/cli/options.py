"""The options that settings give: one for each key of the table, and those that choose the file."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path
from typing import Any, TypeVar

import click
import msgspec

from asynclint.cli.completion import selectors, severities
from asynclint.errors import UsageError
from asynclint.settings.merging import Merged
from asynclint.settings.model import Settings
from asynclint.settings.parsing import converted
from asynclint.settings.schema import schema
from asynclint.settings.table import KEYS, Table, choices

F = TypeVar("F", bound=Callable[..., Any])

BASELINE_FILE = "asynclint-baseline.jsonl"
# What `--baseline` without a path stands for: the settings' file, or the usual one.
THE_USUAL = ""
_CODES = frozenset({"select", "ignore", "extend-select", "extend-ignore"})
_COMPLETIONS = {"per-file-ignores": selectors, "severity": severities, **dict.fromkeys(_CODES, selectors)}
_METAVARS = {
    "per-file-ignores": "PATTERN=CODES",
    "severity": "CODE=SEVERITY",
    "include": "PATTERNS",
    "exclude": "PATTERNS",
    "src": "FOLDER",
    "stubs": "FOLDER",
    "blocking": "NAMES",
    "non-blocking": "NAMES",
    "offloaders": "NAMES",
    "target-version": "VERSION",
    "fastapi-version": "VERSION",
    "cache-dir": "FOLDER",
    "max-file-size": "BYTES",
    "file-timeout": "SECONDS",
}


def baseline_path(settings: Settings) -> Path:
    """The file of the settings, else the usual one in the project root."""
    return settings.baseline or (settings.root or Path()) / BASELINE_FILE


class Common(msgspec.Struct, frozen=True):
    """What all commands that analyse take: paths, and where their settings come from."""

    paths: tuple[Path, ...]
    root: Path | None
    config: Path | None
    isolated: bool
    cache: bool
    jobs: int
    baseline: str | None
    no_baseline: bool
    table: Table

    def configure(self, unsaved: Collection[Path] = ()) -> Merged:
        """The settings in force.  `unsaved`: real paths of buffers.  Raises `UsageError`."""
        from asynclint.engine.configuration import configure

        base = Settings(paths=self.paths, root=self.root, cache=self.cache, jobs=self.jobs)
        merged = configure(base, self.table, config=self.config, isolated=self.isolated, unsaved=unsaved)
        if self.no_baseline and self.baseline is not None:
            raise UsageError("--baseline and --no-baseline exclude each other: leave one out.")
        settings, origin = merged.settings, merged.origins["baseline"]
        if self.no_baseline:
            settings, origin = msgspec.structs.replace(settings, baseline=None), "--no-baseline"
        elif self.baseline is not None:
            path = Path.cwd() / self.baseline if self.baseline else baseline_path(settings)
            settings, origin = msgspec.structs.replace(settings, baseline=path), "--baseline"
        return msgspec.structs.replace(
            merged, settings=settings, origins={**merged.origins, "baseline": origin}
        )


_NAMES = ("paths", "root", "config", "isolated", "jobs", "baseline", "no_baseline")


def settings_options(command: F) -> F:
    """Adds PATHS and all options that settings have; the command gets `common: Common`."""

    def with_common(**given: Any) -> Any:
        common = {name: given.pop(name) for name in _NAMES}
        own = {field.name: given.pop(field.name) for field in KEYS.values() if field.name in given}
        cache = not given.pop("no_cache")
        return command(Common(**common, cache=cache, table=_table(own)), **given)

    with_common.__doc__ = command.__doc__
    with_common.__name__ = command.__name__
    with_common.__click_params__ = getattr(command, "__click_params__", [])  # type: ignore[attr-defined]
    for decorate in reversed(_OPTIONS):
        with_common = decorate(with_common)
    return with_common  # type: ignore[return-value]


_COMMON = (
    click.argument("paths", nargs=-1, type=click.Path(path_type=Path)),
    click.option(
        "--root",
        type=click.Path(path_type=Path),
        help="The project's root folder. Default: the nearest one with pyproject.toml, asynclint.toml or"
        " .git.",
    ),
    click.option(
        "--config",
        type=click.Path(path_type=Path),
        metavar="FILE",
        help="The settings file. Default: the nearest asynclint.toml, or pyproject.toml with a table"
        " [tool.asynclint].",
    ),
    click.option("--isolated", is_flag=True, help="Read no settings file."),
    click.option("--no-cache", is_flag=True, help="Neither read nor write the cache."),
    click.option(
        "--jobs",
        type=click.IntRange(min=0),
        default=0,
        metavar="N",
        help="Processes that read files; 0: as many as pay, 1: no further ones.  [default: 0]",
    ),
)


def _of_keys() -> Iterable[Callable[[Any], Any]]:
    properties = schema()["properties"]
    for key in KEYS:
        about = properties[key]["description"]
        if key == "baseline":
            yield click.option("--baseline", metavar="[=FILE]", type=click.UNPROCESSED, help=about)
            yield click.option(
                "--no-baseline", is_flag=True, help="Use no baseline, whatever the settings say."
            )
            continue
        yield _option(key, properties[key]["type"], about)


def _option(key: str, kind: str, about: str) -> Callable[[Any], Any]:
    name = KEYS[key].name
    if kind == "boolean":
        return click.option(f"--{key}/--no-{key}", name, default=None, help=about)
    if kind in ("array", "object"):
        metavar = _METAVARS.get(key) or ("CODES" if key in _CODES else ",".join(choices(key)))
        completes = _COMPLETIONS.get(key)
        return click.option(
            f"--{key}", name, multiple=True, metavar=metavar, shell_complete=completes, help=about
        )
    if choices(key):
        return click.option(f"--{key}", name, type=click.Choice(choices(key)), help=about)
    kinds: Mapping[str, Any] = {"integer": click.INT, "number": click.FLOAT, "string": click.STRING}
    return click.option(f"--{key}", name, type=kinds[kind], metavar=_METAVARS[key], help=about)


def _table(own: Mapping[str, Any]) -> Table:
    values = {}
    for key, field in KEYS.items():
        given = own.get(field.name)
        if given is None or given == ():
            continue
        values[field.name] = converted(key, _raw(key, given), _wrong)
    return Table(**values)


def _raw(key: str, given: Any) -> Any:
    """What was given on the command line, in the form that the file would have it."""
    if not isinstance(given, tuple):
        return given
    if key in ("per-file-ignores", "severity"):
        pairs: dict[str, Any] = {}
        for each in given:
            name, equals, value = each.rpartition("=")
            if not equals or not name or not value:
                raise UsageError(f"--{key}: `{each}` lacks its `=`: write {_METAVARS[key]}.")
            if key == "severity":
                pairs.update(dict.fromkeys(_split(name), value))
            else:
                pairs[name] = [*pairs.get(name, []), *_split(value)]
        return pairs
    return [piece for each in given for piece in _split(each)]


def _split(text: str) -> list[str]:
    return [piece.strip() for piece in text.split(",") if piece.strip()]


def _wrong(path: tuple[str, ...], message: str, value: object = None) -> UsageError:
    return UsageError(f"--{path[0]}: {message}")


# Made once for all commands.
_OPTIONS = (*_COMMON, *_of_keys())


class WithBaseline(click.Command):
    """A command whose `--baseline` takes a value only after `=`: a path may follow it."""

    def parse_args(self, context: click.Context, args: list[str]) -> list[str]:
        end = args.index("--") if "--" in args else len(args)
        usual = f"--baseline={THE_USUAL}"
        return super().parse_args(
            context, [usual if a == "--baseline" and i < end else a for i, a in enumerate(args)]
        )
