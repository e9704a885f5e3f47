"""The hooks of this checkout under the real pre-commit, on commits that it lets through and stops.

In the fast tests pre-commit runs the asynclint that is installed, with the entries of the hooks as they
are; in the slow one it installs this checkout into an environment of its own.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.cli.commands import CACHE, asynclint
from tests.pre_commit.running import ARGUMENTS, FOUND, MAIN, NAP, QUIET, SLOW, Hooked, hooks, snapshot

Make = Callable[..., Hooked]


@pytest.fixture
def make(repository: Path, tmp_path: Path, facts_cache: Path) -> Make:
    """A repository with one of the hooks, which runs the asynclint of the tests."""

    def made(hook: str, *arguments: str) -> Hooked:
        (about,) = (each for each in hooks(repository) if each["id"] == hook)
        program, _, rest = about["entry"].partition(" ")
        assert program == "asynclint"
        local = {
            **about,
            "language": "system",
            "entry": f"{sys.executable} -m asynclint {rest}",
            "args": [*ARGUMENTS, f"--cache-dir={facts_cache}", *arguments],
        }
        return Hooked(tmp_path / "work", tmp_path / "home", [{"repo": "local", "hooks": [local]}])

    return made


def findings(output: str) -> list[str]:
    """The lines of asynclint's report."""
    return [line for line in output.splitlines() if ": ASL" in line]


@pytest.mark.parametrize("hook", ["asynclint", "asynclint-project"])
def test_a_good_and_a_bad_change(make: Make, hook: str) -> None:
    work = make(hook)
    good = work.attempt(**{"app/helper.py": QUIET.replace("1", "2")})
    assert (good.returncode, findings(good.stdout)) == (0, [])
    assert "Passed" in good.stdout
    # The finding is in another file than the change.
    bad = work.attempt(**{"app/helper.py": SLOW})
    assert (bad.returncode, findings(bad.stdout)) == (1, [FOUND])
    mended = work.attempt(**{"app/helper.py": SLOW, "app/main.py": MAIN.replace("async ", "")})
    assert mended.returncode == 0


def test_only_what_has_to_do_with_the_change(make: Make) -> None:
    work = make("asynclint")
    work.write({"app/old.py": NAP})
    work.commit_without_hooks()
    assert work.attempt(**{"app/helper.py": QUIET.replace("1", "2")}).returncode == 0
    touched = work.attempt(**{"app/old.py": f"# Touched.\n{NAP}"})
    assert [line.partition(" ")[0] for line in findings(touched.stdout)] == ["app/old.py:6:5:"]


def test_the_whole_project_whatever_has_changed(make: Make) -> None:
    work = make("asynclint-project")
    work.write({"app/old.py": NAP})
    work.commit_without_hooks()
    assert work.attempt(**{"notes.txt": "No Python.\n"}).returncode == 0
    done = work.attempt(**{"app/helper.py": QUIET.replace("1", "2")})
    assert [line.partition(" ")[0] for line in findings(done.stdout)] == ["app/old.py:5:5:"]


def test_tests_and_excluded_files_are_not_reported_for_being_named(make: Make) -> None:
    work = make("asynclint")
    settings = "[tool.asynclint]\nexclude = ['generated/']\n"
    files = {"tests/test_nap.py": NAP, "generated/client.py": NAP, "pyproject.toml": settings}
    assert work.attempt(**files).returncode == 0
    # Named by a person they are.
    assert asynclint(work.root, "check", "tests/test_nap.py", "generated").returncode == 1


def test_what_is_not_staged_does_not_count(make: Make) -> None:
    work = make("asynclint")
    work.write({"app/helper.py": QUIET.replace("1", "2")})
    work.git("add", "-A")
    work.write({"app/helper.py": SLOW})
    assert work.pre_commit("run").returncode == 0
    work.git("add", "-A")
    assert findings(work.pre_commit("run").stdout) == [FOUND]


def test_arguments_of_the_user(make: Make) -> None:
    work = make("asynclint", "--ignore=ASL101")
    assert work.attempt(**{"app/helper.py": SLOW}).returncode == 0


