"""Snippets and the records they give, places aside."""

from __future__ import annotations

from typing import Any

import pytest

from asynclint.facts import records
from asynclint.facts.reader import read_module
from asynclint.facts.records import FunctionFacts, Node


def show(value: Any) -> str:
    """A record as short text, without places."""
    if isinstance(value, records.Name):
        return value.id
    if isinstance(value, records.Const):
        return value.kind if value.value is None else repr(value.value)
    if isinstance(value, Node):
        fields = [show(getattr(value, f)) for f in value.__struct_fields__ if f not in ("at", "line")]
        return f"{type(value).__name__}({', '.join(fields)})"
    if isinstance(value, tuple):
        return f"[{', '.join(show(item) for item in value)}]"
    return str(value)


def function(source: str, name: str) -> FunctionFacts:
    facts = read_module(source.encode(), "m")
    return next(f for f in facts.functions if f.name == name)


EXPRESSIONS = [
    ("a", "a"),
    ("None", "none"),
    ("True", "True"),
    ("0x_ff", "255"),
    ("18446744073709551616", "int"),
    ("1.5", "float"),
    ("2j", "complex"),
    ("...", "ellipsis"),
    ("'a\\x41\\n'", "'aA\\n'"),
    ("r'a\\n'", "'a\\\\n'"),
    ("'\\d'", "'\\\\d'"),
    ("b'a'", "bytes"),
    ("'a' \"b\" r'c'", "'abc'"),
    ("'a' f'{b}' f'{c:{d}}'", "FormatString(['a', b, c, d, Opaque()])"),
    (
        "f'{a!r:>{b()}} {c=}'",
        "FormatString([Converted(a, r), Call(b, [], []), Opaque(), ' ', Converted(c, r), Opaque()])",
    ),
    ("f'{a!r}'", "FormatString([Converted(a, r), Opaque()])"),
    ("'" + "a" * 201 + "'", "str"),
    ("'" + "a" * 200 + "'", repr("a" * 200)),
    ("a.b.c", "Attr(Attr(a, b), c)"),
    ("a.b(c, *d, e=f, **g)", "Call(Attr(a, b), [c, Star(d)], [Keyword(e, f), Keyword(, g)])"),
    ("a[b]", "Subscript(a, b)"),
    ("a[b, c:d]", "Subscript(a, Sequence(tuple, [b, Slice([c, d])]))"),
    ("a[b,]", "Subscript(a, Sequence(tuple, [b]))"),
    ("a[::2]", "Subscript(a, Slice([2]))"),
    ("a + b * c", "BinOp(+, a, BinOp(*, b, c))"),
    ("a - b - c", "BinOp(-, BinOp(-, a, b), c)"),
    ("a - (b - c)", "BinOp(-, a, BinOp(-, b, c))"),
    ("(a - b) - c", "BinOp(-, BinOp(-, a, b), c)"),
    ("not -a", "UnaryOp(not, UnaryOp(-, a))"),
    ("a and b and c or d", "BoolOp(or, [BoolOp(and, [a, b, c]), d])"),
    ("a < b is not c not in d", "Compare(a, [<, is not, not in], [b, c, d])"),
    ("a if b else c", "IfExp(b, a, c)"),
    ("a, *b", "Sequence(tuple, [a, Star(b)])"),
    ("[a, {b}]", "Sequence(list, [a, Sequence(set, [b])])"),
    ("{a: b, **c}", "DictDisplay([a, None], [b, c])"),
    (
        "[a for b in c if d for e in f]",
        "Comp(list, a, None, [Loop(b, c, [d], False), Loop(e, f, [], False)])",
    ),
    ("{a: b for c in d}", "Comp(dict, a, b, [Loop(c, d, [], False)])"),
    ("f(a for b in c)", "Call(f, [Comp(generator, a, None, [Loop(b, c, [], False)])], [])"),
    ("(a := b)", "NamedExpr(a, b)"),
    ("lambda a: a", "Lambda(0)"),
]


@pytest.mark.parametrize(("source", "expected"), EXPRESSIONS)
def test_expressions(source: str, expected: str) -> None:
    (statement,) = read_module(f"{source}\n".encode(), "m").body
    assert isinstance(statement, records.ExprStmt)
    assert show(statement.value) == expected


