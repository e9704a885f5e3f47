"""Workers, with real processes: whatever becomes of one, each file has its answer."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from asynclint.engine.cache import decode
from asynclint.engine.workers import pool as pool_module
from asynclint.engine.workers import process, sizing
from asynclint.engine.workers.messages import Defect, Facts, Job, Refused, Reply
from asynclint.engine.workers.pool import Lost, NoWorkersError, Pool
from asynclint.facts.reader import read_module
from tests.engine import deadly

PLAIN = [f"value_{number} = {number}\n" * (1 + number % 5) for number in range(20)]


def jobs(*sources: str) -> list[Job]:
    return [Job(source.encode(), f"m{index}", False, 1_000_000) for index, source in enumerate(sources)]


def read(
    *sources: str, number: int = 2, timeout: float = 60.0, reader: str = deadly.HERE
) -> list[Reply | Lost]:
    """The answers, in the order of the sources."""
    asked = jobs(*sources)
    answers = list(Pool(number, timeout, reader).read(asked))
    assert sorted(index for index, _ in answers) == list(range(len(asked)))
    return [answer for _, answer in sorted(answers, key=lambda item: item[0])]


def kinds(answers: list[Reply | Lost]) -> list[str]:
    return [type(answer).__name__ for answer in answers]


@pytest.mark.parametrize("number", [1, 3])
def test_facts_are_those_of_the_reader(number: int) -> None:
    answers = read(*PLAIN, number=number, reader=process.READER)
    for job, answer in zip(jobs(*PLAIN), answers, strict=True):
        assert isinstance(answer, Facts)
        assert answer.data is not None
        assert decode(answer.data) == read_module(job.source, job.module)


def test_refusals_have_their_place() -> None:
    answers = read("# die: refuse\n", "y = 1\n", "# die: refuse\n")
    assert kinds(answers) == ["Refused", "Facts", "Refused"]
    assert answers[0] == Refused("of the test", 2, 5)


@pytest.mark.parametrize(
    ("end", "told"), [("exit", "exit code 7"), ("kill", "killed by SIGKILL"), ("memory", "exit code 1")]
)
def test_a_dead_worker_takes_its_file_down_and_no_other(end: str, told: str) -> None:
    sources = [*PLAIN[:10], f"# die: {end}\n", *PLAIN[10:]]
    answers = read(*sources)
    assert kinds(answers) == [*["Facts"] * 10, "Lost", *["Facts"] * 10]
    assert isinstance(answers[10], Lost)
    assert told in answers[10].message


def test_many_deadly_files() -> None:
    sources = [text for plain in PLAIN[:4] for text in (plain, "# die: kill\n")]
    assert kinds(read(*sources)) == ["Facts", "Lost"] * 4


def test_a_file_that_was_only_there_when_its_worker_died_is_read(tmp_path: Path) -> None:
    answers = read(f"# die: once {tmp_path / 'marker'}\nx = 1\n", *PLAIN)
    assert (tmp_path / "marker").exists()
    assert kinds(answers) == ["Facts"] * 21


def test_a_worker_that_hangs_is_ended_after_the_time_limit() -> None:
    answers = read(*PLAIN[:5], "# die: hang\n", *PLAIN[5:], timeout=0.5)
    assert kinds(answers) == [*["Facts"] * 5, "Lost", *["Facts"] * 15]
    assert isinstance(answers[5], Lost)
    assert "longer than 0.5 seconds" in answers[5].message


def test_a_defect_of_the_reader_comes_with_its_trace() -> None:
    (answer,) = read("# die: raise\n")
    assert isinstance(answer, Defect)
    assert "ZeroDivisionError: of the test" in answer.trace


def test_what_a_reader_prints_does_not_get_among_the_answers(capfd: pytest.CaptureFixture[str]) -> None:
    assert kinds(read("# die: noise\n", "x = 1\n", number=1)) == ["Facts", "Facts"]
    assert capfd.readouterr() == ("", "")


def test_facts_that_cannot_be_encoded_are_left_to_the_caller() -> None:
    (answer,) = read("x = '\\ud800'\n", reader=process.READER)
    assert answer == Facts(None)


# --- where no process can be started -------------------------------------------------------------


def left_over(reader: str = deadly.HERE) -> str:
    """Why no file is read at all."""
    with pytest.raises(NoWorkersError) as raised:
        list(Pool(2, 60.0, reader).read(jobs(*PLAIN)))
    return str(raised.value)


def test_without_an_interpreter_there_are_no_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "")
    assert left_over() == "no Python interpreter to start"
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    assert "/nowhere/python" in left_over()


def test_a_program_that_is_no_worker_is_recognised(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/echo")
    assert left_over() == "exit code 0"
    monkeypatch.setattr(process, "_PROGRAM", "import time; time.sleep(600)")
    monkeypatch.setattr(sys, "executable", sys._base_executable)  # type: ignore[attr-defined]
    monkeypatch.setattr(pool_module, "_START", 0.3)
    assert left_over() == "killed by SIGKILL"


def test_a_worker_that_cannot_load_its_reader() -> None:
    assert left_over(reader="tests.nowhere:read") == "exit code 1"


def test_whoever_stops_listening_ends_the_workers() -> None:
    pool = Pool(2, 60.0, deadly.HERE)
    answers = pool.read(jobs("# die: hang\n", *PLAIN))
    next(answers)
    running = [worker.process._popen for worker in pool._workers]
    assert running
    answers.close()
    assert all(popen.poll() is not None for popen in running)


# --- how many ------------------------------------------------------------------------------------


def test_small_work_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sizing, "processors", lambda: 8)
    big = sizing.WORTH
    assert sizing.workers_for(0, []) == 0
    assert sizing.workers_for(0, [big]) == 0
    assert sizing.workers_for(0, [big // 2] * 3) == 0
    assert sizing.workers_for(0, [big // 2] * 6) == 3
    assert sizing.workers_for(0, [big] * 100) == 8
    assert sizing.workers_for(0, [5 * big]) == 0


def test_one_processor_is_not_shared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sizing, "processors", lambda: 1)
    assert sizing.workers_for(0, [sizing.WORTH] * 100) == 0


def test_no_machine_gets_more_than_is_useful(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sizing, "processors", lambda: 256)
    assert sizing.workers_for(0, [sizing.WORTH] * 100) == sizing.MOST


def test_a_number_is_obeyed() -> None:
    assert sizing.workers_for(1, [10**9] * 10) == 0
    assert sizing.workers_for(3, [1] * 10) == 3
    assert sizing.workers_for(40, [1] * 10) == 10
    assert sizing.workers_for(3, []) == 0


def test_processors_are_those_that_the_process_may_use() -> None:
    assert sizing.processors() >= 1
