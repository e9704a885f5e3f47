from typing import Any

from asynclint.markers import writes

class WriteApiAsync:
    def __init__(self, influxdb_client: Any, point_settings: Any = ...) -> None: ...
    @writes
    async def write(self, bucket: Any, org: Any = None, record: Any = None, write_precision: Any = ..., **kwargs: Any) -> bool: ...
