from sqlalchemy.orm import Mapper as Mapper
