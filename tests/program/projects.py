"""Projects of several files whose parts refer to each other in circles."""

from __future__ import annotations

CYCLES = {
    "app/__init__.py": "",
    "app/main.py": """
        from fastapi import APIRouter, Depends, FastAPI
        from app import orders, customers
        app = FastAPI()
        app.include_router(orders.router, prefix="/orders")
        app.include_router(customers.router, prefix="/customers")
        """,
    "app/orders.py": """
        import time
        from fastapi import APIRouter, Depends
        from app import customers
        router = APIRouter(prefix="/o")
        def total(n):
            time.sleep(1)
            return customers.count(n - 1) if n else 0
        async def dep(): total(2)
        @router.get("/x")
        async def orders_of(d=Depends(dep)):
            return customers.count(3)
        """,
    "app/customers.py": """
        import os
        from fastapi import APIRouter
        from app import orders
        router = APIRouter(prefix="/c")
        def count(n):
            os.system("x")
            return orders.total(n - 1) if n else 0
        @router.get("/y")
        async def customers_of():
            return orders.total(3)
        """,
}

DECORATORS = {
    "app/deco.py": """
        import functools
        import time
        def traced(func):
            @functools.wraps(func)
            def wrapper(*args, **kwargs):
                return func(*args, **kwargs)
            return wrapper
        def retried(times):
            def decorate(func):
                def wrapper(*args):
                    for _ in range(times):
                        time.sleep(1)
                        return func(*args)
                return wrapper
            return decorate
        """,
    "app/store.py": """
        from app.deco import retried, traced
        import app.main
        import os
        @traced
        def load(): os.system("x")
        @traced
        @retried(3)
        def quick(): ...
        @traced
        def clean(): ...
        class Store:
            @traced
            def get(self): os.system("y")
            @retried(2)
            def put(self): ...
        """,
    "app/main.py": """
        from app.store import Store, clean, load, quick
        store = Store()
        async def a(): load()
        async def b(): quick()
        async def c(): clean()
        async def d(): store.get()
        async def e(): store.put()
        """,
}

UNANNOTATED = {
    "app/main.py": """
        from app.jobs import run, run_all, build
        from app.kinds import Quick, Slow, Slower
        async def a(): run(Slow())
        async def b(): run(Quick())
        async def c(flag): run(Slow() if flag else Quick())
        async def d(): run_all([Slow(), Slower()])
        async def e(): build(Slow).run()
        async def f(thing): run(thing)
        """,
    "app/jobs.py": """
        from app.kinds import Kind
        def run(thing): return step(thing)
        def step(thing):
            thing.run()
            return thing
        def run_all(things):
            for thing in things:
                run(thing)
        def build(kind): return kind()
        """,
    "app/kinds.py": """
        import time
        class Kind:
            def run(self): raise NotImplementedError
        class Slow(Kind):
            def run(self): time.sleep(1)
        class Slower(Slow):
            def run(self):
                super().run()
        class Quick(Kind):
            def run(self): ...
        """,
}

STATE = {
    "app/main.py": """
        import time
        from app import state
        from app.backends import Disk, Memory, Backend
        async def read(): state.current.load("x")
        async def swap(): state.use(Memory())
        async def both(): state.pick(True).load("x")
        async def held(): state.Holder().backend.load("x")
        async def base(backend: Backend): backend.load("x")
        """,
    "app/state.py": """
        from app.backends import Disk, Memory
        current = Disk()
        def use(other):
            global current
            current = other
        def pick(flag):
            if flag:
                return Disk()
            return Memory()
        class Holder:
            def __init__(self):
                self.backend = pick(False)
            def change(self):
                self.backend = current
        """,
    "app/backends.py": """
        import app.state
        class Backend:
            def load(self, key): ...
        class Disk(Backend):
            def load(self, key): return open(key).read()
        class Memory(Backend):
            def load(self, key): return app.state.current
        """,
}

LAZY = {
    "app/main.py": """
        from app.rows import consume, each, rows, session
        import time
        def nap(): time.sleep(1)
        def quick(): ...
        async def a():
            for _ in rows(3): pass
        async def b(): consume(each(nap))
        async def c(): consume(each(quick))
        async def d():
            with session(nap) as s: s()
        async def e(): return rows(3)
        async def f(): return list(x for x in each(nap))
        """,
    "app/rows.py": """
        from contextlib import contextmanager
        import app.main as main
        def rows(n):
            if n:
                yield from rows(n - 1)
            main.nap()
            yield n
        def each(func):
            yield func()
        def consume(items):
            for item in items:
                yield_one(item)
        def yield_one(item): return item
        @contextmanager
        def session(func):
            yield func
        """,
}

GUARDED = {
    "app/main.py": """
        from app.loading import load, Loader
        async def a(): load("x")
        async def b(): load("x", content="y")
        async def c(m): load("x", mode=m)
        async def d(): Loader().fetch("x", None)
        async def e(): Loader().fetch("x", "y")
        async def f(): Loader(fresh=True)
        """,
    "app/loading.py": """
        import time
        import app.main
        def load(path, content=None, mode="fast"):
            if content is not None:
                slow(content)
            if mode in ("slow", "slower"):
                time.sleep(1)
        def slow(data):
            time.sleep(1)
            if not data:
                load(data)
        class Loader:
            def __init__(self, fresh=False):
                if fresh:
                    self.fetch("x", "y")
            def fetch(self, path, content):
                return load(path, content)
        """,
}

PROJECTS = {
    "cycles": CYCLES,
    "decorators": DECORATORS,
    "unannotated": UNANNOTATED,
    "state": STATE,
    "lazy": LAZY,
    "guarded": GUARDED,
}
