"""Guards against floods: for each the flood that it prevents, and what must still be found."""

from __future__ import annotations

import pytest

from asynclint.program.blocking import BlockingCall
from tests.program.programs import calls_of, described, stalled

ROUTES = 30


def found(files: dict[str, str]) -> list[str]:
    """All findings as text."""
    return [described(call) for call in calls_of(files)]


def routes(body: str) -> str:
    """Many asynchronous callers of one helper."""
    return "".join(f"async def route_{i}(): {body}\n" for i in range(ROUTES))


# --- a method with many overrides ----------------------------------------------------------------


def configs(count: int, blocking: int, base: str = "def check(self, key): raise NotImplementedError") -> str:
    """A base class with `count` overrides, the first ones of which block."""
    lines = ["import os, time", "class Config:", f"    {base}"]
    for index in range(count):
        body = "time.sleep(1)" if index < blocking else "return key"
        lines += [f"class Config{index}(Config):", f"    def check(self, key): {body}"]
    return "\n".join(lines) + "\n"


HELPER = "from app.configs import *\ndef prepare(config: Config): return config.check('k')\n"


def through_a_helper(count: int, blocking: int) -> list[BlockingCall]:
    files = {"app/configs.py": configs(count, blocking), "app/main.py": HELPER + routes("prepare(pick())")}
    return calls_of(files)


def test_few_overrides_that_block_are_one_finding_at_the_dispatch_not_one_for_each_route() -> None:
    (call,) = through_a_helper(12, 2)
    assert described(call) == "prepare: config.check -> time.sleep, time.sleep?"
    assert call.note == "2 of 12 implementations of `Config.check` block"
    assert (call.path, call.span.line) == ("app/main.py", 2)
    assert [hop.function for hop in call.chain] == ["app.main.prepare", "app.configs.Config0.check"]


@pytest.mark.parametrize(("blocking", "confidence"), [(4, "likely"), (12, "certain")])
def test_where_a_third_of_the_overrides_block_every_caller_reports(blocking: int, confidence: str) -> None:
    calls = through_a_helper(12, blocking)
    assert [call.function for call in calls] == [f"app.main.route_{i}" for i in range(ROUTES)]
    assert {call.confidence for call in calls} == {confidence}
    assert not any(call.note for call in calls)


def test_up_to_eight_overrides_are_told_apart_as_ever() -> None:
    assert len(through_a_helper(8, 2)) == ROUTES


def test_no_override_that_blocks_is_no_finding() -> None:
    assert through_a_helper(12, 0) == []


def test_few_overrides_that_block_are_found_in_the_route_that_dispatches() -> None:
    source = "from app.configs import *\nasync def f(config: Config): config.check('k')\n"
    files = {"app/configs.py": configs(12, 2), "app/main.py": source}
    assert found(files) == ["f: config.check -> time.sleep, time.sleep?"]


def test_the_class_of_the_receiver_goes_before_the_count() -> None:
    source = """
from app.configs import *
class Own(Config3): ...
async def blocks(): Config0().check("k")
async def does_not(): Config3().check("k")
async def nor(own: Own): own.check("k")
"""
    files = {"app/configs.py": configs(12, 2), "app/main.py": source}
    assert found(files) == ["blocks: Config0().check -> time.sleep"]


def test_a_dispatch_that_the_loop_does_not_reach_is_silent() -> None:
    source = HELPER + "import asyncio\nasync def f(): await asyncio.to_thread(prepare, pick())\n"
    assert found({"app/configs.py": configs(12, 2), "app/main.py": source}) == []


def test_a_dispatch_that_only_tests_reach_is_silent() -> None:
    files = {
        "app/configs.py": configs(12, 2),
        "app/main.py": HELPER,
        "tests/test_main.py": "from app.main import prepare, pick\nasync def test_it(): prepare(pick())\n",
    }
    calls = calls_of(files, {"tests/test_main.py": "test"})
    assert [call.path for call in calls if call.path != "tests/test_main.py"] == []


