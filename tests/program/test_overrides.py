"""Which overrides an abstract receiver reaches: those of classes of which somebody makes an object."""

from __future__ import annotations

import pytest

from tests.program.programs import findings_of

STORES = """
    import abc, time

    class Store(abc.ABC):
        @abc.abstractmethod
        def read(self): ...

    class Slow(Store):
        def read(self):
            time.sleep(1)

    class Fast(Store):
        def read(self):
            return b""
"""
ROUTE = """
    from app import stores
    from app.stores import *

    async def route(held: list[stores.Store]):
        return held[0].read()
"""


def found(more: str, files: dict[str, str] | None = None, roles: dict[str, str] | None = None) -> list[str]:
    lines = "".join(f"    {line}\n" for line in more.splitlines())
    main = ROUTE + lines
    return findings_of({"app/stores.py": STORES, "app/main.py": main, **(files or {})}, roles)


SURE = ["route: held[0].read -> time.sleep"]
LIKELY = ["route: held[0].read -> time.sleep?"]


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("one = Slow()", SURE),
        ("one = stores.Slow()", SURE),
        ("one = Fast()", []),
        ("one, two = Slow(), Fast()", LIKELY),
        ("made = {'slow': Slow, 'fast': Fast}", LIKELY),
        ("made = {'fast': 'app.stores.Fast'}", []),
        ("from app.stores import Fast as Quick\none = Quick()", []),
        # Nobody is known to make any: any may come from anywhere.
        ("", LIKELY),
        # Only spoken of.
        ("one = Fast()\ndef f(x) -> Slow:\n    assert isinstance(x, Slow)", []),
        # Somebody must have made what is passed.
        ("one = Fast()\ndef f(x: Slow): ...", LIKELY),
        # Handed on by its own definition.
        ("one = Fast()\n@registry.add\nclass Other(Slow): ...", LIKELY),
        ("one = Fast()\nclass Other(Slow, metaclass=Meta): ...", LIKELY),
        ("one = Fast()\nclass Other(Slow): ...\nall = stores.Store.__subclasses__()", LIKELY),
    ],
)
def test_only_classes_that_somebody_makes_count(more: str, expected: list[str]) -> None:
    assert found(more) == expected


def test_what_tests_make_or_define_does_not_count() -> None:
    tests = """
        from app.stores import Slow, Store

        class Fake(Store):
            def read(self): ...

        slow, fake = Slow(), Fake()
    """
    roles = {"tests/test_it.py": "test"}
    assert found("one = Fast()", {"tests/test_it.py": tests}, roles) == []
    assert found("one = Slow()", {"tests/test_it.py": tests}, roles) == SURE


def test_an_optional_parameter_that_every_call_leaves_out_is_no_object_of_a_subclass() -> None:
    found = findings_of(
        """
        import time
        class Memory:
            def get(self, key): self.evict(key)
            def evict(self, key): pass
        class Tracing(Memory):
            def evict(self, key): time.sleep(1)
        class Dual:
            def __init__(self, memory: Memory | None = None): self.memory = memory or Memory()
            def get(self, key): return self.memory.get(key)
        class Users(Dual):
            def __init__(self, memory: Memory | None = None): super().__init__(memory=memory)
        tracing, users = Tracing(), Users()
        async def clean(): users.get("x")
        async def bad(): tracing.get("x")
        """
    )
    assert found == ["bad: tracing.get -> time.sleep"]
