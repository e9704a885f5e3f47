"""Roles by path."""

from __future__ import annotations

import pytest

from asynclint.project.roles import role_of


@pytest.mark.parametrize(
    ("path", "role"),
    [
        ("app/main.py", "code"),
        ("app/testing.py", "code"),
        ("app/latest/x.py", "code"),
        ("app/contest.py", "code"),
        ("app/tests.py", "code"),
        ("tests/app.py", "test"),
        ("tests", "test"),
        ("app/test/util/x.py", "test"),
        ("cypress/e2e/elements/main.py", "test"),
        ("integration_tests/app.py", "test"),
        ("load-tests/app.py", "test"),
        ("app/contests/x.py", "code"),
        ("app/run_tests.py", "code"),
        ("app/test_x.py", "test"),
        ("app/x_test.py", "test"),
        ("conftest.py", "test"),
        ("app/migrations/0001_initial.py", "migration"),
        ("app/migrations", "migration"),
        ("alembic/versions/abc.py", "migration"),
        ("app/alembic/env.py", "migration"),
        ("alembic/helpers.py", "code"),
        ("versions/x.py", "code"),
    ],
)
def test_role(path: str, role: str) -> None:
    assert role_of(path) == role
