"""The base of all abstract values, and constants."""

from __future__ import annotations

from typing import Final

Key = tuple[object, ...]


class Value:
    """Base of all values.  Two values of one `key` are merged, others stand side by side."""

    __slots__ = ("_hash", "key")
    key: Key

    def _seal(self, *key: object) -> None:
        self.key = (type(self).__name__, *key)
        self._hash = hash(self.key)

    def __hash__(self) -> int:
        return self._hash

    def __eq__(self, other: object) -> bool:
        return self is other or (
            isinstance(other, Value) and self._hash == other._hash and self.key == other.key
        )

    def merged(self, other: Value) -> Value:
        """This value and another of the same key as one."""
        return self

    def same(self, other: Value) -> bool:
        """Equal beyond the key."""
        return True

    @property
    def depth(self) -> int:
        """How deep the arguments inside are nested; 1 without any."""
        return 1

    @property
    def anywhere(self) -> Value:
        """The same, wherever its object was made."""
        return self

    @property
    def wide(self) -> Value | None:
        """What stands for all values of this kind where there are too many; None for most."""
        return None


class Literal(Value):
    """A constant: str, int, bool, bytes (value None) or None.

    `without_loop` marks the None of the handler of a probe for a running loop.  `prefix` is how
    a string starts of which the rest is not known (`f"env/{name}"`, value None).
    """

    __slots__ = ("kind", "prefix", "value", "without_loop")

    def __init__(
        self,
        kind: str,
        value: str | int | bool | None = None,
        without_loop: bool = False,
        prefix: str = "",
    ) -> None:
        self.kind = kind
        self.value = value
        self.without_loop = without_loop
        self.prefix = prefix
        self._seal(kind, value, without_loop, prefix)

    @property
    def wide(self) -> Value | None:
        if self.kind in ("none", "bool"):
            return None
        # Asked for by every join: those of the common kinds are made once.
        return _WIDE.get(self.kind) or Literal(self.kind)


_WIDE: Final = {kind: Literal(kind) for kind in ("str", "int", "bytes", "float")}


def is_none(value: Value) -> bool:
    """Whether the value is None."""
    return type(value) is Literal and value.kind == "none"
