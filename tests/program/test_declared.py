"""What the settings say of callables: laid over the project, stubs, and libraries without a stub."""

from __future__ import annotations

import pytest

from asynclint.program.linked import Program
from asynclint.program.model.declared import Declaration, Key
from tests.program.programs import deep, described, library, names_of, sources_of

FILES = {
    "app/__init__.py": "",
    "app/main.py": """\
        import acme
        import acme.pool
        import acme_db
        import requests
        import time
        import threading
        from acme_db.nested import connect as dial
        from app import legacy
        from app.legacy import Cache, Client, Twin

        async def project():
            legacy.fetch()

        async def method(client: Client):
            client.query()
            await client.aquery()

        async def inherited(twin: Twin):
            twin.query()

        async def sleeps():
            time.sleep(1)

        async def gets():
            requests.get("a")

        async def session(s: requests.Session):
            s.get("a")

        async def file():
            Cache().load()

        async def library(client: acme_db.Client):
            client.query()
            client.other()
            acme_db.Client().query()
            acme.fetch()
            acme.other()
            dial()

        def work():
            time.sleep(2)

        async def offloads():
            acme.pool.submit(1, work)
            acme.pool.run(work)
            legacy.run(work)
        """,
    "app/legacy.py": """\
        from acme_db.api import shout
        def fetch(): pass
        class Client:
            def query(self): pass
            async def aquery(self): pass
        class Twin(Client): pass
        class Cache:
            def load(self): open("a").read()
        def run(job): job()
        LIMIT = 1
        """,
}
SLEEPS, GETS, SESSION = (
    "sleeps: time.sleep -> time.sleep",
    "gets: requests.get -> requests.get",
    "session: s.get -> requests.Session.get",
)
FILE = "file: Cache().load -> builtins.open, io.TextIOWrapper.read"
RUN = "offloads: legacy.run -> time.sleep"
PLAIN = [SLEEPS, GETS, SESSION, FILE, RUN]


def program(*declared: tuple[Key, str]) -> Program:
    sources = sources_of(FILES)
    given = []
    for key, name in declared:
        dotted, _, arg = name.partition(":")
        given.append(Declaration(key, dotted, arg))
    with deep():
        return Program(sources, names_of(sources), library(), declared=given)


def found(*declared: tuple[Key, str]) -> list[str]:
    calls = program(*declared).blocking_calls()
    return [described(c) for c in sorted(calls, key=lambda c: (c.path, c.span, c.category))]


def test_without_any() -> None:
    assert found() == PLAIN


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("app.legacy.fetch", "project: legacy.fetch -> app.legacy.fetch"),
        ("app.main.legacy.fetch", "project: legacy.fetch -> app.legacy.fetch"),
        ("app.legacy.Client.query", "method: client.query -> app.legacy.Client.query"),
        ("app.main.Client.query", "method: client.query -> app.legacy.Client.query"),
        ("app.legacy.Client", "method: client.query -> app.legacy.Client.query"),
        ("acme_db.Client.query", "library: client.query -> acme_db.Client.query"),
        ("acme_db.Client.query", "library: acme_db.Client().query -> acme_db.Client.query"),
        ("acme.fetch", "library: acme.fetch -> acme.fetch"),
        ("acme_db.nested.connect", "library: dial -> acme_db.nested.connect"),
        ("threading.Lock", None),
    ],
)
def test_blocking(name: str, line: str | None) -> None:
    new = [each for each in found(("blocking", name)) if each not in PLAIN]
    assert line in new if line is not None else not new
    assert not any("aquery" in each or "other" in each for each in new)


def test_blocking_is_declared_and_takes_the_place_of_what_the_stub_says() -> None:
    calls = program(("blocking", "requests.get"), ("blocking", "app.legacy.Cache.load")).blocking_calls()
    categories = {call.function: call.category for call in calls}
    assert categories["app.main.gets"] == categories["app.main.file"] == "declared"
    assert categories["app.main.session"] == "http"


@pytest.mark.parametrize(
    ("name", "gone"),
    [
        ("time.sleep", [SLEEPS, RUN]),
        ("requests.get", [GETS]),
        ("requests.api.get", [GETS]),
        ("requests.Session", [SESSION]),
        ("requests.sessions.Session.get", [SESSION]),
        ("app.legacy.Cache.load", [FILE]),
        ("app.main.sleeps", []),
    ],
)
def test_non_blocking(name: str, gone: list[str]) -> None:
    left = [line for line in PLAIN if line not in gone]
    assert found(("non-blocking", name)) == left
    assert found(("non-blocking", name), ("blocking", name)) == left


