from fastapi.security import APIKeyCookie as APIKeyCookie
from fastapi.security import APIKeyHeader as APIKeyHeader
from fastapi.security import APIKeyQuery as APIKeyQuery