def test_properties_dispatch_alike() -> None:
    base = "@property\n    def check(self): raise NotImplementedError"
    lines = configs(12, 2, base).replace("    def check(self, key): ", "    @property\n    def check(self): ")
    source = "from app.configs import *\ndef prepare(config: Config): return config.check\n"
    calls = calls_of(
        {
            "app/configs.py": lines.replace("return key", "return 1"),
            "app/main.py": source + routes("prepare(pick())"),
        }
    )
    assert [described(call) for call in calls] == ["prepare: config.check -> time.sleep, time.sleep?"]


def test_each_category_counts_on_its_own() -> None:
    lines = configs(12, 2) + "\n".join(
        f"class Shell{i}(Config):\n    def check(self, key): os.system(key)" for i in range(8)
    )
    calls = calls_of({"app/configs.py": lines, "app/main.py": HELPER + routes("prepare(pick())")})
    assert {(call.category, call.function == "app.main.prepare") for call in calls} == {
        ("sleep", True),
        ("subprocess", False),
    }


def test_the_type_that_the_base_declares_goes_on() -> None:
    base = "def check(self, key) -> 'Slow': raise NotImplementedError"
    slow = "class Slow:\n    def run(self): time.sleep(1)\n"
    source = "from app.configs import *\nasync def f(config: Config): config.check('k').run()\n"
    files = {"app/configs.py": configs(12, 0, base) + slow, "app/main.py": source}
    assert found(files) == ["f: config.check(...).run -> time.sleep"]


# --- locks ---------------------------------------------------------------------------------------

LOCKED = """
import asyncio, threading, time
from collections import deque
lock = threading.Lock()
other = threading.Lock()
kept = {}
def remember(key):
    with lock: kept[key] = 1
def slow():
    with %s:
        time.sleep(1)
def start(): threading.Thread(target=slow).start()
"""


def test_uncontended_sections_are_silent_however_many_routes_enter_them() -> None:
    source = LOCKED % "other" + routes("remember('k')")
    assert found({"app/main.py": source}) == []


def test_a_section_waits_where_another_one_of_the_same_lock_blocks() -> None:
    (call,) = calls_of(LOCKED % "lock" + "async def f(): remember('k')")
    assert described(call) == "f: remember -> threading.Lock.__enter__"
    assert call.note == "`time.sleep` at app/main.py:11 runs under the same lock"


@pytest.mark.parametrize(
    "source",
    [
        "async def f():\n    with lock: kept.clear()\nasync def g(): slow()\n",
        "async def f():\n    with lock: kept.clear()\nslow()\n",
        "async def f():\n    with lock: kept.clear()\ndef h(): slow()\nasync def g(): h()\n",
    ],
    ids=["on the loop", "at import", "on the loop at a distance"],
)
def test_what_blocks_under_a_lock_in_the_thread_of_the_loop_itself_is_not_waited_for(source: str) -> None:
    quiet = (LOCKED % "lock").replace("def start(): threading.Thread(target=slow).start()\n", "")
    assert [text for text in found({"app/main.py": quiet + source}) if "Lock" in text] == []


def test_locks_of_one_attribute_are_told_apart_from_those_of_others() -> None:
    source = """
import asyncio, threading, time
class Store:
    shared = threading.Lock()
    def __init__(self):
        self._reading = threading.RLock()
        self._writing: threading.Lock = threading.Lock()
    def read(self):
        with self._reading: ...
    def write(self):
        with self._writing: ...
    def all(self):
        with Store.shared: ...
    def sync(self):
        with self._writing: time.sleep(1)
    def publish(self):
        with self.shared: time.sleep(1)
store = Store()
async def f(): store.read()
async def g(): store.write()
async def h(): store.all()
async def i():
    await asyncio.to_thread(store.sync)
    await asyncio.to_thread(store.publish)
"""
    assert found({"app/main.py": source}) == [
        "g: store.write -> threading.Lock.__enter__?",
        "h: store.all -> threading.Lock.__enter__",
    ]


