from typing import Any

from tortoise.contrib.pydantic.base import PydanticListModel as PydanticListModel
from tortoise.contrib.pydantic.base import PydanticModel as PydanticModel

def pydantic_model_creator(cls: Any, *args: Any, **kwargs: Any) -> type[PydanticModel]: ...
def pydantic_queryset_creator(cls: Any, *args: Any, **kwargs: Any) -> type[PydanticListModel]: ...
