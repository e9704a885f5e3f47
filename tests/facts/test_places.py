"""Places, checked against those of CPython's own parser."""

from __future__ import annotations

import ast
import json.decoder
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import asynclint.facts.lower_statements
import asynclint.facts.scan
from asynclint.facts import records
from asynclint.facts.reader import read_module
from asynclint.facts.records import ModuleFacts, Node, Span

MATCHING: dict[type, type] = {
    records.Call: ast.Call,
    records.Attr: ast.Attribute,
    records.Subscript: ast.Subscript,
    records.BinOp: ast.BinOp,
    records.UnaryOp: ast.UnaryOp,
    records.Compare: ast.Compare,
    records.Await: ast.Await,
    records.YieldFrom: ast.YieldFrom,
    records.AugAssign: ast.AugAssign,
}

TRICKY = '''\
# -*- coding: utf-8 -*-
é = "ü"; öff(é.ü("漢字" + x), y)[0] += -z
\tif_ = 1
@deco.rate(
    a.b(1),
    c=not d,
)
async def f(a=g(1) . h, *, b: "x" = (
    i(
        2
    )
)):
    x = \\
        j (k) . l \\
        (m)
    async with await n(), (o.p()) as q: return ( await r() )
    yield_ = [s(t) for t in u(v) if w.x > y()]
    if a: z(); aa.bb()
    """multi
    line""".format(cc); dd()
    return ((a + b) - c) * (d(e))
class C(D()): x = E.f; lambda y=G(): H(y)
'''.replace("\tif_ = 1\n", "if x:\n\tif_ = g(1)\t+ 2\n")


def walk(value: Any) -> Iterator[Node]:
    if isinstance(value, Node):
        yield value
        for field in value.__struct_fields__:
            yield from walk(getattr(value, field))
    elif isinstance(value, tuple):
        for item in value:
            yield from walk(item)


def spans_of_facts(facts: ModuleFacts) -> dict[type, set[Span]]:
    spans: dict[type, set[Span]] = {kind: set() for kind in MATCHING.values()}
    for node in walk((facts.body, facts.functions, facts.classes)):
        if type(node) in MATCHING:
            spans[MATCHING[type(node)]].add(facts.span(node.at))  # type: ignore[attr-defined]
    return spans


def spans_of_ast(source: str) -> dict[type, set[Span]]:
    tree = ast.parse(source)
    lines = source.replace("\r\n", "\n").split("\n")

    def column(line: int, offset: int) -> int:
        return len(lines[line - 1].encode()[:offset].decode()) + 1

    # Python 3.11 does not know where things inside an f-string stand.
    skipped = {id(n) for s in ast.walk(tree) if isinstance(s, ast.JoinedStr) for n in ast.walk(s)}
    skipped |= {id(n.func) for n in ast.walk(tree) if isinstance(n, ast.Call)}
    spans: dict[type, set[Span]] = {kind: set() for kind in MATCHING.values()}
    for node in ast.walk(tree):
        if type(node) in spans and id(node) not in skipped:
            start = (node.lineno, column(node.lineno, node.col_offset))  # type: ignore[attr-defined]
            end = (node.end_lineno, column(node.end_lineno, node.end_col_offset))  # type: ignore[attr-defined]
            spans[type(node)].add(Span(*start, *end))
    return spans


def check(source: str) -> int:
    facts = read_module(source.encode(), "m")
    ours, theirs = spans_of_facts(facts), spans_of_ast(source)
    for kind, spans in theirs.items():
        assert spans - ours[kind] == set(), kind.__name__
    definitions = {
        (n.name, n.lineno, min([n.lineno, *(d.lineno for d in n.decorator_list)]), n.end_lineno)
        for n in ast.walk(ast.parse(source))
        if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    named = [f for f in facts.functions if f.name != "<lambda>"]
    assert {(f.name, f.line, f.first_line, f.end_line) for f in named} == definitions
    return len(theirs[ast.Call])


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("final", ["", "\n", "\n\n  # end"])
def test_tricky_places(newline: str, final: str) -> None:
    assert check((TRICKY.rstrip("\n") + final).replace("\n", newline)) > 20


@pytest.mark.parametrize(
    "path",
    [
        __file__,
        json.decoder.__file__,
        textwrap.__file__,
        ast.__file__,
        asynclint.facts.scan.__file__,
        asynclint.facts.lower_statements.__file__,
    ],
    ids=lambda path: Path(path).name,
)
def test_places_in_real_files(path: str) -> None:
    assert check(Path(path).read_text(encoding="utf-8")) > 20


def only(facts: ModuleFacts, kind: type) -> list[Span]:
    return [facts.span(n.at) for n in walk(facts.body) if type(n) is kind]  # type: ignore[attr-defined]


def test_places_in_nested_f_strings() -> None:
    facts = read_module("é = f\"{a!r} {b(f'{c(1)}')!s:>{d()}}\"\n".encode(), "m")
    assert only(facts, records.Call) == [(1, 14, 1, 26), (1, 19, 1, 23), (1, 31, 1, 34)]


def test_parsed_strings_stand_where_the_string_stands() -> None:
    facts = read_module(b"x: 'a.b[c(1)]'\n", "m")
    assert {facts.span(n.at) for n in walk(facts.body) if hasattr(n, "at")} == {(1, 4, 1, 15)}


def test_callee_shares_the_place_of_its_call() -> None:
    facts = read_module(b"a.b(c.d)\n", "m")
    call = next(n for n in walk(facts.body) if isinstance(n, records.Call))
    assert isinstance(call.func, records.Attr)
    assert call.func.at == call.at == 0
    assert len(facts.spans) == 2 * 16


def test_headers_of_loops_and_with() -> None:
    facts = read_module(b"for a in (b):\n  with (c), d as e: [f for g in h]\n", "m")
    kinds = (records.For, records.WithItem, records.Loop)
    found = [facts.span(n.at) for n in walk(facts.body) if isinstance(n, kinds)]
    assert found == [(1, 11, 1, 12), (2, 9, 2, 10), (2, 13, 2, 14), (2, 33, 2, 34)]


def test_byte_order_mark_has_no_column() -> None:
    assert only(read_module(b"\xef\xbb\xbfa()\n", "m"), records.Call) == [(1, 1, 1, 4)]


@pytest.mark.parametrize(("source", "lines"), [("", 0), ("a", 1), ("a\n", 1), ("a\n\n", 2), ("a\r\nb\rc", 3)])
def test_line_count(source: str, lines: int) -> None:
    assert read_module(source.encode(), "m").lines == lines
