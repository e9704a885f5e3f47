from typing import Any

class ServerApi:
    def __init__(self, *args: Any, **kwargs: Any) -> None: ...
