from typing import Any, Self

class EnumMeta(type): ...

EnumType = EnumMeta

class Enum:
    name: str
    value: Any
    _value_: Any
    _name_: str
    def __init__(self, value, *args) -> None: ...
    @classmethod
    def _missing_(cls, value) -> Any: ...

class ReprEnum(Enum): ...

class IntEnum(int, ReprEnum):
    value: int

class StrEnum(str, ReprEnum):
    value: str

class Flag(Enum):
    value: int
    def __or__(self, other) -> Self: ...
    def __and__(self, other) -> Self: ...
    def __xor__(self, other) -> Self: ...
    def __invert__(self) -> Self: ...
    def __contains__(self, other) -> bool: ...

class IntFlag(int, Flag): ...

class auto:
    value: Any
    def __init__(self) -> None: ...

def unique(enumeration):
    return enumeration

def verify(*conditions):
    def decorator(enumeration):
        return enumeration
    return decorator
