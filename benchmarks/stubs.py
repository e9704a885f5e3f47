"""What the stubs cost that an application needs: how many modules are read, with facts cached and without.

    python benchmarks/stubs.py [FOLDER]

Each module that the analysis of FOLDER asks for is read again: without facts (cold: the first run
of a checkout), then from a cache of facts as a run has it (warm), and from the facts that a wheel brings
along (wheel: its first run ever), best of several.  Opening the cache or the pack counts.
Without FOLDER: the demonstration application.
"""

from __future__ import annotations

import gc
import sys
import tempfile
import time
from pathlib import Path

from asynclint.engine.analysis import analyse
from asynclint.engine.cache import FactsCache
from asynclint.engine.deep import run_deep
from asynclint.engine.reading import Reader
from asynclint.engine.ready import PACK, Ready, make_pack
from asynclint.libraries.loader import Library
from asynclint.settings.model import Settings

_DEMO = Path(__file__).parents[1] / "fixtures" / "demo_app"
_LIMIT = Settings().max_file_size
_TIMES = 9


def main(arguments: list[str]) -> None:
    """Print the number of modules, their size, and both times."""
    folder = Path(arguments[0]) if arguments else _DEMO
    asked, found = names_of(folder)
    library = Library(lambda source, name, is_package: None)  # type: ignore[arg-type,return-value]
    sizes = [path.stat().st_size for path in map(library.path_of, found) if path is not None]
    print(f"{folder}: {len(found)} stub modules, {sum(sizes) / 1000:.0f} kB; {len(asked)} names asked for")
    with tempfile.TemporaryDirectory() as cache:
        cold = _timed(asked, Path(cache))
        warm = sorted(_timed(asked, Path(cache)) for _ in range(_TIMES))
        pack = run_deep(lambda: make_pack(Path(cache, "ready")))
        ready = sorted(_timed(asked, None, pack) for _ in range(_TIMES))
    print(f"cold  {cold * 1000:7.1f} ms")
    for name, times in (("warm", warm), ("wheel", ready)):
        print(f"{name:<5} {times[0] * 1000:7.1f} ms (median {times[_TIMES // 2] * 1000:.1f})")


def names_of(folder: Path) -> tuple[list[str], list[str]]:
    """The modules that the analysis of an application looks for among the stubs, and those there are."""
    asked: dict[str, bool] = {}
    original = Library.find

    def find(self: Library, name: str) -> object:
        facts = original(self, name)
        asked[name] = facts is not None
        return facts

    Library.find = find  # type: ignore[method-assign,assignment]
    try:
        analyse(Settings(paths=(folder,), root=folder, cache=False))
    finally:
        Library.find = original  # type: ignore[method-assign]
    return list(asked), [name for name, is_there in asked.items() if is_there]


def _timed(names: list[str], cache: Path | None, pack: Path = PACK) -> float:
    spent = 0.0

    def read() -> None:
        nonlocal spent
        gc.collect()
        gc.disable()
        start = time.perf_counter()
        facts = FactsCache(cache)
        library = Library(Ready(Reader(facts, _LIMIT).facts, pack))
        for name in names:
            library.find(name)
        spent = time.perf_counter() - start
        gc.enable()
        facts.flush()
        facts.close()

    run_deep(read)
    return spent


if __name__ == "__main__":
    main(sys.argv[1:])
