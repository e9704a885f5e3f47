"""Splits the options of the input `args` as a shell would, each ended by a null character."""

from __future__ import annotations

import shlex
import sys


def main(given: str) -> int:
    try:
        words = shlex.split(given)
    except ValueError as error:
        print(f"::error title=asynclint::args: {error}.", file=sys.stderr)
        return 2
    sys.stdout.reconfigure(encoding="utf-8")
    sys.stdout.write("".join(f"{word}\0" for word in words))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
