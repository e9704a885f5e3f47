"""Clients of services that speak HTTP, against a server of our own: whatever it answers, it is waited for."""

from __future__ import annotations

import elasticsearch
import httpx2
import hvac
import openai

from tests.proofs.proving import Place, proves
from tests.proofs.watch import Kind, Watch


@proves(Kind.BLOCKS, "httpx2.Client.get", "http")
async def httpx2_get(place: Place, watch: Watch) -> None:
    with httpx2.Client() as client, watch.call():
        client.get(place.url)


@proves(Kind.AWAITS, "httpx2.AsyncClient.get", "http")
async def httpx2_async_get(place: Place, watch: Watch) -> None:
    async with httpx2.AsyncClient() as client:
        with watch.call():
            await client.get(place.url)


@proves(Kind.BLOCKS, "openai.OpenAI.models.retrieve", "http")
async def openai_retrieve(place: Place, watch: Watch) -> None:
    with openai.OpenAI(api_key="none", base_url=place.url) as client, watch.call():
        client.models.retrieve("some")


@proves(Kind.AWAITS, "openai.AsyncOpenAI.models.retrieve", "http")
async def openai_async_retrieve(place: Place, watch: Watch) -> None:
    async with openai.AsyncOpenAI(api_key="none", base_url=place.url) as client:
        with watch.call():
            await client.models.retrieve("some")


@proves(Kind.BLOCKS, "hvac.Client.read", "http")
async def hvac_read(place: Place, watch: Watch) -> None:
    client = hvac.Client(url=place.url, token="none")
    with watch.call():
        client.read("secret/some")
    client.adapter.close()


@proves(Kind.RETURNS, "hvac.Client", "http")
async def hvac_client(place: Place, watch: Watch) -> None:
    with watch.call():
        hvac.Client(url=place.url, token="none")


@proves(Kind.BLOCKS, "elasticsearch.Elasticsearch.info", "http")
async def elasticsearch_info(place: Place, watch: Watch) -> None:
    with elasticsearch.Elasticsearch(place.url) as client, watch.call():
        client.info()


@proves(Kind.AWAITS, "elasticsearch.AsyncElasticsearch.info", "http")
async def elasticsearch_async_info(place: Place, watch: Watch) -> None:
    async with elasticsearch.AsyncElasticsearch(place.url) as client:
        with watch.call():
            await client.info()
