"""Writes the parts of the documentation that are made from the sources: `make docs`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from asynclint.rules.pages import index, page
from asynclint.rules.registry import RULES
from asynclint.settings.reference import markdown
from asynclint.settings.schema import schema

DOCS = Path(__file__).parent


def pieces() -> Iterator[tuple[str, str]]:
    """The path of each file, relative to `docs`, and its text."""
    yield "settings.md", markdown()
    yield "settings.schema.json", json.dumps(schema(), indent=2)
    yield "rules/README.md", index(RULES)
    for rule in RULES:
        yield f"rules/{rule.code}.md", page(rule)


def main() -> None:
    """Writes all of them."""
    for relative, text in pieces():
        path = DOCS / relative
        path.parent.mkdir(exist_ok=True)
        path.write_text(text.rstrip("\n") + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
