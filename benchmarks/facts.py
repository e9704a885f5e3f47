"""What facts cost, as a multiple of `cst.parse_module` of the same files.

    python benchmarks/facts.py [PATHS]

The collector is off for both, and both run one after the other on each file, so that a change of
the machine's speed meets them alike.  Without PATHS: the sources of libcst, click and rich.
"""

from __future__ import annotations

import gc
import importlib.util
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import libcst as cst
import msgspec

from asynclint.facts.comments import suppressions
from asynclint.facts.errors import FactsError
from asynclint.facts.reader import lowered, measured, parse, read_module
from asynclint.facts.scan import check_depth
from asynclint.facts.source import decode

_PACKAGES = ("libcst", "click", "rich")
_PHASES = ("scan", "parse", "lower", "positions", "comments")


def main(arguments: list[str]) -> None:
    """Print the cost of each phase and the ratio of the whole."""
    paths = [Path(argument) for argument in arguments] or [_home(name) for name in _PACKAGES]
    spent: dict[str, float] = {}
    files = lines = size = 0

    def timed(phase: str, work: Callable[..., Any], *arguments: Any) -> Any:
        start = time.perf_counter()
        result = work(*arguments)
        spent[phase] = spent.get(phase, 0.0) + time.perf_counter() - start
        return result

    gc.disable()
    for source in _sources(paths):
        try:
            read_module(source, "m")
        except FactsError:
            continue
        timed("cst.parse_module", cst.parse_module, source)
        facts = timed("read_module", read_module, source, "m")
        text = timed("scan", decode, source, sys.maxsize)
        timed("scan", check_depth, text)
        module = timed("parse", parse, text)
        low = timed("lower", lowered, module)
        timed("positions", measured, module, low, "m", False)
        timed("comments", suppressions, text)
        del module, low
        encoded = timed("encode", msgspec.msgpack.encode, facts)
        timed("decode", msgspec.msgpack.Decoder(type(facts)).decode, encoded)
        files, lines, size = files + 1, lines + facts.lines, size + len(encoded)
    base = spent["cst.parse_module"]
    print(f"{files} files, {lines} lines, facts {size / max(lines, 1):.0f} bytes a line")
    for phase in ("cst.parse_module", *_PHASES, "read_module", "encode", "decode"):
        cost = spent[phase]
        print(f"{phase:17} {cost:8.2f} s {cost / lines * 1e6:8.1f} us/line {cost / base:8.2f}")


def _home(package: str) -> Path:
    found = importlib.util.find_spec(package)
    assert found is not None
    assert found.origin is not None
    return Path(found.origin).parent


def _sources(paths: list[Path]) -> Iterator[bytes]:
    for path in paths:
        for file in sorted(path.rglob("*.py")) if path.is_dir() else [path]:
            yield file.read_bytes()


if __name__ == "__main__":
    main(sys.argv[1:])
