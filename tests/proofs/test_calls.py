"""What the stubs say of a call is what the real library does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from asynclint.engine.libraries import knowledge
from asynclint.engine.pipeline import check
from asynclint.finding import Finding
from asynclint.libraries.catalog import Entry
from asynclint.program.knowledge import Knowledge
from asynclint.settings.model import Settings
from tests.proofs.held import HELD
from tests.proofs.proving import CALLS, Place, Proof, read_proofs
from tests.proofs.proxy import Proxy
from tests.proofs.servers import SERVERS
from tests.proofs.watch import Kind, Watch, run

# Whose stubs are still to come.
WITHOUT_STUB: tuple[str, ...] = ()
# That give an awaitable, in the library as in the stub, though they are no coroutine functions.
AWAITABLE = ("aiofiles.open", "aiohttp.ClientSession.get")

PROOFS = read_proofs()
pytestmark = pytest.mark.slow


@pytest.fixture(scope="session")
def proxy_of() -> Iterator[Callable[[str], Proxy]]:
    """The proxy before a server, by the server's name; servers are started when they are first asked for."""
    with ExitStack() as stack:
        started: dict[str, Proxy] = {}

        def proxy_of(name: str) -> Proxy:
            if name not in started:
                started[name] = Proxy(stack.enter_context(SERVERS[name]()))
                stack.callback(started[name].close)
            return started[name]

        yield proxy_of


@pytest.mark.parametrize("proof", PROOFS, ids=str)
def test_library_does_so(proof: Proof, proxy_of: Callable[[str], Proxy], tmp_path: Path) -> None:
    made = proof.load()
    if proof.server in HELD:
        held = HELD[proof.server](tmp_path)
        place, watch = held.place, Watch(proof.kind, held.arm)
    else:
        proxy = proxy_of(proof.server)
        place, watch = Place(proxy.port), Watch(proof.kind, proxy.arm)
    assert run(watch, lambda watch: made(place, watch)) == ""


@pytest.fixture(scope="session")
def known(facts_cache: Path) -> Callable[[str], Knowledge]:
    """What the stubs of a package say."""

    def known(package: str) -> Knowledge:
        return knowledge(Entry(version="", modules=(package,)), facts_cache)

    return known


@pytest.fixture(scope="session")
def findings(facts_cache: Path) -> tuple[Finding, ...]:
    """What asynclint says of the functions that make the calls."""
    settings = Settings(paths=(CALLS,), root=CALLS.parents[2], cache_dir=facts_cache, jobs=1)
    return check(settings).findings


STUBBED = [proof for proof in PROOFS if proof.callable.partition(".")[0] not in WITHOUT_STUB]


@pytest.mark.parametrize("proof", STUBBED, ids=str)
def test_stub_says_so(proof: Proof, known: Callable[[str], Knowledge]) -> None:
    found = known(proof.callable.partition(".")[0])
    assert found.modules
    # One that does under a condition is proved both ways; what the condition is, the next test asks.
    blocks = any(each.kind is Kind.BLOCKS for each in PROOFS if each.callable == proof.callable)
    assert (proof.callable in {call.name for call in found.blocking}) == blocks
    if proof.kind is Kind.AWAITS and proof.callable not in AWAITABLE:
        assert proof.callable in found.asynchronous


@pytest.mark.parametrize("proof", STUBBED, ids=str)
def test_check_says_so(proof: Proof, findings: tuple[Finding, ...]) -> None:
    path = proof.path.relative_to(CALLS.parents[2]).as_posix()
    here = [each for each in findings if each.path == path and each.line in proof.lines]
    told = {root.callable for each in here for root in each.root_causes}
    assert told == ({proof.callable} if proof.kind is Kind.BLOCKS else set())
