"""`python -m asynclint`."""

from asynclint.cli.process import run

if __name__ == "__main__":
    run()
