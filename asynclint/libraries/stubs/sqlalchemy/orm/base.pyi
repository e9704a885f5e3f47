from sqlalchemy.orm import Mapped as Mapped
