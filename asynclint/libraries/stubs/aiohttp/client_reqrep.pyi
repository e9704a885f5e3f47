from aiohttp import ClientResponse as ClientResponse
from aiohttp import RequestInfo as RequestInfo
from aiohttp import Fingerprint as Fingerprint
