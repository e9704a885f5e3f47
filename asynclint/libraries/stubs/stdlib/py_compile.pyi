from asynclint.markers import blocks

@blocks("file")
def compile(file: str, cfile=None, dfile=None, doraise: bool = False, optimize: int = -1, invalidation_mode=None,
            quiet: int = 0) -> str | None: ...
