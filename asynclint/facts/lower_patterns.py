"""`match` statements: of each pattern, what it tests at its top and what it binds."""

from __future__ import annotations

import libcst as cst

from asynclint.facts.lower_definitions import body_of
from asynclint.facts.lowering import Lowering, expression
from asynclint.facts.records import Case, Expr, Match, Stmt


def lower_match(low: Lowering, node: cst.Match, out: list[Stmt]) -> None:
    """A `match` with its cases."""
    subject = expression(low, node.subject)
    out.append(Match(subject, tuple([_case(low, case) for case in node.cases])))


def _case(low: Lowering, node: cst.MatchCase) -> Case:
    pattern = node.pattern
    names: list[str] = []
    _names(pattern, names)
    low.scope.bound.update(dict.fromkeys(names))
    whole = ""
    irrefutable = False
    if isinstance(pattern, cst.MatchAs):
        whole = "" if pattern.name is None else pattern.name.value
        irrefutable = pattern.pattern is None and node.guard is None
    classes: list[Expr] = []
    values: list[Expr] = []
    if not _tests(low, pattern, classes, values):
        classes, values = [], []
    guard = None if node.guard is None else expression(low, node.guard)
    body = body_of(low, node.body)
    return Case(
        tuple(classes), tuple(values), tuple(names), whole, guard, irrefutable, _partial(pattern), body
    )


def _partial(node: cst.MatchPattern) -> bool:
    """Whether a class pattern at the top of a pattern has patterns of its own."""
    if isinstance(node, cst.MatchClass):
        return bool(node.patterns or node.kwds)
    if isinstance(node, cst.MatchOr):
        return any(_partial(option.pattern) for option in node.patterns)
    return isinstance(node, cst.MatchAs) and node.pattern is not None and _partial(node.pattern)


def _tests(low: Lowering, node: cst.MatchPattern, classes: list[Expr], values: list[Expr]) -> bool:
    """Collect the tests at the top of a pattern; false where they do not tell all it accepts."""
    if isinstance(node, cst.MatchClass):
        with low.unmentioned():
            classes.append(expression(low, node.cls))
    elif isinstance(node, cst.MatchValue | cst.MatchSingleton):
        values.append(expression(low, node.value))
    elif isinstance(node, cst.MatchOr):
        return all(_tests(low, option.pattern, classes, values) for option in node.patterns)
    elif isinstance(node, cst.MatchAs) and node.pattern is not None:
        return _tests(low, node.pattern, classes, values)
    else:
        return False
    return True


def _names(node: cst.CSTNode, names: list[str]) -> None:
    children: list[cst.CSTNode] = []
    if isinstance(node, cst.MatchAs):
        if node.pattern is not None:
            children.append(node.pattern)
    elif isinstance(node, cst.MatchOr):
        children.extend(option.pattern for option in node.patterns)
    elif isinstance(node, cst.MatchSequence):
        for element in node.patterns:
            children.append(element if isinstance(element, cst.MatchStar) else element.value)
    elif isinstance(node, cst.MatchMapping):
        children.extend(element.pattern for element in node.elements)
        if node.rest is not None:
            names.append(node.rest.value)
    elif isinstance(node, cst.MatchClass):
        children.extend(element.value for element in node.patterns)
        children.extend(element.pattern for element in node.kwds)
    for child in children:
        _names(child, names)
    if isinstance(node, cst.MatchAs | cst.MatchStar) and node.name is not None:
        name = node.name.value
        if name not in names:
            names.append(name)
