from redis.asyncio import Sentinel as Sentinel
from redis.asyncio import SentinelConnectionPool as SentinelConnectionPool
