from typing import Any, Self

from asynclint.markers import blocks

from google.auth.external_account import Credentials as _Credentials

class Credentials(_Credentials):
    def __init__(self, audience: Any, subject_token_type: Any, *args: Any, **kwargs: Any) -> None: ...
    @classmethod
    def from_info(cls, info: Any, **kwargs: Any) -> Self: ...
    @classmethod
    @blocks("file")
    def from_file(cls, filename: Any, **kwargs: Any) -> Self: ...
    @blocks("http")
    def retrieve_subject_token(self, request: Any) -> str: ...
