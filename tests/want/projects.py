"""Where the fixture projects are."""

from __future__ import annotations

from pathlib import Path

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
DEMO = FIXTURES / "demo_app"
PROJECTS = sorted(path for path in (FIXTURES / "projects").iterdir() if path.is_dir())
ALL = [*PROJECTS, DEMO]
