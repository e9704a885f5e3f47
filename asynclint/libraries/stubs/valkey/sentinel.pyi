from valkey import Sentinel as Sentinel
from valkey import SentinelConnectionPool as SentinelConnectionPool