def test_a_file_that_does_not_parse(make: Make) -> None:
    done = make("asynclint").attempt(**{"app/helper.py": "def (\n"})
    assert done.returncode == 1
    assert "exit code: 2" in done.stdout
    assert "error: app/helper.py:1:" in done.stdout


def test_more_files_than_fit_one_command_line(make: Make) -> None:
    work = make("asynclint")
    folder = "app/" + "/".join(["a_folder_with_a_name_of_some_length"] * 5)
    # pre-commit gives a command no more than 131,072 bytes of names.
    names = [f"{folder}/module_{n:04}.py" for n in range(700)]
    assert sum(map(len, names)) > 131_072
    files = dict.fromkeys(names, "")
    # The first and the last file, and a way from one to the other.
    files[names[0]] = NAP
    files[names[-1]] = NAP
    files["app/main.py"] = MAIN
    files["app/zz_helper.py"] = SLOW
    files["app/main.py"] = MAIN.replace("app.helper", "app.zz_helper")
    done = work.attempt(**files)
    assert done.returncode == 1
    found = {line.partition(" ")[0] for line in findings(done.stdout)}
    assert found == {f"{names[0]}:5:5:", f"{names[-1]}:5:5:", "app/main.py:10:12:"}


def test_the_hook_finds_what_the_command_line_finds(make: Make, repository: Path) -> None:
    work = make("asynclint")
    demo = repository / "fixtures/demo_app"
    files = {
        path.relative_to(demo).as_posix(): path.read_text()
        for path in demo.rglob("*.py")
        if ".asynclint_cache" not in path.parts
    }
    done = work.attempt(**files)
    expected = asynclint(work.root, "check", "-q", "--output-format=concise").stdout.splitlines()
    assert sorted(set(findings(done.stdout))) == sorted(expected)
    assert len(expected) > 10


@pytest.mark.slow
def test_hooks_that_pre_commit_installs(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PYTHONPATH", raising=False)
    source = tmp_path / "source"
    revision = snapshot(repository, source)
    chosen: list[dict[str, Any]] = [{"id": each["id"], "args": [*ARGUMENTS]} for each in hooks(repository)]
    config = [{"repo": str(source), "rev": revision, "hooks": chosen}]
    work = Hooked(tmp_path / "work", tmp_path / "home", config)
    good = work.attempt(**{"app/helper.py": QUIET.replace("1", "2")})
    assert good.returncode == 0, good.stdout
    assert good.stdout.count("Passed") == 2
    bad = work.attempt(**{"app/helper.py": SLOW})
    assert (bad.returncode, findings(bad.stdout)) == (1, [FOUND, FOUND])
    assert not list((tmp_path / "home").rglob("__editable__*asynclint*"))


def test_each_hook_is_tested(repository: Path) -> None:
    assert {each["id"] for each in hooks(repository)} == {"asynclint", "asynclint-project"}


@pytest.fixture(autouse=True)
def _surroundings(facts_cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(CACHE, str(facts_cache))


def test_the_page_shows_each_hook(repository: Path) -> None:
    page = (repository / "docs/pre-commit.md").read_text(encoding="utf-8")
    for each in hooks(repository):
        assert f"| `{each['id']}` |" in page
    for text in re.findall(r"```yaml\n(.*?)```", page, re.DOTALL):
        for about in yaml.safe_load(text)["repos"]:
            if about["repo"].endswith("asynclint"):
                assert {hook["id"] for hook in about["hooks"]} <= {each["id"] for each in hooks(repository)}


def test_since_with_the_whole_project(make: Make) -> None:
    work = make("asynclint-project", "--since", "main")
    work.write({"app/old.py": NAP})
    work.commit_without_hooks()
    work.git("checkout", "-q", "-b", "work")
    assert work.attempt(**{"app/helper.py": QUIET.replace("1", "2")}).returncode == 0
    assert findings(work.attempt(**{"app/helper.py": SLOW}).stdout) == [FOUND]
