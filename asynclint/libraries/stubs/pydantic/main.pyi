from pydantic import BaseModel as BaseModel
from pydantic import create_model as create_model
