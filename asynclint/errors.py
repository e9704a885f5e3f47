"""Exceptions that own their exit code."""

from __future__ import annotations


class AsynclintError(Exception):
    """Base of what a user is told in one sentence; `exit_code` is the process's."""

    exit_code = 2


class UsageError(AsynclintError):
    """Wrong options, paths or settings: says what, where, and the remedy."""


class InternalError(AsynclintError):
    """A defect of ours."""

    exit_code = 3
