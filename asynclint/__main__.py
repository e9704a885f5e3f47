"""`python -m asynclint`."""

import sys

from asynclint.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
