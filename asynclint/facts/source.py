"""From the bytes of a file to its text."""

from __future__ import annotations

import codecs
import io
import re
import tokenize

from asynclint.facts.errors import FactsError

_COOKIE = re.compile(rb"coding[:=]")


def decode(source: bytes, max_size: int) -> str:
    """The text of a file, by BOM, PEP 263 cookie or UTF-8, without the BOM.

    Raises `FactsError` for files over `max_size` bytes, for bytes that the encoding does not
    know, and for null bytes.
    """
    if len(source) > max_size:
        raise FactsError(f"file is larger than {max_size} bytes ({len(source)})")
    encoding = "utf-8"
    if source.startswith(codecs.BOM_UTF8) or _COOKIE.search(source, 0, _end_of_second_line(source)):
        try:
            encoding, _ = tokenize.detect_encoding(io.BytesIO(source).readline)
        except SyntaxError as error:
            raise FactsError(str(error)) from None
    try:
        text = source.decode("utf-8" if encoding == "utf-8-sig" else encoding)
    except UnicodeDecodeError as error:
        line = source.count(b"\n", 0, error.start) + 1
        before = source[source.rfind(b"\n", 0, error.start) + 1 : error.start]
        column = len(before.decode(error.encoding, "replace")) + 1
        message = f"cannot decode byte 0x{source[error.start]:02x} as {error.encoding}: {error.reason}"
        raise FactsError(message, line, column) from None
    except (LookupError, ValueError) as error:
        raise FactsError(f"cannot decode: {error}") from None
    text = text.removeprefix("\ufeff")
    null = text.find("\0")
    if null >= 0:
        raise FactsError("source holds a null byte", *place_of(text, null))
    return text


def place_of(text: str, offset: int) -> tuple[int, int]:
    """The 1-based line and column of an offset."""
    start = max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1
    before = text[:start]
    line = before.count("\n") + before.count("\r") - before.count("\r\n") + 1
    return line, offset - start + 1


def _end_of_second_line(source: bytes) -> int:
    end = source.find(b"\n", source.find(b"\n") + 1)
    return len(source) if end < 0 else end
