"""Branches that arguments, computed values and attributes rule out; each beside calls that take them."""

from __future__ import annotations

import pytest

from tests.program.programs import stalled

HEAD = """
import asyncio, sys, time
from enum import Enum
from typing import TYPE_CHECKING, Final, Union
def nap(): time.sleep(1)
class Slow:
    def run(self): time.sleep(1)
class Quick:
    def run(self): ...
class AQuick:
    async def run(self): ...
"""

CASES = {
    "the start of a format string": (
        """def get_secret(name):
    if name.startswith("oidc/"): nap()
async def a(x): get_secret(f"oidc/{x}")
async def b(x): get_secret(f"{x}/oidc")
""",
        ["a", "b"],
    ),
    "an end": (
        """def load(name):
    if name.endswith(".gz"): nap()
async def a(): load("x.gz")
async def b(): load("x.txt")
""",
        ["a"],
    ),
    "a frozen set": (
        """
LOCAL = frozenset({"a", "b"})
OPEN = {"a", "b"}
def load(a):
    if a in LOCAL: nap()
def later(a):
    if a in OPEN: nap()
async def a(): load("x")
async def b(): load("a")
async def c(): later("x")
""",
        # The other one may have got more by then.
        ["b", "c"],
    ),
    "a part": (
        """def load(a):
    if "://" in a: nap()
async def a(): load("x")
async def b(): load("http://x")
""",
        ["b"],
    ),
    "a prefix in a constant": (
        """P = "oidc/"
def load(a):
    if a.startswith(P): nap()
async def a(): load("x")
async def b(): load("oidc/slow")
""",
        ["b"],
    ),
    "equality with a constant": (
        """SLOWMODE = "slow"
class C:
    MODE = "slow"
def load(a):
    if a == SLOWMODE: nap()
def load2(a):
    if a == C.MODE: nap()
async def a(): load("x")
async def b(): load("slow")
async def c(): load2("x")
""",
        ["b"],
    ),
    "equality with a member": (
        """class M(Enum):
    SLOW = "slow"
    FAST = "fast"
def load(a: M):
    if a == M.SLOW: nap()
def load2(a: M):
    if a is M.SLOW: nap()
async def a(): load(M.FAST)
async def b(): load(M.SLOW)
async def c(): load2(M.FAST)
""",
        ["b"],
    ),
    "a constant of the class": (
        """class S:
    KIND = "fast"
    def go(self):
        if self.KIND == "slow": nap()
class T(S):
    KIND = "slow"
async def b(): S().go()
async def a(): T().go()
""",
        ["a"],
    ),
    "the value of a member": (
        """class E(Enum):
    B = "oidc/b"
def get_secret(name):
    if name.startswith("oidc/"): nap()
async def b(): get_secret(E.B.value)
""",
        ["b"],
    ),
    "a prefix through three frames": (
        """NAME="X"
class K(str, Enum):
    A = "a"
class E(Enum):
    A = "a"
    B = "oidc/b"
class S:
    NAME = "plain"
F: Final = "f"
F2: Final[str] = "f"
def get_secret(name):
    if name.startswith("oidc/"): nap()
def mid(n): return get_secret(n)
def mid2(n, d=None): return mid(n)
async def a(): mid2("X")
async def b(): mid2("oidc/x")
async def c(): mid2(NAME)
async def d(): mid2(E.A.value)
async def e(): mid2(K.A)
async def f(): mid2(S.NAME)
async def g(): mid2(F)
async def h(): mid2(F2)
async def i(x): mid2(f"env/{x}")
async def j(): mid2(K.A.value)
async def k(x): mid2("env/" + x)
async def l(x): mid2("env/%s" % x)
""",
        ["b"],
    ),
    "isinstance leaves": (
        """def load(x):
    if isinstance(x, str): return
    nap()
async def a(): load("x")
async def b(): load(3)
async def c(x: str): load(x)
async def d(x: Union[str,int]): load(x)
async def f(x): load(x)
""",
        ["b", "d", "f"],
    ),
    "isinstance of several": (
        """def load(x):
    if isinstance(x, (Slow, Quick)): nap()
async def a(): load(Slow())
async def b(): load(3)
async def c(x: str): load(x)
async def d(x: Union[Quick,int]): load(x)
async def f(x): load(x)
async def g(x: Quick): load(x)
""",
        ["a", "d", "f", "g"],
    ),
    "callable": (
        """def load(x):
    if callable(x): nap()
async def a(): load(nap)
async def b(): load(Slow)
async def c(): load(3)
async def d(): load(None)
async def e(): load(Slow())
async def f(x): load(x)
""",
        ["a", "b", "f"],
    ),
    "hasattr": (
        """def load(x):
    if hasattr(x, "run"): nap()
async def a(): load(Slow())
async def c(): load(3)
async def d(): load(None)
async def f(x): load(x)
""",
        ["a", "f"],
    ),
    "type": (
        """def load(x):
    if type(x) is Slow: nap()
async def a(): load(Slow())
async def c(): load(3)
async def d(): load(Quick())
async def f(x): load(x)
""",
        ["a", "f"],
    ),
    "a class pattern": (
        """def load(x):
    match x:
        case str(): return
        case Slow(): nap()
async def a(): load(Slow())
async def c(): load(3)
async def d(): load(Quick())
async def f(x): load(x)
async def g(): load("x")
""",
        ["a", "f"],
    ),
    "an order of numbers": (
        """def load(n):
    if n > 0: nap()
async def a(): load(0)
async def b(): load(1)
""",
        ["b"],
    ),
    "a flag": (
        """def load(path):
    remote = path.startswith("http")
    if remote: nap()
async def a(): load("x")
async def b(): load("http://")
""",
        ["b"],
    ),
    "a flag of two": (
        """def load(x=None, y=False):
    needs = x is not None and y
    if not needs: return
    nap()
async def a(): load(1)
async def b(): load(1,True)
async def c(): load(y=True)
""",
        ["b"],
    ),
    "one of two": (
        """def load(x=None, y=False):
    if x or y: nap()
async def a(): load()
async def b(): load(1)
async def c(): load(y=True)
async def d(z): load(z)
""",
        ["b", "c", "d"],
    ),
    "a flag of one of two": (
        """def load(x=None, y=False):
    any_of = x or y
    if any_of: nap()
async def a(): load()
async def b(): load(1)
async def c(): load(y=True)
async def d(z): load(z)
""",
        ["b", "c", "d"],
    ),
    "a value by a conditional expression": (
        """def load(sync):
    client = Slow() if sync else None
    if client is not None: client.run()
async def a(): load(False)
async def b(): load(True)
""",
        ["b"],
    ),
    "a value by an if": (
        """def load(sync):
    client = None
    if sync: client = Slow()
    if client: client.run()
async def a(): load(False)
async def b(): load(True)
""",
        ["b"],
    ),
    "two classes by a flag": (
        """def load(is_async):
    client = AQuick() if is_async else Slow()
    if is_async: return client.run()
    client.run()
async def a(): load(True)
async def b(): load(False)
""",
        ["b"],
    ),
    "two classes in one frame": (
        """async def b(is_async: bool):
    client = AQuick() if is_async else Slow()
    if is_async: await client.run()
    else: client.run()
async def c(is_async: bool):
    client = AQuick() if is_async else Slow()
    if is_async:
        r = client.run()
        await r
""",
        ["b"],
    ),
    "another name": (
        """def load(content):
    c = content
    if c is not None: nap()
async def a(): load(None)
async def b(): load(1)
""",
        ["b"],
    ),
    "a name in the test": (
        """def load(content):
    if (c := content) is not None: nap()
async def a(): load(None)
async def b(): load(1)
""",
        ["b"],
    ),
    "an assertion": (
        """def load(content):
    assert content is not None
    nap()
async def a(): load(None)
async def b(): load(1)
""",
        ["b"],
    ),
    "a return inside try": (
        """def load(content):
    try:
        if content is None: return
    except ValueError: raise
    nap()
async def a(): load(None)
async def b(): load(1)
""",
        ["b"],
    ),
    "a chain of elif": (
        """def load(m):
    if m == "a": return
    elif m == "b": return
    else: pass
    nap()
async def a(): load("a")
async def b(): load("c")
async def c(): load("b")
""",
        ["b"],
    ),
    "a break": (
        """def load(content):
    while True:
        if content is None: break
        nap()
async def a(): load(None)
async def b(): load(1)
""",
        ["b"],
    ),
    "two tests that return": (
        """def load(a, b):
    if a:
        if b: return
    nap()
async def a(): load(True, True)
async def b(): load(False, True)
""",
        ["b"],
    ),
    "one of two that return": (
        """def load(a, b):
    if a is None or b is None: return
    nap()
async def a(): load(None, 1)
async def b(): load(1, 1)
async def c(): load(1, None)
""",
        ["b"],
    ),
    "not both": (
        """def load(a, b):
    if not (a and b): nap()
async def a(): load(True, True)
async def b(): load(False, True)
async def c(): load(True, False)
""",
        ["b", "c"],
    ),
    "the same test again": (
        """def load(flag):
    if flag: return
    if flag: nap()
async def d(x): load(x)
""",
        [],
    ),
    "a flag passed on": (
        """def inner(remote):
    if remote: nap()
def load(name):
    inner(name.startswith("oidc/"))
async def a(): load("x")
async def b(): load("oidc/")
""",
        ["b"],
    ),
    "an annotation of the caller": (
        """def go(db):
    if db is None: nap()
async def d(x: Slow): go(x)
""",
        [],
    ),
    "None as a default or passed": (
        """def go(db: Slow = None):
    if db is None: nap()
def go2(db: Slow):
    if db is None: nap()
async def a(): go(Slow())
async def b(): go()
async def c(): go2(None)
async def d(x: Slow): go2(x)
""",
        ["b", "c"],
    ),
    "None never passed": (
        """def go2(db: Slow):
    if db is None: nap()
async def a(): go2(Slow())
async def d(x): go2(x)
""",
        [],
    ),
    "isinstance of an attribute": (
        """class S:
    def __init__(self, c: Slow|Quick|None): self.k = c
    async def a(self):
        if isinstance(self.k, Slow): self.k.run()
    async def b(self):
        if isinstance(self.k, Quick): self.k.run()
    async def c(self):
        if not isinstance(self.k, Slow): return
        self.k.run()
    async def d(self):
        if isinstance(self.k, Slow): return
        self.k.run()
    async def e(self, x):
        if isinstance(self.k, Quick):
            self.k = x
            self.k.run()
""",
        ["S.a", "S.c", "S.e?"],
    ),
    "an attribute that is filled on the way": (
        """class S:
    def __init__(self): self.k = None
    def connect(self): self.k = Slow()
    async def a(self):
        if self.k is None:
            self.connect()
            self.k.run()
    async def b(self):
        if self.k is None:
            self.connect()
        self.k.run()
    async def c(self):
        if self.k is None:
            with asyncio.Lock():
                if self.k is None: nap()
    async def d(self):
        if self.k is None:
            self.k.run()
""",
        ["S.a", "S.b", "S.c"],
    ),
    "an attribute of an attribute": (
        """class App:
    def __init__(self, pool: Slow|Quick): self.pool = pool
class Req:
    def __init__(self, app: App): self.app = app
async def a(req: Req):
    if isinstance(req.app.pool, Slow): req.app.pool.run()
async def b(req: Req):
    if isinstance(req.app.pool, Quick): req.app.pool.run()
async def c(req: Req):
    if isinstance(req.app.pool, Slow): return
    req.app.pool.run()
""",
        ["a"],
    ),
    "constants and platforms": (
        """TESTING = False
if TYPE_CHECKING:
    X = 1
async def a():
    if TESTING: nap()
async def b():
    if TYPE_CHECKING: nap()
async def f():
    if sys.platform == "win32": nap()
async def g():
    if sys.version_info >= (3, 12): nap()
""",
        ["f", "g"],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_branches(name: str) -> None:
    source, expected = CASES[name]
    assert stalled(HEAD + source) == expected
