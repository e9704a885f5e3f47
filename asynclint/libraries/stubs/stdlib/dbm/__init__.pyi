from typing import Any

from asynclint.markers import blocks

@blocks("file")
def open(file, flag: str = "r", mode: int = 0o666) -> Any: ...
@blocks("file")
def whichdb(filename) -> str | None: ...
