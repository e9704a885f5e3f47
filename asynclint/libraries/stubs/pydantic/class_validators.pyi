from pydantic import root_validator as root_validator
from pydantic import validator as validator
