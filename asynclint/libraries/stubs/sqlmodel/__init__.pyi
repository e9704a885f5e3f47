from typing import Any, ClassVar, Self, TypeVar, overload

from asynclint.markers import blocks, client, registers

from pydantic import BaseModel
from sqlalchemy import inspect as inspect
from sqlalchemy.engine import create_engine as create_engine
from sqlalchemy.engine import create_mock_engine as create_mock_engine
from sqlalchemy.engine import engine_from_config as engine_from_config
from sqlalchemy.pool import QueuePool as QueuePool
from sqlalchemy.pool import StaticPool as StaticPool
from sqlalchemy.sql.expression import alias as alias
from sqlalchemy.sql.expression import all_ as all_
from sqlalchemy.sql.expression import and_ as and_
from sqlalchemy.sql.expression import any_ as any_
from sqlalchemy.sql.expression import asc as asc
from sqlalchemy.sql.expression import between as between
from sqlalchemy.sql.expression import bindparam as bindparam
from sqlalchemy.sql.expression import case as case
from sqlalchemy.sql.expression import cast as cast
from sqlalchemy.sql.expression import collate as collate
from sqlalchemy.sql.expression import column as column
from sqlalchemy.sql.expression import delete as delete
from sqlalchemy.sql.expression import desc as desc
from sqlalchemy.sql.expression import distinct as distinct
from sqlalchemy.sql.expression import except_ as except_
from sqlalchemy.sql.expression import except_all as except_all
from sqlalchemy.sql.expression import exists as exists
from sqlalchemy.sql.expression import extract as extract
from sqlalchemy.sql.expression import false as false
from sqlalchemy.sql.expression import insert as insert
from sqlalchemy.sql.expression import intersect as intersect
from sqlalchemy.sql.expression import intersect_all as intersect_all
from sqlalchemy.sql.expression import join as join
from sqlalchemy.sql.expression import lambda_stmt as lambda_stmt
from sqlalchemy.sql.expression import lateral as lateral
from sqlalchemy.sql.expression import literal as literal
from sqlalchemy.sql.expression import literal_column as literal_column
from sqlalchemy.sql.expression import not_ as not_
from sqlalchemy.sql.expression import null as null
from sqlalchemy.sql.expression import nulls_first as nulls_first
from sqlalchemy.sql.expression import nulls_last as nulls_last
from sqlalchemy.sql.expression import nullsfirst as nullsfirst
from sqlalchemy.sql.expression import nullslast as nullslast
from sqlalchemy.sql.expression import or_ as or_
from sqlalchemy.sql.expression import outerjoin as outerjoin
from sqlalchemy.sql.expression import over as over
from sqlalchemy.sql.expression import table as table
from sqlalchemy.sql.expression import text as text
from sqlalchemy.sql.expression import true as true
from sqlalchemy.sql.expression import tuple_ as tuple_
from sqlalchemy.sql.expression import type_coerce as type_coerce
from sqlalchemy.sql.expression import union as union
from sqlalchemy.sql.expression import union_all as union_all
from sqlalchemy.sql.expression import update as update
from sqlalchemy.sql.expression import values as values
from sqlalchemy.sql.expression import within_group as within_group
from sqlalchemy.sql.expression import func as func
from sqlalchemy.sql.expression import modifier as modifier
from sqlalchemy.sql.schema import CheckConstraint as CheckConstraint
from sqlalchemy.sql.schema import Column as Column
from sqlalchemy.sql.schema import ColumnDefault as ColumnDefault
from sqlalchemy.sql.schema import Computed as Computed
from sqlalchemy.sql.schema import Constraint as Constraint
from sqlalchemy.sql.schema import DDL as DDL
from sqlalchemy.sql.schema import DefaultClause as DefaultClause
from sqlalchemy.sql.schema import FetchedValue as FetchedValue
from sqlalchemy.sql.schema import ForeignKey as ForeignKey
from sqlalchemy.sql.schema import ForeignKeyConstraint as ForeignKeyConstraint
from sqlalchemy.sql.schema import Identity as Identity
from sqlalchemy.sql.schema import Index as Index
from sqlalchemy.sql.schema import MetaData as MetaData
from sqlalchemy.sql.schema import PrimaryKeyConstraint as PrimaryKeyConstraint
from sqlalchemy.sql.schema import Sequence as Sequence
from sqlalchemy.sql.schema import Table as Table
from sqlalchemy.sql.schema import UniqueConstraint as UniqueConstraint
from sqlalchemy.types import ARRAY as ARRAY
from sqlalchemy.types import BIGINT as BIGINT
from sqlalchemy.types import BINARY as BINARY
from sqlalchemy.types import BLOB as BLOB
from sqlalchemy.types import BOOLEAN as BOOLEAN
from sqlalchemy.types import BigInteger as BigInteger
from sqlalchemy.types import Boolean as Boolean
from sqlalchemy.types import CHAR as CHAR
from sqlalchemy.types import CLOB as CLOB
from sqlalchemy.types import DATE as DATE
from sqlalchemy.types import DATETIME as DATETIME
from sqlalchemy.types import DECIMAL as DECIMAL
from sqlalchemy.types import DOUBLE as DOUBLE
from sqlalchemy.types import DOUBLE_PRECISION as DOUBLE_PRECISION
from sqlalchemy.types import Date as Date
from sqlalchemy.types import DateTime as DateTime
from sqlalchemy.types import Double as Double
from sqlalchemy.types import Enum as Enum
from sqlalchemy.types import FLOAT as FLOAT
from sqlalchemy.types import Float as Float
from sqlalchemy.types import INT as INT
from sqlalchemy.types import INTEGER as INTEGER
from sqlalchemy.types import Integer as Integer
from sqlalchemy.types import Interval as Interval
from sqlalchemy.types import JSON as JSON
from sqlalchemy.types import LargeBinary as LargeBinary
from sqlalchemy.types import NCHAR as NCHAR
from sqlalchemy.types import NUMERIC as NUMERIC
from sqlalchemy.types import NVARCHAR as NVARCHAR
from sqlalchemy.types import Numeric as Numeric
from sqlalchemy.types import PickleType as PickleType
from sqlalchemy.types import REAL as REAL
from sqlalchemy.types import SMALLINT as SMALLINT
from sqlalchemy.types import SmallInteger as SmallInteger
from sqlalchemy.types import String as String
from sqlalchemy.types import TEXT as TEXT
from sqlalchemy.types import TIME as TIME
from sqlalchemy.types import TIMESTAMP as TIMESTAMP
from sqlalchemy.types import Text as Text
from sqlalchemy.types import Time as Time
from sqlalchemy.types import TypeDecorator as TypeDecorator
from sqlalchemy.types import UUID as UUID
from sqlalchemy.types import Unicode as Unicode
from sqlalchemy.types import UnicodeText as UnicodeText
from sqlalchemy.types import Uuid as Uuid
from sqlalchemy.types import VARBINARY as VARBINARY
from sqlalchemy.types import VARCHAR as VARCHAR
from sqlalchemy.engine import ScalarResult, TupleResult
from sqlalchemy.orm import Session as _Session
from sqlmodel.sql.expression import Select, SelectOfScalar
from sqlmodel.sql.expression import col as col
from sqlmodel.sql.expression import select as select
from sqlmodel.sql.sqltypes import AutoString as AutoString

