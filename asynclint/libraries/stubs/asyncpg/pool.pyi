from asyncpg import Pool as Pool
from asyncpg import create_pool as create_pool
