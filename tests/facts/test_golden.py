"""The facts of one file, whole.  `UPDATE_GOLDEN=1` writes them anew."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import msgspec

from asynclint.facts.reader import read_module
from asynclint.facts.records import ModuleFacts, Node

GOLDEN = Path(__file__).parent / "golden"


def plain(value: Any, facts: ModuleFacts) -> Any:
    """Records as objects with the names of their fields, places as `line:column-line:column`."""
    if isinstance(value, Node):
        shown: dict[str, Any] = {"": type(value).__name__}
        for field in value.__struct_fields__:
            if field == "at":
                shown["at"] = "{}:{}-{}:{}".format(*facts.span(value.at))  # type: ignore[attr-defined]
            elif field != "spans":
                shown[field] = plain(getattr(value, field), facts)
        return shown
    if isinstance(value, tuple):
        return [plain(item, facts) for item in value]
    return value


def test_golden() -> None:
    facts = read_module((GOLDEN / "sample.py.txt").read_bytes(), "app.sample")
    text = json.dumps(plain(facts, facts), indent=1) + "\n"
    golden = GOLDEN / "sample.json"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8")


def test_facts_survive_the_cache() -> None:
    facts = read_module((GOLDEN / "sample.py.txt").read_bytes(), "app.sample")
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(facts), type=ModuleFacts) == facts