def test_waiting_under_a_lock_makes_others_wait_for_that_one() -> None:
    source = (
        LOCKED % "lock"
        + """
def nested():
    with other:
        with lock: ...
async def f():
    with other: ...
async def g(): await asyncio.to_thread(nested)
"""
    )
    assert found({"app/main.py": source}) == ["f: other -> threading.Lock.__enter__"]


def test_a_lock_that_is_passed_on_and_what_runs_under_it() -> None:
    source = """
import asyncio, threading, time
lock = threading.Lock()
other = threading.Lock()
def held(guard, work):
    with guard:
        return work()
def nap():
    with lock: time.sleep(1)
async def f(): held(lock, dict)
async def g(): held(other, dict)
async def h(): await asyncio.to_thread(nap)
"""
    assert found({"app/main.py": source}) == ["f: held -> threading.Lock.__enter__"]


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        ("acquire()", True),
        ("acquire(True)", True),
        ("acquire(blocking=False)", False),
        ("acquire(False)", False),
        ("acquire(timeout=0)", False),
        ("acquire(True, 0)", False),
        ("acquire(timeout=5)", False),
    ],
)
@pytest.mark.parametrize("kind", ["Lock", "RLock", "Condition", "Semaphore", "BoundedSemaphore"])
def test_a_bare_acquire_always_waits(kind: str, call: str, expected: bool) -> None:
    source = f"import threading\nlock = threading.{kind}()\nasync def f(): lock.{call}"
    assert bool(found({"app/main.py": source})) is expected


def test_a_constructor_that_locks_what_it_makes_keeps_nobody_waiting() -> None:
    source = """
import asyncio, threading, time
class Store:
    def __init__(self):
        self._lock = threading.Lock()
        with self._lock: time.sleep(1)
    def read(self):
        with self._lock: ...
store = Store()
async def f(): store.read()
def g(): Store()
async def h(): await asyncio.to_thread(g)
"""
    assert found({"app/main.py": source}) == []


# --- memoised functions --------------------------------------------------------------------------

SETTINGS = """
import functools, time
@functools.lru_cache
def get_settings(): time.sleep(1)
@functools.cache
def load(name, deep=False): time.sleep(1)
"""
USE = "from app.settings import *\n"


def memoised(main: str, **others: str) -> list[str]:
    """The findings of `main`, beside memoised functions in a module of their own."""
    files = {f"app/{name}.py": USE + text for name, text in others.items()}
    return found({"app/settings.py": SETTINGS, "app/main.py": USE + main, **files})


def test_what_ran_at_import_is_silent_in_every_route() -> None:
    assert memoised(routes("get_settings()"), database="settings = get_settings()\n") == []


def test_what_nobody_has_called_before_is_likely_in_every_route() -> None:
    expected = [f"route_{i}: get_settings -> time.sleep?" for i in range(ROUTES)]
    assert memoised(routes("get_settings()"), database="settings = get_settings\n") == expected


@pytest.mark.parametrize(
    ("early", "silent"),
    [
        ("load('a')", True),
        ("load('a', False)", True),
        ("load('b')", False),
        ("load('a', True)", False),
        ("load(NAME)", True),
        ("load(unknown)", False),
        ("def unused(): load('a')", False),
        ("def build(): load('a')\nbuild()", True),
        ("def build(warm=False):\n    if warm: load('a')\nbuild()", False),
        ("import asyncio\nasync def main(): load('a')\nasyncio.run(main())", False),
    ],
)
def test_only_the_same_call_counts(early: str, silent: bool) -> None:
    calls = memoised("async def f(): load('a')", early=f"NAME = 'a'\n{early}\n")
    assert [call for call in calls if call.startswith("f:")] == ([] if silent else ["f: load -> time.sleep?"])


