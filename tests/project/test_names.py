"""Import roots, canonical names, and what dotted names mean."""

from __future__ import annotations

from pathlib import Path

import pytest

from asynclint.project.evidence import imported_names
from asynclint.project.project import load_project
from asynclint.settings.model import Settings
from tests.project.trees import load, modules, relatives, write


def test_flat_layout(tmp_path: Path) -> None:
    project = load(
        write(tmp_path, "pyproject.toml app/__init__.py app/db/__init__.py app/db/session.py main.py")
    )
    assert modules(project) == {
        "app/__init__.py": "app",
        "app/db/__init__.py": "app.db",
        "app/db/session.py": "app.db.session",
        "main.py": "main",
    }
    assert project.resolve("app.db.session", "main") == "app.db.session"
    assert project.resolve("app.db", "app.db.session") == "app.db"
    assert project.resolve("app.gone", "main") is None
    assert project.resolve("requests", "main") is None


def test_src_layout(tmp_path: Path) -> None:
    project = load(write(tmp_path, "pyproject.toml src/app/__init__.py src/app/x.py tests/test_x.py"))
    assert modules(project)["src/app/x.py"] == "app.x"
    assert project.resolve("app.x", "tests.test_x") == "app.x"
    assert project.resolve("src.app.x", "tests.test_x") == "app.x"


def test_src_layout_of_namespace_packages(tmp_path: Path) -> None:
    project = load(
        write(tmp_path, {"pyproject.toml": "", "src/company/billing/x.py": "from company.billing import y"})
    )
    assert modules(project)["src/company/billing/x.py"] == "company.billing.x"


def test_src_as_a_package_by_its_imports(tmp_path: Path) -> None:
    project = load(
        write(
            tmp_path,
            {
                "src/main.py": "from src.auth.router import r\nfrom src.db import s\n",
                "src/auth/router.py": "",
                "src/db.py": "",
            },
        )
    )
    assert modules(project)["src/auth/router.py"] == "src.auth.router"
    assert project.resolve("src.auth.router", "src.main") == "src.auth.router"


def test_several_roots_in_one_repository(tmp_path: Path) -> None:
    project = load(
        write(
            tmp_path,
            {
                ".git/HEAD": "",
                "server/main.py": "from routers import items\nfrom db import get\n",
                "server/routers/items.py": "from db import get\n",
                "server/db.py": "",
                "backend/app/app/__init__.py": "",
                "backend/app/app/api.py": "from app.crud import c\n",
                "backend/app/app/crud.py": "",
            },
        )
    )
    assert project.resolve("db", "routers.items") == "db"
    assert project.resolve("routers.items", "main") == "routers.items"
    assert project.resolve("app.crud", "app.api") == "app.crud"
    assert project.resolve("db", "app.api") is None
    assert project.is_namespace("routers", "main")
    assert not project.is_namespace("app", "app.api")
    assert not project.is_namespace("db", "main")


def test_a_package_run_from_inside(tmp_path: Path) -> None:
    """`backend/app` is the working folder although it has an `__init__.py`."""
    project = load(
        write(
            tmp_path,
            {
                "backend/__init__.py": "",
                "backend/app/__init__.py": "",
                "backend/app/main.py": "from core.db import s\nfrom api.items import r\n",
                "backend/app/core/db.py": "",
                "backend/app/api/items.py": "",
            },
        )
    )
    assert project.resolve("core.db", "backend.app.api.items") == "backend.app.core.db"
    assert project.resolve("backend.app.core.db", "backend.app.main") == "backend.app.core.db"


def test_a_namespace_application_is_named_from_the_root(tmp_path: Path) -> None:
    """`app/redis.py` is no answer to `import redis` where the imports say `app.…`."""
    project = load(
        write(
            tmp_path,
            {
                "app/main.py": "import redis\nfrom app.db import s\nfrom app.routers import items\n",
                "app/db.py": "import logging\n",
                "app/redis.py": "import redis\n",
                "app/logging.py": "",
                "app/routers/items.py": "from ..db import s\n",
            },
        )
    )
    assert modules(project)["app/routers/items.py"] == "app.routers.items"
    assert project.resolve("redis", "app.main") is None
    assert project.resolve("app.redis", "app.main") == "app.redis"
    assert project.resolve("logging", "app.main") is None
    assert project.resolve_loosely("logging", "app.main") is None
    assert project.resolve_loosely("redis", "app.redis") is None
    assert project.is_namespace("app.routers", "app.main")
    assert not project.is_namespace("app.gone", "app.main")


