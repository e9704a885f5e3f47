"""Standard input as flake8 has read it: its bytes, and the file that it stands for."""

from __future__ import annotations

import io
import tokenize

from flake8.utils import stdin_get_value

NAME = "-"


def standard_input() -> bytes | None:
    """The bytes of the buffer, None where they are no text: that is for flake8 to tell.

    Standard input can be read only once, so it is flake8's own copy, in which line ends are newlines.
    """
    try:
        text: str = stdin_get_value()
    except (UnicodeError, OSError):
        return None
    plain = text.encode("utf-8", "surrogatepass")
    try:
        # The facts reader minds the declaration, so that the bytes must be what it says.
        encoding, _ = tokenize.detect_encoding(io.BytesIO(plain).readline)
        return text.encode(encoding)
    except (SyntaxError, LookupError, UnicodeError):
        return plain
