"""Versions: specifiers, and what the requirement and lock files of a project pin."""

from __future__ import annotations

from pathlib import Path

import pytest

from asynclint.project.project import load_project
from asynclint.project.requirements import newest_versions, pins, states_versions
from asynclint.project.versions import Newest, exactly, newest_of, release_of
from asynclint.settings.model import Settings


@pytest.mark.parametrize(
    ("version", "release"),
    [
        ("1.2.3", (1, 2, 3)),
        ("1.2.0", (1, 2)),
        ("0", (0,)),
        ("v2", (2,)),
        ("1!3.4", (3, 4)),
        ("0.134.0rc1", (0, 134)),
        ("1.0.post2", (1,)),
        ("latest", None),
        ("", None),
    ],
)
def test_releases(version: str, release: tuple[int, ...] | None) -> None:
    assert release_of(version) == release


@pytest.mark.parametrize(
    ("specifier", "newest"),
    [
        ("==1.2.3", Newest((1, 2, 3))),
        ("===1.2.3", Newest((1, 2, 3))),
        ("1.2.3", Newest((1, 2, 3))),
        ("<=1.2", Newest((1, 2))),
        ("<1.2", Newest((1, 2), False)),
        (">=1, <2 , !=1.5", Newest((2,), False)),
        ("<3,<2", Newest((2,), False)),
        ("==1.2.*", Newest((1, 3), False)),
        ("~=1.2.3", Newest((1, 3), False)),
        ("~=1.2", Newest((2,), False)),
        ("^1.2.3", Newest((2,), False)),
        ("^0.110.0", Newest((0, 111), False)),
        ("^0.0.3", Newest((0, 0, 4), False)),
        ("~1.2.3", Newest((1, 3), False)),
        ("~1", Newest((2,), False)),
        ("^1.0 || ^3.0", Newest((4,), False)),
        (">=1.2", None),
        (">1", None),
        ("!=1.0", None),
        ("*", None),
        ("", None),
        ("^1.0 || >=3", None),
        ("nonsense!", None),
    ],
)
def test_the_newest_version_that_a_specifier_allows(specifier: str, newest: Newest | None) -> None:
    assert newest_of(specifier) == newest


@pytest.mark.parametrize(
    ("newest", "version", "reached"),
    [
        (Newest((0, 134)), "0.134", True),
        (Newest((0, 134)), "0.134.0", True),
        (Newest((0, 133, 9)), "0.134", False),
        (Newest((0, 134), False), "0.134", False),
        (Newest((0, 134), False), "0.133.9", True),
        (Newest((1,), False), "0.134", True),
        (Newest((1,)), "who knows", True),
    ],
)
def test_whether_a_version_is_reached(newest: Newest, version: str, reached: bool) -> None:
    assert newest.reaches(version) is reached


def fastapi(name: str, content: str) -> list[Newest]:
    return [bound for found, bound in pins(name, content.encode()) if found == "fastapi"]


PINNED = [
    ("requirements.txt", "# comment\nuvicorn\nFastAPI==0.110.0  # why\n"),
    ("requirements.txt", "fastapi[all]==0.110.0 ; python_version > '3.8'"),
    ("requirements.txt", "fastapi ==0.110.0 \\\n    --hash=sha256:abc\n"),
    ("constraints.txt", "fastapi (==0.110.0)"),
    ("pyproject.toml", '[project]\ndependencies = ["fastapi==0.110.0"]'),
    ("pyproject.toml", '[project.optional-dependencies]\nweb = ["fastapi==0.110.0"]'),
    ("pyproject.toml", '[dependency-groups]\nweb = [{ include-group = "x" }, "fastapi==0.110.0"]'),
    ("pyproject.toml", '[tool.poetry.dependencies]\npython = "^3.11"\nfastapi = "0.110.0"'),
    ("pyproject.toml", '[tool.poetry.dependencies]\nfastapi = { version = "==0.110.0", extras = ["all"] }'),
    ("pyproject.toml", '[tool.poetry.group.web.dependencies]\nfastapi = "0.110"'),
    ("pyproject.toml", '[tool.uv]\nconstraint-dependencies = ["fastapi==0.110"]'),
    ("pyproject.toml", '[tool.pdm.dev-dependencies]\nweb = ["fastapi==0.110"]'),
    ("uv.lock", 'version = 1\n[[package]]\nname = "fastapi"\nversion = "0.110.0"'),
    ("poetry.lock", '[[package]]\nname = "fastapi"\nversion = "0.110.0"\noptional = false'),
    ("pdm.lock", '[[package]]\nname = "fastapi"\nversion = "0.110.0"'),
    ("pylock.toml", '[[packages]]\nname = "fastapi"\nversion = "0.110.0"'),
    ("Pipfile", '[packages]\nfastapi = "==0.110.0"'),
    ("Pipfile.lock", '{"default": {"fastapi": {"version": "==0.110.0"}}}'),
]


