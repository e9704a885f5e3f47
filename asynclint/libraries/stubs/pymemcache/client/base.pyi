from pymemcache import Client as Client
from pymemcache import PooledClient as PooledClient
from pymemcache import KeepaliveOpts as KeepaliveOpts