def test_start_up_warms_for_all_and_shut_down_for_none() -> None:
    main = """
from fastapi import FastAPI
app = FastAPI()
@app.on_event("startup")
async def start(): load('a')
@app.on_event("shutdown")
def stop(): load('b')
async def f(): load('a')
async def g(): load('b')
"""
    assert memoised(main) == ["g: load -> time.sleep?"]


def test_a_dependency_warms_for_its_routes_and_what_they_call() -> None:
    main = """
from fastapi import Depends, FastAPI
app = FastAPI()
def inner(): load('a')
def outer(x=Depends(inner)): ...
def helper(): load('a')
async def both(): load('a')
@app.get("/a")
async def a(x=Depends(outer)):
    helper()
    await both()
@app.get("/b")
async def b(): helper()
@app.get("/c")
async def c(): await both()
"""
    assert memoised(main) == ["both: load -> time.sleep?", "b: helper -> time.sleep?"]


def test_an_asynchronous_dependency_reports_for_its_route() -> None:
    main = """
from fastapi import Depends, FastAPI
app = FastAPI()
async def first(): load('a')
@app.get("/a")
async def a(x=Depends(first)): load('a')
"""
    assert memoised(main) == ["first: load -> time.sleep?"]


def test_calling_a_dependency_by_hand_is_no_dependency() -> None:
    main = """
from fastapi import Depends, FastAPI
app = FastAPI()
@app.get("/a")
async def a(x=Depends(get_settings)): ...
@app.get("/b")
async def b(): get_settings()
"""
    assert memoised(main) == ["b: get_settings -> time.sleep?"]


KEPT = """
import functools, time
class Service:
    @functools.cached_property
    def pool(self): time.sleep(1)
    @property
    def ready(self): return self.pool
service = Service()
"""


@pytest.mark.parametrize(
    ("early", "expected"),
    [
        ("", ["f: service.ready -> time.sleep?"]),
        ("service.ready", []),
        ("service.pool", []),
        ("Service().pool", ["f: service.ready -> time.sleep?"]),
    ],
)
def test_a_property_that_reaches_a_cached_property(early: str, expected: list[str]) -> None:
    files = {
        "app/service.py": KEPT,
        "app/main.py": f"from app.service import *\n{early}\nasync def f(): service.ready\n",
    }
    assert found(files) == expected


def test_a_way_that_is_not_memoised_stays_certain() -> None:
    main = "def slow(): time.sleep(1)\n@functools.cache\ndef kept(): slow()\nkept()\n"
    source = f"import functools, time\n{main}async def f():\n    kept()\n    slow()\nasync def g(): kept()\n"
    assert found({"app/main.py": source}) == ["f: slow -> time.sleep"]


def test_decorators_of_the_project_keep_results_where_they_are_marked() -> None:
    decorator = """
import time
from asynclint.markers import memoises
def remembered(seconds):
    def decorate(func):
        def wrapper(): return func()
        return wrapper
    return decorate
@memoises
def kept(seconds):
    def decorate(func):
        def wrapper(): return func()
        return wrapper
    return decorate
@kept(60)
def a(): time.sleep(1)
@kept(60)
def b(): time.sleep(1)
@remembered(60)
def c(): time.sleep(1)
"""
    main = "from app.tools import *\na()\nc()\nasync def f(): a()\nasync def g(): b()\nasync def h(): c()\n"
    files = {"app/tools.py": decorator, "app/main.py": main}
    assert found(files) == ["g: b -> time.sleep?", "h: c -> time.sleep"]


# --- cost by size --------------------------------------------------------------------------------

INPUT = """
import hashlib, io, json
from pathlib import Path
import httpx
from starlette.datastructures import UploadFile
from starlette.requests import Request
def digest(data: bytes): return hashlib.sha256(data)
def parse(text): return json.loads(text)
"""


