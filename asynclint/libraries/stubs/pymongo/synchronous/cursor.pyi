from pymongo.cursor import Cursor as Cursor
from pymongo.cursor import RawBatchCursor as RawBatchCursor
