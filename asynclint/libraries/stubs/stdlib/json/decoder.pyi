from typing import Any

from asynclint.markers import blocks

class JSONDecodeError(ValueError):
    msg: str
    doc: str
    pos: int
    lineno: int
    colno: int

class JSONDecoder:
    def __init__(self, *, object_hook=None, parse_float=None, parse_int=None, parse_constant=None, strict: bool = True,
                 object_pairs_hook=None) -> None: ...
    @blocks("cpu", cost="size")
    def decode(self, s: str) -> Any: ...
    @blocks("cpu", cost="size")
    def raw_decode(self, s: str, idx: int = 0) -> tuple[Any, int]: ...
