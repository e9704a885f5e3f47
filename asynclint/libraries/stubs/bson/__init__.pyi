from typing import Any

from bson.binary import Binary as Binary
from bson.code import Code as Code
from bson.dbref import DBRef as DBRef
from bson.decimal128 import Decimal128 as Decimal128
from bson.int64 import Int64 as Int64
from bson.objectid import ObjectId as ObjectId
from bson.regex import Regex as Regex
from bson.son import SON as SON
from bson.timestamp import Timestamp as Timestamp

def encode(document: Any, *args: Any, **kwargs: Any) -> bytes: ...
def decode(data: Any, *args: Any, **kwargs: Any) -> dict[str, Any]: ...
def decode_all(data: Any, *args: Any, **kwargs: Any) -> list[dict[str, Any]]: ...
