"""JSON that every reader takes."""

from __future__ import annotations

import json
import re

# A file name that is no UTF-8, or a constant of the analysed source, may bring half a character.
_LONE = re.compile("[\ud800-\udfff]")


def dumps(value: object) -> str:
    """`json.dumps` in ASCII, with U+FFFD for lone surrogates.

    Python's own reader takes these; strict ones refuse the whole document (RFC 8259, 8.2; protobuf's JSON).
    """
    text = json.dumps(value)
    # So begin the escapes of whole characters above U+FFFF, too.
    if "\\ud" not in text:
        return text
    whole = _LONE.sub("\N{REPLACEMENT CHARACTER}", json.dumps(value, ensure_ascii=False))
    return json.dumps(json.loads(whole))
