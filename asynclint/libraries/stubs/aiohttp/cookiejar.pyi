from aiohttp import CookieJar as CookieJar
from aiohttp import DummyCookieJar as DummyCookieJar
