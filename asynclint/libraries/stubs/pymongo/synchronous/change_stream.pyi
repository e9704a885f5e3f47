from pymongo.change_stream import ChangeStream as ChangeStream
