from databases.core import Database as Database
from databases.core import DatabaseURL as DatabaseURL
