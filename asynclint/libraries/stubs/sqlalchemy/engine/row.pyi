from sqlalchemy.engine import Row as Row
from sqlalchemy.engine import RowMapping as RowMapping
