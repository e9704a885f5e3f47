from typing import Any, Callable, TypeVar

from tortoise.backends.base.client import TransactionContext

F = TypeVar("F")

def in_transaction(connection_name: str | None = None) -> TransactionContext: ...
def atomic(connection_name: str | None = None) -> Callable[[F], F]: ...
