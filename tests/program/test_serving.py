"""What the loop itself runs around endpoints: validation, serialisation, responses, wrappers."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from asynclint.program.linked import Program
from asynclint.project.versions import Newest, newest_of
from tests.program.programs import Files, calls_of, deep, findings_of, library, names_of, sources_of, stalled

HEAD = """
import functools
import time
from typing import Annotated, Any
from fastapi import APIRouter, Depends, FastAPI
from fastapi.responses import JSONResponse
from pydantic import AfterValidator, BaseModel, Field, field_validator, model_validator, validator
from pydantic import computed_field, PlainSerializer
app = FastAPI()
def nap(): time.sleep(1)
class M(BaseModel):
    name: str
    @field_validator("name")
    @classmethod
    def check(cls, value): nap(); return value
"""


def labels(source: str, function: str) -> list[str]:
    """The contexts of the one finding in that function."""
    (call,) = [call for call in calls_of(HEAD + source) if call.function == f"app.main.{function}"]
    return list(call.contexts)


def stalled_with(files: Files, versions: Mapping[str, Newest]) -> list[str]:
    """The functions with a finding, the project's dependencies being of these versions."""
    sources = sources_of(files)
    with deep():
        program = Program(sources, names_of(sources), library(), versions=versions)
    return sorted({call.function.removeprefix("app.main.") for call in program.blocking_calls()})


# --- validators ----------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["def", "async def"])
@pytest.mark.parametrize("annotation", ["M", "M | None", "list[M]", "dict[str, M]", "Annotated[M, 'body']"])
def test_requests_are_validated_on_the_loop(kind: str, annotation: str) -> None:
    source = f'@app.post("/x")\n{kind} f(m: {annotation}): ...'
    assert labels(source, "M.check") == ["route POST /x", "validator"]


def test_models_in_fields_of_fields_are_validated_too() -> None:
    source = """
class Middle(BaseModel):
    items: list[M]
class Outer(BaseModel):
    middle: "Middle | None" = None
@app.post("/x")
def f(o: Outer): ...
"""
    assert labels(source, "M.check") == ["route POST /x", "validator"]


def test_the_parameters_of_dependencies_are_validated_on_the_loop() -> None:
    source = """
def dep(m: M): ...
@app.get("/x")
def f(d=Depends(dep)): ...
"""
    assert labels(source, "M.check") == ["route GET /x", "validator"]


def test_a_model_that_no_route_takes_is_silent() -> None:
    source = """
@app.get("/x")
def f(): return M(name="x").name
def g(): return M.model_validate({}).name
@app.get("/y")
async def h(name: str): return name
"""
    assert stalled(HEAD + source) == []


def test_a_model_that_a_dependency_gives_is_no_request() -> None:
    source = """
def made(): return M(name="x")
@app.get("/x")
async def f(m: M = Depends(made)): return m.name
@app.get("/y")
async def g(m: Annotated[M, Depends(made)]): return m.name
"""
    assert stalled(HEAD + source) == []


def test_a_model_made_in_asynchronous_code_stalls_that_code() -> None:
    source = """
async def f(): return M(name="x")
async def g(): return M.model_validate({})
async def h(): return M.model_construct(name="x")
"""
    assert stalled(HEAD + source) == ["f", "g"]


def test_validators_of_bases_run_and_overridden_ones_do_not() -> None:
    source = """
class Sub(M): ...
class Quiet(M):
    @field_validator("name")
    @classmethod
    def check(cls, value): return value
async def f(): Sub(name="x")
async def g(): Quiet(name="x")
"""
    assert stalled(HEAD + source) == ["f"]


@pytest.mark.parametrize(
    "body",
    [
        "    @validator('name')\n    def old(cls, v): nap()",
        "    @model_validator(mode='after')\n    def whole(self): nap()",
        "    @model_validator(mode='before')\n    @classmethod\n    def raw(cls, data): nap()",
        "    other: str = Field(default_factory=nap)",
        "    other: Annotated[str, Field(default_factory=nap)]",
        "    other: Annotated[str, AfterValidator(lambda v: nap())]",
        "    def model_post_init(self, context): nap()",
    ],
)
def test_all_that_runs_when_a_model_is_made(body: str) -> None:
    source = f"class N(BaseModel):\n    name: str\n{body}\nasync def f(): return N(name='x')"
    assert stalled(HEAD + source) == ["f"]


def test_a_default_factory_of_a_given_field_does_not_run() -> None:
    source = """
class N(BaseModel):
    name: str = Field(default_factory=nap)
async def f(): return N(name="x")
async def g(): return N()
"""
    assert stalled(HEAD + source) == ["g"]


def test_an_init_of_the_project_still_validates() -> None:
    source = """
class N(M):
    def __init__(self, **data):
        super().__init__(**data)
async def f(): return N(name="x")
"""
    assert stalled(HEAD + source) == ["f"]


