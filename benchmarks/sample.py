"""Findings to judge by hand, drawn from a JSON report by a seed.

    python benchmarks/sample.py REPORT.json ROOT [--seed N] [--count 30]

Prints the seed and, of each finding drawn, its code, confidence, contexts and message, the chain with
the source line of each hop, and the lines around the leaf.  The same report, seed and count always
give the same findings, in the same order.
"""

from __future__ import annotations

import argparse
import functools
import json
import random
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

_CONTEXTS = 3
_AROUND = 3

Lines = Callable[[str], Sequence[str]]


def main() -> None:
    """Print the sample."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("report", type=Path)
    parser.add_argument("root", type=Path)
    parser.add_argument("--seed", type=int, help="default: a random one")
    parser.add_argument("--count", type=int, default=30)
    options = parser.parse_args()
    seed = random.randrange(1_000_000) if options.seed is None else options.seed
    findings = json.loads(options.report.read_text(encoding="utf-8"))["findings"]
    chosen = drawn(findings, seed, options.count)
    print(f"seed {seed}: {len(chosen)} of {len(findings)} findings in {options.report}")
    lines = reader(options.root)
    for number, finding in enumerate(chosen, 1):
        print()
        for line in shown(number, finding, lines):
            print(line)


def drawn(findings: Sequence[dict[str, Any]], seed: int, count: int) -> list[dict[str, Any]]:
    """`count` of the findings, or all where there are fewer, in the order in which they were drawn."""
    ordered = sorted(findings, key=lambda f: (f["path"], f["line"], f["column"], f["code"]))
    return random.Random(seed).sample(ordered, min(count, len(ordered)))


def reader(root: Path) -> Lines:
    """A function from a path relative to `root` to its lines, none where it cannot be read."""

    @functools.cache
    def lines(path: str) -> Sequence[str]:
        try:
            return (root / path).read_text(encoding="utf-8", errors="replace").split("\n")
        except OSError:
            return ()

    return lines


def shown(number: int, finding: dict[str, Any], lines: Lines) -> Iterator[str]:
    """One finding as text."""
    place = f"{finding['path']}:{finding['line']}:{finding['column']}"
    yield f"=== {number}. {finding['code']} {finding['confidence']} {place} in {finding['function']}"
    contexts = finding["contexts"]
    more = f", and {len(contexts) - _CONTEXTS} more" if len(contexts) > _CONTEXTS else ""
    yield f"    contexts ({len(contexts)}): {', '.join(contexts[:_CONTEXTS])}{more}"
    yield f"    {finding['message']}"
    for hop in finding["chain"]:
        yield f"    {hop['path']}:{hop['line']} {hop['function']} -> {hop['callee']}"
        yield from _excerpt(lines(hop["path"]), hop["line"], hop["line"])
    root = finding["root_causes"][0]
    others = len(finding["root_causes"]) - 1
    also = f" (and {others} other root causes)" if others else ""
    yield f"    leaf {root['callable']} at {root['path']}:{root['line']}{also}"
    yield from _excerpt(lines(root["path"]), root["line"] - _AROUND, root["line"] + _AROUND)


def _excerpt(lines: Sequence[str], first: int, last: int) -> Iterator[str]:
    for number in range(max(first, 1), min(last, len(lines)) + 1):
        yield f"    {number:6} | {lines[number - 1].rstrip()}"


if __name__ == "__main__":
    main()
