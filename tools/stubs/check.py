"""Checks the libraries of one group, in the environment where they are installed.

Run by `python -m tools.stubs`, as a program of its own: `check.py GROUP [LIBRARY ...]`.  Prints one
problem a line, exits 1 where there are any.  Needs nothing but the libraries and msgspec.
"""

from __future__ import annotations

import ast
import importlib
import sys
import warnings
from collections.abc import Iterator, Mapping

from asynclint.libraries.catalog import Entry, read_catalog, stub_files
from asynclint.libraries.loader import STUBS, module_of
from tools.stubs.coverage import Classes, uncovered
from tools.stubs.definitions import definitions
from tools.stubs.resolving import MISSING, Resolver
from tools.stubs.truth import Truth


def read_stubs() -> dict[str, ast.Module]:
    """All stub modules by name; those of the standard library as people import them."""
    found = {}
    for path in sorted(STUBS.rglob("*.pyi")):
        name = module_of(path)
        found[name] = ast.parse(path.read_text(encoding="utf-8"))
    return found


def names_of(trees: Mapping[str, ast.Module]) -> frozenset[str]:
    """Every name that some stub defines, as users see it, modules under another name included."""
    found = {each.dotted for name, tree in trees.items() for each in definitions(name, tree)}
    for name, tree in trees.items():
        for node in (node for node in tree.body if isinstance(node, ast.ImportFrom)):
            for alias in node.names:
                module = f"{node.module}.{alias.name}"
                if alias.asname is not None and module in trees:
                    inner = definitions(module, trees[module])
                    found |= {each.dotted.replace(module, f"{name}.{alias.asname}", 1) for each in inner}
    return frozenset(found)


def problems_of(
    entry: Entry, trees: Mapping[str, ast.Module], names: frozenset[str], classes: Classes
) -> Iterator[str]:
    """All that is wrong with the stubs of one library."""
    resolver = Resolver(entry.instances)
    # What the library itself should have is asked of the library, the stub's own word does not count.
    modules = [module_of(path) for path in stub_files(entry)]
    own = frozenset(each.dotted for name in modules for each in definitions(name, trees[name]))
    truth = Truth(resolver, entry.absent, entry.awaitable, entry.shown_only, names - own, own)
    for module in modules:
        if truth.is_excused(module):
            continue
        try:
            importlib.import_module(module)
        except MISSING as error:
            # A file that the stub alone has, for helper classes: what it defines has public names.
            if not module.rpartition(".")[2].startswith("_"):
                yield f"{module}: {error}"
                continue
        for definition in definitions(module, trees[module]):
            yield from truth.problems(definition)
        for client in classes.clients(module):
            if truth.is_excused(client.dotted):
                continue
            try:
                cls = resolver.resolve(client.dotted)
            except MISSING:
                continue
            if isinstance(cls, type):
                missing = uncovered(cls, classes.marked(client.module, client.name))
                yield from (f"{client.dotted}.{name} is neither marked nor safe" for name in missing)


def main(group: str, libraries: list[str]) -> int:
    """Prints the problems of a group, or of some of its libraries."""
    warnings.simplefilter("ignore")
    trees = read_stubs()
    names, classes = names_of(trees), Classes(trees)
    found = 0
    for library, entry in read_catalog()[group].items():
        if not libraries or library in libraries:
            for problem in sorted(set(problems_of(entry, trees, names, classes))):
                found += 1
                print(f"{library}: {problem}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
