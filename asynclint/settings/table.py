"""The table `[tool.asynclint]`: its keys, their types and what they mean.

Validation, the JSON Schema, the reference in the docs and the options of the command line are all
made from this one record.
"""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from msgspec import UNSET, Meta, UnsetType

from asynclint.finding import Confidence, Severity
from asynclint.settings.model import FailOn, Scope

Codes = tuple[str, ...]
Names = tuple[str, ...]


class Table(msgspec.Struct, frozen=True, kw_only=True, rename="kebab", forbid_unknown_fields=True):
    """What a settings file, or the command line, says; UNSET where it says nothing.

    A description's first sentence is the help of the option.  `title` names the default.
    """

    select: Annotated[
        Codes | UnsetType,
        Meta(
            title="the rules that are on by default",
            description="The rules to run: codes, prefixes such as ASL1, names, or ALL.",
            examples=[["ASL1"], ["ASL10", "blocking-path-check"]],
        ),
    ] = UNSET
    ignore: Annotated[
        Codes | UnsetType,
        Meta(
            title="none",
            description="Rules to leave out. The most specific selector decides; between equals, this one.",
            examples=[["ASL112"]],
        ),
    ] = UNSET
    extend_select: Annotated[
        Codes | UnsetType,
        Meta(
            title="none",
            description="Rules to run besides the selected ones. On the command line they come on top of"
            " those of the file.",
            examples=[["ASL111"]],
        ),
    ] = UNSET
    extend_ignore: Annotated[
        Codes | UnsetType,
        Meta(
            title="none",
            description="Rules to leave out besides the ignored ones. On the command line they come on top"
            " of those of the file.",
            examples=[["blocking-path-check"]],
        ),
    ] = UNSET
    per_file_ignores: Annotated[
        dict[str, Codes] | UnsetType,
        Meta(
            title="none",
            description="Rules to leave out in files that match a pattern. Patterns have the form of"
            " .gitignore lines; one that starts with `!` stands for all files that it does not match."
            " Chains that only pass through such a file are reported where they start.",
            examples=[{"scripts/": ["ALL"], "app/legacy/*.py": ["ASL103", "ASL104"]}],
        ),
    ] = UNSET
    include: Annotated[
        Names | UnsetType,
        Meta(
            title='["*.py"]',
            description="Patterns of the files that are Python. Patterns have the form of .gitignore lines.",
            examples=[["*.py", "bin/*"]],
        ),
    ] = UNSET
    exclude: Annotated[
        Names | UnsetType,
        Meta(
            title="none; .venv, build outputs, caches and the like are always left out",
            description="Patterns of files and folders to leave out of the analysis. They come on top of the"
            " built-in ones and of .gitignore; a path that is named on the command line is analysed all the"
            " same, unless `force-exclude` is set.",
            examples=[["generated/", "*_pb2.py"]],
        ),
    ] = UNSET
    force_exclude: Annotated[
        bool | UnsetType,
        Meta(
            title="false",
            description="Leave excluded files out even where they are named, and report on named tests"
            " and migrations as if they were not. For tools that name each changed file.",
            examples=[True],
        ),
    ] = UNSET
    src: Annotated[
        Names | UnsetType,
        Meta(
            title="found by layout and imports",
            description="Folders that imports start from, before those that are found.",
            examples=[["src", "services/billing"]],
        ),
    ] = UNSET
    stubs: Annotated[
        Names | UnsetType,
        Meta(
            title="none",
            description="Folders of stubs that say what libraries do, before the bundled ones.",
            examples=[["lint_stubs"]],
        ),
    ] = UNSET
    blocking: Annotated[
        Names | UnsetType,
        Meta(
            title="none",
            description="Functions, methods and classes that block, by their dotted names. Calls on the"
            " event loop are reported as ASL111. A `*` stands for any characters, dots too, but not in the"
            " first name. A name that is nowhere is an error.",
            examples=[["acme_db.Client.query", "app.legacy.*"]],
        ),
    ] = UNSET
    non_blocking: Annotated[
        Names | UnsetType,
        Meta(
            title="none",
            description="Functions, methods and classes that never block, whatever they look like. This goes"
            " before `blocking` and before the stubs. Globs as in `blocking`.",
            examples=[["app.cache.Local.get"]],
        ),
    ] = UNSET
    offloaders: Annotated[
        Names | UnsetType,
        Meta(
            title="none",
            description="Functions that run a callable in another thread or process. The callable is their"
            " first parameter, or the one named after a colon. Globs as in `blocking`.",
            examples=[["app.threads.run", "acme.pool.submit:task"]],
        ),
    ] = UNSET
    severity: Annotated[
        dict[str, Severity] | UnsetType,
        Meta(
            title="what the rule says",
            description="Severities of rules, by codes, prefixes or names. The most specific one decides.",
            examples=[{"ASL104": "error", "blocking-cpu": "warning"}],
        ),
    ] = UNSET
    fail_on: Annotated[
        FailOn | UnsetType,
        Meta(
            title='"warning"',
            description="The least severity that makes the run fail.",
            examples=["error"],
        ),
    ] = UNSET
    confidence: Annotated[
        Confidence | UnsetType,
        Meta(
            title='"likely" for ASL1xx and ASL2xx, "certain" for the rest',
            description="The lowest confidence to report.",
            examples=["certain"],
        ),
    ] = UNSET
    contexts: Annotated[
        tuple[Scope, ...] | UnsetType,
        Meta(
            title='["routes", "async"]',
            description="The code to report on: what the framework runs (routes), other asynchronous code"
            " (async), what start-up and shutdown run (startup), test files (tests).",
            examples=[["routes"], ["routes", "async", "startup"]],
        ),
    ] = UNSET
    preview: Annotated[
        bool | UnsetType,
        Meta(
            title="false",
            description="Also report what unfinished rules and conditions find.",
            examples=[True],
        ),
    ] = UNSET
    target_version: Annotated[
        Annotated[str, Meta(pattern=r"^(py3\d{1,2}|3\.\d{1,2})$")] | UnsetType,
        Meta(
            title="any: both sides of a test of `sys.version_info` count",
            description="The version of Python that the code runs on.",
            examples=["3.12", "py312"],
        ),
    ] = UNSET
    fastapi_version: Annotated[
        Annotated[str, Meta(pattern=r"^\d+(\.\d+)*\S*$")] | UnsetType,
        Meta(
            title="the newest that the project's pins and lock files allow",
            description="The version of FastAPI that the code runs with.",
            examples=["0.115.2"],
        ),
    ] = UNSET
    baseline: Annotated[
        str | UnsetType,
        Meta(
            title="none",
            description="The file of known findings, which are not reported. `asynclint baseline` writes it.",
            examples=["asynclint-baseline.jsonl"],
        ),
    ] = UNSET
    cache_dir: Annotated[
        str | UnsetType,
        Meta(
            title='".asynclint_cache" in the project root',
            description="Where facts of files are kept between runs.",
            examples=["/var/cache/asynclint"],
        ),
    ] = UNSET
    max_file_size: Annotated[
        Annotated[int, Meta(ge=1)] | UnsetType,
        Meta(
            title="1000000",
            description="In bytes. A larger file is an error of that file, and is not parsed.",
            examples=[2_000_000],
        ),
    ] = UNSET
    file_timeout: Annotated[
        Annotated[float, Meta(gt=0)] | UnsetType,
        Meta(
            title="60",
            description="In seconds. A file that takes longer to read is an error of that file.",
            examples=[20],
        ),
    ] = UNSET
    require_reason: Annotated[
        bool | UnsetType,
        Meta(
            title="false",
            description="Report suppression comments that give no reason.",
            examples=[True],
        ),
    ] = UNSET
    honour_ruff_noqa: Annotated[
        bool | UnsetType,
        Meta(
            title="false",
            description="Let `# noqa: ASYNC2xx` of ruff and flake8-async silence the matching rules.",
            examples=[True],
        ),
    ] = UNSET


KEYS: dict[str, msgspec.structs.FieldInfo] = {
    field.encode_name: field for field in msgspec.structs.fields(Table)
}
"""The fields of `Table` by the names of the keys, in order."""

KEYS_OF_PATHS = frozenset({"src", "stubs", "baseline", "cache-dir"})
"""Those that hold paths: relative to the file that they stand in, or to the current folder."""


def choices(key: str) -> tuple[str, ...]:
    """The values that a key, or each of its elements, may have; none where they are not limited."""
    found = _literals(KEYS[key].type)
    return tuple(str(value) for value in found)


def _literals(kind: object) -> tuple[object, ...]:
    origin = getattr(kind, "__origin__", None)
    args = getattr(kind, "__args__", ())
    if origin is Literal:
        return tuple(args)
    for arg in args:
        found = _literals(arg)
        if found:
            return found
    return ()
