"""`asynclint check`, with a pipeline that gives what the test says."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import msgspec
import pytest

from asynclint import __version__
from asynclint.cli.main import main
from asynclint.errors import InternalError, UsageError
from asynclint.finding import FileError, Report
from asynclint.settings.model import Settings
from tests.reports.sample import direct, report, through_helper

Pipeline = Callable[..., Report]


@pytest.fixture(autouse=True)
def _no_terminal_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, with two folders in it and no settings."""
    (tmp_path / "app").mkdir()
    (tmp_path / "tests").mkdir()
    (tmp_path / "pyproject.toml").touch()
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def pipeline(monkeypatch: pytest.MonkeyPatch) -> Callable[[Report | BaseException], list[Settings]]:
    """Makes the pipeline give a report, or raise; returns the settings that it was called with."""

    def install(outcome: Report | BaseException) -> list[Settings]:
        seen: list[Settings] = []

        def check(settings: Settings, progress: Any = None, overlays: Any = None) -> Report:
            seen.append(settings)
            assert progress is None, "standard error is no terminal here"
            if isinstance(outcome, BaseException):
                raise outcome
            return outcome

        module = ModuleType("asynclint.engine.pipeline")
        module.check = check  # type: ignore[attr-defined]
        monkeypatch.setitem(sys.modules, "asynclint.engine.pipeline", module)
        return seen

    return install


def test_nothing_found(pipeline: Any, capsys: pytest.CaptureFixture[str]) -> None:
    pipeline(report())
    assert main(["check"]) == 0
    assert capsys.readouterr() == ("No findings in 40 files.\n", "")


def test_findings_with_their_source(
    pipeline: Any, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "app/slow.py").write_text("\nnap = 'é'; time.sleep(1)\n", encoding="utf-8")
    pipeline(report(direct(column=12, end_column=25), root=str(tmp_path)))
    assert main(["check"]) == 1
    out, err = capsys.readouterr()
    assert "2 | nap = 'é'; time.sleep(1)\n  |            ^^^^^^^^^^^^^\n" in out
    assert "Found 1 finding (1 error)" in out
    assert "\x1b" not in out
    assert err == ""


def test_suppressed_findings_alone_are_no_failure(pipeline: Any) -> None:
    pipeline(report(direct(suppressed=True)))
    assert main(["check", "--quiet"]) == 0


@pytest.mark.parametrize("found", [(), (direct(),)])
@pytest.mark.parametrize("output_format", ["text", "concise", "json"])
def test_file_errors(
    pipeline: Any, capsys: pytest.CaptureFixture[str], found: tuple[Any, ...], output_format: str
) -> None:
    elsewhere = FileError("app/other.py", 1, 1, "too large", named=False)
    pipeline(msgspec.structs.replace(report(*found), errors=(elsewhere,)))
    assert main(["check", "--output-format", output_format]) == len(found)
    assert capsys.readouterr().err == "warning: app/other.py:1:1: too large\n"

    named = FileError("app/broken.py", 3, 9, "invalid syntax")
    pipeline(msgspec.structs.replace(report(*found), errors=(named, elsewhere)))
    assert main(["check", "--output-format", output_format]) == 2
    out, err = capsys.readouterr()
    assert err.startswith("error: app/broken.py:3:9: invalid syntax\nwarning: ")
    assert ("ASL101" in out) == bool(found)


def test_options_reach_the_pipeline(pipeline: Any, folder: Path) -> None:
    seen = pipeline(report())
    options = "app tests --root . --select ASL1,ASL10 --select blocking-sleep --ignore ASL112, "
    options += "--extend-select ALL --confidence certain --no-cache"
    assert main(["check", *options.split()]) == 0
    assert seen == [
        Settings(
            paths=(Path("app"), Path("tests")),
            root=folder,
            select=("ASL1", "ASL10", "blocking-sleep"),
            ignore=("ASL112",),
            extend_select=("ALL",),
            confidence="certain",
            cache=False,
        )
    ]


def test_defaults(pipeline: Any, folder: Path) -> None:
    seen = pipeline(report())
    assert main(["check"]) == 0
    assert seen == [Settings(root=folder)]


def test_json_is_the_whole_of_standard_output(pipeline: Any, capsys: pytest.CaptureFixture[str]) -> None:
    pipeline(report(through_helper()))
    assert main(["check", "--output-format", "json", "--statistics", "--quiet"]) == 1
    whole = json.loads(capsys.readouterr().out)
    assert [finding["code"] for finding in whole["findings"]] == ["ASL103"]


def test_concise_and_quiet(pipeline: Any, capsys: pytest.CaptureFixture[str]) -> None:
    pipeline(report(direct()))
    assert main(["check", "-q", "--output-format=concise"]) == 1
    assert capsys.readouterr().out == "app/slow.py:2:5: ASL101 `time.sleep` blocks the event loop\n"


def test_statistics_stand_for_the_findings(pipeline: Any, capsys: pytest.CaptureFixture[str]) -> None:
    pipeline(report(direct()))
    assert main(["check", "--statistics"]) == 1
    assert capsys.readouterr().out.startswith("1  ASL101  blocking-sleep\n\nfiles ")


def test_colours(pipeline: Any, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    pipeline(report(direct()))
    monkeypatch.setenv("FORCE_COLOR", "1")
    main(["check"])
    colored = capsys.readouterr().out
    assert "\x1b[1;31mASL101\x1b[0m" in colored
    monkeypatch.setenv("NO_COLOR", "1")
    main(["check"])
    assert "\x1b" not in capsys.readouterr().out
    monkeypatch.delenv("NO_COLOR")
    monkeypatch.setenv("FORCE_COLOR", "0")
    main(["check"])
    assert "\x1b" not in capsys.readouterr().out


def test_lines_are_neither_wrapped_nor_cut(
    pipeline: Any, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    monkeypatch.setenv("FORCE_COLOR", "1")
    pipeline(report(direct(message="word " * 100)))
    main(["check", "--output-format", "concise", "--quiet"])
    assert len(capsys.readouterr().out.splitlines()) == 1


def test_usage_error_of_ours(pipeline: Any, capsys: pytest.CaptureFixture[str]) -> None:
    pipeline(UsageError("no such thing: mend it"))
    assert main(["check"]) == 2
    assert capsys.readouterr() == ("", "error: no such thing: mend it\n")


@pytest.mark.parametrize(
    "arguments",
    [["check", "--nonsense"], ["check", "--confidence", "sure"], ["nonsense"], []],
)
def test_usage_error_of_click(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "Usage: asynclint" in err


@pytest.mark.parametrize("error", [ZeroDivisionError("oh no"), InternalError("oh no"), RecursionError()])
def test_defect_says_how_to_report_it(
    pipeline: Any, capsys: pytest.CaptureFixture[str], error: Exception
) -> None:
    pipeline(error)
    assert main(["check"]) == 3
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("asynclint failed: ")
    assert "defect of asynclint" in err
    assert "report it" in err
    assert f"Python {sys.version_info.major}.{sys.version_info.minor}" in err
    assert "in check" in err


@pytest.mark.parametrize("error", [KeyboardInterrupt(), EOFError()])
def test_interrupt(pipeline: Any, error: BaseException, capsys: pytest.CaptureFixture[str]) -> None:
    pipeline(error)
    assert main(["check"]) == 130
    assert "Traceback" not in capsys.readouterr().err


def test_version_and_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"asynclint {__version__}\n"
    assert main(["check", "--help"]) == 0
    assert "--extend-select" in capsys.readouterr().out
