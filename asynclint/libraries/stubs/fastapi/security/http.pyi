from fastapi.security import HTTPAuthorizationCredentials as HTTPAuthorizationCredentials
from fastapi.security import HTTPBasic as HTTPBasic
from fastapi.security import HTTPBasicCredentials as HTTPBasicCredentials
from fastapi.security import HTTPBearer as HTTPBearer
from fastapi.security import HTTPDigest as HTTPDigest
