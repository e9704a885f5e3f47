"""Every row of the table of contexts (what a framework runs where) has a fixture project."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.want.projects import FIXTURES, PROJECTS

# The rows of the table, and what each speaks of.
ROWS = {
    1: "instances with `__call__`",
    2: "classes as endpoints and dependencies",
    3: "async wrappers around `def`",
    4: "sync wrappers with `wraps` around `async def`",
    5: "sync wrappers without `wraps` around `async def`",
    6: "`def` endpoints with `yield`",
    7: "`def` endpoints that return something lazy",
    8: "websocket endpoints",
    9: "HTTPEndpoint",
    10: "WebSocketEndpoint",
    11: "class-based views",
    12: "custom route handlers, overridden openapi()",
    13: "WSGI applications",
    14: "dependencies that run in workers",
    15: "dependencies that run on the loop",
    16: "`def` generators as dependencies",
    17: "async generators as dependencies",
    18: "sync wrappers over dependencies",
    19: "lists of dependencies",
    20: "validators of requests",
    21: "validators of responses",
    22: "serializers and computed fields",
    23: "response classes",
    24: "responses that routes build",
    25: "streams over synchronous iterators",
    26: "streams over async generators",
    27: "files as responses",
    28: "background tasks that run in workers",
    29: "background tasks that run on the loop",
    30: "uploads",
    31: "middleware",
    32: "exception handlers",
    33: "start-up, shutdown, lifespan",
    34: "module import, application factories",
    35: "thread pool of the framework",
    36: "other threads and processes",
    37: "arguments of what moves work off the loop",
    38: "the call instead of the callable",
    39: "iterators and context managers in the thread pool",
    40: "back to the loop from a worker",
    41: "waiting on the loop for what the loop must run",
    42: "loops inside loops, loops in workers",
    43: "callbacks of the loop",
    44: "waiting for threads",
    45: "tasks",
    46: "AsyncSession.run_sync",
}
# Rows whose answer depends on the version of FastAPI: the newest, and one before the change.
VERSIONED = (4, 6, 18)
TABLE = FIXTURES.parent.parent / "shared" / "contexts.md"


def projects_of(row: int) -> list[Path]:
    """The fixture projects of a row, by the number at the head of their names."""
    return [path for path in PROJECTS if path.name.startswith(f"c{row:02}_")]


@pytest.mark.parametrize("row", sorted(ROWS))
def test_every_row_has_a_project(row: int) -> None:
    assert projects_of(row), f"C{row:02} ({ROWS[row]}) has no project c{row:02}_..."


@pytest.mark.parametrize("row", VERSIONED)
def test_rows_that_depend_on_the_version_have_a_project_for_each_side(row: int) -> None:
    pinned = [path for path in projects_of(row) if "_before_" in path.name]
    assert pinned
    assert len(projects_of(row)) > len(pinned)


def test_projects_name_rows_that_exist() -> None:
    named = {int(m[1]) for path in PROJECTS if (m := re.match(r"c(\d\d)_", path.name))}
    assert named <= ROWS.keys()


@pytest.mark.skipif(not TABLE.is_file(), reason="the table is not beside this checkout")
def test_the_rows_are_those_of_the_table() -> None:
    text = TABLE.read_text(encoding="utf-8")
    assert {int(number) for number in re.findall(r"^\| C(\d\d) \|", text, re.MULTILINE)} == ROWS.keys()
