"""Which entries of a baseline stand for which findings, by their fingerprints alone."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asynclint.engine.matching import MODULE_DIGITS, match


def of(module: str, rest: str) -> str:
    """A fingerprint of short names."""
    return module.ljust(MODULE_DIGITS, "0") + rest.ljust(10, "0")


def all_of(names: str) -> list[str]:
    """`a1 b2`: the fingerprints of `1` in module `a` and of `2` in module `b`."""
    return [of(name[0], name[1:]) for name in names.split()]


@pytest.mark.parametrize(
    ("entries", "findings", "gone", "pairs"),
    [
        pytest.param("a1 a2", "a2 a1", "", {0: 1, 1: 0}, id="equal, in any order"),
        pytest.param("a1", "a1 a2", "", {0: 0}, id="a new one"),
        pytest.param("a1", "b1", "a", {0: 0}, id="renamed"),
        pytest.param("a1", "b1", "", {}, id="a file that is there was not renamed"),
        pytest.param("a1", "a1 b1", "a", {0: 0}, id="equal ones first"),
        pytest.param("a1", "b1 c1", "a", {}, id="not unique among the findings"),
        pytest.param("a1 b1", "c1", "ab", {}, id="not unique among the entries"),
        pytest.param("a1 b1", "c1", "b", {0: 1}, id="unique among those that are gone"),
        pytest.param(
            "a1 a3 b1 b4", "x1 x3 y1 y4", "ab", {0: 0, 1: 1, 2: 2, 3: 3}, id="others of renamed modules"
        ),
        pytest.param("a1 a3 b1", "x1 x3", "a", {0: 0, 1: 1}, id="others of what is there stay"),
        pytest.param("a1 a2 a3 a9", "x1 x2 x9 y3 y9", "a", {0: 0, 1: 1, 3: 2, 2: 3}, id="most say it"),
    ],
)
def test_pairs(entries: str, findings: str, gone: str, pairs: dict[int, int]) -> None:
    there = all_of(entries)
    found = match(there, all_of(findings), {i for i, each in enumerate(there) if each[0] in gone})
    assert found.pairs == pairs
    assert set(found.obsolete) == set(range(len(there))) - set(pairs.values())


# Few names, so that alike ones abound.
FINGERPRINTS = st.lists(st.builds(of, st.sampled_from("abcd"), st.sampled_from("1234")), max_size=12)


@given(FINGERPRINTS, FINGERPRINTS, st.sets(st.sampled_from("abcd")))
def test_one_entry_one_finding(entries: list[str], findings: list[str], modules: set[str]) -> None:
    gone = {index for index, each in enumerate(entries) if each[0] in modules}
    found = match(entries, findings, gone)
    assert sorted([*found.pairs.values(), *found.obsolete]) == list(range(len(entries)))
    assert len(set(found.pairs.values())) == len(found.pairs)
    for finding, entry in found.pairs.items():
        assert entries[entry][MODULE_DIGITS:] == findings[finding][MODULE_DIGITS:]
        assert entries[entry] == findings[finding] or entry in gone
    # What is equal is known, as often as it is written down.
    equal = sum(entries[entry] == findings[finding] for finding, entry in found.pairs.items())
    assert equal == (Counter(entries) & Counter(findings)).total()


@given(FINGERPRINTS, st.permutations("wxyz"))
def test_package_that_is_renamed_as_a_whole_stays_known_where_names_tell(
    entries: list[str], names: list[str]
) -> None:
    entries = list(dict.fromkeys(entries))
    new = dict(zip("abcd", names, strict=True))
    # One function in each module that no other has.
    own = {module: of(module, f"9{module}") for module in "abcd"}
    entries += own.values()
    findings = [of(new[each[0]], each[MODULE_DIGITS:]) for each in entries]
    found = match(entries, findings, range(len(entries)))
    assert found.pairs == {index: index for index in range(len(entries))}
