"""Exceptions that own their exit code, and what their messages propose."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


class AsynclintError(Exception):
    """Base of what a user is told in one sentence; `exit_code` is the process's."""

    exit_code = 2


class UsageError(AsynclintError):
    """Wrong options, paths or settings: says what, where, and the remedy."""


class InternalError(AsynclintError):
    """A defect of ours."""

    exit_code = 3


def nearest(given: str, valid: Iterable[str]) -> str | None:
    """The valid name that is most like the given one, if one is: for messages."""
    found = get_close_matches(given, list(valid), n=1)
    return found[0] if found else None
