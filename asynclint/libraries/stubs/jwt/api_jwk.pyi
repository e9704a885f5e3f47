from jwt import PyJWK as PyJWK
from jwt import PyJWKSet as PyJWKSet