@pytest.mark.parametrize("name", ["app.legacy.run", "app.legacy.run:job"])
def test_offloaders(name: str) -> None:
    given = program(("offloaders", name))
    assert given.misnamed == ()
    labels = {
        u.function.name: given.contexts.use(u.function).roles for u in given._analysis.units if u.function
    }
    assert "offload" in labels["work"]


def test_offloaders_of_a_library_without_a_stub() -> None:
    for name in ("acme.pool.run", "acme.pool.run:job"):
        given = program(("offloaders", name))
        roles = [given.contexts.use(u.function).roles for u in given._analysis.units if u.function]
        assert any("offload" in each for each in roles)
        assert given.misnamed == ()


@pytest.mark.parametrize(
    ("key", "name", "note"),
    [
        ("blocking", "app.legacy.ftech", "is nowhere: did you mean `fetch`?"),
        ("blocking", "app.legacy.Client.qeury", "is nowhere: did you mean `query`?"),
        ("blocking", "app.lgeacy.fetch", "is nowhere"),
        ("non-blocking", "time.sleeep", "is nowhere: did you mean `sleep`?"),
        ("blocking", "app.legacy", "is a module"),
        ("blocking", "app.legacy.LIMIT", "neither a function nor a class"),
        ("blocking", "app.legacy.Twin.query", "inherited: name `app.legacy.Client.query` instead"),
        ("offloaders", "app.legacy.fetch", "no parameter for a callable"),
        ("offloaders", "app.legacy.run:func", "no parameter `func`"),
    ],
)
def test_notes(key: Key, name: str, note: str) -> None:
    ((_, said),) = program((key, name)).misnamed
    assert said.startswith(f"`{key}` names `{name.partition(':')[0]}`, which ")
    assert note in said


def test_no_notes_where_all_is_met() -> None:
    assert (
        program(
            ("blocking", "acme.fetch"), ("blocking", "app.legacy.shout"), ("blocking", "acme_db.A.b.c")
        ).misnamed
        == ()
    )


def test_a_class_of_the_project_that_never_blocks_says_nothing_of_its_bases() -> None:
    source = """\
        import time
        class Base:
            def get(self): time.sleep(1)
        class One(Base): pass
        class Two(Base):
            def put(self): time.sleep(1)
        async def one(): One().get()
        async def two(): Two().put()
        """
    sources = sources_of(source)
    declared = [Declaration("non-blocking", "app.main.One"), Declaration("non-blocking", "app.main.Two")]
    with deep():
        given = Program(sources, names_of(sources), library(), declared=declared)
    assert [described(call) for call in given.blocking_calls()] == ["one: One().get -> time.sleep"]


@pytest.mark.parametrize(
    ("glob", "expected"),
    [
        ("app.legacy.*", ["project", "method", "inherited", "file", "offloads"]),
        ("app.legacy.f*", ["project"]),
        ("app.*.Client.q*", ["method", "inherited"]),
        # Of a library without a stub what the project names.
        ("acme_db.*", ["library", "library", "library"]),
        ("acme_db.Client.qu*", ["library", "library"]),
        ("acme.fe*", ["library"]),
        ("acme_db.nothing*", []),
    ],
)
def test_globs(glob: str, expected: list[str]) -> None:
    given = program(("blocking", glob))
    calls = [call for call in given.blocking_calls() if call.category == "declared"]
    found = [call.function.rpartition(".")[2] for call in calls]
    assert list(dict.fromkeys(found)) == list(dict.fromkeys(expected))
    assert (given.misnamed == ()) == bool(expected)


def test_a_glob_over_a_stub_takes_its_calls_away() -> None:
    assert [line for line in PLAIN if line not in found(("non-blocking", "requests.*"))] == [GETS, SESSION]
    assert [line for line in PLAIN if line not in found(("non-blocking", "requests.*.get"))] == [
        GETS,
        SESSION,
    ]
    assert [line for line in PLAIN if line not in found(("non-blocking", "requests.g*"))] == [GETS]
