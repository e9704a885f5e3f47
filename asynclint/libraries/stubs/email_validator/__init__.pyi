from typing import Any, Literal, overload

from asynclint.markers import blocks, safe

from dns.resolver import Resolver
from email_validator.exceptions import EmailNotValidError as EmailNotValidError
from email_validator.exceptions import EmailSyntaxError as EmailSyntaxError
from email_validator.exceptions import EmailUndeliverableError as EmailUndeliverableError

CHECK_DELIVERABILITY: bool
DEFAULT_TIMEOUT: int
TEST_ENVIRONMENT: bool
SPECIAL_USE_DOMAIN_NAMES: list[str]

class ValidatedEmail:
    original: str
    normalized: str
    local_part: str
    domain: str
    ascii_email: str | None
    ascii_local_part: str | None
    ascii_domain: str
    smtputf8: bool
    mx: Any
    mx_fallback_type: Any
    display_name: str | None
    @property
    def email(self) -> str: ...
    def as_dict(self) -> dict[str, Any]: ...

# Asks the DNS unless told not to.
@safe
@overload
def validate_email(email: Any, /, *, check_deliverability: Literal[False], **kwargs: Any) -> ValidatedEmail: ...
@safe
@overload
def validate_email(email: Any, /, *, test_environment: Literal[True], **kwargs: Any) -> ValidatedEmail: ...
@blocks("http", instead="dns.asyncresolver.resolve")
@overload
def validate_email(email: Any, /, **kwargs: Any) -> ValidatedEmail: ...
def caching_resolver(**kwargs: Any) -> Resolver: ...
