"""ASL201: a synchronous HTTP client that code on the loop uses."""

from asynclint.rules.clients import client_rule

RULE = client_rule(
    "ASL201",
    "sync-http-client",
    category="http",
    summary="a synchronous HTTP client that async code holds or builds",
    explanation="""\
A synchronous client (`requests.Session`, `httpx.Client`, `urllib3.PoolManager`, an SMTP or SSH
connection) is made once and used in many places.  Each request through it from `async def` code holds
the event loop until the answer is there, and ASL102 reports each of them.  This rule reports the one
place that mends them all: the construction, with the places on the loop where the client is used.

A client that only threads use (`def` routes, `asyncio.to_thread`) is not reported.

## What to do
- Make an asynchronous client there, mostly of the same library or of `httpx`, keep it for the life of the
  application (in the lifespan), close it at shutdown, and `await` its calls.
- Or use this one in threads only: `await asyncio.to_thread(session.get, url)`.  (A client without an
  asynchronous twin is not reported; its calls are.)
""",
    bad={
        "main.py": """\
import requests
from fastapi import FastAPI

from upstream import session

app = FastAPI()


@app.get("/proxy")
async def proxy() -> str:
    return session.get("https://example.org/", timeout=5).text


@app.get("/weather/{city}")
async def weather(city: str) -> str:
    with requests.Session() as own:
        return own.get(f"https://weather.example.org/{city}", timeout=5).text
""",
        "upstream.py": """\
import requests

session = requests.Session()
""",
    },
    good={
        "main.py": """\
from fastapi import FastAPI

from upstream import client, session

app = FastAPI()


@app.get("/proxy")
async def proxy() -> str:
    return (await client.get("https://example.org/", timeout=5)).text


@app.get("/weather/{city}")
def weather(city: str) -> str:
    return session.get(f"https://weather.example.org/{city}", timeout=5).text
""",
        "upstream.py": """\
import httpx
import requests

client = httpx.AsyncClient()
# Used in the thread pool only.
session = requests.Session()
""",
    },
)
