from pydantic import Secret as Secret
from pydantic import SecretBytes as SecretBytes
from pydantic import SecretStr as SecretStr
