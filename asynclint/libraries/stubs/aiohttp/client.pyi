from aiohttp import ClientSession as ClientSession
from aiohttp import ClientTimeout as ClientTimeout
from aiohttp import request as request
from aiohttp import ClientResponse as ClientResponse
