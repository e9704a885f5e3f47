from typing import Any

from influxdb_client.client.exceptions import InfluxDBError

class ApiException(InfluxDBError):
    status: int | None
    reason: str | None
    body: Any
    headers: Any
