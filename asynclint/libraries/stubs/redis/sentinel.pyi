from redis import Sentinel as Sentinel
from redis import SentinelConnectionPool as SentinelConnectionPool
