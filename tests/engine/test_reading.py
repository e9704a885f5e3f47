"""Reading a project: the same facts and errors from the cache, from workers and from here."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from asynclint.engine import reading
from asynclint.engine.cache import FactsCache
from asynclint.engine.pipeline import check
from asynclint.engine.progress import Silent
from asynclint.engine.reading import Reading
from asynclint.engine.workers.pool import Pool
from asynclint.errors import InternalError
from asynclint.finding import Report
from asynclint.project.project import load_project
from asynclint.settings.model import Settings
from tests.engine import deadly

FILES = {
    "app/__init__.py": "",
    "app/slow.py": "import time\n\n\nasync def nap() -> None:\n    time.sleep(1)\n",
    "app/broken.py": "x = 1\ndef (:\n",
    "app/surrogate.py": "TEXT = '\\ud800'\n",
    "app/routes.py": "from app.slow import nap\n\n\nasync def route() -> None:\n    await nap()\n",
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    root = tmp_path / "project"
    for name, text in FILES.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def read(root: Path, folder: Path, *paths: str, reader: str = deadly.HERE) -> Reading:
    """The project read by two workers with a reader of the tests."""
    named = tuple(root / path for path in paths) or (root,)
    settings = Settings(paths=named, root=root, jobs=2, file_timeout=60)
    cache = FactsCache(folder)
    result = Reading(load_project(settings), cache, settings, Silent(), reader)
    cache.flush()
    return result


def lint(root: Path, folder: Path, **more: object) -> Report:
    return check(Settings(paths=(root,), root=root, cache_dir=folder, **more))  # type: ignore[arg-type]


def no_pool(*_: object) -> Pool:
    raise AssertionError("workers were started")


def test_findings_and_errors_do_not_depend_on_the_number_of_processes(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = lint(project, tmp_path / "one", jobs=1)
    assert [finding.path for finding in alone.findings] == ["app/slow.py"]
    assert [error.path for error in alone.errors] == ["app/broken.py"]
    assert lint(project, tmp_path / "three", jobs=3) == alone
    # What workers read is in the cache, and is not read again.
    (project / "app/broken.py").unlink()
    (project / "app/surrogate.py").unlink()
    monkeypatch.setattr(reading, "Pool", no_pool)
    assert lint(project, tmp_path / "three", jobs=3).findings == alone.findings


def test_sources_stand_in_the_order_of_the_files(project: Path, tmp_path: Path) -> None:
    result = read(project, tmp_path / "facts")
    paths = [source.path for source in result.sources]
    assert paths == sorted(FILES)


def test_only_what_the_cache_lacks_goes_to_workers(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read(project, tmp_path / "facts")
    (project / "app/new.py").write_text("x = 1\n", encoding="utf-8")
    sent: list[str] = []
    ask = Pool.read

    def listening(self: Pool, jobs):  # type: ignore[no-untyped-def]
        sent.extend(job.module for job in jobs)
        return ask(self, jobs)

    monkeypatch.setattr(Pool, "read", listening)
    assert len(read(project, tmp_path / "facts").sources) == len(FILES) + 1
    assert sent == ["app.new"]


def test_a_file_that_ends_its_reader_is_an_error_of_that_file(project: Path, tmp_path: Path) -> None:
    (project / "app/deadly.py").write_text("# die: kill\n", encoding="utf-8")
    result = read(project, tmp_path / "facts")
    assert [source.path for source in result.sources] == sorted(FILES)
    (error,) = result.errors
    assert (error.path, error.line, error.column, error.named) == ("app/deadly.py", 1, 1, True)
    assert "died (killed by SIGKILL)" in error.message
    (elsewhere,) = read(project, tmp_path / "facts", "app/slow.py").errors
    assert not elsewhere.named


def test_a_defect_of_the_reader_is_ours(project: Path, tmp_path: Path) -> None:
    (project / "app/odd.py").write_text("# die: raise\n", encoding="utf-8")
    with pytest.raises(InternalError, match=r"app/odd\.py(.|\n)*ZeroDivisionError"):
        read(project, tmp_path / "facts")


def test_without_workers_all_is_read_here_and_said(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.executable", "/nowhere/python")
    report = lint(project, tmp_path / "facts", jobs=2)
    assert [finding.path for finding in report.findings] == ["app/slow.py"]
    (note,) = report.notes
    assert "one process" in note
    assert "/nowhere/python" in note


def test_workers_start_from_any_thread(project: Path, tmp_path: Path) -> None:
    found: list[Report] = []
    thread = threading.Thread(target=lambda: found.append(lint(project, tmp_path / "facts", jobs=2)))
    thread.start()
    thread.join()
    assert [finding.path for finding in found[0].findings] == ["app/slow.py"]
    assert found[0].notes == ()


def test_workers_start_where_the_main_module_cannot_be_imported(project: Path, tmp_path: Path) -> None:
    """A script on standard input: starting it anew, as `multiprocessing` does, would fail or loop."""
    script = (
        "from pathlib import Path; from asynclint.engine.pipeline import check; "
        "from asynclint.settings.model import Settings\n"
        f"root = Path({str(project)!r})\n"
        f"report = check(Settings(paths=(root,), root=root, cache_dir=Path({str(tmp_path)!r}), jobs=2))\n"
        "print(len(report.findings), report.notes)\n"
    )
    environ = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        [sys.executable, "-"], input=script, env=environ, capture_output=True, text=True, check=True
    )
    assert (done.stdout, done.stderr) == ("1 ()\n", "")