def test_namespace_packages_across_roots(tmp_path: Path) -> None:
    project = load(
        write(
            tmp_path,
            {
                "libs/a/pyproject.toml": "",
                "libs/a/src/company/a/__init__.py": "from company.b.x import f\n",
                "libs/b/pyproject.toml": "",
                "libs/b/src/company/b/__init__.py": "",
                "libs/b/src/company/b/x.py": "from company.b import y\n",
            },
        )
    )
    (importer,) = [name for file, name in modules(project).items() if "libs/a/" in file]
    assert project.resolve("company.b.x", importer) == "company.b.x"
    assert project.resolve("company.b", "company.b.x") == "company.b"
    assert project.is_namespace("company", "company.b.x")


def test_a_package_in_a_namespace_by_its_imports(tmp_path: Path) -> None:
    files = {"backend/app/__init__.py": "", "backend/app/x.py": "from backend.app import y\n"}
    assert modules(load(write(tmp_path / "one", files)))["backend/app/x.py"] == "backend.app.x"
    files["backend/app/x.py"] = "from app import y\n"
    assert modules(load(write(tmp_path / "two", files)))["backend/app/x.py"] == "app.x"


def test_gaps_between_packages_keep_one_name(tmp_path: Path) -> None:
    project = load(
        write(tmp_path, "lib/__init__.py lib/gap/deep/x.py lib/gap/pkg/__init__.py lib/gap/pkg/y.py")
    )
    assert modules(project)["lib/gap/deep/x.py"] == "lib.gap.deep.x"
    assert modules(project)["lib/gap/pkg/y.py"] == "lib.gap.pkg.y"
    assert project.is_namespace("lib.gap", "lib")


def test_scripts_beside_packages(tmp_path: Path) -> None:
    project = load(
        write(
            tmp_path,
            {
                "app/__init__.py": "",
                "app/config.py": "",
                "scripts/seed.py": "from helpers import h\nfrom app.config import c\n",
                "scripts/helpers.py": "",
            },
        )
    )
    seed = modules(project)["scripts/seed.py"]
    assert project.resolve("helpers", seed) == modules(project)["scripts/helpers.py"]
    assert project.resolve("app.config", seed) == "app.config"
    assert project.resolve("helpers", "app.config") is None


def test_a_tree_like_a_wheel(tmp_path: Path) -> None:
    project = load(
        write(tmp_path, "lib/__init__.py lib/proxy/server.py lib_cli/__init__.py lib-1.0.dist-info/RECORD")
    )
    assert modules(project) == {
        "lib/__init__.py": "lib",
        "lib/proxy/server.py": "lib.proxy.server",
        "lib_cli/__init__.py": "lib_cli",
    }


def test_the_root_is_a_package_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("asynclint.project.root.ROOT_MARKERS", (".no-such-marker",))
    write(tmp_path, "lib/__init__.py lib/sub/__init__.py lib/sub/main.py lib/sub/gap/x.py lib/top.py")
    project = load_project(Settings(paths=(tmp_path / "lib" / "sub",)))
    assert modules(project) == {
        "__init__.py": "lib.sub",
        "main.py": "lib.sub.main",
        "gap/x.py": "lib.sub.gap.x",
    }
    assert project.resolve("lib.sub.gap.x", "lib.sub.main") == "lib.sub.gap.x"
    assert project.resolve("lib.sub", "lib.sub.main") == "lib.sub"
    assert project.resolve("lib.top", "lib.sub.main") is None
    assert project.is_namespace("lib.sub.gap", "lib.sub")


