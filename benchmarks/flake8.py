"""What the plugin costs a flake8 that an editor calls: one file on standard input, whole processes.

    python benchmarks/flake8.py [FILE ROOT] [--times N]

In turns, so that a change of the machine's speed meets all alike: flake8 as if asynclint were not
installed (bare), with a project that has not changed since an earlier run, the buffer included (warm),
and with a buffer that no run has seen, the facts of the other files being cached (changed).
Medians in milliseconds, and their ratios to bare.  Without FILE and ROOT: the largest router of the
demonstration application.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

_DEMO = Path(__file__).parents[1] / "fixtures" / "demo_app"
_FILE = _DEMO / "bookshop" / "routers" / "books.py"

# flake8 finds its plugins by the metadata of distributions; both kinds of run look through them alike.
_START = """
import importlib.metadata, sys
found = importlib.metadata.distributions
hidden = sys.argv.pop(1)
importlib.metadata.distributions = lambda: (d for d in found() if d.metadata["name"] != hidden)
from flake8.main.cli import main
raise SystemExit(main(sys.argv[1:]))
"""


def main() -> None:
    """Print the times."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", nargs="?", type=Path, default=_FILE)
    parser.add_argument("root", nargs="?", type=Path, default=_DEMO)
    parser.add_argument("--times", type=int, default=15)
    options = parser.parse_args()
    root, file = options.root.resolve(), options.file.resolve()
    with tempfile.TemporaryDirectory() as cache:
        times = measured(file, root, cache, options.times)
    lines = len(file.read_bytes().splitlines())
    print(
        f"{file.relative_to(root)}: {lines} lines, {sum(1 for _ in root.rglob('*.py'))} files in the project"
    )
    bare = statistics.median(times["bare"])
    for name, found in times.items():
        middle = statistics.median(found)
        print(f"{name:<8} {middle * 1000:6.0f} ms  {middle / bare:5.2f}  (least {min(found) * 1000:.0f})")


def measured(file: Path, root: Path, cache: str, times: int) -> dict[str, list[float]]:
    """Seconds of each run by kind of run."""
    name, content = file.relative_to(root).as_posix(), file.read_bytes()
    ours = ("", f"--asynclint-root={root}", f"--asynclint-cache-dir={cache}")
    seconds(root, name, content, *ours)
    found: dict[str, list[float]] = {"bare": [], "warm": [], "changed": []}
    for number in range(times):
        found["bare"].append(seconds(root, name, content, "asynclint"))
        found["warm"].append(seconds(root, name, content, *ours))
        found["changed"].append(seconds(root, name, content + b"\n# %d\n" % number, *ours))
    return found


def seconds(root: Path, name: str, content: bytes, hidden: str, *arguments: str) -> float:
    """The time of one run of flake8; raises CalledProcessError where it does not do its work."""
    command = [sys.executable, "-c", _START, hidden, "--isolated", *arguments]
    begin = time.perf_counter()
    done = subprocess.run(
        [*command, "--stdin-display-name", name, "-"],
        cwd=root,
        input=content,
        capture_output=True,
        check=False,
    )
    taken = time.perf_counter() - begin
    if done.returncode not in (0, 1) or done.stderr:
        raise subprocess.CalledProcessError(done.returncode, command, done.stdout, done.stderr)
    return taken


if __name__ == "__main__":
    main()
