"""HTTP clients, against a server of our own."""

from __future__ import annotations

import http.client
import urllib.request

import aiohttp
import httpx
import requests
import urllib3

from tests.proofs.proving import Place, proves
from tests.proofs.watch import Kind, Watch


@proves(Kind.BLOCKS, "requests.get", "http")
async def requests_get(place: Place, watch: Watch) -> None:
    with watch.call():
        requests.get(place.url)


@proves(Kind.RETURNS, "requests.Session", "http")
async def requests_session(place: Place, watch: Watch) -> None:
    with watch.call():
        session = requests.Session()
    session.close()


@proves(Kind.BLOCKS, "requests.Session.get", "http")
async def requests_session_get(place: Place, watch: Watch) -> None:
    with requests.Session() as session, watch.call():
        session.get(place.url)


@proves(Kind.BLOCKS, "httpx.get", "http")
async def httpx_get(place: Place, watch: Watch) -> None:
    with watch.call():
        httpx.get(place.url)


@proves(Kind.BLOCKS, "httpx.Client.get", "http")
async def httpx_client_get(place: Place, watch: Watch) -> None:
    with httpx.Client() as client, watch.call():
        client.get(place.url)


@proves(Kind.RETURNS, "httpx.Client.build_request", "http")
async def httpx_client_build_request(place: Place, watch: Watch) -> None:
    with httpx.Client() as client, watch.call():
        client.build_request("GET", place.url)


@proves(Kind.AWAITS, "httpx.AsyncClient.get", "http")
async def httpx_async_client_get(place: Place, watch: Watch) -> None:
    async with httpx.AsyncClient() as client:
        with watch.call():
            await client.get(place.url)


@proves(Kind.BLOCKS, "urllib3.PoolManager.request", "http")
async def urllib3_request(place: Place, watch: Watch) -> None:
    with urllib3.PoolManager() as pool, watch.call():
        pool.request("GET", place.url)


@proves(Kind.RETURNS, "urllib3.PoolManager.connection_from_url", "http")
async def urllib3_connection_from_url(place: Place, watch: Watch) -> None:
    with urllib3.PoolManager() as pool, watch.call():
        pool.connection_from_url(place.url)


@proves(Kind.BLOCKS, "http.client.HTTPConnection.getresponse", "http")
async def http_client_getresponse(place: Place, watch: Watch) -> None:
    connection = http.client.HTTPConnection(place.host, place.port)
    connection.request("GET", "/")
    with watch.call():
        response = connection.getresponse()
    response.close()
    connection.close()


@proves(Kind.RETURNS, "http.client.HTTPConnection", "http")
async def http_client_connection(place: Place, watch: Watch) -> None:
    with watch.call():
        http.client.HTTPConnection(place.host, place.port)


@proves(Kind.BLOCKS, "urllib.request.urlopen", "http")
async def urllib_urlopen(place: Place, watch: Watch) -> None:
    with watch.call():
        response = urllib.request.urlopen(place.url)
    response.close()


@proves(Kind.RETURNS, "urllib.request.Request", "http")
async def urllib_request(place: Place, watch: Watch) -> None:
    with watch.call():
        urllib.request.Request(place.url)


@proves(Kind.AWAITS, "aiohttp.ClientSession.get", "http")
async def aiohttp_get(place: Place, watch: Watch) -> None:
    async with aiohttp.ClientSession() as session:
        with watch.call():
            response = await session.get(place.url)
        response.release()
