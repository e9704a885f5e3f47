from pydantic import AnyHttpUrl as AnyHttpUrl
from pydantic import AnyUrl as AnyUrl
from pydantic import EmailStr as EmailStr
from pydantic import HttpUrl as HttpUrl
from pydantic import PostgresDsn as PostgresDsn
from pydantic import RedisDsn as RedisDsn