def test_two_scripts_of_one_name(tmp_path: Path) -> None:
    files = {
        f"{program}/{name}": text
        for program in ("a", "b")
        for name, text in {"main.py": "from db import s\nimport util\n", "db.py": "", "util.py": ""}.items()
    }
    project = load(write(tmp_path, files))
    assert modules(project) == {
        f"{program}/{name}.py": f"{program}.{name}"
        for program in ("a", "b")
        for name in ("db", "main", "util")
    }
    assert project.resolve("db", "a.main") == "a.db"
    assert project.resolve("db", "b.main") == "b.db"
    assert project.resolve("a.db", "a.main") == "a.db"


def test_two_packages_of_one_name_keep_relative_imports(tmp_path: Path) -> None:
    project = load(
        write(
            tmp_path,
            "app/__init__.py app/main.py app/db.py "
            "svc/pyproject.toml svc/app/__init__.py svc/app/main.py svc/app/only.py",
        )
    )
    assert modules(project)["app/main.py"] == "app.main"
    assert modules(project)["svc/app/main.py"] == "svc.app.main"
    assert modules(project)["svc/app/only.py"] == "svc.app.only"
    # `from .only import x` in svc/app/main.py, `from app.main import x` in both.
    assert project.resolve("svc.app.only", "svc.app.main") == "svc.app.only"
    assert project.resolve("app.main", "svc.app.only") == "svc.app.main"
    assert project.resolve("app.main", "app.db") == "app.main"


def test_a_name_in_two_other_roots_means_the_nearest_or_nothing(tmp_path: Path) -> None:
    project = load(
        write(
            tmp_path,
            "x/one/pyproject.toml x/one/lib/__init__.py x/one/lib/a.py x/tool/go.py other/go2.py "
            "y/two/pyproject.toml y/two/lib/__init__.py y/two/lib/a.py",
        )
    )
    assert project.resolve("lib.a", modules(project)["x/tool/go.py"]) == modules(project)["x/one/lib/a.py"]
    assert project.resolve("lib.a", modules(project)["other/go2.py"]) is None


@pytest.mark.parametrize("folder", ["my-service", "v1.0", "class", "2024"])
def test_folders_that_are_no_identifiers(tmp_path: Path, folder: str) -> None:
    project = load(write(tmp_path, {f"{folder}/x.py": "from .y import z\n", f"{folder}/y.py": ""}))
    names = modules(project)
    package = names[f"{folder}/x.py"].rpartition(".")[0]
    assert package
    assert project.resolve(f"{package}.y", names[f"{folder}/x.py"]) == names[f"{folder}/y.py"]


def test_names_are_unique(tmp_path: Path) -> None:
    project = load(write(tmp_path, "x.py x/__init__.py a.b/m.py a_b/m.py q/pyproject.toml q/x.py"))
    assert len(set(modules(project).values())) == len(relatives(project)) == 5
    assert modules(project)["x/__init__.py"] == "x"
    assert project.resolve("x", "a_b.m") == "x"
    assert [project.file(file.module) for file in project.files] == list(project.files)


def test_the_same_names_in_every_run(tmp_path: Path) -> None:
    write(tmp_path, "a/main.py b/main.py b/__init__.py c/src/main.py setup.py c/setup.py")
    assert modules(load(tmp_path)) == modules(load(tmp_path, "b"))


def test_a_project_module_hides_one_of_the_standard_library_at_a_root(tmp_path: Path) -> None:
    project = load(write(tmp_path, "queue/__init__.py app/__init__.py app/x.py platform/deploy.py"))
    assert project.resolve("queue", "app.x") == "queue"
    assert not project.is_namespace("platform", "app.x")


def test_the_look_at_import_lines() -> None:
    source = """
import a, b.c as d
from e.f import (
    g,
)
    from .. import h
from .i import j
from . import (k)
x = "import"
import
from import y
import l;
"""
    assert imported_names(source) == ({"a", "b.c", "e.f", "l"}, 2)


def test_an_unreadable_witness_says_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> bytes:
        raise PermissionError("no")

    write(tmp_path, "app/main.py app/db.py")
    monkeypatch.setattr("asynclint.project.project._read", refuse)
    assert modules(load(tmp_path))["app/db.py"] == "app.db"
