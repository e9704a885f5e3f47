"""Functions, lambdas and classes: the nodes that open a scope."""

from __future__ import annotations

from collections.abc import Sequence as Many

import libcst as cst

from asynclint.facts.lower_annotations import annotation
from asynclint.facts.lowering import Lowering, expression, placed
from asynclint.facts.records import (
    ClassFacts,
    ClassStmt,
    DefStmt,
    Expr,
    FunctionFacts,
    Keyword,
    Lambda,
    Param,
    Return,
    Star,
    Stmt,
)
from asynclint.facts.scopes import Scope


def lower_function(low: Lowering, node: cst.FunctionDef, out: list[Stmt]) -> None:
    """A `def` or `async def`.  Decorators, defaults and annotations belong to the scope around."""
    decorators = tuple([expression(low, decorator.decorator) for decorator in node.decorators])
    params = parameters(low, node.params)
    returns = annotation(low, node.returns)
    name = node.name.value
    facts, index = _open(low, name, params, low.mark(node.name))
    facts.is_async = node.asynchronous is not None
    facts.decorators = decorators
    facts.returns = returns
    facts.type_params = type_parameters(node.type_parameters)
    low.want_line(facts, "line", node.name)
    low.want_line(facts, "first_line", node.decorators[0] if node.decorators else node.name)
    low.want_line(facts, "end_line", last_of(node.body) or node.name, last=True)
    scope = low.scope
    low.scope = inner = _enter(scope, facts, index)
    facts.body = body_of(low, node.body)
    _leave(low, inner, facts)
    scope.bound[name] = None
    out.append(DefStmt(index))


def lower_lambda(low: Lowering, node: cst.Lambda) -> Expr:
    """A lambda: a function whose body is one `Return`."""
    params = parameters(low, node.params)
    facts, index = _open(low, "<lambda>", params, low.mark(node))
    low.want_line(facts, "line", node)
    low.want_line(facts, "first_line", node)
    low.want_line(facts, "end_line", node, last=True)
    scope = low.scope
    low.scope = inner = _enter(scope, facts, index)
    facts.body = (Return(expression(low, node.body)),)
    _leave(low, inner, facts)
    return Lambda(index)


def _open(low: Lowering, name: str, params: tuple[Param, ...], at: int) -> tuple[FunctionFacts, int]:
    scope = low.scope
    index = len(low.functions)
    facts = FunctionFacts(
        name=name,
        qualname=scope.qualname(name),
        is_async=False,
        is_generator=False,
        decorators=(),
        params=params,
        returns=None,
        body=(),
        parent=scope.function,
        owner=scope.owner,
        bindings=(),
        globals=(),
        nonlocals=(),
        self_stores=(),
        type_params=(),
        line=0,
        first_line=0,
        end_line=0,
        at=at,
    )
    low.functions.append(facts)
    return facts, index


def _enter(parent: Scope, facts: FunctionFacts, index: int) -> Scope:
    scope = Scope(parent, index, -1, facts.qualname + ".<locals>.")
    for param in facts.params:
        scope.bound[param.name] = None
    if facts.params and facts.params[0].kind in ("positional", "normal"):
        scope.first_param = facts.params[0].name
    return scope


def _leave(low: Lowering, scope: Scope, facts: FunctionFacts) -> None:
    scope.close()
    facts.is_generator = scope.is_generator
    facts.bindings = scope.bindings()
    facts.globals = tuple(scope.globals)
    facts.nonlocals = tuple(scope.nonlocals)
    facts.self_stores = tuple(scope.self_stores)
    assert scope.parent is not None
    low.scope = scope.parent


def parameters(low: Lowering, node: cst.Parameters) -> tuple[Param, ...]:
    """The parameters in the order of the source."""
    found: list[Param] = []
    for param in node.posonly_params:
        found.append(_parameter(low, param, "positional"))
    for param in node.params:
        found.append(_parameter(low, param, "normal"))
    if isinstance(node.star_arg, cst.Param):
        found.append(_parameter(low, node.star_arg, "vararg"))
    for param in node.kwonly_params:
        found.append(_parameter(low, param, "keyword"))
    if node.star_kwarg is not None:
        found.append(_parameter(low, node.star_kwarg, "kwarg"))
    return tuple(found)


def _parameter(low: Lowering, node: cst.Param, kind: str) -> Param:
    annotated = None if node.annotation is None else annotation(low, node.annotation, given=True)
    default = None if node.default is None else expression(low, node.default)
    return Param(node.name.value, kind, annotated, default)


def type_parameters(node: cst.TypeParameters | None) -> tuple[str, ...]:
    """The names of PEP 695 type parameters."""
    return () if node is None else tuple([param.param.name.value for param in node.params])


def lower_class(low: Lowering, node: cst.ClassDef, out: list[Stmt]) -> None:
    """A `class`; its methods stand in its body as `DefStmt`."""
    scope = low.scope
    decorators = tuple([placed(low, decorator.decorator) for decorator in node.decorators])
    bases: list[Expr] = []
    keywords: list[Keyword] = []
    for arg in (*node.bases, *node.keywords):
        with low.unmentioned():
            value = expression(low, arg.value)
        if arg.keyword is not None:
            keywords.append(Keyword(arg.keyword.value, value))
        elif arg.star == "**":
            keywords.append(Keyword("", value))
        else:
            bases.append(Star(value) if arg.star else value)
    name = node.name.value
    index = len(low.classes)
    facts = ClassFacts(
        name=name,
        qualname=scope.qualname(name),
        bases=tuple(bases),
        keywords=tuple(keywords),
        decorators=decorators,
        body=(),
        parent=scope.function,
        owner=scope.owner,
        type_params=type_parameters(node.type_parameters),
        line=0,
        end_line=0,
    )
    low.classes.append(facts)
    low.want_line(facts, "line", node.name)
    low.want_line(facts, "end_line", last_of(node.body) or node.name, last=True)
    low.scope = inner = Scope(scope, scope.function, index, facts.qualname + ".")
    facts.body = body_of(low, node.body)
    inner.close()
    low.scope = scope
    scope.bound[name] = None
    out.append(ClassStmt(index))


def body_of(low: Lowering, suite: cst.BaseSuite) -> tuple[Stmt, ...]:
    """The statements of a suite, one-line or indented."""
    return statements(low, suite.body)


def statements(low: Lowering, nodes: Many[cst.CSTNode]) -> tuple[Stmt, ...]:
    """The records of `nodes`; those of which nothing is kept leave none."""
    out: list[Stmt] = []
    table = low.statements
    for node in nodes:
        if type(node) is cst.SimpleStatementLine:
            for small in node.body:
                table[type(small)](low, small, out)
        else:
            table[type(node)](low, node, out)
    return tuple(out)


def last_of(suite: cst.BaseSuite) -> cst.CSTNode | None:
    """The last simple statement inside `suite`."""
    node: cst.CSTNode = suite
    while True:
        if isinstance(node, cst.IndentedBlock | cst.SimpleStatementSuite | cst.SimpleStatementLine):
            if not node.body:
                return None
            node = node.body[-1]
        elif isinstance(node, cst.Match):
            node = node.cases[-1].body
        elif isinstance(node, cst.Try | cst.TryStar):
            handlers = node.handlers[-1] if node.handlers else None
            node = (node.finalbody or node.orelse or handlers or node).body
        elif isinstance(node, cst.If | cst.For | cst.While):
            node = node.orelse if isinstance(node.orelse, cst.If) else (node.orelse or node).body
        elif isinstance(node, cst.FunctionDef | cst.ClassDef | cst.With):
            node = node.body
        else:
            return node
