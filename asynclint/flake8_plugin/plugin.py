"""What flake8 calls: options, then one object for each file."""

from __future__ import annotations

import ast
from argparse import Namespace
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import ClassVar

from flake8.exceptions import ExecutionError
from flake8.options.manager import OptionManager

from asynclint.errors import AsynclintError
from asynclint.flake8_plugin.options import OFF, add_options, is_wanted, read_options
from asynclint.flake8_plugin.session import Session, begin

Result = tuple[int, int, str, type]


class Plugin:
    """The findings of one file.

    The project is analysed before flake8 makes its workers: they inherit what was found, or are handed it.
    """

    _session: ClassVar[Session | None] = None

    @staticmethod
    def add_options(manager: OptionManager) -> None:
        """Adds the options whose names begin with `--asynclint-`."""
        add_options(manager)
        manager.extend_default_ignore(list(OFF))

    @classmethod
    def parse_options(cls, manager: OptionManager, options: Namespace, names: Sequence[str]) -> None:
        """Analyses what flake8 is to check.  Raises `ExecutionError` for what a user has to mend.

        Where no code of ours is selected, nothing is done at all.
        """
        cls._session = None
        if is_wanted(options):
            with _told():
                cls._session = begin(read_options(options), names)

    def __init__(self, tree: ast.AST, filename: str) -> None:
        """`tree` is what tells flake8 to make one object for each file; it is not looked at."""
        self._filename = filename

    def run(self) -> Iterator[Result]:
        """Line, column from 0, and code with message, as flake8 wants them."""
        if self._session is None:
            return
        with _told():
            rows = self._session.rows(self._filename)
        for row in rows:
            yield row.line, row.column - 1, f"{row.code} {row.message}", Plugin


@contextmanager
def _told() -> Iterator[None]:
    """Turns our errors into those that flake8 shows in a sentence; others come with a traceback."""
    try:
        yield
    except AsynclintError as error:
        raise ExecutionError(f"asynclint: {error}") from error
    except Exception as error:
        # flake8 takes a TypeError for an old plugin, and calls it anew in another way.
        raise ExecutionError(
            f"asynclint failed: {type(error).__name__}: {error}\n"
            "This is a defect of asynclint, not of your code: `asynclint check` shows what to report."
        ) from error
