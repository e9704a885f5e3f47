from aiohttp import FormData as FormData
