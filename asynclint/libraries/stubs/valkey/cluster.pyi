from typing import Any

from valkey import ClusterPipeline as ClusterPipeline
from valkey import ValkeyCluster as ValkeyCluster

class ClusterNode:
    host: str
    port: int
    name: str
    def __init__(self, host: str, port: int, server_type: Any = None, redis_connection: Any = None) -> None: ...

def get_node_name(host: str, port: int) -> str: ...
