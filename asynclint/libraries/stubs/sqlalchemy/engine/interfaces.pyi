from sqlalchemy.engine import Dialect as Dialect
