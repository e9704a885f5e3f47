from typing import Any

from asynclint.markers import blocks

@blocks("file")
def run_path(path_name, init_globals=None, run_name=None) -> dict[str, Any]: ...
@blocks("file")
def run_module(mod_name: str, init_globals=None, run_name=None, alter_sys: bool = False) -> dict[str, Any]: ...
