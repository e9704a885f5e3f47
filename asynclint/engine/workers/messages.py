"""What the processes say to each other: length-prefixed MessagePack over two pipes."""

from __future__ import annotations

import struct
from typing import BinaryIO

import msgspec

# The first frame of a worker that is ready.
HELLO = b"asynclint reader 1"

# A longer frame is none: whatever was started is no worker of ours.
_LONGEST = 1 << 30
_LENGTH = struct.Struct("<Q")


class Job(msgspec.Struct, frozen=True, array_like=True):
    """One file to read: the arguments of `read_module`."""

    source: bytes
    module: str
    is_package: bool
    max_size: int


class Facts(msgspec.Struct, frozen=True, tag=True, array_like=True):
    """The facts of a file, as the cache encodes them; None where they cannot be encoded."""

    data: bytes | None


class Refused(msgspec.Struct, frozen=True, tag=True, array_like=True):
    """The file gives no facts: a `FactsError`."""

    message: str
    line: int
    column: int


class Defect(msgspec.Struct, frozen=True, tag=True, array_like=True):
    """The reader raised what it never should."""

    trace: str


Reply = Facts | Refused | Defect


def send(stream: BinaryIO, data: bytes) -> None:
    """Writes one frame.  Raises OSError or ValueError where nobody listens any more."""
    stream.write(_LENGTH.pack(len(data)) + data)
    stream.flush()


def receive(stream: BinaryIO) -> bytes | None:
    """The next frame, None at the end of the stream or in the middle of a frame that ends there."""
    try:
        head = stream.read(_LENGTH.size)
        if len(head) < _LENGTH.size:
            return None
        (length,) = _LENGTH.unpack(head)
        if length > _LONGEST:
            return None
        data = stream.read(length)
    except (OSError, ValueError):
        return None
    return data if len(data) == length else None
