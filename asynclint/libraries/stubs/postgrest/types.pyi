from enum import Enum

class CountMethod(str, Enum):
    exact = "exact"
    planned = "planned"
    estimated = "estimated"
class Filters(str, Enum): ...
class RequestMethod(str, Enum): ...
class ReturnMethod(str, Enum):
    minimal = "minimal"
    representation = "representation"
