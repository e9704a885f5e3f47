from typing import Any

class AutoEncryptionOpts:
    def __init__(self, *args: Any, **kwargs: Any) -> None: ...

class RangeOpts:
    def __init__(self, *args: Any, **kwargs: Any) -> None: ...