@pytest.mark.parametrize(("name", "content"), PINNED)
def test_every_kind_of_file_is_read(name: str, content: str) -> None:
    assert states_versions(name)
    assert fastapi(name, content) == [Newest((0, 110))]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("requirements.txt", "fastapi>=0.110\n-r other.txt\n-e .\nhttps://example.com/x.whl\n\n==1"),
        ("requirements.txt", "fastapi @ git+https://github.com/fastapi/fastapi@0.110.0"),
        ("requirements.txt", "fastapi-utils==0.7"),
        ("pyproject.toml", "[project\n"),
        ("pyproject.toml", 'project = 3\ntool = "x"\ndependency-groups = []'),
        ("pyproject.toml", "[project]\ndependencies = 3\noptional-dependencies = { web = 1 }"),
        ("pyproject.toml", "[tool.poetry]\ndependencies = { fastapi = 3 }\ngroup = { web = 1 }"),
        ("uv.lock", "package = 3"),
        ("uv.lock", "[[package]]\nname = 3\nversion = []"),
        ("uv.lock", '[[package]]\nname = "fastapi"\nsource = { editable = "." }'),
        ("Pipfile.lock", "[]"),
        ("Pipfile.lock", '{"default": ["fastapi"]}'),
        ("Pipfile.lock", "[" * 100_000),
        ("Pipfile", "\x00\xff"),
    ],
)
def test_what_pins_nothing_and_what_is_broken_says_nothing(name: str, content: str) -> None:
    assert fastapi(name, content) == []


def newest(files: dict[str, str]) -> Newest | None:
    def read(path: str) -> bytes:
        if not files[path]:
            raise OSError
        return files[path].encode()

    return newest_versions(files, read).get("fastapi")


LOCK = '[[package]]\nname = "fastapi"\nversion = "{}"'


def test_a_lock_goes_before_bounds() -> None:
    project = {"pyproject.toml": '[project]\ndependencies = ["fastapi<0.200"]'}
    assert newest(project) == Newest((0, 200), False)
    assert newest({**project, "uv.lock": LOCK.format("0.120.1")}) == Newest((0, 120, 1))


def test_the_lowest_bound_of_one_folder_and_the_highest_of_several() -> None:
    bounds = {"requirements.txt": "fastapi<0.130", "requirements/web.txt": "fastapi==0.110"}
    assert newest(bounds) == Newest((0, 110))
    assert newest({**bounds, "other/requirements.txt": "fastapi==0.120"}) == Newest((0, 120))


def test_a_file_that_cannot_be_read_says_nothing() -> None:
    assert newest({"requirements.txt": "", "constraints.txt": "fastapi==0.110"}) == Newest((0, 110))
    assert newest({"requirements.txt": ""}) is None


@pytest.mark.parametrize(
    ("path", "states"),
    [
        ("backend/requirements-dev.txt", True),
        ("requirements.in", True),
        ("requirements/base.txt", True),
        ("docs/base.txt", False),
        ("requirements/base.py", False),
        ("package.json", False),
    ],
)
def test_which_files_are_asked(path: str, states: bool) -> None:
    assert states_versions(path) is states


def test_an_unreadable_version_is_no_pin() -> None:
    assert exactly("unknown") is None


def test_a_project_knows_the_versions_of_its_folders(tmp_path: Path) -> None:
    (tmp_path / "backend" / "requirements").mkdir(parents=True)
    (tmp_path / "main.py").write_text("")
    (tmp_path / "backend" / "requirements" / "base.txt").write_text("fastapi==0.110.0\n")
    (tmp_path / "poetry.lock").write_text('[[package]]\nname = "Starlette"\nversion = "0.36.3"')
    versions = load_project(Settings(paths=(tmp_path,), root=tmp_path)).versions
    assert versions == {"fastapi": Newest((0, 110)), "starlette": Newest((0, 36, 3))}