@pytest.mark.parametrize(
    "parameter",
    [
        "q: Annotated[str, AfterValidator(checked)]",
        "q: Checked",
        "q: Annotated[str, Query(default_factory=checked)]",
        "q: str = Query(default_factory=checked)",
    ],
)
def test_validators_in_a_signature_run_on_the_loop(parameter: str) -> None:
    source = f"""
from fastapi import Query
def checked(value=""): nap()
Checked = Annotated[str, AfterValidator(checked)]
@app.get("/x")
def f({parameter}): ...
"""
    assert labels(source, "checked") == ["route GET /x", "validator"]


# --- answers -------------------------------------------------------------------------------------


def test_the_response_model_validates_what_is_not_of_it() -> None:
    source = """
@app.get("/a", response_model=M)
async def a(): return {"name": "x"}
@app.get("/b", response_model=M)
def b(): return {"name": "x"}
@app.get("/c")
def c() -> M: return M(name="x")
@app.get("/d", response_model=M)
async def d(): return JSONResponse({})
"""
    assert labels(source, "M.check") == ["route GET /a", "validator"]


def test_serializers_run_on_the_loop_for_all_routes() -> None:
    source = """
class N(BaseModel):
    name: Annotated[str, PlainSerializer(lambda v: nap())]
    @computed_field
    @property
    def long(self) -> str: nap(); return "x"
    @property
    def short(self) -> str: nap(); return "x"
@app.get("/a")
def a() -> N: ...
def b(n: N): return n.model_dump()
"""
    assert [f.split(":")[0] for f in findings_of(HEAD + source)] == ["N.<lambda>", "N.long"]


def test_a_response_renders_where_it_is_made() -> None:
    source = """
class Slow(JSONResponse):
    def render(self, content): nap(); return b""
@app.get("/a")
async def a(): return Slow({})
@app.get("/b")
def b(): return Slow({})
"""
    assert stalled(HEAD + source) == ["a"]


def test_a_response_class_renders_on_the_loop() -> None:
    source = """
class Slow(JSONResponse):
    def render(self, content): nap(); return b""
@app.get("/a", response_class=Slow)
def a(): return {}
"""
    assert labels(source, "Slow.render") == ["response class", "route GET /a"]


def test_what_is_lazy_is_computed_on_the_loop() -> None:
    source = """
def rows():
    nap()
    yield 1
def one(x): nap()
@app.get("/a")
def a(): return rows()
@app.get("/b")
def b(): return map(one, [1])
@app.get("/c")
def c(): return [one(x) for x in [1]]
@app.get("/d")
def d() -> list[int]: return rows()
@app.get("/e")
def e(): return JSONResponse(rows())
"""
    assert labels(source, "rows") == ["route GET /a"]
    assert labels(source, "one") == ["route GET /b"]


@pytest.mark.parametrize(
    "returned",
    [
        "list(rows())",
        "list(zip(rows(), ['a']))",
        "dict(zip(['a'], rows()))",
        "{k: v for k, v in zip(['a'], rows())}",
        "{'rows': list(zip(rows(), ['a']))}",
        "{'rows': [v for v in rows()], 'total': sum(rows())}",
        "[(v, 1) for v in rows()]",
        "sorted(rows())",
        "dict(enumerate(rows()))",
    ],
)
@pytest.mark.parametrize("annotation", ["", "-> list[int]", "-> dict[str, int]"])
def test_what_the_endpoint_has_computed_is_no_longer_lazy(returned: str, annotation: str) -> None:
    source = f"""
def rows():
    nap()
    yield 1
@app.get("/a")
def a() {annotation}: return {returned}
"""
    assert stalled(HEAD + source) == []


# --- wrappers and versions -----------------------------------------------------------------------

WRAPPED = (
    HEAD
    + """
def around(f):
    @functools.wraps(f)
    def wrapper(*args, **kwargs):
        nap()
        return f(*args, **kwargs)
    return wrapper
def slow(): nap()
@app.get("/a")
@around
async def a(): ...
@app.get("/b")
@around
def b(): slow()
@app.get("/c")
def c():
    nap()
    yield 1
"""
)


def test_a_wrapper_around_an_asynchronous_endpoint_runs_on_the_loop() -> None:
    (call,) = calls_of(WRAPPED)
    assert call.function == "app.main.around.wrapper"
    assert list(call.contexts) == ["route GET /a"]


@pytest.mark.parametrize(
    ("specifier", "found"),
    [
        ("==0.115.0", ["c"]),
        ("<0.123.5", ["c"]),
        ("==0.123.5", ["around.wrapper", "c"]),
        ("<0.134", ["around.wrapper", "c"]),
        ("<=0.134.0", ["around.wrapper"]),
        ("<1", ["around.wrapper"]),
    ],
)
def test_the_version_decides(specifier: str, found: list[str]) -> None:
    newest = newest_of(specifier)
    assert newest is not None
    assert stalled_with(WRAPPED, {"fastapi": newest}) == found


