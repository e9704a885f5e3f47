"""More guards and variants than are kept: what is given up is what tells least."""

from __future__ import annotations

from asynclint.program.values.guards import MAX_GUARDS, MAX_VALUES, Guard, limited, shared
from asynclint.program.values.kinds import ParamRef
from tests.program.programs import Linked, calls_of, stalled

HEAD = "import time\ndef nap(): time.sleep(1)\n"
LINKED = Linked("def f(p, q, r, s): ...")
P, Q, R, S = (ParamRef(LINKED.function("f"), name) for name in "pqrs")


def test_a_prefix_outlasts_flags() -> None:
    flags = [Guard(param, "truthy", (), True) for param in (Q, R, S)]
    prefix = Guard(P, "startswith", ("oidc/",), True)
    for guards in ([prefix, *flags], [*flags, prefix]):
        kept = limited(guards)
        assert len(kept) == MAX_GUARDS
        assert prefix in kept


def test_what_a_parameter_is_not_is_one_guard() -> None:
    guards = [Guard(P, "eq", (mode,), False) for mode in "abcde"]
    assert limited(guards) == (Guard(P, "eq", tuple("abcde"), False),)
    assert limited(guards[::-1]) == limited(guards)


def test_what_a_parameter_is_stays_apart() -> None:
    either = [Guard(P, "eq", ("a",), True), Guard(P, "eq", ("b",), True)]
    assert limited(either) == tuple(either)


def test_a_prefix_four_frames_down_with_flags_on_the_way() -> None:
    source = """
def get_secret(name):
    if name.startswith("oidc/"): nap()
def one(name, a=None):
    if a: get_secret(name)
def two(name, a=None, b=None):
    if b: one(name, a)
def three(name, a=None, b=None, c=None):
    if c: two(name, a, b)
def four(name, a=None, b=None, c=None, d=None):
    if d: three(name, a, b, c)
async def f(x): four("X", x, x, x, x)
async def g(x): four("oidc/x", x, x, x, x)
"""
    assert stalled(HEAD + source) == ["g"]


def test_a_prefix_in_more_variants_than_are_kept() -> None:
    names = "abcdefghijkl"
    calls = "".join(f"    if {name}: get_secret(name)\n" for name in names)
    source = f"""
def get_secret(name):
    if name.startswith("oidc/"): nap()
def load(name, {", ".join(names)}):
{calls}
async def f(x): load("X", {", ".join("x" * len(names))})
async def g(x): load("oidc/x", {", ".join("x" * len(names))})
"""
    assert stalled(HEAD + source) == ["g"]


def test_a_longer_chain_of_elif_than_guards_are_kept() -> None:
    arms = "".join(f'    elif mode == "{mode}": pass\n' for mode in "bcdefg")
    source = f"""
def load(mode):
    if mode == "a": pass
{arms}    else: nap()
async def f():
    load("a")
    load("g")
async def g(): load("z")
"""
    assert stalled(HEAD + source) == ["g"]


def test_more_values_of_one_argument_than_variants_are_kept() -> None:
    modes = [f"mode{number}" for number in range(12)]
    arms = "".join(f'    if mode == "{mode}": read("{mode}")\n' for mode in modes)
    source = f"""
def read(name): nap()
def load(mode):
{arms}
def through(mode, other): load(mode)
async def clean():
    load("other")
    through("other", "mode3")
async def first(): through("mode0", "")
async def last(): load("mode11")
"""
    assert stalled(HEAD + source) == ["first", "last"]


def test_guards_that_differ_in_their_values_have_these_in_common() -> None:
    flag = Guard(Q, "truthy", (), True)
    sets = [frozenset({Guard(P, "eq", (mode,), True), flag}) for mode in "cab"]
    assert shared(sets) == {Guard(P, "eq", ("a", "b", "c"), True), flag}
    assert shared([*sets, frozenset({flag})]) == {flag}
    assert shared([*sets, frozenset({Guard(P, "eq", ("a",), False), flag})]) == {flag}


def test_values_that_are_too_many_are_not_asked_for() -> None:
    sets = [frozenset({Guard(P, "eq", (number,), True)}) for number in range(MAX_VALUES + 1)]
    assert shared(sets) == frozenset()


def test_the_way_with_the_fewest_open_conditions_is_shown_then_the_nearest() -> None:
    source = """
import unknown
def leaf(name):
    if name.startswith("slow"): nap()
def surely(): longer()
def longer(): nap()
async def f():
    maybe_then_surely()
def maybe_then_surely():
    leaf(unknown.name)
    surely()
"""
    (call,) = calls_of(HEAD + source)
    assert [hop.callee for hop in call.chain] == [
        "app.main.maybe_then_surely",
        "app.main.surely",
        "app.main.longer",
        "app.main.nap",
        "time.sleep",
    ]
