"""ASL106: synchronous SDKs and brokers on the loop."""

from asynclint.rules.blocking import blocking_rule

RULE = blocking_rule(
    "ASL106",
    "blocking-sdk",
    category="sdk",
    summary="synchronous cloud, AI, payment and messaging SDKs and brokers on the event loop",
    explanation="""\
An SDK looks like a local library, but most of its methods are HTTP requests with retries behind
them: a charge, an upload, a chat completion, a message to a broker.  They take from tens of
milliseconds to minutes, and on the event loop every other request of this worker waits that long.

## What to do
- Many SDKs ship an asynchronous client or methods with an `_async` ending beside the synchronous
  ones: use these, and build the client once, at start-up.
- Otherwise run the call in a thread: `await asyncio.to_thread(charge, amount)`.
- Work whose result the response does not need belongs into a `def` background task (FastAPI runs
  it in a thread) or a task queue.
""",
    bad={
        "main.py": """\
import stripe
from fastapi import FastAPI

from payments import charge

app = FastAPI()


@app.post("/customers")
async def add_customer(email: str) -> str:
    return stripe.Customer.create(email=email).id


@app.post("/charges")
async def add_charge(amount: int) -> None:
    charge(amount)
""",
        "payments.py": """\
import stripe


def charge(amount: int) -> None:
    stripe.PaymentIntent.create(amount=amount, currency="eur")
""",
    },
    good={
        "main.py": """\
import asyncio

import stripe
from fastapi import FastAPI

from payments import charge

app = FastAPI()


@app.post("/customers")
async def add_customer(email: str) -> str:
    customer = await stripe.Customer.create_async(email=email)
    return customer.id


@app.post("/charges")
async def add_charge(amount: int) -> None:
    await asyncio.to_thread(charge, amount)
""",
        "payments.py": """\
import stripe


def charge(amount: int) -> None:
    stripe.PaymentIntent.create(amount=amount, currency="eur")
""",
    },
    remedy="use the SDK's asynchronous client, or move the call to a thread: `await asyncio.to_thread(...)`",
)
