from typing import Any, Self

from asynclint.markers import blocks

from google.auth.credentials import (
    CredentialsWithQuotaProject,
    CredentialsWithTokenUri,
    CredentialsWithUniverseDomain,
    Scoped,
    Signing,
)

class Credentials(Scoped, CredentialsWithQuotaProject, CredentialsWithUniverseDomain):
    def __init__(self, service_account_email: Any = "default", *args: Any, **kwargs: Any) -> None: ...
    @property
    def service_account_email(self) -> str: ...
    @blocks("http")
    def refresh(self, request: Any) -> None: ...

class IDTokenCredentials(CredentialsWithQuotaProject, Signing, CredentialsWithTokenUri):
    def __init__(self, request: Any, target_audience: Any, *args: Any, **kwargs: Any) -> None: ...
    @property
    def service_account_email(self) -> str: ...
    def with_target_audience(self, target_audience: Any) -> Self: ...
    @blocks("http")
    def refresh(self, request: Any) -> None: ...
    @blocks("http")
    def sign_bytes(self, message: bytes) -> bytes: ...
