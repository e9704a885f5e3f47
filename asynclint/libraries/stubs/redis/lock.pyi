from redis import Lock as Lock
