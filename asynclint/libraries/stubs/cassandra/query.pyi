from typing import Any, Self

tuple_factory: Any
named_tuple_factory: Any
dict_factory: Any
ordered_dict_factory: Any

class BatchType:
    LOGGED: Any
    UNLOGGED: Any
    COUNTER: Any

class Statement:
    fetch_size: Any
    consistency_level: Any
    keyspace: Any

class SimpleStatement(Statement):
    def __init__(self, *args: Any, **kwargs: Any) -> None: ...
    @property
    def query_string(self) -> str: ...

class PreparedStatement:
    query_string: str
    consistency_level: Any
    def bind(self, *args: Any, **kwargs: Any) -> BoundStatement: ...

class BoundStatement(Statement):
    def __init__(self, *args: Any, **kwargs: Any) -> None: ...
    def bind(self, *args: Any, **kwargs: Any) -> Self: ...

class BatchStatement(Statement):
    def __init__(self, *args: Any, **kwargs: Any) -> None: ...
    def add(self, *args: Any, **kwargs: Any) -> Self: ...
    def add_all(self, *args: Any, **kwargs: Any) -> Self: ...
    def clear(self, *args: Any, **kwargs: Any) -> None: ...
