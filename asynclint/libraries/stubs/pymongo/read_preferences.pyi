from typing import Any

class Primary:
    def __init__(self, *args: Any, **kwargs: Any) -> None: ...

class PrimaryPreferred:
    def __init__(self, *args: Any, **kwargs: Any) -> None: ...

class Secondary:
    def __init__(self, *args: Any, **kwargs: Any) -> None: ...

class SecondaryPreferred:
    def __init__(self, *args: Any, **kwargs: Any) -> None: ...

class Nearest:
    def __init__(self, *args: Any, **kwargs: Any) -> None: ...

ReadPreference: Any
