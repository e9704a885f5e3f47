from typing import Any

from asynclint.markers import blocks

from google.auth import credentials as credentials
from google.auth import exceptions as exceptions
from google.auth.credentials import CredentialsWithQuotaProject as _Found

# It reads files, and asks the metadata server where there are none.
@blocks("http")
def default(scopes: Any = None, request: Any = None, quota_project_id: Any = None, default_scopes: Any = None) -> tuple[_Found, str | None]: ...
@blocks("file")
def load_credentials_from_file(filename: Any, scopes: Any = None, *args: Any, **kwargs: Any) -> tuple[_Found, str | None]: ...
def load_credentials_from_dict(info: Any, scopes: Any = None, *args: Any, **kwargs: Any) -> tuple[_Found, str | None]: ...
