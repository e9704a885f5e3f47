from valkey import BlockingConnectionPool as BlockingConnectionPool
from valkey import Connection as Connection
from valkey import ConnectionPool as ConnectionPool
from valkey import SSLConnection as SSLConnection
from valkey import UnixDomainSocketConnection as UnixDomainSocketConnection
