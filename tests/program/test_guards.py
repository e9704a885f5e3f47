"""Guards: a condition over a parameter counts only for calls that may meet it."""

from __future__ import annotations

from tests.program.programs import calls_of, stalled

HEAD = "import time\ndef nap(): time.sleep(1)\n"


def check(source: str, *expected: str) -> None:
    assert stalled(HEAD + source) == sorted(expected)


def test_default_none_never_reaches_the_guarded_code() -> None:
    check(
        """
def load(id, content=None):
    if content is not None:
        nap()
async def f(): load(1)
async def g(): load(1, None)
async def h(): load(1, b"x")
async def i(): load(1, content="x")
async def j(x): load(1, x)
async def k(args): load(*args)
""",
        "h",
        "i",
        "j",
        "k",
    )


def test_early_returns_are_guards() -> None:
    check(
        """
def load(id, content=None):
    if content is None:
        return None
    nap()
def strict(id, content=None):
    if content is not None:
        raise ValueError
    nap()
async def f(): load(1)
async def g(): load(1, "x")
async def h(): strict(1)
async def i(): strict(1, "x")
""",
        "g",
        "h",
    )


def test_guards_pass_through_two_frames() -> None:
    check(
        """
def inner(content=None, flag=False):
    if content is not None:
        nap()
    if flag:
        nap()
def middle(body=None, deep=False): inner(body, flag=deep)
def outer(text=None): middle(text)
async def f(): outer()
async def g(): outer("x")
async def h(): middle(deep=True)
async def i(): middle(deep=False)
""",
        "g",
        "h",
    )


def test_a_frame_that_decides_for_itself() -> None:
    check(
        """
def inner(content=None):
    if content is not None:
        nap()
def always(): inner("x")
def never(): inner()
async def f(): always()
async def g(): never()
""",
        "f",
    )


def test_equal_in_and_prefix() -> None:
    check(
        """
def load(where, mode="fast"):
    if mode == "slow":
        nap()
    if mode in ("a", "b"):
        nap()
    if where.startswith(("s3://", "gs://")):
        nap()
async def f(): load("/tmp")
async def g(): load("/tmp", "slow")
async def h(): load("/tmp", mode="b")
async def i(): load("s3://x")
async def j(): load("/tmp", mode="c")
async def k(m): load("/tmp", m)
""",
        "g",
        "h",
        "i",
        "k",
    )


def test_else_and_negations_are_guards() -> None:
    check(
        """
def load(mode):
    if mode != "slow":
        return
    nap()
def other(mode):
    if mode == "fast":
        pass
    elif mode == "faster":
        pass
    else:
        nap()
def third(path):
    if not path.startswith("/"):
        nap()
async def f(): load("fast")
async def g(): load("slow")
async def h(): other("fast")
async def i(): other("faster")
async def j(): other("slow")
async def k(): third("/a")
async def l(): third("a")
""",
        "g",
        "j",
        "l",
    )


def test_a_changed_parameter_guards_nothing() -> None:
    check(
        """
def load(content=None):
    content = content or make()
    if content is not None:
        nap()
async def f(): load()
""",
        "f",
    )


def test_all_of_several_guards_must_hold() -> None:
    check(
        """
def load(a=None, b=None):
    if a is not None and b:
        nap()
async def f(): load(1)
async def g(): load(b=True)
async def h(): load(1, True)
def either(a=None, b=None):
    if a is not None or b:
        nap()
async def i(): either()
async def j(): either(1)
async def k(): either(b=True)
""",
        "h",
        "j",
        "k",
    )


def test_more_guards_than_are_kept_may_hold() -> None:
    check(
        """
def load(a, b, c, d):
    if a:
        if b:
            if c:
                if d:
                    nap()
async def f(): load(True, True, True, False)
async def g(): load(False, True, True, True)
""",
        "f",
    )


def test_the_same_leaf_under_two_guards() -> None:
    check(
        """
def load(mode=None):
    if mode == "a":
        nap()
    if mode is None:
        nap()
async def f(): load("a")
async def g(): load()
async def h(): load("b")
""",
        "f",
        "g",
    )


def test_guards_over_methods_and_constructors() -> None:
    check(
        """
class Store:
    def __init__(self, eager=False):
        if eager:
            nap()
    def get(self, key, fresh=False):
        if fresh:
            nap()
async def f():
    Store().get(1)
async def g():
    Store(eager=True)
async def h():
    Store().get(1, fresh=True)
""",
        "g",
        "h",
    )


def test_guards_do_not_lower_the_confidence() -> None:
    (call,) = calls_of(
        HEAD
        + """
def load(flag):
    if flag:
        nap()
async def f(x): load(x)
"""
    )
    assert call.confidence == "certain"


def test_a_guard_on_a_nested_function_s_free_variable() -> None:
    check(
        """
def load(flag=False):
    def inner():
        if flag:
            nap()
    inner()
async def f(): load(True)
async def g(x): load(x)
""",
        "f",
        "g",
    )


def test_a_long_chain_of_elif() -> None:
    check(
        """
def load(mode):
    if mode == "a":
        nap()
    elif mode == "b":
        nap()
    elif mode == "c":
        nap()
    elif mode == "d":
        nap()
async def f(): load("z")
"""
    )


def test_a_leaf_under_many_guards() -> None:
    tests = "".join(f'    if mode == "{m}": nap()\n' for m in "abcde")
    check(f'def load(mode):\n{tests}async def f(): load("z")\n')
