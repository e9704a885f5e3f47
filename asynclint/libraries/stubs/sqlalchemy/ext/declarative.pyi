from sqlalchemy.orm import DeclarativeMeta as DeclarativeMeta
from sqlalchemy.orm import as_declarative as as_declarative
from sqlalchemy.orm import declarative_base as declarative_base
from sqlalchemy.orm import declared_attr as declared_attr
