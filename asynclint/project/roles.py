"""What a file is for, told by its path."""

from __future__ import annotations

from typing import Literal

Role = Literal["test", "migration", "code"]

_TEST_FOLDERS = frozenset({"test", "tests", "e2e"})
# `integration_tests`, `load-tests`.
_TEST_ENDINGS = ("_tests", "-tests")
_MIGRATION_FOLDERS = frozenset({"migrations"})


def role_of(relative: str) -> Role:
    """The role of a file or folder, by its path relative to the root, with `/`.

    test: below `test`, `tests`, `e2e`, `*_tests` or `*-tests`, `test_*.py`, `*_test.py`, `conftest.py`.
    migration: below `migrations`, `alembic/versions`, and `alembic/env.py`.
    """
    parts = relative.split("/")
    file = parts[-1]
    folders = parts[:-1] if file.endswith(".py") else parts
    if any(folder in _TEST_FOLDERS or folder.endswith(_TEST_ENDINGS) for folder in folders):
        return "test"
    if (
        file == "conftest.py"
        or (file.startswith("test_") and file.endswith(".py"))
        or file.endswith("_test.py")
    ):
        return "test"
    if not _MIGRATION_FOLDERS.isdisjoint(folders):
        return "migration"
    if "alembic" in folders:
        after = parts[parts.index("alembic") + 1 :]
        if after and (after[0] == "versions" or after == ["env.py"]):
            return "migration"
    return "code"
