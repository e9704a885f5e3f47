"""Build hook: facts of the stubs, made once and shipped in the wheel."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class ReadyFacts(BuildHookInterface):
    """Adds `asynclint/libraries/stubs.pack` to wheels; an editable installation reads its own stubs."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            return
        sys.path.insert(0, self.root)
        from asynclint.engine.deep import run_deep
        from asynclint.engine.ready import make_pack

        self._folder = tempfile.TemporaryDirectory()
        pack = run_deep(lambda: make_pack(Path(self._folder.name)))
        build_data["force_include"][str(pack)] = "asynclint/libraries/stubs.pack"
