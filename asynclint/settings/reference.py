"""The settings reference of the docs, made from the table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from asynclint.settings.parsing import toml_value
from asynclint.settings.schema import schema

_HEAD = """\
# Settings

<!-- Made by docs/generate.py from asynclint/settings/table.py. -->

Settings stand in `[tool.asynclint]` of `pyproject.toml`, or at the top of an `asynclint.toml`, which goes
first where a folder has both. The nearest such file at or above the project root counts, up to the folder
with `.git`. `--config FILE` names another file, `--isolated` reads none.

Each key is also an option of `asynclint check`, `asynclint baseline` and `asynclint config`, and options
win: a list on the command line stands for that of the file, `--extend-select` and `--extend-ignore` add to
it, and `--select` makes `select`, `ignore` and their extensions of the file void. A list may be given with
commas or by repeating the option.

Paths in a file are relative to the file, on the command line to the current folder. Patterns have the form
of `.gitignore` lines and are matched from the folder of the settings file where that lies above the project
root, else from the project root.

`asynclint config` shows the settings in force and where each comes from; `asynclint config --show-files` the
files; `asynclint config --schema` a JSON Schema for editors, which is also in
[settings.schema.json](settings.schema.json). An unknown key or a bad value is an error
(exit code 2) that names its place.
"""


def markdown() -> str:
    """One section for each key."""
    return "\n".join([_HEAD, *_sections()])


def _sections() -> Iterator[str]:
    for key, about in schema()["properties"].items():
        text, _, default = about["description"].rpartition(" Default: ")
        yield f"## `{key}`\n"
        yield f"{text}\n"
        yield f"- Type: {_type(about)}"
        yield f"- Default: {_code(default.rstrip('.'))}"
        yield f"- Option: {_option(key, about)}\n"
        yield "```toml\n[tool.asynclint]"
        for example in about["examples"][:1]:
            yield f"{key} = {toml_value(example)}"
        yield "```\n"


def _code(default: str) -> str:
    """A default that is a value as code, one that is a sentence as text."""
    value = default[:1] in '"[' and " " not in default.replace(", ", "")
    return f"`{default}`" if value or default.isdigit() or default in ("true", "false") else default


def _type(about: Mapping[str, object]) -> str:
    kind = about["type"]
    limits = _limits(about)
    if kind == "array":
        return f"list of {limits or 'texts'}"
    if kind == "object":
        return f"table of {limits or 'lists of texts'}"
    if limits:
        return limits
    return {"boolean": "true or false", "integer": "whole number", "number": "number"}.get(str(kind), "text")


def _limits(about: Mapping[str, object]) -> str:
    for inner in (about, about.get("items"), about.get("additionalProperties")):
        if isinstance(inner, Mapping) and "enum" in inner:
            return " or ".join(f"`{value}`" for value in inner["enum"])
    return ""


def _option(key: str, about: Mapping[str, object]) -> str:
    if key == "baseline":
        return "`--baseline[=FILE]`, `--no-baseline`"
    if about["type"] == "boolean":
        return f"`--{key}`, `--no-{key}`"
    if key == "per-file-ignores":
        return f"`--{key} PATTERN=CODES`"
    if key == "severity":
        return f"`--{key} CODE=SEVERITY`"
    return f"`--{key}`"
