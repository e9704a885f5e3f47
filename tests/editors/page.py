"""The examples of docs/editors.md."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

PAGE = Path(__file__).resolve().parents[2] / "docs/editors.md"


def examples(language: str) -> list[str]:
    """The fenced blocks of one language, in their order."""
    blocks: list[str] = re.findall(
        rf"^```{language}\n(.*?)^```$", PAGE.read_text("utf-8"), re.DOTALL | re.MULTILINE
    )
    return blocks


def vscode_settings() -> dict[str, Any]:
    """What is proposed for .vscode/settings.json: JSON with comments on lines of their own."""
    (text,) = examples("jsonc")
    found: dict[str, Any] = json.loads(re.sub(r"^\s*//.*$", "", text, flags=re.MULTILINE))
    return found


def pylsp_settings() -> dict[str, Any]:
    """What is proposed for python-lsp-server."""
    (text,) = examples("json")
    found: dict[str, Any] = json.loads(text)
    return found
