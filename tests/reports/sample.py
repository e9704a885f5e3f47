"""Findings to report on, made by hand."""

from __future__ import annotations

import msgspec

from asynclint.finding import Edit, Finding, Fix, Hop, Report, RootCause, Statistics

ROUTES = ["from app.repo import all_items", "", "async def list_items(db):", "    return all_items(db)"]

EXECUTE = RootCause("sqlalchemy.orm.Session.execute", "app/repo.py", 33)


def through_helper(**changes: object) -> Finding:
    """A database call behind one helper, in `ROUTES`, line 4."""
    finding = Finding(
        code="ASL103",
        name="blocking-database",
        path="app/routes.py",
        line=4,
        column=12,
        end_line=4,
        end_column=25,
        message="`all_items` blocks the event loop:"
        " reaches `sqlalchemy.orm.Session.execute` at app/repo.py:33",
        function="app.routes.list_items",
        contexts=("route GET /items",),
        severity="error",
        confidence="certain",
        chain=(
            Hop("app/routes.py", 4, "app.routes.list_items", "app.repo.all_items"),
            Hop("app/repo.py", 33, "app.repo.all_items", "sqlalchemy.orm.Session.execute"),
        ),
        root_causes=(EXECUTE,),
        fix=None,
        fingerprint="0123456789abcdef",
        remedy="use `sqlalchemy.ext.asyncio.AsyncSession.execute`",
    )
    return msgspec.structs.replace(finding, **changes)


def direct(line: int = 2, **changes: object) -> Finding:
    """`time.sleep` in a route, at `line`."""
    finding = Finding(
        code="ASL101",
        name="blocking-sleep",
        path="app/slow.py",
        line=line,
        column=5,
        end_line=line,
        end_column=18,
        message="`time.sleep` blocks the event loop",
        function="app.slow.nap",
        contexts=("route GET /nap",),
        severity="error",
        confidence="certain",
        chain=(Hop("app/slow.py", line, "app.slow.nap", "time.sleep"),),
        root_causes=(RootCause("time.sleep", "app/slow.py", line),),
        fix=None,
        fingerprint=f"{line:016x}",
        remedy="use `asyncio.sleep`",
    )
    return msgspec.structs.replace(finding, **changes)


def fixed() -> Finding:
    """A finding with a fix."""
    edit = Edit("app/slow.py", 10, 20, "await asyncio.sleep")
    return direct(fix=Fix("unsafe", "await asyncio.sleep", (edit,)))


def report(*findings: Finding, root: str = "/project") -> Report:
    """A report on forty files."""
    return Report(root, findings, (), Statistics(40, 310, 1203, 122))
