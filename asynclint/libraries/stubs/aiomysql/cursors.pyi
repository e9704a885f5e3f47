from aiomysql import Cursor as Cursor
from aiomysql import DictCursor as DictCursor
from aiomysql import SSCursor as SSCursor
from aiomysql import SSDictCursor as SSDictCursor
