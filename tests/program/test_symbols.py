"""Static names: imports in all their forms, re-exports, aliases, cycles."""

from __future__ import annotations

import pytest

from asynclint.program.model.entities import Class, Function, Module
from asynclint.program.model.symbols import External, absolute
from tests.program.programs import Files, Linked

HELPERS = "def work(): ...\nclass Worker:\n    class Inner: ...\n    def run(self): ...\n_hidden = 1\n"
TREE = {
    "app/__init__.py": "",
    "app/lib/__init__.py": "from .helpers import work as job, Worker\n",
    "app/lib/helpers.py": HELPERS,
    "app/other.py": "import app.lib.helpers as helpers\n",
}


def meaning(files: Files, name: str, module: str = "app.main") -> str:
    """What a dotted name means in a module, as text."""
    linked = Linked(files)
    symbols = linked.analysis.symbols
    found, first = linked.modules[module], True
    symbol: object = found
    for part in name.split("."):
        if isinstance(symbol, Module):
            symbol = symbols.name(symbol, part) if first else symbols.member(symbol, part)
        first = False
    return text(symbol)


def text(symbol: object) -> str:
    if isinstance(symbol, Module):
        return f"module {symbol.name}"
    if isinstance(symbol, Class | Function):
        return f"{type(symbol).__name__.lower()} {symbol.module.name}.{symbol.facts.qualname}"
    return f"external {symbol.dotted}" if isinstance(symbol, External) else "nothing"


def means(source: str, name: str) -> str:
    return meaning({**TREE, "app/main.py": source}, name)


@pytest.mark.parametrize(
    ("source", "name", "expected"),
    [
        ("import app", "app", "module app"),
        ("import app.lib.helpers", "app", "module app"),
        ("import app.lib.helpers as h", "h", "module app.lib.helpers"),
        ("from app.lib import helpers", "helpers", "module app.lib.helpers"),
        ("from app.lib.helpers import work", "work", "function app.lib.helpers.work"),
        ("from app.lib.helpers import work as w", "w", "function app.lib.helpers.work"),
        ("from app.lib.helpers import work as w", "work", "nothing"),
        ("from app.lib import job", "job", "function app.lib.helpers.work"),
        ("from app import lib", "lib.Worker", "class app.lib.helpers.Worker"),
        ("from app.lib import Worker as W", "W", "class app.lib.helpers.Worker"),
        ("from .lib.helpers import work", "work", "function app.lib.helpers.work"),
        ("from . import lib", "lib", "module app.lib"),
        ("from . import other", "other", "module app.other"),
        ("from .other import helpers", "helpers.Worker", "class app.lib.helpers.Worker"),
        ("from app.lib.helpers import *", "Worker", "class app.lib.helpers.Worker"),
        ("from app.lib.helpers import *", "_hidden", "nothing"),
        ("from app.lib import *", "job", "function app.lib.helpers.work"),
        ("from app.other import *", "helpers", "module app.lib.helpers"),
        ("from app.lib import job\nalias = job", "alias", "function app.lib.helpers.work"),
        ("import app.lib.helpers as h\nalias = h.Worker", "alias", "class app.lib.helpers.Worker"),
        ("from nowhere import thing", "thing", "external nowhere.thing"),
        ("import nowhere.deep", "nowhere", "external nowhere"),
        ("import nowhere.deep as n", "n", "external nowhere.deep"),
        ("from app.lib.helpers import absent", "absent", "nothing"),
        ("import time", "time.sleep", "function time.sleep"),
        ("from time import sleep as nap", "nap", "function time.sleep"),
        ("", "open", "function builtins.open"),
        ("def open(): ...", "open", "function app.main.open"),
        ("open = 3", "open", "nothing"),
        ("", "json", "module json"),
        ("", "never_bound", "nothing"),
    ],
)
def test_names(source: str, name: str, expected: str) -> None:
    assert means(source, name) == expected


def test_the_first_binding_that_resolves_counts() -> None:
    fallback = (
        "try:\n    from nowhere import work\nexcept ImportError:\n    from app.lib import job as work\n"
    )
    assert means(fallback, "work") == "function app.lib.helpers.work"
    guarded = "if True:\n    from app.lib import Worker\nelse:\n    Worker = None\n"
    assert means(guarded, "Worker") == "class app.lib.helpers.Worker"


def test_import_cycles_end() -> None:
    cycle = {
        "app/main.py": "from app.a import thing, real",
        "app/a.py": "from app.b import thing\nfrom app.b import real",
        "app/b.py": "from app.a import thing\ndef real(): ...",
    }
    assert meaning(cycle, "thing") == "nothing"
    assert meaning(cycle, "real") == "function app.b.real"
    stars = {"app/main.py": "from app.a import *", "app/a.py": "from app.main import *\ndef f(): ..."}
    assert meaning(stars, "f") == "function app.a.f"
    assert meaning(stars, "g") == "nothing"
    assert meaning("name = name", "name") == "nothing"


def test_an_own_member_of_a_package_goes_before_its_submodule() -> None:
    files = {
        "app/__init__.py": "from app.tool import tool",
        "app/tool.py": "def tool(): ...",
        "app/main.py": "from app import tool",
    }
    assert meaning(files, "tool") == "function app.tool.tool"


def test_a_later_star_does_not_hide_an_own_name() -> None:
    assert means("from app.lib.helpers import *\ndef work(): ...", "work") == "function app.main.work"


@pytest.mark.parametrize(
    ("module", "name", "level", "expected"),
    [
        ("app/main.py", "x.y", 0, "x.y"),
        ("app/main.py", "x", 1, "app.x"),
        ("app/main.py", "", 1, "app"),
        ("app/lib/helpers.py", "x", 2, "app.x"),
        ("app/lib/__init__.py", "x", 1, "app.lib.x"),
        ("app/lib/__init__.py", "", 2, "app"),
        ("app/main.py", "x", 7, "x"),
    ],
)
def test_relative_names_are_made_absolute(module: str, name: str, level: int, expected: str) -> None:
    linked = Linked({module: ""})
    assert absolute(next(iter(linked.modules.values())), name, level) == expected


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("h.Worker", "class app.lib.helpers.Worker"),
        ("h.Worker[int]", "class app.lib.helpers.Worker"),
        ("h.Worker.Inner", "class app.lib.helpers.Worker.Inner"),
        ("h.Worker.run", "function app.lib.helpers.Worker.run"),
        ("h.Worker.absent", "nothing"),
        ("gone.away.further", "external gone.away.further"),
    ],
)
def test_expressions(expression: str, expected: str) -> None:
    source = f"import app.lib.helpers as h\nimport gone\nx: {expression}"
    linked = Linked({**TREE, "app/main.py": source})
    module = linked.modules["app.main"]
    annotation = module.facts.body[-1].annotation  # type: ignore[union-attr]
    assert text(linked.analysis.symbols.expr(module, annotation)) == expected


def test_dotted_names_of_decorators() -> None:
    linked = Linked(
        """
        import functools
        from functools import wraps as w
        from nowhere import mystery

        @functools.lru_cache(maxsize=1)
        @w
        @mystery
        @mystery.deep(1)
        @(lambda f: f)
        def f(): ...
        """
    )
    module = linked.modules["app.main"]
    decorators = linked.function("f").facts.decorators
    assert [linked.analysis.symbols.dotted(module, d) for d in decorators] == [
        "functools.lru_cache",
        "functools.wraps",
        "nowhere.mystery",
        "nowhere.mystery.deep",
        "",
    ]