def test_small_input_is_silent_however_many_routes_hash_it() -> None:
    source = INPUT + routes("digest(b'x'), parse('{}'), json.dumps({})")
    source += "async def f(file: UploadFile): return digest(await file.read())\n"
    assert found({"app/main.py": source}) == ["f: digest -> hashlib.sha256?"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("digest(await file.read())", True),
        ("digest(data=await file.read(None))", True),
        ("digest(await file.read(1024))", False),
        ("digest(await file.read(size=1024))", False),
        ("digest(file.filename.encode())", False),
        ("parse((await file.read()).decode().strip())", True),
        ("parse(httpx.Response(200).text)", True),
        ("digest(httpx.Response(200).content)", True),
        ("parse(httpx.Response(200).reason_phrase)", False),
        ("digest(await request.body())", False),
        ("digest(io.BytesIO(await file.read()).getvalue())", True),
        ("digest(io.BytesIO(b'x').getvalue())", False),
        ("digest(b'x' if request.headers else await file.read())", True),
        ("digest(mystery(await file.read()))", False),
        ("[digest(part) for part in (await file.read()).split()]", False),
    ],
)
def test_large_input_comes_from_outside(body: str, expected: bool) -> None:
    source = INPUT + f"async def f(file: UploadFile, request: Request): {body}\n"
    calls = [call for call in calls_of(source) if call.category == "cpu"]
    assert bool(calls) is expected
    assert all(call.minor and call.confidence == "likely" for call in calls)


def test_what_a_helper_passes_on_and_returns() -> None:
    source = (
        INPUT
        + """
def outer(raw): return inner(raw, "sha")
def inner(data, kind): return digest(data)
async def load(file) -> bytes: return await file.read()
async def check(data: bytes): return hashlib.sha256(data)
async def f(file: UploadFile): return outer(await load(file))
async def g(file: UploadFile): return outer(b"x")
async def h(file: UploadFile): await check(await load(file))
async def i(file: UploadFile):
    data = await load(file)
    kept = data
    return outer(kept)
"""
    )
    assert found({"app/main.py": source}) == [
        "check: hashlib.sha256 -> hashlib.sha256?",
        "f: outer -> hashlib.sha256?",
        "i: outer -> hashlib.sha256?",
    ]


def test_a_call_that_blocks_anyway_is_not_reported_once_more_for_its_input() -> None:
    source = (
        INPUT
        + """
def load(path: Path): return parse(path.read_text())
async def f(path: Path): load(path)
async def g(path: Path):
    text = path.read_text()
    parse(text)
"""
    )
    assert found({"app/main.py": source}) == [
        "f: load -> pathlib.Path.read_text",
        "g: path.read_text -> pathlib.Path.read_text",
        "g: parse -> json.loads?",
    ]


def test_heavy_computing_is_no_minor_matter_beside_large_input() -> None:
    source = (
        INPUT
        + """
def both(data):
    hashlib.scrypt(data)
    digest(data)
async def f(file: UploadFile): both(await file.read())
"""
    )
    (call,) = calls_of(source)
    assert not call.minor
    assert call.confidence == "certain"
    assert [cause.callable for cause in call.root_causes] == ["hashlib.scrypt", "hashlib.sha256"]


def test_a_project_s_own_function_that_costs_by_size() -> None:
    source = """
from asynclint.markers import blocks
@blocks("cpu", cost="size")
def squeeze(data): ...
async def f(): squeeze(b"x")
"""
    assert found(
        {"app/main.py": INPUT + source + "async def g(file: UploadFile): squeeze(await file.read())\n"}
    ) == ["g: squeeze -> app.main.squeeze?"]


# --- summaries with holes ------------------------------------------------------------------------

RETRY = """
import time, os
def retry(func, *args):
    for _ in range(3):
        try:
            return func(*args)
        except ValueError:
            pass
def nap(): time.sleep(1)
def add(a, b): return a + b
"""


