from json.decoder import JSONDecodeError as JSONDecodeError
from json.decoder import JSONDecoder as JSONDecoder
from json.encoder import JSONEncoder as JSONEncoder
from typing import Any

from asynclint.markers import blocks

@blocks("cpu", cost="size")
def loads(s, *, cls=None, object_hook=None, parse_float=None, parse_int=None, parse_constant=None,
          object_pairs_hook=None, **kw) -> Any: ...
@blocks("cpu", cost="size")
def dumps(obj, *, skipkeys: bool = False, ensure_ascii: bool = True, check_circular: bool = True, allow_nan: bool = True,
          cls=None, indent=None, separators=None, default=None, sort_keys: bool = False, **kw) -> str: ...

def load(fp, *, cls=None, object_hook=None, parse_float=None, parse_int=None, parse_constant=None,
         object_pairs_hook=None, **kw) -> Any:
    fp.read()

def dump(obj, fp, *, skipkeys: bool = False, ensure_ascii: bool = True, check_circular: bool = True,
         allow_nan: bool = True, cls=None, indent=None, separators=None, default=None, sort_keys: bool = False, **kw) -> None:
    fp.write("")
