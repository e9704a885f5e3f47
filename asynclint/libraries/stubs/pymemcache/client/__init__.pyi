from pymemcache.client.retrying import RetryingClient as RetryingClient
from pymemcache import Client as Client
from pymemcache import HashClient as HashClient
from pymemcache import PooledClient as PooledClient
