from sqlalchemy.sql.expression import Function as Function
from sqlalchemy.sql.expression import all_ as all_
from sqlalchemy.sql.expression import any_ as any_
from sqlalchemy.sql.expression import func as func
from sqlalchemy.sql.expression import modifier as modifier
