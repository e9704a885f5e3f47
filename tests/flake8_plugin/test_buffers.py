"""Text from standard input, which an editor has not saved."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.flake8_plugin.running import FOUND, HELPERS, NAP, ROUTES, flake8, ours, project

NAPPING = ":5:5: ASL101 `time.sleep` blocks the event loop\n"


def shown(folder: Path, cache: Path, name: str | None, text: str | bytes, *arguments: str) -> str:
    """What flake8 shows of a buffer; it must not write to standard error."""
    named = () if name is None else (f"--stdin-display-name={name}",)
    stdin = text if isinstance(text, bytes) else text.encode()
    done = flake8(folder, cache, *named, *arguments, "-", stdin=stdin)
    assert done.stderr == ""
    return done.stdout


def test_the_buffer_lies_over_the_file(tmp_path: Path, facts_cache: Path) -> None:
    project(tmp_path)
    assert shown(tmp_path, facts_cache, "app/routes.py", ROUTES.replace("fetch()", "'mended'")) == ""
    helper = HELPERS.replace("def", "async def")
    assert "ASL102 `requests.get`" in shown(tmp_path, facts_cache, "app/helpers.py", helper)


def test_an_absolute_name_from_another_folder(tmp_path: Path, facts_cache: Path) -> None:
    project(tmp_path / "work")
    (tmp_path / "elsewhere").mkdir()
    name = str(tmp_path / "work/app/routes.py")
    assert shown(tmp_path / "elsewhere", facts_cache, name, ROUTES) == FOUND.replace("app/routes.py", name, 1)


def test_a_file_that_was_never_saved(tmp_path: Path, facts_cache: Path) -> None:
    project(tmp_path)
    (tmp_path / "app/routes.py").unlink()
    assert shown(tmp_path, facts_cache, "app/routes.py", ROUTES) == FOUND
    assert shown(tmp_path, facts_cache, "app/new folder/a b.py", NAP) == f"app/new folder/a b.py{NAPPING}"


def test_a_buffer_without_a_name(tmp_path: Path, facts_cache: Path) -> None:
    project(tmp_path)
    assert shown(tmp_path, facts_cache, None, ROUTES) == FOUND.replace("app/routes.py", "stdin", 1)


def test_a_name_below_no_root_is_analysed_alone(tmp_path: Path, facts_cache: Path) -> None:
    project(tmp_path)
    (tmp_path / "pyproject.toml").unlink()
    assert shown(tmp_path, facts_cache, "app/routes.py", ROUTES) == ""
    assert shown(tmp_path, facts_cache, "app/routes.py", NAP) == f"app/routes.py{NAPPING}"
    assert shown(tmp_path, facts_cache, "none/such/here.py", NAP) == f"none/such/here.py{NAPPING}"
    assert not (tmp_path / ".asynclint_cache").exists()


def test_what_lies_outside_of_the_root_that_was_named(tmp_path: Path, facts_cache: Path) -> None:
    project(tmp_path / "work")
    (tmp_path / "other").mkdir()
    root = "--asynclint-root=work"
    assert shown(tmp_path, facts_cache, "other/nap.py", NAP, root) == f"other/nap.py{NAPPING}"
    assert shown(tmp_path, facts_cache, "other/routes.py", ROUTES, root) == ""
    assert "ASL102" in shown(tmp_path, facts_cache, "work/app/routes.py", ROUTES, root)


@pytest.mark.parametrize(
    "text",
    [
        "é = 'é'; import time\n\n\nasync def nap():\n    'é'; time.sleep(1)\n".encode(),
        "\ufeffimport time\n\n\nasync def nap():\n    'é'; time.sleep(1)\n".encode(),
        "# coding: latin-1\nimport time\n\nasync def nap():\n    'é'; time.sleep(1)\n".encode("latin-1"),
        "import time\r\n\r\n\r\nasync def nap():\r\n    'é'; time.sleep(1)\r\n".encode(),
    ],
    ids=["utf-8", "byte order mark", "latin-1", "CRLF"],
)
def test_encodings(tmp_path: Path, facts_cache: Path, text: bytes) -> None:
    (tmp_path / "pyproject.toml").touch()
    (tmp_path / "nap.py").write_bytes(text)
    found = "nap.py:5:10: ASL101 `time.sleep` blocks the event loop\n"
    assert shown(tmp_path, facts_cache, "nap.py", text) == found
    assert flake8(tmp_path, facts_cache, "nap.py").stdout == found == ours(tmp_path, "nap.py")


def test_a_buffer_that_does_not_parse_is_left_to_flake8(tmp_path: Path, facts_cache: Path) -> None:
    project(tmp_path)
    assert shown(tmp_path, facts_cache, "app/routes.py", "async def (\n") == ""
    assert "E999" in shown(tmp_path, facts_cache, "app/routes.py", "async def (\n", "--select=ASL,E9")


def test_a_neighbour_that_does_not_parse(tmp_path: Path, facts_cache: Path) -> None:
    project(tmp_path, **{"app/broken.py": "def (\n"})
    assert shown(tmp_path, facts_cache, "app/routes.py", ROUTES) == FOUND


def test_a_name_that_is_a_folder(tmp_path: Path, facts_cache: Path) -> None:
    assert shown(project(tmp_path), facts_cache, "app", NAP) == ""


def test_a_home_folder_in_git_is_no_project(tmp_path: Path, facts_cache: Path) -> None:
    project(tmp_path)
    (tmp_path / "pyproject.toml").rename(tmp_path / ".git")
    named = [("--stdin-display-name=app/routes.py", "-"), ("app/routes.py",)]

    def found(home: Path) -> list[str]:
        environ = {"HOME": str(home)}
        runs = [
            flake8(tmp_path, facts_cache, *arguments, stdin=ROUTES.encode(), environ=environ)
            for arguments in named
        ]
        assert all(run.stderr == "" for run in runs)
        return [run.stdout for run in runs]

    assert found(tmp_path) == ["", ""]
    assert found(tmp_path / "app") == [FOUND, FOUND]
    # An application that lies in the home folder of its container.
    (tmp_path / "pyproject.toml").touch()
    assert found(tmp_path) == [FOUND, FOUND]


def test_files_in_a_home_folder_without_a_project(tmp_path: Path, facts_cache: Path) -> None:
    project(tmp_path)
    (tmp_path / "pyproject.toml").unlink()
    for home, found in ((tmp_path / "app", ""), (tmp_path / "elsewhere", "ASL102")):
        done = flake8(tmp_path / "app", facts_cache, "routes.py", environ={"HOME": str(home)})
        assert found in done.stdout
        assert bool(done.stdout) is bool(found)


@pytest.mark.parametrize("arguments", [("--stdin-display-name=app/routes.py", "-"), ("app/routes.py",)])
def test_a_file_by_itself_on_request(tmp_path: Path, facts_cache: Path, arguments: tuple[str, ...]) -> None:
    both = f"{ROUTES}\n\nimport time\n\n\nasync def nap():\n    time.sleep(1)\n"
    project(tmp_path, **{"app/routes.py": both})
    whole = flake8(tmp_path, facts_cache, *arguments, stdin=both.encode())
    assert [line.split()[1] for line in whole.stdout.splitlines()] == ["ASL102", "ASL101"]
    alone = flake8(tmp_path, facts_cache, "--asynclint-alone", *arguments, stdin=both.encode())
    assert [line.split()[1] for line in alone.stdout.splitlines()] == ["ASL101"]
    # The settings of the project hold.
    (tmp_path / "pyproject.toml").write_text("[tool.asynclint]\nignore = ['ASL101']\n")
    alone = flake8(tmp_path, facts_cache, "--asynclint-alone", *arguments, stdin=both.encode())
    assert (alone.stdout, alone.stderr) == ("", "")


def test_folders_are_whole_all_the_same(tmp_path: Path, facts_cache: Path) -> None:
    done = flake8(project(tmp_path), facts_cache, "--asynclint-alone", "app")
    assert done.stdout == FOUND
