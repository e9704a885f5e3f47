"""One list of findings that all formats are shown on: each kind that they have to tell apart."""

from __future__ import annotations

from asynclint.finding import (
    Edit,
    FileError,
    Finding,
    Fix,
    Hop,
    Known,
    Problem,
    Report,
    RootCause,
    Statistics,
)
from asynclint.reports.sources import Position
from tests.reports.sample import ROUTES, direct, through_helper

SOURCES = {
    "app/slow.py": "async def nap():\n    time.sleep(1)\n    time.sleep(2)\n",
    "app/routes.py": "\n".join([*ROUTES, ""]),
    "app/größe & maß.py": "async def größe():\n    maß = 'ß'; return (  # ß\n        load()\n    )\n",
}

_OTHER = "app/größe & maß.py"

FINDINGS: tuple[Finding, ...] = (
    through_helper(
        contexts=tuple(f"route GET /items/{n}" for n in range(7)),
        root_causes=(
            RootCause("sqlalchemy.orm.Session.execute", "app/repo.py", 33),
            RootCause("redis.Redis.get", "app/cache.py", 7),
        ),
    ),
    direct(
        fix=Fix("safe", "await `asyncio.sleep`", (Edit("app/slow.py", 21, 31, "await asyncio.sleep"),)),
    ),
    direct(3, suppressed=True),
    Finding(
        code="ASL112",
        name="blocking-path-check",
        path=_OTHER,
        line=2,
        column=16,
        end_line=4,
        end_column=6,
        message="`load` blocks the event loop: reaches `pathlib.Path.exists` at app/größe & maß.py:9",
        function="app.größe & maß.größe",
        contexts=(),
        severity="warning",
        confidence="likely",
        chain=(
            Hop(_OTHER, 2, "app.größe & maß.größe", "app.größe & maß.load"),
            Hop(_OTHER, 7, "app.größe & maß.load", "app.größe & maß.a|b"),
            Hop(_OTHER, 9, "app.größe & maß.a|b", "pathlib.Path.exists"),
        ),
        root_causes=(RootCause("pathlib.Path.exists", _OTHER, 9),),
        fix=None,
        fingerprint="fedcba9876543210",
        remedy="use `anyio.Path.exists`",
    ),
    Finding(
        code="ASL201",
        name="sync-http-client",
        path="app/slow.py",
        line=1,
        column=1,
        end_line=1,
        end_column=6,
        message='`requests.Session` makes a synchronous client: "<b>", 100 % of it',
        function="app.slow",
        contexts=("route GET /nap", "websocket /ws", "middleware"),
        severity="error",
        confidence="certain",
        chain=(Hop("app/slow.py", 1, "app.slow", "requests.Session"),),
        root_causes=(RootCause("requests.Session.get", "app/slow.py", 2),),
        fix=None,
        fingerprint="00000000000000ff",
    ),
)

REPORT = Report(
    root="/project",
    findings=FINDINGS,
    errors=(
        FileError("app/broken.py", 3, 9, "invalid syntax: expected `:`"),
        FileError("lib/other.py", 1, 1, "not UTF-8", named=False),
    ),
    statistics=Statistics(40, 310, 1203, 122),
    problems=(Problem("app/slow.py", 7, 20, "unused suppression: `ASL102` silences nothing; remove it"),),
    baseline=Known("asynclint-baseline.jsonl", 12, 0),
)


class Texts:
    """Sources that are held in memory, as UTF-8."""

    def lines(self, path: str) -> list[str]:
        return SOURCES[path].splitlines() if path in SOURCES else []

    def position(self, path: str, offset: int) -> Position | None:
        if path not in SOURCES or offset > len(SOURCES[path].encode()):
            return None
        before = SOURCES[path].encode()[:offset].decode().split("\n")
        return Position(len(before), len(before[-1]) + 1)
