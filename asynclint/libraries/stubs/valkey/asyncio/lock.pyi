from valkey.asyncio import Lock as Lock
