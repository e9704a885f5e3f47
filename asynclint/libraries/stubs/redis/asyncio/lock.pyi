from redis.asyncio import Lock as Lock
