"""The pairs: two files for one condition, of which only `proposed.py` may have findings."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Literal

from tests.want.comments import Expectations, read_file

Side = Literal["proposed", "kept"]
SIDES: tuple[Side, ...] = ("proposed", "kept")

REPOSITORY = Path(__file__).resolve().parents[2]
PAIRS = REPOSITORY / "fixtures" / "pairs"
PREVIEW = REPOSITORY / "fixtures" / "pairs_preview"


def folders(root: Path) -> list[Path]:
    """The folders of all pairs under `root`, sorted."""
    return sorted(path for path in root.iterdir() if path.is_dir() and not path.name.startswith((".", "__")))


def relative(folder: Path, side: Side) -> str:
    """The path of one side of a pair, as findings give it."""
    return f"{folder.name}/{side}.py"


def expectations(folder: Path, side: Side) -> Expectations:
    """What the comments of one side say."""
    return read_file(relative(folder, side), (folder / f"{side}.py").read_text(encoding="utf-8"))


def condition(folder: Path, side: Side) -> str:
    """The first line of a side's docstring."""
    docstring = ast.get_docstring(ast.parse((folder / f"{side}.py").read_text(encoding="utf-8")))
    return (docstring or "").partition("\n")[0]
