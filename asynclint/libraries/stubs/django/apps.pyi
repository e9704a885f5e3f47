from typing import Any

class AppConfig:
    name: str
    label: str
    def ready(self) -> None: ...
    def get_model(self, model_name: str, require_ready: bool = True) -> Any: ...
