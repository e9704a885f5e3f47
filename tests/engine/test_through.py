"""Findings elsewhere whose way to a blocking operation passes through a named file."""

from __future__ import annotations

from pathlib import Path

import pytest

from asynclint.engine.pipeline import check
from asynclint.settings.model import Settings

FILES = {
    "pyproject.toml": "",
    "app/__init__.py": "",
    "app/main.py": """\
from fastapi import FastAPI

from app.middle import passed

app = FastAPI()


@app.get("/")
async def index():
    return passed()
""",
    "app/other.py": """\
from fastapi import APIRouter

from app.leaf import slow

router = APIRouter()


@router.get("/other")
async def other():
    return slow()
""",
    "app/middle.py": "from app.leaf import slow\n\n\ndef passed():\n    return slow()\n",
    "app/leaf.py": "import time\n\n\ndef slow():\n    time.sleep(1)\n",
    "app/apart.py": "import time\n\n\nasync def apart():\n    time.sleep(1)\n",
    "tests/test_main.py": "import time\n\n\nasync def test_slow():\n    time.sleep(1)\n",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    return tmp_path


@pytest.mark.parametrize(
    ("named", "found"),
    [
        ("app/main.py", ["app/main.py"]),
        ("app/middle.py", ["app/main.py"]),
        ("app/leaf.py", ["app/main.py", "app/other.py"]),
        ("app/leaf.py app/apart.py", ["app/apart.py", "app/main.py", "app/other.py"]),
        ("app/__init__.py", []),
        ("app", ["app/apart.py", "app/main.py", "app/other.py"]),
        (".", ["app/apart.py", "app/main.py", "app/other.py"]),
    ],
)
def test_what_passes_through_the_named_files(
    root: Path, facts_cache: Path, named: str, found: list[str]
) -> None:
    paths = tuple(root / name for name in named.split())
    settings = Settings(paths=paths, root=root, cache_dir=facts_cache, through=True)
    assert [finding.path for finding in check(settings).findings] == found


@pytest.mark.parametrize(("force", "found"), [(False, ["tests/test_main.py"]), (True, [])])
def test_tests_that_a_tool_names(root: Path, facts_cache: Path, force: bool, found: list[str]) -> None:
    settings = Settings(
        paths=(root / "tests/test_main.py",),
        root=root,
        cache_dir=facts_cache,
        through=True,
        force_exclude=force,
    )
    assert [finding.path for finding in check(settings).findings] == found


def test_the_way_that_is_shown_passes_through_a_named_file(root: Path, facts_cache: Path) -> None:
    (root / "app/short.py").write_text("import time\n\n\ndef quick():\n    time.sleep(1)\n")
    main = FILES["app/main.py"].replace("import passed", "import passed\nfrom app.short import quick")
    main = main.replace("return passed()", "return [f() for f in (quick, passed)]")
    (root / "app/main.py").write_text(main)
    for name in ("short", "middle"):
        settings = Settings(paths=(root / f"app/{name}.py",), root=root, cache_dir=facts_cache, through=True)
        (finding,) = (each for each in check(settings).findings if each.path == "app/main.py")
        assert f"app/{name}.py" in [hop.path for hop in finding.chain]
