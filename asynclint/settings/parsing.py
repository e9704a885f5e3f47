"""The text of a settings file to a `Table`, with errors that name place and remedy."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from asynclint.errors import UsageError, nearest
from asynclint.settings.places import line_of
from asynclint.settings.schema import schema
from asynclint.settings.table import KEYS, Table, choices

SECTION = ("tool", "asynclint")

Fail = Callable[[tuple[str, ...], str, object], UsageError]


class Parsed(msgspec.Struct, frozen=True):
    """The table of one file; `lines` gives for each of its keys the line where it stands.

    `text` and `section` let later checks find the line of a value.
    """

    name: str
    table: Table
    lines: Mapping[str, int]
    text: str
    section: tuple[str, ...]

    def place(self, key: str, value: object = None) -> str:
        """`name:line` of a key, or of a value in it."""
        return f"{self.name}:{line_of(self.text, (*self.section, key), value)}"


def parse(text: str, name: str, *, pyproject: bool) -> Parsed | None:
    """The settings in `text`; None for a pyproject.toml without `[tool.asynclint]`.

    `name` is the file's, for messages.  Raises `UsageError` for what is no TOML, unknown keys and
    bad values.
    """
    try:
        whole = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{name}: {error}: mend the file, or pass --isolated to go without it.") from error
    section = SECTION if pyproject else ()
    for part in section:
        if part not in whole:
            return None
        whole = whole[part]
        if not isinstance(whole, dict):
            raise UsageError(f"{name}:{line_of(text, section)}: `{'.'.join(section)}` must be a table.")

    def fail(path: tuple[str, ...], message: str, value: object = None) -> UsageError:
        return UsageError(f"{name}:{line_of(text, (*section, *path), value)}: {message}")

    for key in whole:
        if key not in KEYS:
            raise fail((key,), f"unknown setting `{key}`: {_advice(key)}", None)
    values = {key: converted(key, value, fail) for key, value in whole.items()}
    table = Table(**{KEYS[key].name: value for key, value in values.items()})
    lines = {key: line_of(text, (*section, key)) for key in whole}
    return Parsed(name, table, lines, text, section)


def _advice(key: str) -> str:
    near = nearest(key.replace("_", "-").lower(), KEYS)
    return f"did you mean `{near}`?" if near else f"the settings are {', '.join(KEYS)}."


def converted(key: str, value: Any, fail: Fail) -> Any:
    """A value as `Table` has it; raises what `fail` makes of the path of keys, a message and the culprit."""
    try:
        return msgspec.convert(value, KEYS[key].type)
    except msgspec.ValidationError as error:
        wrong = _culprit(key, value)
        if wrong is None:
            raise fail((key,), f"`{key}`: {_plain(str(error))}{_such_as(key)}.", None) from error
        path, given = wrong
        valid = choices(key)
        near = nearest(given, valid)
        hint = f"did you mean `{near}`?" if near else f"it may be {', '.join(valid)}."
        raise fail((key, *path), f"`{key}` cannot be `{given}`: {hint}", given) from error


def _culprit(key: str, value: Any) -> tuple[tuple[str, ...], str] | None:
    """The path below the key and the text that is none of its choices; None where the type is wrong."""
    valid = choices(key)
    if not valid:
        return None
    inner: list[tuple[tuple[str, ...], Any]]
    if isinstance(value, dict):
        inner = [((name,), each) for name, each in value.items()]
    else:
        inner = [((), each) for each in (value if isinstance(value, list) else [value])]
    return next(((p, each) for p, each in inner if isinstance(each, str) and each not in valid), None)


def _plain(message: str) -> str:
    """msgspec's words in those of TOML."""
    message, _, where = message.partition(" - at `")
    if "regex" in message:
        message = "Expected a version"
    for ours, theirs in (("a list", "array"), ("a table", "object"), ("text", "str"), ("a number", "float")):
        message = message.replace(f"`{theirs}`", ours)
    message = message.replace("`int`", "a whole number").replace("`bool`", "true or false")
    message = message.replace("Expected", "expected").replace(" | unset", "")
    element = where.rstrip("`").removeprefix("$")
    return f"{message} in {element.lstrip('.')}" if element else message


def _such_as(key: str) -> str:
    return f", such as `{toml_value(examples_of(key)[0])}`"


def examples_of(key: str) -> list[Any]:
    """The examples of a key."""
    return list(schema()["properties"][key]["examples"])


def toml_value(value: Any) -> str:
    """A value as TOML writes it, in one line."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Mapping):
        inner = ", ".join(f"{toml_value(k)} = {toml_value(v)}" for k, v in value.items())
        return f"{{ {inner} }}" if inner else "{}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(toml_value(each) for each in value)}]"
    if isinstance(value, int | float):
        return str(value)
    escaped = str(value).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
