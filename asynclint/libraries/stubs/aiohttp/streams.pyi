from aiohttp import StreamReader as StreamReader
