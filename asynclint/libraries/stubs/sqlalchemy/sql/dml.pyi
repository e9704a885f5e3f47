from sqlalchemy.sql.expression import Delete as Delete
from sqlalchemy.sql.expression import Insert as Insert
from sqlalchemy.sql.expression import Update as Update
from sqlalchemy.sql.expression import UpdateBase as UpdateBase
