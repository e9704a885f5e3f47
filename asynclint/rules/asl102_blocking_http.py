"""ASL102: synchronous HTTP and other network I/O on the loop."""

from asynclint.rules.blocking import blocking_rule

RULE = blocking_rule(
    "ASL102",
    "blocking-http",
    category="http",
    summary="synchronous HTTP and other network I/O on the event loop",
    explanation="""\
A synchronous request (`requests`, the synchronous clients of `httpx` and `httpx2`, `urllib`,
`urllib3`, plain sockets, DNS look-ups, SMTP, FTP, SSH, gRPC) waits for the network with the thread
in its hand.  On the event loop every other request of this worker waits as well, as long as the
other side likes to take: without a time-out that is for ever.  One slow upstream then makes an
application that looks down, at almost no load.

## What to do
- Use an asynchronous client and keep one of them for the life of the application:
  `async with httpx.AsyncClient() as client: response = await client.get(url)`.
- Where there is no asynchronous client, run the call in a thread:
  `await asyncio.to_thread(requests.get, url, timeout=5)`.
- A route that is synchronous all through may be a plain `def`: FastAPI runs it in its thread pool.
- For names: `await asyncio.get_running_loop().getaddrinfo(host, port)`.
""",
    bad={
        "main.py": """\
import requests
from fastapi import FastAPI

from weather import forecast

app = FastAPI()


@app.get("/proxy")
async def proxy() -> str:
    return requests.get("https://example.org/", timeout=5).text


@app.get("/weather/{city}")
async def weather(city: str) -> str:
    return forecast(city)
""",
        "weather.py": """\
import requests


def forecast(city: str) -> str:
    response = requests.get("https://weather.example.org/", params={"q": city}, timeout=5)
    return response.text
""",
    },
    good={
        "main.py": """\
import asyncio

import httpx
import requests
from fastapi import FastAPI

from weather import forecast

app = FastAPI()


@app.get("/proxy")
async def proxy() -> str:
    async with httpx.AsyncClient() as client:
        response = await client.get("https://example.org/")
    return response.text


@app.get("/weather/{city}")
async def weather(city: str) -> str:
    return await asyncio.to_thread(forecast, city)


@app.get("/status")
def status() -> str:
    return requests.get("https://status.example.org/", timeout=5).text
""",
        "weather.py": """\
import requests


def forecast(city: str) -> str:
    response = requests.get("https://weather.example.org/", params={"q": city}, timeout=5)
    return response.text
""",
    },
    remedy="use an asynchronous client such as `httpx.AsyncClient`, or move the call to a thread: "
    "`await asyncio.to_thread(...)`",
)
