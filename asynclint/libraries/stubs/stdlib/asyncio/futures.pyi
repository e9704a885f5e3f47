from asyncio import Future as Future
from asyncio import isfuture as isfuture
from asyncio import wrap_future as wrap_future
