class InfluxDBError(Exception):
    response: object
    message: str
    retry_after: str | None
