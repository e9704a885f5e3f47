from asyncpg import Connection as Connection
from asyncpg import connect as connect
