from aiohttp import AsyncResolver as AsyncResolver
from aiohttp import ThreadedResolver as ThreadedResolver
