from typing import Any

from influxdb_client import WriteApi as WriteApi
from influxdb_client import WriteOptions as WriteOptions
from influxdb_client import _Synchronous

class WriteType:
    batching: Any
    asynchronous: Any
    synchronous: Any

class PointSettings:
    def __init__(self, **default_tags: Any) -> None: ...
    def add_default_tag(self, key: str, value: str) -> None: ...

SYNCHRONOUS: _Synchronous
ASYNCHRONOUS: WriteOptions
