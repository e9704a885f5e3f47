from typing import Any

from influxdb_client import QueryApi as QueryApi

class QueryOptions:
    def __init__(self, profilers: Any = None, profiler_callback: Any = None) -> None: ...
