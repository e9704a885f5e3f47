"""The JSON Schema takes what the reader takes, and refuses what it refuses."""

from __future__ import annotations

import tomllib
from typing import Any

import jsonschema
import pytest

from asynclint.errors import UsageError
from asynclint.settings.parsing import examples_of, parse
from asynclint.settings.schema import schema
from asynclint.settings.table import KEYS


def is_valid(table: dict[str, Any]) -> bool:
    validator = jsonschema.Draft202012Validator(schema())
    return bool(validator.is_valid(table))


def test_it_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())
    assert list(schema()["properties"]) == list(KEYS)


@pytest.mark.parametrize("key", KEYS)
def test_examples_are_valid(key: str) -> None:
    assert all(is_valid({key: example}) for example in examples_of(key))


@pytest.mark.parametrize(
    "text",
    [
        "unknown = 1",
        "select = 'ASL1'",
        "select = [1]",
        "confidence = 'sure'",
        "contexts = ['everything']",
        "severity = {ASL1 = 'fatal'}",
        "per-file-ignores = {a = 'ASL1'}",
        "max-file-size = 0",
        "max-file-size = 1.5",
        "file-timeout = 0",
        "force-exclude = 'yes'",
        "preview = 1",
        "target-version = '4'",
        "fastapi-version = 'latest'",
        "baseline = true",
    ],
)
def test_what_the_reader_refuses_is_invalid(text: str) -> None:
    with pytest.raises(UsageError):
        parse(text, "asynclint.toml", pyproject=False)
    assert not is_valid(tomllib.loads(text))


def test_every_key_says_its_default_and_what_it_means() -> None:
    for key, about in schema()["properties"].items():
        text, mark, default = about["description"].partition(" Default: ")
        assert len(text) > 20, key
        assert mark, key
        assert default.endswith("."), key
        assert about["examples"], key
