from sqlalchemy.orm import AppenderQuery as AppenderQuery
