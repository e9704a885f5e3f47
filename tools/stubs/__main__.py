"""`make stubs`: installs the real libraries, group by group, and checks the stubs against them.

Prints what is wrong and exits 1; writes docs/libraries.md for what is right.
"""

from __future__ import annotations

import argparse
import datetime
import sys
from concurrent.futures import ThreadPoolExecutor

from asynclint.errors import nearest
from asynclint.libraries.catalog import Entry, read_catalog
from tools.stubs.environments import InstallError, check, environment
from tools.stubs.page import Row, hash_of, read_page, write_page

# pip waits for the network and for the disk in turn.
_AT_ONCE = 2


def main(arguments: list[str]) -> int:
    """The exit code: 0 where all is true, 1 where something is not, 2 for wrong usage."""
    parser = argparse.ArgumentParser(prog="make stubs", description=__doc__)
    parser.add_argument("--group", default="", help="a file of the catalogue, without .toml")
    parser.add_argument("--library", default="", help="a distribution")
    options = parser.parse_args(arguments)
    groups = read_catalog()
    wanted = _wanted(groups, options.group, options.library, parser)
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        checked = pool.map(lambda group: _check(group, wanted[group], groups), wanted)
        results = dict(zip(wanted, checked, strict=True))
    rows = read_page()
    today = datetime.datetime.now(datetime.UTC).date().isoformat()
    for group, libraries in wanted.items():
        bad = results[group]
        for name in libraries:
            entry = groups[group][name]
            made = Row(entry.version, today, hash_of(entry))
            before = rows.get(name)
            if name not in bad and (
                before is None or (before.version, before.hash) != (made.version, made.hash)
            ):
                rows[name] = made
    write_page(groups, rows)
    return 1 if any(results.values()) else 0


def _wanted(
    groups: dict[str, dict[str, Entry]], group: str, library: str, parser: argparse.ArgumentParser
) -> dict[str, list[str]]:
    """The libraries to check, by group."""
    if group and group not in groups:
        parser.error(f"there is no group {group}: the groups are {', '.join(groups)}")
    chosen = {name: [*entries] for name, entries in groups.items() if not group or name == group}
    if not library:
        return chosen
    found = {name: [library] for name, entries in chosen.items() if library in entries}
    if not found:
        near = nearest(library, [name for entries in chosen.values() for name in entries])
        parser.error(
            f"there is no library {library} in the catalogue" + (f": did you mean {near}?" if near else "")
        )
    return found


def _check(group: str, libraries: list[str], groups: dict[str, dict[str, Entry]]) -> set[str]:
    """Checks some libraries of a group; gives those with problems, after printing these."""
    try:
        done = check(environment(group, groups[group]), group, libraries)
    except InstallError as error:
        print(error, file=sys.stderr)
        return set(libraries)
    problems = done.stdout.splitlines()
    if done.returncode not in (0, 1) or bool(problems) != bool(done.returncode):
        print(
            f"{group}: the check itself failed:\n{done.stdout[-2000:]}{done.stderr[-4000:]}", file=sys.stderr
        )
        return set(libraries)
    print(
        "\n".join([*problems, f"{group}: {len(libraries)} libraries, {len(problems)} problems"]), flush=True
    )
    return {line.partition(":")[0] for line in problems}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
