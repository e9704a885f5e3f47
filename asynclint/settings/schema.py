"""The JSON Schema of `[tool.asynclint]`."""

from __future__ import annotations

from typing import Any

import msgspec

from asynclint.settings.table import KEYS, Table


def schema() -> dict[str, Any]:
    """Draft 2020-12, made from `Table`; the `title` of a key, which names its default, becomes text."""
    whole = msgspec.json.schema(Table)["$defs"]["Table"]
    properties = {}
    for key in KEYS:
        found = dict(whole["properties"][key])
        found.setdefault("type", "string")
        found.pop("default", None)
        default = found.pop("title")
        found["description"] = f"{found['description']} Default: {default}."
        properties[key] = found
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "[tool.asynclint]",
        "description": "Settings of asynclint, in pyproject.toml or, at the top, in asynclint.toml.",
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
    }
