"""What a dotted name means in the file that imports it."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterator, Mapping

from asynclint.project.evidence import join, parent
from asynclint.project.roots import ImportRoots, ancestors


class Lookup:
    """Finds the project's modules by dotted names.

    `modules` maps each file (relative, with `/`) to its canonical name.
    """

    def __init__(self, modules: Mapping[str, str], roots: ImportRoots) -> None:
        self._modules = modules
        self._roots = roots
        self._files = {name: file for file, name in modules.items()}
        self._folders = {folder for file in modules for folder in ancestors(parent(file))}
        self._around: dict[str, tuple[str, ...]] = {}

    def resolve(self, name: str, importer: str) -> str | None:
        """The canonical name of the module that `import name` loads in module `importer`."""
        for root in self._containing(importer):
            found = self._module_at(root, name)
            if found is not None:
                return found
        top = name.partition(".")[0]
        if top in sys.stdlib_module_names:
            return None
        if name in self._files and top != name and top == importer.partition(".")[0]:
            # A relative import below a folder whose name is no identifier.
            return name
        return self._in_other_root(name, importer)

    def resolve_loosely(self, name: str, importer: str) -> str | None:
        """As `resolve`, in the folders around `importer` that nothing shows to be import roots."""
        if name.partition(".")[0] in sys.stdlib_module_names:
            return None
        for folder in ancestors(self._folder_of(importer)):
            if folder in self._roots.folders or (folder in self._roots.packages and "." not in name):
                continue
            found = self._module_at(folder, name)
            if found is not None and found != importer:
                return found
        return None

    def is_namespace(self, name: str, importer: str) -> bool:
        """Whether `name` is a folder without `__init__.py` that holds modules."""
        path = name.replace(".", "/")
        if name.partition(".")[0] in sys.stdlib_module_names:
            return False
        roots = [*self._containing(importer), *self._others(importer)]
        return any(
            folder in self._folders and folder not in self._roots.packages
            for folder in (join(root, path) for root in roots)
        ) or self._is_outer_namespace(name)

    def _folder_of(self, importer: str) -> str:
        return parent(self._files.get(importer, ""))

    def _containing(self, importer: str) -> tuple[str, ...]:
        folder = self._folder_of(importer)
        around = self._around.get(folder)
        if around is None:
            around = self._around[folder] = tuple(self._roots.around(folder))
        return around

    def _module_at(self, root: str, name: str) -> str | None:
        path = join(root, name.replace(".", "/"))
        found = self._modules.get(f"{path}/__init__.py") or self._modules.get(f"{path}.py")
        if found is None and not root and self._roots.outer:
            found = self._module_from_outside(name)
        return found

    def _module_from_outside(self, name: str) -> str | None:
        """A name that starts with that of the project root, which is a package itself."""
        inner = self._inside(name)
        if inner is None:
            return None
        if not inner:
            return self._modules.get("__init__.py")
        return self._modules.get(f"{inner}/__init__.py") or self._modules.get(f"{inner}.py")

    def _inside(self, name: str) -> str | None:
        outer = self._roots.outer
        parts = name.split(".")
        if not outer or tuple(parts[: len(outer)]) != outer:
            return None
        return "/".join(parts[len(outer) :])

    def _is_outer_namespace(self, name: str) -> bool:
        inner = self._inside(name)
        return bool(inner) and inner in self._folders and inner not in self._roots.packages

    def _others(self, importer: str) -> Iterator[str]:
        containing: Collection[str] = self._containing(importer)
        return (root for root in self._roots.folders if root not in containing)

    def _in_other_root(self, name: str, importer: str) -> str | None:
        """The module in a root that does not contain the importer, if one stands out as the nearest.

        Only what lies in a package: a bare module of another program is not meant.
        """
        top, _, _ = name.partition(".")
        here = self._folder_of(importer).split("/")
        best: list[str] = []
        nearest = -1
        for root in self._others(importer):
            if join(root, top) not in self._folders:
                continue
            found = self._module_at(root, name)
            if found is None:
                continue
            shared = _shared(here, root.split("/"))
            if shared > nearest:
                nearest, best = shared, [found]
            elif shared == nearest and found not in best:
                best.append(found)
        return best[0] if len(best) == 1 else None


def _shared(one: list[str], other: list[str]) -> int:
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count
