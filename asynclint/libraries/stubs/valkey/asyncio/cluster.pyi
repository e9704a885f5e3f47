from valkey.asyncio import ClusterPipeline as ClusterPipeline
from valkey.asyncio import ValkeyCluster as ValkeyCluster
from valkey.cluster import ClusterNode as ClusterNode
