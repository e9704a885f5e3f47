from typing import Any, Callable, TypeVar

import peewee

F = TypeVar("F")

class Signal:
    def __init__(self) -> None: ...
    def __call__(self, name: Any = None, sender: Any = None) -> Callable[[F], F]: ...
    def connect(self, receiver: Any, name: Any = None, sender: Any = None) -> None: ...
    def disconnect(self, receiver: Any = None, name: Any = None, sender: Any = None) -> None: ...

pre_save: Signal
post_save: Signal
pre_delete: Signal
post_delete: Signal
pre_init: Signal

class Model(peewee.Model): ...
