from pydantic import AfterValidator as AfterValidator
from pydantic import BeforeValidator as BeforeValidator
from pydantic import PlainValidator as PlainValidator
from pydantic import WrapValidator as WrapValidator
from pydantic import field_validator as field_validator
from pydantic import model_validator as model_validator
