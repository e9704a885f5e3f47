from typing import Any, Generic, TypeVar

from asynclint.markers import changes

F = TypeVar("F")

QUOTE_ALL: int
QUOTE_MINIMAL: int
QUOTE_NONE: int
QUOTE_NONNUMERIC: int

class Error(Exception): ...
class Dialect: ...
class excel(Dialect): ...
class excel_tab(excel): ...
class unix_dialect(Dialect): ...

class Sniffer:
    def sniff(self, sample: str, delimiters=None) -> type[Dialect]: ...
    def has_header(self, sample: str) -> bool: ...

# Reading and writing go through to what was given.
class _Reader(Generic[F]):
    line_num: int
    _lines: F
    def __init__(self, lines: F) -> None:
        self._lines = lines
    def __iter__(self):
        for _ in self._lines:
            yield [""]
    @changes
    def __next__(self) -> list[str]:
        for _ in self._lines:
            return [""]

class _Writer(Generic[F]):
    _file: F
    def __init__(self, file: F) -> None:
        self._file = file
    @changes
    def writerow(self, row, /) -> int:
        self._file.write("")
    @changes
    def writerows(self, rows, /) -> None:
        for _ in rows:
            self._file.write("")

def reader(csvfile, /, dialect="excel", **fmtparams):
    return _Reader(csvfile)

def writer(csvfile, /, dialect="excel", **fmtparams):
    return _Writer(csvfile)

class DictReader(Generic[F]):
    line_num: int
    _lines: F
    def __init__(self, f: F, fieldnames=None, restkey=None, restval=None, dialect="excel", *args, **kwds) -> None:
        self._lines = f
    @property
    def fieldnames(self) -> list[str] | None:
        for _ in self._lines:
            return [""]
    def __iter__(self):
        for _ in self._lines:
            yield {"": ""}
    @changes
    def __next__(self) -> dict[str, Any]:
        for _ in self._lines:
            return {"": ""}

class DictWriter(Generic[F]):
    fieldnames: Any
    _file: F
    def __init__(self, f: F, fieldnames, restval="", extrasaction: str = "raise", dialect="excel", *args, **kwds) -> None:
        self._file = f
    @changes
    def writeheader(self) -> None:
        self._file.write("")
    @changes
    def writerow(self, rowdict) -> int:
        self._file.write("")
    @changes
    def writerows(self, rowdicts) -> None:
        for _ in rowdicts:
            self._file.write("")

def field_size_limit(new_limit: int = ..., /) -> int: ...
def list_dialects() -> list[str]: ...
def get_dialect(name: str, /) -> Dialect: ...
def register_dialect(name: str, dialect=..., /, **fmtparams) -> None: ...
