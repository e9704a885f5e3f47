"""ASL203: a synchronous SDK client with an asynchronous twin that code on the loop uses."""

from asynclint.rules.clients import client_rule

RULE = client_rule(
    "ASL203",
    "sync-sdk-client",
    category="sdk",
    summary="a synchronous SDK client that async code holds or builds, where the SDK has an asynchronous one",
    explanation="""\
Many SDKs ship two clients with the same methods: `openai.OpenAI` and `openai.AsyncOpenAI`, for example.
With the first, each call from `async def` code holds the event loop until the service has answered, for a
completion easily half a minute; ASL106 reports each of them.  This rule reports the one place that mends
them all: the construction, with the places on the loop where the client is used.

A client that only threads use (`def` routes, `asyncio.to_thread`) is not reported.

## What to do
- Make the asynchronous client there, once for the life of the application, and `await` its calls.
- Where code in threads needs the synchronous one too, keep both.
- Or use this one in threads only: `await asyncio.to_thread(client.models.list)`.
""",
    bad={
        "main.py": """\
from fastapi import FastAPI
from openai import OpenAI

from model import answer

app = FastAPI()


@app.get("/models")
async def models() -> list[str]:
    return [model.id for model in OpenAI().models.list()]


@app.post("/answers")
async def ask(question: str) -> str | None:
    return answer(question)
""",
        "clients.py": """\
from openai import OpenAI

client = OpenAI()
""",
        "model.py": """\
from clients import client


def answer(question: str) -> str | None:
    messages = [{"role": "user", "content": question}]
    completion = client.chat.completions.create(model="gpt-4o-mini", messages=messages)
    return completion.choices[0].message.content
""",
    },
    good={
        "main.py": """\
from fastapi import FastAPI

from model import answer, answer_in_thread

app = FastAPI()


@app.post("/answers")
async def ask(question: str) -> str | None:
    return await answer(question)


@app.post("/slow-answers")
def ask_in_thread(question: str) -> str | None:
    return answer_in_thread(question)
""",
        "model.py": """\
from openai import AsyncOpenAI, OpenAI

client = AsyncOpenAI()
# Used in the thread pool only.
threaded = OpenAI()


async def answer(question: str) -> str | None:
    messages = [{"role": "user", "content": question}]
    completion = await client.chat.completions.create(model="gpt-4o-mini", messages=messages)
    return completion.choices[0].message.content


def answer_in_thread(question: str) -> str | None:
    messages = [{"role": "user", "content": question}]
    completion = threaded.chat.completions.create(model="gpt-4o-mini", messages=messages)
    return completion.choices[0].message.content
""",
    },
)
