"""Bytes in, `ModuleFacts` out."""

from __future__ import annotations

import ast
import gc
import re
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

import libcst as cst

from asynclint.facts.comments import suppressions
from asynclint.facts.errors import FactsError
from asynclint.facts.lower_annotations import annotation_table
from asynclint.facts.lower_definitions import lower_lambda, statements
from asynclint.facts.lower_expressions import expression_table
from asynclint.facts.lower_statements import statement_table
from asynclint.facts.lowering import Lowering
from asynclint.facts.positions import Places
from asynclint.facts.records import ModuleFacts
from asynclint.facts.scan import check_depth
from asynclint.facts.source import decode

# Deeper than any tree that the scan lets pass: up to ten frames for each level.
_RECURSION_LIMIT = 20_000
_PLACE = re.compile(r"error at (\d+):(\d+): ")


def read_module(
    source: bytes, name: str, *, is_package: bool = False, max_size: int = 1_000_000
) -> ModuleFacts:
    """The facts of one file, a pure function of its bytes and its module name.

    Raises `FactsError` with the place for a file that is too large or nested too deep, that
    cannot be decoded, or that does not parse.
    """
    text = decode(source, max_size)
    check_depth(text)
    with _undisturbed():
        module = parse(text)
        try:
            facts = measured(module, lowered(module), name, is_package)
        except RecursionError:
            raise FactsError("nested too deep") from None
    facts.comments = suppressions(text)
    return facts


def parse(text: str) -> cst.Module:
    """The tree of a scanned text.  Raises `FactsError`."""
    try:
        return cst.parse_module(text)
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException as error:  # a panic of the native parser is not an Exception
        raise _syntax_error(text, error) from None


def measured(module: cst.Module, low: Lowering, name: str, is_package: bool) -> ModuleFacts:
    """The facts of a lowered module, with places and without comments."""
    wanted = low.wanted
    count = len(wanted)
    requests = [
        (record, field, wanted.setdefault(key, len(wanted)), last)
        for record, field, key, last in low.line_requests
    ]
    places = Places(module, list(wanted))
    for record, field, index, last in requests:
        setattr(record, field, places.last_line(index) if last else places.first_line(index))
    return ModuleFacts(
        name=name,
        is_package=is_package,
        body=low.body,
        functions=tuple(low.functions),
        classes=tuple(low.classes),
        imports=tuple(low.imports),
        comments=(),
        mentions=tuple(low.mentions),
        lines=places.lines,
        spans=places.packed(count),
    )


def lowered(module: cst.Module) -> Lowering:
    """The state after the lowering of all of `module`."""
    expressions = expression_table()
    expressions[cst.Lambda] = lower_lambda
    low = Lowering(expressions, annotation_table(expressions), statement_table())
    low.body = statements(low, module.body)
    return low


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Collector off (the trees hold no cycles), and room for deep trees."""
    collecting, limit = gc.isenabled(), sys.getrecursionlimit()
    gc.disable()
    sys.setrecursionlimit(max(limit, _RECURSION_LIMIT))
    try:
        yield
    finally:
        sys.setrecursionlimit(limit)
        if collecting:
            gc.enable()


def _syntax_error(text: str, error: BaseException) -> FactsError:
    """Where and why `text` does not parse: as Python says it, if it agrees, else as libcst does."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            ast.parse(text)
    except SyntaxError as known:
        return FactsError(f"syntax error: {known.msg}", known.lineno or 1, max(known.offset or 1, 1))
    except Exception:
        pass
    if isinstance(error, cst.ParserSyntaxError):
        message = error.message
        found = _PLACE.search(message)
        line, column = (int(found[1]), int(found[2]) + 1) if found else (error.raw_line, error.raw_column + 1)
        return FactsError(f"syntax error: {_PLACE.sub('', message)}", max(line, 1), max(column, 1))
    return FactsError(f"cannot parse: {error}")