def test_one_user_that_passes_what_blocks_does_not_taint_the_other_users_of_a_helper() -> None:
    source = RETRY + routes("retry(add, 1, 2)") + "async def f(): retry(nap)\n"
    assert found({"app/main.py": source}) == ["f: retry -> time.sleep"]


def test_nor_does_one_object_of_those_that_a_helper_is_given() -> None:
    source = (
        RETRY
        + """
class Slow:
    def run(self): nap()
class Quick:
    def run(self): ...
def drive(thing): thing.run()
def twice(thing): drive(thing)
"""
    )
    source += routes("twice(Quick())") + "async def f(): twice(Slow())\n"
    assert found({"app/main.py": source}) == ["f: twice -> time.sleep"]


def test_nor_does_a_decorator_taint_all_that_it_wraps() -> None:
    source = (
        RETRY
        + """
def logged(func):
    def wrapper(*args): return retry(func, *args)
    return wrapper
@logged
def quick(): ...
@logged
def slow(): nap()
"""
    )
    source += routes("quick()") + "async def f(): slow()\n"
    assert found({"app/main.py": source}) == ["f: slow -> time.sleep"]


def test_a_branch_for_one_argument_does_not_taint_the_calls_without_it() -> None:
    source = (
        RETRY
        + """
def load(name, refresh=False, source="memory"):
    if refresh:
        nap()
    if source == "disk":
        os.system(name)
"""
    )
    source += routes("load('a'), load('b', False), load('c', source='memory')")
    source += "async def f(): load('a', True)\nasync def g(): load('a', source='disk')\n"
    assert found({"app/main.py": source}) == ["f: load -> time.sleep", "g: load -> os.system"]


def test_what_only_builds_a_generator_is_silent_in_every_route() -> None:
    source = (
        RETRY + "def rows():\n    nap()\n    yield 1\n" + routes("rows()") + "async def f(): list(rows())\n"
    )
    assert found({"app/main.py": source}) == ["f: list -> time.sleep"]


def test_the_innermost_frame_on_the_loop_reports_for_all_that_await_it() -> None:
    source = RETRY + "async def inner(): nap()\n" + routes("await inner()")
    assert found({"app/main.py": source}) == ["inner: nap -> time.sleep"]


def test_more_than_eight_classes_of_an_object_are_unknown() -> None:
    classes = "".join(f"class C{i}:\n    def run(self): nap()\n" for i in range(12))
    few, many = (", ".join(f"C{i}()" for i in range(count)) for count in (2, 12))
    source = f"{RETRY}{classes}FEW = [{few}]\nMANY = [{many}]\n"
    source += (
        "async def f():\n    for one in FEW: one.run()\nasync def g():\n    for one in MANY: one.run()\n"
    )
    assert found({"app/main.py": source}) == ["f: one.run -> time.sleep"]


def test_what_only_start_up_runs_is_silent() -> None:
    source = """
from fastapi import FastAPI
app = FastAPI()
async def connect(): nap()
async def refresh(): nap()
@app.on_event("startup")
async def start():
    await connect()
    await refresh()
async def f(): await refresh()
"""
    assert found({"app/main.py": RETRY + source}) == ["refresh: nap -> time.sleep"]


@pytest.mark.parametrize(
    "made",
    ["functools.lru_cache(load)", "functools.lru_cache(maxsize=1)(load)", "functools.cache(load)"],
)
def test_a_name_for_a_function_whose_results_are_kept(made: str) -> None:
    source = f"""
import functools
import time
from fastapi import FastAPI
app = FastAPI()
def load(): time.sleep(1)
load_once = {made}
{{warm}}
@app.get("/a")
async def kept(): load_once()
@app.get("/b")
async def anew(): load()
"""
    assert stalled(source.format(warm="")) == ["anew", "kept?"]
    assert stalled(source.format(warm="load_once()")) == ["anew"]
    assert stalled(source.format(warm="load()")) == ["anew", "kept?"]