T = TypeVar("T")

class SQLModel(BaseModel):
    metadata: ClassVar[MetaData]
    __table__: ClassVar[Table]
    __tablename__: ClassVar[Any]
    __table_args__: ClassVar[Any]
    __mapper__: ClassVar[Any]
    __sqlmodel_relationships__: ClassVar[Any]
    def __init__(self, **data: Any) -> None: ...
    def sqlmodel_update(self, obj: Any, *, update: Any = None) -> Self: ...

@registers("validator", "default_factory")
def Field(default: Any = ..., *, default_factory: Any = None, **kwargs: Any) -> Any: ...
def Relationship(*args: Any, **kwargs: Any) -> Any: ...

@client("database", instead="sqlmodel.ext.asyncio.session.AsyncSession")
class Session(_Session):
    @blocks("database", instead="sqlmodel.ext.asyncio.session.AsyncSession.exec")
    @overload
    def exec(self, statement: SelectOfScalar[T], **kwargs: Any) -> ScalarResult[T]: ...
    @blocks("database", instead="sqlmodel.ext.asyncio.session.AsyncSession.exec")
    @overload
    def exec(self, statement: Select[T], **kwargs: Any) -> TupleResult[T]: ...
    @blocks("database", instead="sqlmodel.ext.asyncio.session.AsyncSession.exec")
    @overload
    def exec(self, statement: Any, **kwargs: Any) -> Any: ...
