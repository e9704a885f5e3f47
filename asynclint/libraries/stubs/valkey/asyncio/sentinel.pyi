from valkey.asyncio import Sentinel as Sentinel
from valkey.asyncio import SentinelConnectionPool as SentinelConnectionPool
