from asyncio import StreamReader as StreamReader
from asyncio import StreamWriter as StreamWriter
from asyncio import open_connection as open_connection
from asyncio import start_server as start_server
