from zeep.wsse.signature import BinarySignature as BinarySignature
from zeep.wsse.signature import Signature as Signature
from zeep.wsse.username import UsernameToken as UsernameToken
