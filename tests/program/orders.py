"""Projects that tempt an analysis to depend on the order of the files, by what tempts it."""

from __future__ import annotations

MANY_GUARDS = {
    "app/main.py": """
        from app.loading import outer
        async def a(): outer(True, True, True, False)
        async def b(): outer(True, True, False, True)
        async def c(): outer(True, False, True, True)
        async def d(): outer(True, True, True, True)
        """,
    "app/loading.py": """
        import time
        def inner(a, b, c):
            if a:
                if b:
                    if c:
                        time.sleep(1)
        def outer(x, a, b, c):
            if x:
                inner(a, b, c)
        """,
}

PASSED_ON = {
    "app/main.py": """
        import time
        from app.lib import Runner
        def nap(): time.sleep(1)
        async def f(): Runner(nap).go()
        """,
    "app/lib.py": """
        class Runner:
            def __init__(self, func): self.func = func
            def go(self): self.func()
        """,
}

SET_ELSEWHERE = {
    "app/main.py": """
        from app.state import Config
        class User:
            def __init__(self): self.client = Config.client
            def go(self): self.client.run()
        async def f(): User().go()
        """,
    "app/state.py": "class Config: ...",
    "app/setup.py": """
        import time
        from app.state import Config
        class Slow:
            def run(self): time.sleep(1)
        def setup(): Config.client = Slow()
        """,
}

DECORATED_IN_A_CIRCLE = {
    "app/tools.py": """
        import app.naps
        def replaced(func):
            def wrapper(): ...
            return wrapper
        TWICE = app.naps.ONCE * 2
        """,
    "app/naps.py": """
        import time
        ONCE = 1
        from app.tools import replaced
        @replaced
        def nap(): time.sleep(1)
        async def f(): nap()
        async def always(): time.sleep(1)
        """,
}

NARROWED_IN_A_CIRCLE = {
    "app/a.py": """
        import app.b
        from app.kinds import Quick
        def a(n):
            if n: return app.b.b(n - 1)
            return Quick()
        """,
    "app/b.py": """
        import app.a
        from app.kinds import Held, Slow
        def b(n):
            x = app.a.a(n)
            if x is None:
                Held.thing = Slow()
            return x
        """,
    "app/kinds.py": """
        import time
        class Slow:
            def run(self): time.sleep(1)
        class Quick:
            def run(self): ...
        class Held:
            thing = Quick()
        async def f(): Held.thing.run()
        async def always(): time.sleep(1)
        """,
}

NARROWED_IN_A_LONG_CIRCLE = {
    "app/a.py": """
        import app.b
        from app.kinds import Held, Slow
        def a(n):
            x = app.b.b(n - 1)
            if not x:
                Held.first = Slow()
            return x
        """,
    "app/b.py": """
        import app.c
        from app.kinds import Held, Slow
        def b(n):
            x = app.c.c(n - 1)
            Held.second = Held.second if isinstance(x, int) else Slow()
            return x
        """,
    "app/c.py": """
        import app.a
        from app.kinds import Quick
        def c(n):
            if n > 5:
                return 1
            return app.a.a(n - 1) or 2
        """,
    "app/kinds.py": """
        import time
        class Slow:
            def run(self): time.sleep(1)
        class Quick:
            def run(self): ...
        class Held:
            first = Quick()
            second = Quick()
        async def f(): Held.first.run()
        async def g(): Held.second.run()
        async def always(): time.sleep(1)
        """,
}

NESTED_ARGUMENTS = {
    "app/quick.py": """
        from app.kinds import Quick
        async def f(table: list[list[Quick]]):
            for _, row in enumerate(table):
                for item in row:
                    item.run()
        """,
    "app/slow.py": """
        from app.kinds import Slow
        async def f(table: list[list[Slow]]):
            for _, row in enumerate(table):
                for item in row:
                    item.run()
        """,
    "app/kinds.py": """
        import time
        class Slow:
            def run(self): time.sleep(1)
        class Quick:
            def run(self): ...
        """,
}

ORDERED = {
    "generic arguments inside others": NESTED_ARGUMENTS,
    "more guards than are kept": MANY_GUARDS,
    "an attribute whose body is evaluated before the first caller": PASSED_ON,
    "an attribute of a class that another module sets": SET_ELSEWHERE,
    "a decorator that is not evaluated yet": DECORATED_IN_A_CIRCLE,
    "a branch over what is not known yet": NARROWED_IN_A_CIRCLE,
    "branches over what several functions know together": NARROWED_IN_A_LONG_CIRCLE,
}
