from typing import Any

from starlette.datastructures import Address as Address
from starlette.datastructures import FormData as FormData
from starlette.datastructures import Headers as Headers
from starlette.datastructures import QueryParams as QueryParams
from starlette.datastructures import State as State
from starlette.datastructures import UploadFile as UploadFile
from starlette.datastructures import URL as URL

def Default(value: Any) -> Any: ...
