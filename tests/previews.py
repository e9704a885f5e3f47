"""Code in which only unfinished conditions find something, at its line 8."""

PREVIEW = """\
from redis.asyncio import Redis

cache = Redis()


async def visits() -> None:
    await cache.incr("visits")
    await cache.incr("pages")
"""
