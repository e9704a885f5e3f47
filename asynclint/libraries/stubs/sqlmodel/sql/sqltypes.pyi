from typing import Any

from sqlalchemy.types import TypeDecorator

class AutoString(TypeDecorator[Any]): ...
