from redis.asyncio import ClusterPipeline as ClusterPipeline
from redis.asyncio import RedisCluster as RedisCluster
from redis.cluster import ClusterNode as ClusterNode
