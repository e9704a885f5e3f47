"""Settings files: what is taken, and what is refused with place and remedy."""

from __future__ import annotations

import tomllib

import pytest

from asynclint.errors import UsageError
from asynclint.rules.registry import rules_of
from asynclint.settings.parsing import examples_of, parse, toml_value
from asynclint.settings.places import line_of
from asynclint.settings.table import KEYS

HEAD = "[project]\nname = 'x'\n\n[tool.asynclint]\n"


def error(body: str) -> str:
    with pytest.raises(UsageError) as caught:
        parse(HEAD + body, "pyproject.toml", pyproject=True)
    return str(caught.value)


@pytest.mark.parametrize("key", KEYS)
def test_every_example_of_every_key_is_valid(key: str) -> None:
    for example in examples_of(key):
        parsed = parse(f"{HEAD}{key} = {toml_value(example)}\n", "pyproject.toml", pyproject=True)
        assert parsed is not None
        assert parsed.lines == {key: 5}
        stored = getattr(parsed.table, KEYS[key].name)
        assert stored == (tuple(example) if isinstance(example, list) else stored)
        assert stored


@pytest.mark.parametrize("key", ["select", "ignore", "extend-select", "extend-ignore"])
def test_examples_name_rules_that_exist(key: str) -> None:
    for example in examples_of(key):
        assert all(rules_of(selector) for selector in example)


def test_one_file_with_all_keys() -> None:
    body = "".join(f"{key} = {toml_value(examples_of(key)[0])}\n" for key in KEYS)
    own = parse(body, "asynclint.toml", pyproject=False)
    section = parse(HEAD + body, "pyproject.toml", pyproject=True)
    assert own is not None
    assert section is not None
    assert own.table == section.table
    assert list(own.lines.values()) == list(range(1, len(KEYS) + 1))


@pytest.mark.parametrize("text", ["", "[tool.ruff]\nselect = ['E']\n", "[tool]\n"])
def test_pyproject_without_settings(text: str) -> None:
    assert parse(text, "pyproject.toml", pyproject=True) is None


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("selct = ['ASL1']", "pyproject.toml:5: unknown setting `selct`: did you mean `select`?"),
        ("\nextend_select = []", ":6: unknown setting `extend_select`: did you mean `extend-select`?"),
        ("zzz = 1", ":5: unknown setting `zzz`: the settings are select, ignore, "),
        ("confidence = 'likley'", ":5: `confidence` cannot be `likley`: did you mean `likely`?"),
        ("confidence = 'x'", ":5: `confidence` cannot be `x`: it may be certain, likely."),
        ("contexts = [\n  'routes',\n  'asyn',\n]", ":7: `contexts` cannot be `asyn`: did you mean `async`?"),
        ("[tool.asynclint.severity]\nASL1='error'\nASL2='eror'", ":7: `severity` cannot be `eror`: did you"),
        ("severity = {ASL1 = 'fatal'}", ":5: `severity` cannot be `fatal`: it may be error, warning."),
        ("fail-on = true", ':5: `fail-on`: expected text, got true or false, such as `"error"`.'),
        ("select = 'ASL1'", ":5: `select`: expected a list, got text, such as"),
        ("select = [1]", ":5: `select`: expected text, got a whole number in [0], such as"),
        ("per-file-ignores = ['x']", ":5: `per-file-ignores`: expected a table, got a list, such as"),
        ("force-exclude = 1", ":5: `force-exclude`: expected true or false, got a whole number"),
        ("max-file-size = '1 MB'", ":5: `max-file-size`: expected a whole number, got text, such as"),
        ("max-file-size = 0", ":5: `max-file-size`: expected a whole number >= 1"),
        ("file-timeout = 0", ":5: `file-timeout`: expected a number > 0.0"),
        ("target-version = '2.7'", ':5: `target-version`: expected a version, such as `"3.12"`.'),
        ("fastapi-version = 'new'", ":5: `fastapi-version`: expected a version, such as"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(body: str, told: str) -> None:
    assert told in error(body)


def test_what_is_no_toml() -> None:
    assert "at line 5, column 10" in error("select = x")
    assert "--isolated" in error("select = x")


def test_section_that_is_no_table() -> None:
    with pytest.raises(UsageError, match=r"pyproject.toml:2: `tool.asynclint` must be a table"):
        parse("[tool]\nasynclint = 1\n", "pyproject.toml", pyproject=True)


@pytest.mark.parametrize(
    ("text", "path", "value", "line"),
    [
        ("a = 1\nb = 2\n", ("b",), None, 2),
        ("[x.y]\na = 1\n[z]\na = 2\n", ("z", "a"), None, 4),
        ('text = """\n[z]\na = 0\n"""\n[z]\na = 2\n', ("z", "a"), None, 6),
        ('["x"."y z"]\n"a b" = 1\n', ("x", "y z", "a b"), None, 2),
        ("tool.x.a = 1\n", ("tool", "x", "a"), None, 1),
        ("[x]\na = [\n 'one',\n 'two',\n]\nb = 'two'\n", ("x", "a"), "two", 4),
        ("[x]\na = { p = 1, q = 2 }\n", ("x", "a", "q"), None, 2),
        ("[[y]]\na = 1\n[x]\na = 2\n[[y]]\na = 3\n", ("x", "a"), None, 4),
        ("[x]\nb = 2\n[[y]]\na = 3\n", ("x", "a"), None, 1),
        ("[x]\n", ("x", "nowhere"), None, 1),
        ("", ("x",), None, 1),
    ],
)
def test_places(text: str, path: tuple[str, ...], value: str | None, line: int) -> None:
    assert line_of(text, path, value) == line


@pytest.mark.parametrize("value", [True, 3, 2.5, 'a "b" \\', ["a", "b"], {"k": ["x"], "a b": []}, {}])
def test_values_as_toml(value: object) -> None:
    assert tomllib.loads(f"v = {toml_value(value)}") == {"v": value}
