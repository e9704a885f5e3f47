from valkey.asyncio import BlockingConnectionPool as BlockingConnectionPool
from valkey.asyncio import Connection as Connection
from valkey.asyncio import ConnectionPool as ConnectionPool
from valkey.asyncio import SSLConnection as SSLConnection
from valkey.asyncio import UnixDomainSocketConnection as UnixDomainSocketConnection
