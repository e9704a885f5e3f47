"""ASL108: heavy computation on the loop."""

from asynclint.rules.blocking import blocking_rule

RULE = blocking_rule(
    "ASL108",
    "blocking-cpu",
    category="cpu",
    summary="password hashing, images, data frames, inference, compression and documents on the event loop",
    explanation="""\
Some calls compute for a long time by design (`hashlib.scrypt`, `pbkdf2_hmac`, bcrypt) or because
their input is large (images, data frames, compression, documents, model inference).  A password
hash is made to take a tenth of a second: on the event loop that is a limit of ten log-ins a second
for the whole worker, and every other request stops while one runs.

Calls that cost as much as their input is large (`json.loads`, `hashlib.sha256`, `gzip.decompress`,
`pandas.read_csv` of bytes in memory) are reported as warnings, and only where the input comes from
an upload, a file or a response body, which nothing bounds.

## What to do
- Where the library gives the interpreter lock free while it computes (hashing, compression, most
  numeric and image libraries do), a thread is enough: `await asyncio.to_thread(hash_password, text)`.
- For pure Python work use a process: `await loop.run_in_executor(process_pool, build, data)`.
- Long jobs belong into a task queue.
- A `def` route or dependency runs in FastAPI's thread pool as it is.
""",
    bad={
        "main.py": """\
import hashlib

from fastapi import FastAPI

from passwords import verify

app = FastAPI()


@app.post("/password")
async def set_password(password: str) -> str:
    return hashlib.scrypt(password.encode(), salt=b"salt", n=16384, r=8, p=1).hex()


@app.post("/login")
async def login(password: str) -> bool:
    return verify(password)
""",
        "passwords.py": """\
import hashlib
import hmac

STORED = bytes.fromhex("00")


def verify(password: str) -> bool:
    digest = hashlib.pbkdf2_hmac("sha256", password.encode(), b"salt", 600_000)
    return hmac.compare_digest(digest, STORED)
""",
    },
    good={
        "main.py": """\
import asyncio
import hashlib

from fastapi import FastAPI

from passwords import verify

app = FastAPI()


@app.post("/password")
async def set_password(password: str) -> str:
    digest = await asyncio.to_thread(
        hashlib.scrypt, password.encode(), salt=b"salt", n=16384, r=8, p=1
    )
    return digest.hex()


@app.post("/login")
async def login(password: str) -> bool:
    return await asyncio.to_thread(verify, password)
""",
        "passwords.py": """\
import hashlib
import hmac

STORED = bytes.fromhex("00")


def verify(password: str) -> bool:
    digest = hashlib.pbkdf2_hmac("sha256", password.encode(), b"salt", 600_000)
    return hmac.compare_digest(digest, STORED)
""",
    },
    remedy="move the computation to a thread or a process: `await asyncio.to_thread(...)` or "
    "`await loop.run_in_executor(...)`",
)
