from pymongo.database import Database as Database
