from concurrent.futures import Future
from typing import Any

class PineconeFuture(Future[Any]): ...
