from sqlalchemy.engine import ChunkedIteratorResult as ChunkedIteratorResult
from sqlalchemy.engine import FrozenResult as FrozenResult
from sqlalchemy.engine import IteratorResult as IteratorResult
from sqlalchemy.engine import MappingResult as MappingResult
from sqlalchemy.engine import Result as Result
from sqlalchemy.engine import ScalarResult as ScalarResult
from sqlalchemy.engine import TupleResult as TupleResult
