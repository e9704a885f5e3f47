from typing import Any

def load(fp, *, fmt=None, dict_type=...) -> Any:
    fp.read()

def dump(value, fp, *, fmt=..., sort_keys: bool = True, skipkeys: bool = False) -> None:
    fp.write(b"")

def loads(value, *, fmt=None, dict_type=...) -> Any: ...
def dumps(value, *, fmt=..., skipkeys: bool = False, sort_keys: bool = True) -> bytes: ...
