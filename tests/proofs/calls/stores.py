"""Redis and memcached."""

from __future__ import annotations

import aiomcache
import redis
import redis.asyncio
import valkey
import valkey.asyncio
from pymemcache import Client

from tests.proofs.proving import Place, proves
from tests.proofs.watch import Kind, Watch


@proves(Kind.BLOCKS, "redis.Redis.get", "redis")
async def redis_get(place: Place, watch: Watch) -> None:
    with redis.Redis(host=place.host, port=place.port) as client, watch.call():
        client.get("key")


@proves(Kind.RETURNS, "redis.Redis.from_url", "redis")
async def redis_from_url(place: Place, watch: Watch) -> None:
    with watch.call():
        client = redis.Redis.from_url(f"redis://{place.host}:{place.port}")
    client.close()


@proves(Kind.RETURNS, "redis.client.Pipeline.get", "redis")
async def redis_pipeline_get(place: Place, watch: Watch) -> None:
    with redis.Redis(host=place.host, port=place.port) as client, client.pipeline() as pipeline:
        with watch.call():
            pipeline.get("key")


@proves(Kind.BLOCKS, "redis.client.Pipeline.execute", "redis")
async def redis_pipeline_execute(place: Place, watch: Watch) -> None:
    with redis.Redis(host=place.host, port=place.port) as client, client.pipeline() as pipeline:
        pipeline.get("key")
        with watch.call():
            pipeline.execute()


@proves(Kind.AWAITS, "redis.asyncio.Redis.get", "redis")
async def redis_asyncio_get(place: Place, watch: Watch) -> None:
    async with redis.asyncio.Redis(host=place.host, port=place.port) as client:
        with watch.call():
            await client.get("key")


@proves(Kind.BLOCKS, "pymemcache.Client.get", "memcached")
async def pymemcache_get(place: Place, watch: Watch) -> None:
    client = Client((place.host, place.port))
    with watch.call():
        client.get("key")
    client.close()


@proves(Kind.RETURNS, "pymemcache.Client", "memcached")
async def pymemcache_client(place: Place, watch: Watch) -> None:
    with watch.call():
        Client((place.host, place.port))


@proves(Kind.BLOCKS, "valkey.Valkey.get", "redis")
async def valkey_get(place: Place, watch: Watch) -> None:
    with valkey.Valkey(host=place.host, port=place.port) as client, watch.call():
        client.get("key")


@proves(Kind.AWAITS, "valkey.asyncio.Valkey.get", "redis")
async def valkey_asyncio_get(place: Place, watch: Watch) -> None:
    async with valkey.asyncio.Valkey(host=place.host, port=place.port) as client:
        with watch.call():
            await client.get("key")


@proves(Kind.AWAITS, "aiomcache.FlagClient.get", "memcached")
async def aiomcache_get(place: Place, watch: Watch) -> None:
    client = aiomcache.Client(place.host, place.port)
    with watch.call():
        await client.get(b"key")
    await client.close()
