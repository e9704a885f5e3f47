from typing import Any

from asynclint.markers import blocks

@blocks("sdk")
def verify_token(token: str, app: Any = None, *args: Any, **kwargs: Any) -> dict[str, Any]: ...
