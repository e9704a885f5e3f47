"""flake8 shows what the command line finds: for all fixtures, however the two are called."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.flake8_plugin.running import BROKEN, FOUND, NAP, flake8, inside, lines, ours, project, started_by
from tests.want.projects import ALL, DEMO, FIXTURES

LIBRARIES = sorted(path for path in (FIXTURES / "libraries").iterdir() if path.is_dir())
# One in so many is run all day, each of them by `make test-all`.
_EACH = 8


@pytest.mark.parametrize(
    "folder",
    [
        pytest.param(each, marks=[pytest.mark.slow] if n % _EACH else [])
        for n, each in enumerate(reversed([*LIBRARIES, *ALL]))
    ],
    ids=lambda folder: folder.name,
)
def test_fixtures(folder: Path, facts_cache: Path) -> None:
    found = lines(inside(folder, facts_cache, "--asynclint-root=.", "."))
    # Both are told to select all: rules that are off by default, too.
    assert found == lines(ours(folder, "--root", ".", "--select=ASL", "."))


def test_the_demonstration_has_findings(facts_cache: Path) -> None:
    assert len(lines(inside(DEMO, facts_cache, "--asynclint-root=.", "."))) > 10


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """Files enough for two workers."""
    return project(tmp_path, **{f"app/nap_{n}.py": NAP for n in range(6)})


def test_two_jobs(many: Path, facts_cache: Path) -> None:
    done = flake8(many, facts_cache, "--jobs=2", ".")
    assert done.stderr == ""
    assert len(lines(done.stdout)) == 7
    assert lines(done.stdout) == lines(ours(many, "."))


@pytest.mark.parametrize("method", ["forkserver", "spawn"])
def test_workers_that_inherit_nothing_are_handed_the_findings(
    many: Path, facts_cache: Path, method: str
) -> None:
    expected = lines(ours(many, "."))
    # An analysis by a worker would fail.
    stop = f"Path('pyproject.toml').write_text({BROKEN!r})"
    done = started_by(method, many, facts_cache, "--jobs=2", ".", before=stop)
    assert (lines(done.stdout), done.stderr) == (expected, "")


def test_workers_that_are_handed_nothing_find_the_same(many: Path, facts_cache: Path) -> None:
    lose = "import os; del os.environ['_ASYNCLINT_FLAKE8_RUN']"
    done = started_by("spawn", many, facts_cache, "--jobs=2", ".", before=lose)
    assert (lines(done.stdout), done.stderr) == (lines(ours(many, ".")), "")


def test_the_parent_leaves_nothing_behind(many: Path, facts_cache: Path, tmp_path: Path) -> None:
    # Beside the project, where its files would be found.
    where = tmp_path.parent / f"{tmp_path.name}-temporary"
    where.mkdir()
    tell = (
        f"import tempfile; tempfile.tempdir = {str(where)!r}; assert not list(Path({str(where)!r}).iterdir())"
    )
    done = started_by("spawn", many, facts_cache, "--jobs=2", ".", before=tell)
    assert done.stderr == ""
    assert list(where.iterdir()) == []


def test_from_a_sub_folder(tmp_path: Path, facts_cache: Path) -> None:
    project(tmp_path)
    found = flake8(tmp_path / "app", facts_cache, "routes.py", "helpers.py")
    # flake8 shows the name that it was given, asynclint that below the root.
    assert (found.stdout, found.stderr) == (FOUND.removeprefix("app/"), "")
    assert ours(tmp_path / "app", "routes.py", "helpers.py") == FOUND


def test_layout_with_a_src_folder(tmp_path: Path, facts_cache: Path) -> None:
    project(tmp_path / "src")
    (tmp_path / "src/pyproject.toml").rename(tmp_path / "pyproject.toml")
    done = flake8(tmp_path, facts_cache, "src")
    assert (done.stdout, done.stderr) == (ours(tmp_path, "src"), "")
    assert done.stdout == FOUND.replace("app/", "src/app/")


def test_standard_input(tmp_path: Path, facts_cache: Path) -> None:
    project(tmp_path)
    buffer = b"# One line more than on disk.\n" + (tmp_path / "app/routes.py").read_bytes()
    done = flake8(tmp_path, facts_cache, "--stdin-display-name=app/routes.py", "-", stdin=buffer)
    assert (done.stdout, done.stderr) == (FOUND.replace(":10:", ":11:"), "")
    assert done.stdout == ours(tmp_path, "-", "--stdin-filename=app/routes.py", stdin=buffer)


@pytest.mark.parametrize("named", ["tests", "tests/test_items.py", "app/migrations", "app", "."])
def test_tests_and_migrations_as_they_are_named(tmp_path: Path, facts_cache: Path, named: str) -> None:
    project(tmp_path, **{"tests/test_items.py": NAP, "app/migrations/one.py": NAP})
    found = lines(inside(tmp_path, facts_cache, named))
    assert found == lines(ours(tmp_path, named))
    assert len(found) == 1


@pytest.mark.parametrize("named", ["generated/client.py", "generated", "."])
def test_excluded_files_as_they_are_named(tmp_path: Path, facts_cache: Path, named: str) -> None:
    settings = "[tool.asynclint]\nexclude = ['generated/']\n"
    project(tmp_path, **{"generated/client.py": NAP, "pyproject.toml": settings})
    found = lines(inside(tmp_path, facts_cache, named))
    assert found == lines(ours(tmp_path, named))
    assert len(found) == 1
