"""What a proof is: a function that makes one call, with its name and what it does to the loop.

The functions stand in `calls`.  They are read without being imported, as the libraries that they call
are there for the slow tests only.
"""

from __future__ import annotations

import ast
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from tests.proofs.proxy import HOST
from tests.proofs.watch import Kind, Watch

CALLS = Path(__file__).parent / "calls"

Made = Callable[["Place", Watch], Awaitable[None]]


@dataclass(frozen=True)
class Place:
    """Where a server is: a port, or the path of a file."""

    port: int = 0
    path: str = ""
    host: str = HOST

    @property
    def url(self) -> str:
        return f"http://{self.host}:{self.port}/"


def proves(kind: Kind, callable: str, server: str) -> Callable[[Made], Made]:
    """The function makes one call, in `with watch.call():`, of which `server` has the answer."""
    return lambda made: made


@dataclass(frozen=True)
class Proof:
    """One of the functions, and the lines of its call."""

    kind: Kind
    callable: str
    server: str
    path: Path
    function: str
    lines: range

    def __str__(self) -> str:
        return f"{self.callable}-{self.kind.name.lower()}-{self.function}"

    def load(self) -> Made:
        found: Made = getattr(import_module(f"tests.proofs.calls.{self.path.stem}"), self.function)
        return found


def read_proofs() -> list[Proof]:
    """All that are written down."""
    return [proof for path in sorted(CALLS.glob("*.py")) for proof in _proofs_of(path)]


def _proofs_of(path: Path) -> Iterator[Proof]:
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if not isinstance(node, ast.AsyncFunctionDef):
            continue
        (decorator,) = node.decorator_list
        assert isinstance(decorator, ast.Call)
        kind, callable, server = decorator.args
        assert isinstance(kind, ast.Attribute)
        (block,) = (each for each in ast.walk(node) if isinstance(each, ast.With) and _is_call(each))
        last = block.body[-1].end_lineno
        assert last is not None
        yield Proof(
            Kind[kind.attr],
            ast.literal_eval(callable),
            ast.literal_eval(server),
            path,
            node.name,
            range(block.body[0].lineno, last + 1),
        )


def _is_call(block: ast.With) -> bool:
    return "watch.call()" in (ast.unparse(item.context_expr) for item in block.items)
