from typing import Generic, Self, TypeVar

from asynclint.markers import changes, ordered

T = TypeVar("T")
G = TypeVar("G")

class AbstractContextManager(Generic[T]):
    def __enter__(self) -> T: ...
    def __exit__(self, exc_type, exc_value, traceback, /) -> bool | None: ...

class AbstractAsyncContextManager(Generic[T]):
    async def __aenter__(self) -> T: ...
    async def __aexit__(self, exc_type, exc_value, traceback, /) -> bool | None: ...

class ContextDecorator:
    def __call__(self, func):
        return func

class AsyncContextDecorator:
    def __call__(self, func):
        return func

# Entering runs the generator; what stands behind its `yield` counts there too.
class _GeneratorContextManager(Generic[G]):
    gen: G
    def __init__(self, gen: G) -> None:
        self.gen = gen
    def __enter__(self):
        for value in self.gen:
            return value
    def __exit__(self, *args): ...
    def __call__(self, func):
        return func

class _AsyncGeneratorContextManager(Generic[G]):
    gen: G
    def __init__(self, gen: G) -> None:
        self.gen = gen
    async def __aenter__(self):
        async for value in self.gen:
            return value
    async def __aexit__(self, *args): ...
    def __call__(self, func):
        return func

def contextmanager(func):
    def helper(*args, **kwargs):
        return _GeneratorContextManager(func(*args, **kwargs))
    return helper

def asynccontextmanager(func):
    def helper(*args, **kwargs):
        return _AsyncGeneratorContextManager(func(*args, **kwargs))
    return helper

class closing(Generic[T]):
    thing: T
    def __init__(self, thing: T) -> None:
        self.thing = thing
    def __enter__(self) -> T: ...
    def __exit__(self, *args) -> None:
        self.thing.close()

class aclosing(Generic[T]):
    thing: T
    def __init__(self, thing: T) -> None:
        self.thing = thing
    async def __aenter__(self) -> T: ...
    async def __aexit__(self, *args) -> None:
        await self.thing.aclose()

class suppress:
    def __init__(self, *exceptions) -> None: ...
    def __enter__(self) -> None: ...
    def __exit__(self, *args) -> bool: ...

class redirect_stdout(Generic[T]):
    def __init__(self, new_target: T) -> None: ...
    def __enter__(self) -> T: ...
    def __exit__(self, *args) -> None: ...

class redirect_stderr(Generic[T]):
    def __init__(self, new_target: T) -> None: ...
    def __enter__(self) -> T: ...
    def __exit__(self, *args) -> None: ...

class chdir:
    def __init__(self, path) -> None: ...
    def __enter__(self) -> None: ...
    def __exit__(self, *args) -> None: ...

class nullcontext(Generic[T]):
    enter_result: T
    def __init__(self, enter_result: T = None) -> None: ...
    def __enter__(self) -> T: ...
    def __exit__(self, *args) -> None: ...
    async def __aenter__(self) -> T: ...
    async def __aexit__(self, *args) -> None: ...

class ExitStack:
    def __enter__(self) -> Self: ...
    def __exit__(self, *args) -> bool: ...
    @changes
    @ordered
    def enter_context(self, cm):
        return cm.__enter__()
    @changes
    @ordered
    def push(self, exit):
        return exit
    @changes
    @ordered
    def callback(self, callback, /, *args, **kwds):
        callback(*args, **kwds)
        return callback
    @changes
    @ordered
    def pop_all(self) -> Self: ...
    @changes
    @ordered
    def close(self) -> None: ...

class AsyncExitStack:
    async def __aenter__(self) -> Self: ...
    async def __aexit__(self, *args) -> bool: ...
    @changes
    @ordered
    def enter_context(self, cm):
        return cm.__enter__()
    @changes
    @ordered
    async def enter_async_context(self, cm):
        return await cm.__aenter__()
    @changes
    @ordered
    def push(self, exit):
        return exit
    @changes
    @ordered
    def push_async_exit(self, exit):
        return exit
    @changes
    @ordered
    def callback(self, callback, /, *args, **kwds):
        callback(*args, **kwds)
        return callback
    @changes
    @ordered
    def push_async_callback(self, callback, /, *args, **kwds):
        return callback
    @changes
    @ordered
    def pop_all(self) -> Self: ...
    @changes
    @ordered
    async def aclose(self) -> None: ...
