"""Contexts: which routes and roles put a function where it runs."""

from __future__ import annotations

from tests.program.programs import Files, calls_of, findings_of

HEAD = """
import asyncio
import time
from fastapi import APIRouter, BackgroundTasks, Depends, FastAPI, WebSocket
from fastapi import Request
app = FastAPI()
def nap(): time.sleep(1)
"""


def contexts(files: Files, function: str = "f", module: str = "app.main") -> list[str]:
    """The contexts of the one finding in that function."""
    (call,) = [call for call in calls_of(files) if call.function == f"{module}.{function}"]
    return list(call.contexts)


def labels(source: str, function: str = "f") -> list[str]:
    return contexts(HEAD + source, function)


# --- routes --------------------------------------------------------------------------------------


def test_plain_routes() -> None:
    assert labels('@app.get("/x")\nasync def f(): nap()') == ["route GET /x"]
    assert labels('@app.websocket("/ws")\nasync def f(ws: WebSocket): nap()') == ["websocket /ws"]
    assert labels('@app.post("/")\nasync def f(): nap()') == ["route POST /"]
    assert labels('@app.delete("/x/{id}")\nasync def f(id): nap()') == ["route DELETE /x/{id}"]


def test_several_methods() -> None:
    source = '@app.api_route("/x", methods=["GET", "post"])\nasync def f(): nap()'
    assert labels(source) == ["route GET /x", "route POST /x"]
    source = '@app.get("/a")\n@app.post("/b")\nasync def f(): nap()'
    assert labels(source) == ["route GET /a", "route POST /b"]


def test_routes_added_by_call() -> None:
    assert labels('async def f(): nap()\napp.add_api_route("/x", f, methods=["PUT"])') == ["route PUT /x"]


def test_a_path_that_is_not_a_constant() -> None:
    assert labels('import os\n@app.get(os.environ["P"])\nasync def f(): nap()') == ["route GET …"]
    assert labels('BASE = "/v1"\n@app.get(BASE + "/x")\nasync def f(): nap()') == ["route GET /v1/x"]


def test_a_helper_has_the_routes_of_its_callers() -> None:
    source = """
async def f(): nap()
async def middle(): await f()
@app.get("/a")
async def a(): await middle()
@app.get("/b")
async def b(): await f()
@app.get("/c")
async def c(): ...
"""
    assert labels(source) == ["route GET /a", "route GET /b"]


def test_a_function_without_a_known_caller_is_reported_without_contexts() -> None:
    assert labels("async def f(): nap()") == []


def test_def_routes_and_dependencies_run_in_threads() -> None:
    assert (
        findings_of(
            HEAD
            + """
def dep(): nap()
@app.get("/x", dependencies=[Depends(dep)])
def f(d=Depends(dep)): nap()
@app.get("/y")
async def g(d=Depends(dep)): ...
"""
        )
        == []
    )


# --- prefixes ------------------------------------------------------------------------------------


def test_prefixes_are_joined() -> None:
    source = """
outer = APIRouter(prefix="/outer")
inner = APIRouter(prefix="/inner")
@inner.get("/x")
async def f(): nap()
outer.include_router(inner, prefix="/between")
app.include_router(outer, prefix="/api")
"""
    assert labels(source) == ["route GET /api/outer/between/inner/x"]


def test_a_router_included_twice_has_both_paths() -> None:
    source = """
router = APIRouter(prefix="/r")
@router.get("/x")
async def f(): nap()
app.include_router(router, prefix="/v1")
app.include_router(router, prefix="/v2")
"""
    assert labels(source) == ["route GET /v1/r/x", "route GET /v2/r/x"]


def test_mounts_join_too() -> None:
    source = """
sub = FastAPI()
router = APIRouter()
@router.get("/x")
async def f(): nap()
sub.include_router(router, prefix="/r")
app.mount("/sub", sub)
"""
    assert labels(source) == ["route GET /sub/r/x"]


def test_routers_of_other_modules_are_told_apart() -> None:
    files = {
        "app/main.py": """
            from fastapi import FastAPI
            from app import users
            from app.items import router as items_router
            app = FastAPI()
            app.include_router(users.router, prefix="/users")
            app.include_router(items_router, prefix="/items")
            """,
        "app/users.py": """
            import time
            from fastapi import APIRouter
            router = APIRouter()
            @router.get("/me")
            async def f(): time.sleep(1)
            """,
        "app/items.py": """
            import time
            from fastapi import APIRouter
            router = APIRouter()
            @router.get("/{id}")
            async def f(): time.sleep(1)
            """,
        "app/__init__.py": "",
    }
    assert contexts(files, "f", "app.users") == ["route GET /users/me"]
    assert contexts(files, "f", "app.items") == ["route GET /items/{id}"]


def test_routers_that_include_each_other_end() -> None:
    source = """
a = APIRouter(prefix="/a")
b = APIRouter(prefix="/b")
a.include_router(b)
b.include_router(a)
@a.get("/x")
async def f(): nap()
"""
    assert labels(source)


def test_routers_made_by_a_function() -> None:
    source = """
def build():
    router = APIRouter(prefix="/made")
    @router.get("/x")
    async def f(): nap()
    return router
app.include_router(build(), prefix="/api")
"""
    assert labels(source, "build.f") == ["route GET /api/made/x"]


# --- dependencies --------------------------------------------------------------------------------


def test_dependencies_have_the_routes_that_use_them() -> None:
    source = """
async def f(): nap()
async def other(d=Depends(f)): ...
@app.get("/a")
async def a(d=Depends(f)): ...
@app.get("/b")
async def b(d=Depends(other)): ...
@app.get("/c", dependencies=[Depends(f)])
async def c(): ...
@app.get("/d")
async def d(): ...
"""
    assert labels(source) == ["dependency", "route GET /a", "route GET /b", "route GET /c"]


def test_dependencies_in_the_list_of_a_decorator_belong_to_that_route() -> None:
    source = """
async def f(): nap()
async def g(): nap()
@app.get("/a", dependencies=[Depends(f)])
async def a(): ...
@app.get("/b", dependencies=[Depends(g)])
async def b(): ...
"""
    assert labels(source) == ["dependency", "route GET /a"]
    assert labels(source, "g") == ["dependency", "route GET /b"]


def test_classes_as_dependencies() -> None:
    source = """
class Params:
    def __init__(self): self.fetch = None
    async def load(self): nap()
@app.get("/a")
async def a(p: Params = Depends()): await p.load()
"""
    assert labels(source, "Params.load") == ["route GET /a"]


def test_findings_that_the_same_routes_reach_share_their_labels() -> None:
    calls = calls_of(
        """
        import time
        from fastapi import FastAPI
        app = FastAPI()
        async def first(): time.sleep(1)
        async def second(): time.sleep(1)
        @app.get("/a")
        async def a():
            await first()
            await second()
        @app.get("/b")
        async def b():
            await first()
            await second()
        """
    )
    one, other = (call.contexts for call in calls)
    assert one == ("route GET /a", "route GET /b")
    assert one is other
