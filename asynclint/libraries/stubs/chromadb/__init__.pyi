from typing import Any, AsyncIterator, Generic, Iterator, Literal, Self, TypeVar, overload

from asynclint.markers import blocks, client, exclusive, public, reads, safe, writes

from chromadb.api import AsyncClientAPI as AsyncClientAPI
from chromadb.api import ClientAPI as ClientAPI
from chromadb.api.models.Collection import Collection as Collection
from chromadb.config import Settings as Settings
from chromadb import errors as errors

# It asks for its tenant and database at once.
@blocks("database", instead="chromadb.AsyncHttpClient")
def Client(*args: Any, **kwargs: Any) -> ClientAPI: ...
# It asks for its tenant and database at once.
@blocks("database", instead="chromadb.AsyncHttpClient")
def EphemeralClient(*args: Any, **kwargs: Any) -> ClientAPI: ...
# It asks for its tenant and database at once.
@blocks("database", instead="chromadb.AsyncHttpClient")
def PersistentClient(*args: Any, **kwargs: Any) -> ClientAPI: ...
# It asks for its tenant and database at once.
@blocks("database", instead="chromadb.AsyncHttpClient")
def HttpClient(*args: Any, **kwargs: Any) -> ClientAPI: ...
# It asks for its tenant and database at once.
@blocks("database", instead="chromadb.AsyncHttpClient")
def CloudClient(*args: Any, **kwargs: Any) -> ClientAPI: ...
@writes
async def AsyncHttpClient(*args: Any, **kwargs: Any) -> AsyncClientAPI: ...
