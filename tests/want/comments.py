"""The comments in fixture projects that say what `check` must find there.

A comment stands on the first line of the finding (for a call over several lines: on the line
where the call expression starts; for `with` and `for`: on the line of the header's expression).

    time.sleep(1)  # want ASL101 time.sleep
    load(path)     # want ASL104 builtins.open; ASL101 time.sleep
    client.get(k)  # want ASL103 redis.Redis.get likely
    time.sleep(1)  # want ASL101 time.sleep in route GET /items, route POST /items
    slow()         # miss ASL101 time.sleep

`want` takes a code and the root callable, then, both optional, the confidence and, after `in`,
contexts that the finding must have among its own.  Several wants are separated by `;`.  A finding
answers a want when the code is equal and one of its root causes has that callable; the same want
twice on one line asks for two findings.  A finding that answers no want is surplus.

`miss` has the same form and says that we do not find this yet, though we should: the test fails
when it starts to be found, so that the comment becomes a `want`.

`# clean` on the line of a `def` marks a twin of a bad function in which nothing may be found;
a `want` or `miss` inside such a function is a mistake of the fixture.
"""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_ITEM = re.compile(
    r"(?P<code>ASL\d{3}) (?P<callable>[\w.]+)( (?P<confidence>certain|likely))?( in (?P<contexts>.+))?"
)
_VERBS = ("want", "miss")


class CommentError(ValueError):
    """A fixture's comment that cannot be read, or that contradicts itself."""


@dataclass(frozen=True, order=True)
class Expected:
    """One item of a `want` or `miss` comment; `path` relative to the project, `line` 1-based."""

    path: str
    line: int
    code: str
    callable: str
    confidence: str = ""
    contexts: tuple[str, ...] = ()

    def __str__(self) -> str:
        extras = [self.confidence] if self.confidence else []
        if self.contexts:
            extras.append("in " + ", ".join(self.contexts))
        return " ".join([f"{self.path}:{self.line}", self.code, self.callable, *extras])


@dataclass(frozen=True)
class Expectations:
    """What a project's comments say; `clean` counts the functions marked as clean twins."""

    wants: tuple[Expected, ...]
    misses: tuple[Expected, ...]
    clean: int


def _comments(source: str) -> Iterator[tuple[int, str]]:
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            yield token.start[0], token.string.lstrip("# ").rstrip()


def _items(path: str, line: int, text: str) -> Iterator[Expected]:
    for item in text.split(";"):
        match = _ITEM.fullmatch(item.strip())
        if match is None:
            raise CommentError(f"{path}:{line}: not an expectation: {item.strip()!r}")
        contexts = tuple(part.strip() for part in (match["contexts"] or "").split(",") if part.strip())
        yield Expected(path, line, match["code"], match["callable"], match["confidence"] or "", contexts)


def read_file(path: str, source: str) -> Expectations:
    """Read one file's comments.  Raises CommentError on a malformed or contradicting one."""
    found: dict[str, list[Expected]] = {verb: [] for verb in _VERBS}
    clean_lines: set[int] = set()
    for line, text in _comments(source):
        verb, _, rest = text.partition(" ")
        if text == "clean":
            clean_lines.add(line)
        elif verb in _VERBS:
            found[verb].extend(_items(path, line, rest))
        elif re.match(r"(want|miss|clean)\b", text):
            raise CommentError(f"{path}:{line}: not an expectation: {text!r}")
    functions = [
        n for n in ast.walk(ast.parse(source)) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    clean = [node for node in functions if node.lineno in clean_lines]
    if len(clean) != len(clean_lines):
        raise CommentError(f"{path}: `# clean` belongs on the line of a def")
    for node in clean:
        for item in (*found["want"], *found["miss"]):
            if node.lineno <= item.line <= (node.end_lineno or node.lineno):
                raise CommentError(f"{path}:{item.line}: {node.name} is marked clean")
    return Expectations(tuple(found["want"]), tuple(found["miss"]), len(clean))


def python_files(project: Path) -> list[Path]:
    """The Python files of a fixture project, sorted."""
    return sorted(path for path in project.rglob("*.py") if "__pycache__" not in path.parts)


def read_project(project: Path) -> Expectations:
    """Read the comments of all files of a fixture project."""
    wants: list[Expected] = []
    misses: list[Expected] = []
    clean = 0
    for path in python_files(project):
        one = read_file(path.relative_to(project).as_posix(), path.read_text(encoding="utf-8"))
        wants.extend(one.wants)
        misses.extend(one.misses)
        clean += one.clean
    return Expectations(tuple(wants), tuple(misses), clean)
