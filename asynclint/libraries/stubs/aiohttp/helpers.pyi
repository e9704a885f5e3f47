from aiohttp import BasicAuth as BasicAuth
