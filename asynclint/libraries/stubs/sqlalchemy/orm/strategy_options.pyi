from sqlalchemy.orm import Load as Load
