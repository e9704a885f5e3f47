from typing import Any

from asynclint.markers import writes

class DeleteApiAsync:
    def __init__(self, influxdb_client: Any) -> None: ...
    @writes
    async def delete(self, start: Any, stop: Any, predicate: Any, bucket: Any, org: Any = None) -> bool: ...