def test_other_libraries_have_versions_of_their_own() -> None:
    assert stalled_with(WRAPPED, {"starlette": Newest((0, 1))}) == ["around.wrapper"]


def test_a_wrapper_that_hides_what_it_wraps_runs_in_a_worker() -> None:
    source = WRAPPED.replace("    @functools.wraps(f)\n", "")
    assert stalled(source) == []


# --- what takes the place of methods and attributes ----------------------------------------------


def test_openapi_runs_on_the_loop() -> None:
    source = """
def schema(): nap(); return {}
app.openapi = schema
class Own(FastAPI):
    def openapi(self): nap(); return {}
    def other(self): nap()
"""
    assert stalled(HEAD + source) == ["Own.openapi", "schema"]


@pytest.mark.parametrize(
    "handed",
    [
        "app.router.lifespan_context = f",
        "router = APIRouter()\nrouter.lifespan_context = f",
        "def make(**kwargs): return FastAPI(**kwargs)\nmade = make(title='x', lifespan=f)",
        "class Own(FastAPI):\n    def __init__(self, **kw): super().__init__(**kw)\nmade = Own(lifespan=f)",
        "made = FastAPI(**{'lifespan': f})",
    ],
)
def test_lifespans_are_start_up_however_they_are_handed_over(handed: str) -> None:
    source = f"async def f(app):\n    nap()\n    yield\n{handed}\n"
    assert stalled(HEAD + source) == []
    assert stalled(HEAD + source.replace("lifespan", "liefspan")) == ["f"]


def test_overrides_are_dependencies() -> None:
    source = """
async def original(): ...
async def other(): nap()
app.dependency_overrides[original] = other
"""
    assert labels(source, "other") == ["dependency"]


def test_a_decorator_that_registers_its_wrapper() -> None:
    source = """
def endpoint(path):
    def decorate(f):
        @app.get(path)
        @functools.wraps(f)
        async def wrapper(*args, **kwargs):
            return await f(*args, **kwargs)
        return f
    return decorate
@endpoint("/a")
async def a(): nap()
async def b(): nap()
"""
    assert labels(source, "a") == ["route GET /a"]
    assert labels(source, "b") == []


def test_lists_of_dependencies_kept_in_names() -> None:
    source = """
async def f(): nap()
CHECKS = [Depends(f)]
router = APIRouter(dependencies=CHECKS)
@router.get("/x")
def x(): ...
app.include_router(router)
@app.get("/y")
def y(): ...
"""
    assert labels(source, "f") == ["dependency", "route GET /x"]


def test_dependencies_kept_in_names_and_made_by_functions() -> None:
    source = """
async def f(): nap()
async def g(): nap()
Given = Depends(f)
def require(role): return Depends(g)
@app.get("/x")
def x(given=Given): ...
@app.get("/y")
def y(given=require("admin")): ...
@app.get("/z")
def z(): ...
"""
    assert labels(source, "f") == ["dependency", "route GET /x"]
    assert labels(source, "g") == ["dependency", "route GET /y"]


def test_what_a_dependency_in_a_name_gives_is_known() -> None:
    source = """
class Client:
    def get(self): nap()
def make():
    yield Client()
Given = Depends(make)
@app.get("/x")
async def x(client=Given): client.get()
"""
    assert stalled(HEAD + source) == ["x"]


def test_applications_mounted_in_a_list_of_routes() -> None:
    source = """
from starlette.routing import Mount
sub = FastAPI()
@sub.get("/x")
async def f(): nap()
main = FastAPI(routes=[Mount("/sub", app=sub)])
"""
    assert labels(source, "f") == ["route GET /sub/x"]


def test_dependencies_of_other_modules_do_not_get_mixed_up() -> None:
    deps = """
import time
from typing import Annotated
from fastapi import Depends
async def f(): time.sleep(1)
F = Annotated[int, Depends(f)]
"""
    main = """
import time
from fastapi import Depends, FastAPI
from app.deps import F
app = FastAPI()
async def g(): time.sleep(1)
async def h(f: F): ...
@app.get("/x", dependencies=[Depends(g)])
def x(): ...
@app.get("/y", dependencies=[Depends(h)])
def y(): ...
"""
    for filler in range(12):
        # The places in one module are numbered: some filler gives both calls the same number.
        files = {"app/main.py": main, "app/deps.py": deps.replace("F =", "print()\n" * filler + "F =")}
        (call,) = [call for call in calls_of(files) if call.function == "app.deps.f"]
        assert list(call.contexts) == ["dependency", "route GET /y"]
