from aiohttp import TraceConfig as TraceConfig
