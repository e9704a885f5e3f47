from typing import Any

class UsernameToken:
    def __init__(self, username: Any, password: Any = None, *args: Any, **kwargs: Any) -> None: ...
