from asyncio import BaseEventLoop as BaseEventLoop
from asyncio import Server as Server
