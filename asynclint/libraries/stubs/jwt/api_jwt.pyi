from jwt import PyJWT as PyJWT
from jwt import decode as decode
from jwt import decode_complete as decode_complete
from jwt import encode as encode