STATEMENTS = [
    ("a = b = c", "Assign([a, b], c)"),
    ("a.b, *c = d", "Assign([Sequence(tuple, [Attr(a, b), Star(c)])], d)"),
    ("a: int", "AnnAssign(a, int, None)"),
    ("a //= b", "AugAssign(a, //, b)"),
    ("type A[T] = 'list[T]'", "Assign([A], Subscript(list, T))"),
    ("raise A from b", "Raise(A, b)"),
    ("assert a, b", "Assert(a, b)"),
    ("del a, b.c", "Delete([a, Attr(b, c)])"),
    ("pass", ""),
    ("import a.b as c, d", "Import([ImportName(a.b, c), ImportName(d, )], False)"),
    ("from ..a import b as c", "ImportFrom(a, 2, [ImportName(b, c)], False)"),
    ("from . import b", "ImportFrom(, 1, [ImportName(b, )], False)"),
    ("from a import *", "ImportFrom(a, 0, [ImportName(*, )], False)"),
    ("if a: b\nelif c: d\nelse: e", "If(a, [ExprStmt(b)], [If(c, [ExprStmt(d)], [ExprStmt(e)])])"),
    ("while a:\n break\nelse: b", "While(a, [Jump(break)], [ExprStmt(b)])"),
    ("for a, b in c: continue", "For(Sequence(tuple, [a, b]), c, [Jump(continue)], [], False)"),
    ("with a as b, c(): d", "With([WithItem(a, b), WithItem(Call(c, [], []), None)], [ExprStmt(d)], False)"),
    (
        "try: a\nexcept A as e: b\nexcept: c\nelse: d\nfinally: f",
        "Try([ExprStmt(a)], [Handler(A, e, [ExprStmt(b)]), Handler(None, , [ExprStmt(c)])], [ExprStmt(d)],"
        " [ExprStmt(f)])",
    ),
    ("try: a\nexcept* A: b", "Try([ExprStmt(a)], [Handler(A, , [ExprStmt(b)])], [], [])"),
    ("a; b", "ExprStmt(a) ExprStmt(b)"),
]


@pytest.mark.parametrize(("source", "expected"), STATEMENTS)
def test_statements(source: str, expected: str) -> None:
    assert " ".join(show(s) for s in read_module(f"{source}\n".encode(), "m").body) == expected


CASES = [
    ("A(x=b, y=[c, *d])", "Case([A], [], [b, c, d], , None, False, True, [])"),
    ("A() | b.C() as e", "Case([A, Attr(b, C)], [], [e], e, None, False, False, [])"),
    ("1 | None", "Case([], [1, none], [], , None, False, False, [])"),
    ("A() | [b]", "Case([], [], [b], , None, False, False, [])"),
    ("{'a': b, **c}", "Case([], [], [c, b], , None, False, False, [])"),
    ("_", "Case([], [], [], , None, True, False, [])"),
    ("a", "Case([], [], [a], a, None, True, False, [])"),
    ("a if b", "Case([], [], [a], a, b, False, False, [])"),
]


@pytest.mark.parametrize(("pattern", "expected"), CASES)
def test_patterns(pattern: str, expected: str) -> None:
    (statement,) = read_module(f"match x:\n case {pattern}: pass\n".encode(), "m").body
    assert isinstance(statement, records.Match)
    assert show(statement.cases[0]) == expected


ANNOTATIONS = [
    ("'A'", "A"),
    ("'a.B'", "Attr(a, B)"),
    ("'None'", "none"),
    ("'A | None'", "BinOp(|, A, none)"),
    ("'list[\"A\"]'", "Subscript(list, A)"),
    ("dict[str, 'A']", "Subscript(dict, Sequence(tuple, [str, A]))"),
    ("'''\n  A |\n  B\n'''", "BinOp(|, A, B)"),
    ("'A' 'B'", "AB"),
    ("Literal['a', 'b']", "Subscript(Literal, Sequence(tuple, ['a', 'b']))"),
    ("t.Literal['a']", "Subscript(Attr(t, Literal), 'a')"),
    ("Annotated['A', Depends(get), 'B']",
     "Subscript(Annotated, Sequence(tuple, [A, Call(Depends, [get], []), 'B']))"),
    ("Callable[['A'], B]", "Subscript(Callable, Sequence(tuple, [Sequence(list, [A]), B]))"),
    ("'a b'", "'a b'"),
    ("'" + "(" * 300 + "'", "str"),
    ("'A' | 'B'", "BinOp(|, A, B)"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "expected"), ANNOTATIONS)
def test_annotations(source: str, expected: str) -> None:
    facts = function(f"def f(a: {source}) -> {source}:\n b: {source}\n", "f")
    assert show(facts.params[0].annotation) == expected
    assert show(facts.returns) == expected
    (statement,) = facts.body
    assert isinstance(statement, records.AnnAssign)
    assert show(statement.annotation) == expected


def test_parameters_stand_in_order() -> None:
    facts = function("def f(a, /, b=1, *c: int, d, **e): pass", "f")
    assert [(p.name, p.kind) for p in facts.params] == [
        ("a", "positional"),
        ("b", "normal"),
        ("c", "vararg"),
        ("d", "keyword"),
        ("e", "kwarg"),
    ]
    assert show(facts.params[1].default) == "1"
    assert show(facts.params[2].annotation) == "int"


def test_type_checking_imports() -> None:
    source = (
        "if t.TYPE_CHECKING:\n import a\nelse:\n import b\ndef f():\n if TYPE_CHECKING:\n  from c import d\n"
    )
    facts = read_module(source.encode(), "m")
    assert [(i.names[0].name, i.type_checking, i.line) for i in facts.imports] == [
        ("a", True, 2),
        ("b", False, 4),
        ("d", True, 7),
    ]


def test_long_operator_chains_are_balanced() -> None:
    names = [f"a{i}" for i in range(900)]
    (statement,) = read_module(" + ".join(names).encode(), "m").body
    text = show(statement)
    depth = deepest = 0
    for character in text:
        depth += (character == "(") - (character == ")")
        deepest = max(deepest, depth)
    assert deepest < 15
    order = [part for part in text.replace(")", " ").replace(",", " ").split() if part.startswith("a")]
    assert order == names
