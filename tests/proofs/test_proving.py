"""The proofs are whole, without running them: this needs none of the libraries."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from pathlib import Path

from packaging.requirements import Requirement

from asynclint.engine.libraries import known_libraries
from asynclint.project.requirements import normalized
from tests.proofs.held import HELD
from tests.proofs.proving import read_proofs
from tests.proofs.servers import SERVERS
from tests.proofs.watch import Kind


def test_every_server_is_asked() -> None:
    assert {proof.server for proof in read_proofs()} == {*SERVERS, *HELD}


def test_every_place_has_calls_of_both_kinds() -> None:
    kinds = defaultdict(set)
    for proof in read_proofs():
        kinds[proof.server].add(proof.kind is Kind.BLOCKS)
    assert all(found == {True, False} for found in kinds.values())


def test_pins_are_those_that_the_stubs_were_checked_against(repository: Path) -> None:
    known = {normalized(name): entry.version for name, entry in known_libraries().items()}
    project = tomllib.loads((repository / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    pinned = [Requirement(each) for each in project["optional-dependencies"]["test-all"]]
    for each in pinned:
        version = known.get(normalized(each.name))
        assert version is None or str(each.specifier) == f"=={version}", each.name
