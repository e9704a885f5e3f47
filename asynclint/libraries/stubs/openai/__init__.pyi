from typing import Any, AsyncIterator, Iterator, Literal, Self, overload

from asynclint.markers import blocks, client, ordered, public, reads, safe, writes

class Stream(Iterator[Any]):
    def __iter__(self) -> Self: ...
    @blocks("sdk", instead="openai.AsyncStream")
    def __next__(self) -> Any: ...
    def __enter__(self) -> Self: ...
    def __exit__(self, *args: Any) -> None: ...
    def close(self) -> None: ...

class AsyncStream:
    def __aiter__(self) -> AsyncIterator[Any]: ...
    @reads
    @ordered
    async def __anext__(self) -> Any: ...
    async def __aenter__(self) -> Self: ...
    async def __aexit__(self, *args: Any) -> None: ...
    async def close(self) -> None: ...

class _AsyncPages:
    """`await client.models.list()` or `async for model in client.models.list()`."""
    @reads
    def __await__(self) -> Iterator[Any]: ...
    def __aiter__(self) -> AsyncIterator[Any]: ...

class _Completions:
    @blocks("sdk", instead="openai.AsyncOpenAI.chat.completions.create")
    @public("openai.OpenAI.chat.completions.create")
    @overload
    def create(self, *, stream: Literal[True], **kwargs: Any) -> Stream: ...
    @blocks("sdk", instead="openai.AsyncOpenAI.chat.completions.create")
    @public("openai.OpenAI.chat.completions.create")
    @overload
    def create(self, **kwargs: Any) -> Any: ...

class _LegacyCompletions:
    @blocks("sdk", instead="openai.AsyncOpenAI.completions.create")
    @public("openai.OpenAI.completions.create")
    @overload
    def create(self, *, stream: Literal[True], **kwargs: Any) -> Stream: ...
    @blocks("sdk", instead="openai.AsyncOpenAI.completions.create")
    @public("openai.OpenAI.completions.create")
    @overload
    def create(self, **kwargs: Any) -> Any: ...

class _Embeddings:
    @blocks("sdk", instead="openai.AsyncOpenAI.embeddings.create")
    @public("openai.OpenAI.embeddings.create")
    def create(self, *args: Any, **kwargs: Any) -> Any: ...

class _Images:
    @blocks("sdk", instead="openai.AsyncOpenAI.images.generate")
    @public("openai.OpenAI.images.generate")
    def generate(self, *args: Any, **kwargs: Any) -> Any: ...
    @blocks("sdk", instead="openai.AsyncOpenAI.images.edit")
    @public("openai.OpenAI.images.edit")
    def edit(self, *args: Any, **kwargs: Any) -> Any: ...
    @blocks("sdk", instead="openai.AsyncOpenAI.images.create_variation")
    @public("openai.OpenAI.images.create_variation")
    def create_variation(self, *args: Any, **kwargs: Any) -> Any: ...

class _Transcriptions:
    @blocks("sdk", instead="openai.AsyncOpenAI.audio.transcriptions.create")
    @public("openai.OpenAI.audio.transcriptions.create")
    def create(self, *args: Any, **kwargs: Any) -> Any: ...

class _Translations:
    @blocks("sdk", instead="openai.AsyncOpenAI.audio.translations.create")
    @public("openai.OpenAI.audio.translations.create")
    def create(self, *args: Any, **kwargs: Any) -> Any: ...

class _Speech:
    @blocks("sdk", instead="openai.AsyncOpenAI.audio.speech.create")
    @public("openai.OpenAI.audio.speech.create")
    def create(self, *args: Any, **kwargs: Any) -> Any: ...

class _Moderations:
    @blocks("sdk", instead="openai.AsyncOpenAI.moderations.create")
    @public("openai.OpenAI.moderations.create")
    def create(self, *args: Any, **kwargs: Any) -> Any: ...

class _Models:
    @blocks("sdk", instead="openai.AsyncOpenAI.models.retrieve")
    @public("openai.OpenAI.models.retrieve")
    def retrieve(self, *args: Any, **kwargs: Any) -> Any: ...
    @blocks("sdk", instead="openai.AsyncOpenAI.models.list")
    @public("openai.OpenAI.models.list")
    def list(self, *args: Any, **kwargs: Any) -> Any: ...
    @blocks("sdk", instead="openai.AsyncOpenAI.models.delete")
    @public("openai.OpenAI.models.delete")
    def delete(self, *args: Any, **kwargs: Any) -> Any: ...

class _Files:
    @blocks("sdk", instead="openai.AsyncOpenAI.files.create")
    @public("openai.OpenAI.files.create")
    def create(self, *args: Any, **kwargs: Any) -> Any: ...
    @blocks("sdk", instead="openai.AsyncOpenAI.files.retrieve")
    @public("openai.OpenAI.files.retrieve")
    def retrieve(self, *args: Any, **kwargs: Any) -> Any: ...
    @blocks("sdk", instead="openai.AsyncOpenAI.files.list")
    @public("openai.OpenAI.files.list")
    def list(self, *args: Any, **kwargs: Any) -> Any: ...
    @blocks("sdk", instead="openai.AsyncOpenAI.files.delete")
    @public("openai.OpenAI.files.delete")
    def delete(self, *args: Any, **kwargs: Any) -> Any: ...
    @blocks("sdk", instead="openai.AsyncOpenAI.files.content")
    @public("openai.OpenAI.files.content")
    def content(self, *args: Any, **kwargs: Any) -> Any: ...

class _Responses:
    @blocks("sdk", instead="openai.AsyncOpenAI.responses.create")
    @public("openai.OpenAI.responses.create")
    @overload
    def create(self, *, stream: Literal[True], **kwargs: Any) -> Stream: ...
    @blocks("sdk", instead="openai.AsyncOpenAI.responses.create")
    @public("openai.OpenAI.responses.create")
    @overload
    def create(self, **kwargs: Any) -> Any: ...
    @blocks("sdk", instead="openai.AsyncOpenAI.responses.retrieve")
    @public("openai.OpenAI.responses.retrieve")
    def retrieve(self, *args: Any, **kwargs: Any) -> Any: ...
    @blocks("sdk", instead="openai.AsyncOpenAI.responses.cancel")
    @public("openai.OpenAI.responses.cancel")
    def cancel(self, *args: Any, **kwargs: Any) -> Any: ...
    @blocks("sdk", instead="openai.AsyncOpenAI.responses.delete")
    @public("openai.OpenAI.responses.delete")
    def delete(self, *args: Any, **kwargs: Any) -> Any: ...
    @blocks("sdk", instead="openai.AsyncOpenAI.responses.parse")
    @public("openai.OpenAI.responses.parse")
    def parse(self, *args: Any, **kwargs: Any) -> Any: ...

class _FineTuningJobs:
    @blocks("sdk", instead="openai.AsyncOpenAI.fine_tuning.jobs.create")
    @public("openai.OpenAI.fine_tuning.jobs.create")
    def create(self, *args: Any, **kwargs: Any) -> Any: ...
    @blocks("sdk", instead="openai.AsyncOpenAI.fine_tuning.jobs.retrieve")
    @public("openai.OpenAI.fine_tuning.jobs.retrieve")
    def retrieve(self, *args: Any, **kwargs: Any) -> Any: ...
    @blocks("sdk", instead="openai.AsyncOpenAI.fine_tuning.jobs.list")
    @public("openai.OpenAI.fine_tuning.jobs.list")
    def list(self, *args: Any, **kwargs: Any) -> Any: ...
    @blocks("sdk", instead="openai.AsyncOpenAI.fine_tuning.jobs.cancel")
    @public("openai.OpenAI.fine_tuning.jobs.cancel")
    def cancel(self, *args: Any, **kwargs: Any) -> Any: ...

class _Batches:
    @blocks("sdk", instead="openai.AsyncOpenAI.batches.create")
    @public("openai.OpenAI.batches.create")
    def create(self, *args: Any, **kwargs: Any) -> Any: ...
    @blocks("sdk", instead="openai.AsyncOpenAI.batches.retrieve")
    @public("openai.OpenAI.batches.retrieve")
    def retrieve(self, *args: Any, **kwargs: Any) -> Any: ...
    @blocks("sdk", instead="openai.AsyncOpenAI.batches.list")
    @public("openai.OpenAI.batches.list")
    def list(self, *args: Any, **kwargs: Any) -> Any: ...
    @blocks("sdk", instead="openai.AsyncOpenAI.batches.cancel")
    @public("openai.OpenAI.batches.cancel")
    def cancel(self, *args: Any, **kwargs: Any) -> Any: ...

class _VectorStores:
    @blocks("sdk", instead="openai.AsyncOpenAI.vector_stores.create")
    @public("openai.OpenAI.vector_stores.create")
    def create(self, *args: Any, **kwargs: Any) -> Any: ...
    @blocks("sdk", instead="openai.AsyncOpenAI.vector_stores.retrieve")
    @public("openai.OpenAI.vector_stores.retrieve")
    def retrieve(self, *args: Any, **kwargs: Any) -> Any: ...
    @blocks("sdk", instead="openai.AsyncOpenAI.vector_stores.list")
    @public("openai.OpenAI.vector_stores.list")
    def list(self, *args: Any, **kwargs: Any) -> Any: ...
    @blocks("sdk", instead="openai.AsyncOpenAI.vector_stores.delete")
    @public("openai.OpenAI.vector_stores.delete")
    def delete(self, *args: Any, **kwargs: Any) -> Any: ...
    @blocks("sdk", instead="openai.AsyncOpenAI.vector_stores.update")
    @public("openai.OpenAI.vector_stores.update")
    def update(self, *args: Any, **kwargs: Any) -> Any: ...
    @blocks("sdk", instead="openai.AsyncOpenAI.vector_stores.search")
    @public("openai.OpenAI.vector_stores.search")
    def search(self, *args: Any, **kwargs: Any) -> Any: ...

class _Chat:
    completions: _Completions

class _Audio:
    transcriptions: _Transcriptions
    translations: _Translations
    speech: _Speech

class _FineTuning:
    jobs: _FineTuningJobs

@client("sdk", instead="openai.AsyncOpenAI")
class OpenAI:
    api_key: str
    base_url: Any
    chat: _Chat
    completions: _LegacyCompletions
    embeddings: _Embeddings
    images: _Images
    audio: _Audio
    moderations: _Moderations
    models: _Models
    files: _Files
    responses: _Responses
    fine_tuning: _FineTuning
    batches: _Batches
    vector_stores: _VectorStores
    def __init__(self, **kwargs: Any) -> None: ...
    @safe
    def with_options(self, **kwargs: Any) -> Self: ...
    @safe
    def copy(self, **kwargs: Any) -> Self: ...
    def __enter__(self) -> Self: ...
    def __exit__(self, *args: Any) -> None: ...
    @safe
    def close(self) -> None: ...
    @safe
    def is_closed(self) -> bool: ...
    @safe
    def platform_headers(self) -> dict[str, str]: ...
    @blocks("sdk", instead="openai.AsyncOpenAI.get")
    def get(self, *args: Any, **kwargs: Any) -> Any: ...
    @blocks("sdk", instead="openai.AsyncOpenAI.post")
    def post(self, *args: Any, **kwargs: Any) -> Any: ...
    @blocks("sdk", instead="openai.AsyncOpenAI.put")
    def put(self, *args: Any, **kwargs: Any) -> Any: ...
    @blocks("sdk", instead="openai.AsyncOpenAI.patch")
    def patch(self, *args: Any, **kwargs: Any) -> Any: ...
    @blocks("sdk", instead="openai.AsyncOpenAI.delete")
    def delete(self, *args: Any, **kwargs: Any) -> Any: ...
    @blocks("sdk", instead="openai.AsyncOpenAI.request")
    def request(self, *args: Any, **kwargs: Any) -> Any: ...
    @blocks("sdk", instead="openai.AsyncOpenAI.get_api_list")
    def get_api_list(self, *args: Any, **kwargs: Any) -> Any: ...

@client("sdk", instead="openai.AsyncAzureOpenAI")
class AzureOpenAI(OpenAI): ...

class _AsyncCompletions:
    @public("openai.AsyncOpenAI.chat.completions.create")
    @overload
    @reads
    async def create(self, *, stream: Literal[True], **kwargs: Any) -> AsyncStream: ...
    @public("openai.AsyncOpenAI.chat.completions.create")
    @overload
    @reads
    async def create(self, **kwargs: Any) -> Any: ...

class _AsyncLegacyCompletions:
    @public("openai.AsyncOpenAI.completions.create")
    @overload
    @reads
    async def create(self, *, stream: Literal[True], **kwargs: Any) -> AsyncStream: ...
    @public("openai.AsyncOpenAI.completions.create")
    @overload
    @reads
    async def create(self, **kwargs: Any) -> Any: ...

class _AsyncEmbeddings:
    @public("openai.AsyncOpenAI.embeddings.create")
    @reads
    async def create(self, *args: Any, **kwargs: Any) -> Any: ...

class _AsyncImages:
    @public("openai.AsyncOpenAI.images.generate")
    @reads
    async def generate(self, *args: Any, **kwargs: Any) -> Any: ...
    @public("openai.AsyncOpenAI.images.edit")
    @reads
    async def edit(self, *args: Any, **kwargs: Any) -> Any: ...
    @public("openai.AsyncOpenAI.images.create_variation")
    @reads
    async def create_variation(self, *args: Any, **kwargs: Any) -> Any: ...

class _AsyncTranscriptions:
    @public("openai.AsyncOpenAI.audio.transcriptions.create")
    @reads
    async def create(self, *args: Any, **kwargs: Any) -> Any: ...

class _AsyncTranslations:
    @public("openai.AsyncOpenAI.audio.translations.create")
    @reads
    async def create(self, *args: Any, **kwargs: Any) -> Any: ...

class _AsyncSpeech:
    @public("openai.AsyncOpenAI.audio.speech.create")
    @reads
    async def create(self, *args: Any, **kwargs: Any) -> Any: ...

class _AsyncModerations:
    @public("openai.AsyncOpenAI.moderations.create")
    @reads
    async def create(self, *args: Any, **kwargs: Any) -> Any: ...

class _AsyncModels:
    @public("openai.AsyncOpenAI.models.retrieve")
    @reads
    async def retrieve(self, *args: Any, **kwargs: Any) -> Any: ...
    @public("openai.AsyncOpenAI.models.list")
    @reads
    def list(self, *args: Any, **kwargs: Any) -> _AsyncPages: ...
    @public("openai.AsyncOpenAI.models.delete")
    @writes
    async def delete(self, *args: Any, **kwargs: Any) -> Any: ...

class _AsyncFiles:
    @public("openai.AsyncOpenAI.files.create")
    @writes
    async def create(self, *args: Any, **kwargs: Any) -> Any: ...
    @public("openai.AsyncOpenAI.files.retrieve")
    @reads
    async def retrieve(self, *args: Any, **kwargs: Any) -> Any: ...
    @public("openai.AsyncOpenAI.files.list")
    @reads
    def list(self, *args: Any, **kwargs: Any) -> _AsyncPages: ...
    @public("openai.AsyncOpenAI.files.delete")
    @writes
    async def delete(self, *args: Any, **kwargs: Any) -> Any: ...
    @public("openai.AsyncOpenAI.files.content")
    @reads
    async def content(self, *args: Any, **kwargs: Any) -> Any: ...

class _AsyncResponses:
    @public("openai.AsyncOpenAI.responses.create")
    @overload
    @reads
    async def create(self, *, stream: Literal[True], **kwargs: Any) -> AsyncStream: ...
    @public("openai.AsyncOpenAI.responses.create")
    @overload
    @reads
    async def create(self, **kwargs: Any) -> Any: ...
    @public("openai.AsyncOpenAI.responses.retrieve")
    @reads
    async def retrieve(self, *args: Any, **kwargs: Any) -> Any: ...
    @public("openai.AsyncOpenAI.responses.cancel")
    @writes
    async def cancel(self, *args: Any, **kwargs: Any) -> Any: ...
    @public("openai.AsyncOpenAI.responses.delete")
    @writes
    async def delete(self, *args: Any, **kwargs: Any) -> Any: ...
    @public("openai.AsyncOpenAI.responses.parse")
    @reads
    async def parse(self, *args: Any, **kwargs: Any) -> Any: ...

class _AsyncFineTuningJobs:
    @public("openai.AsyncOpenAI.fine_tuning.jobs.create")
    @writes
    async def create(self, *args: Any, **kwargs: Any) -> Any: ...
    @public("openai.AsyncOpenAI.fine_tuning.jobs.retrieve")
    @reads
    async def retrieve(self, *args: Any, **kwargs: Any) -> Any: ...
    @public("openai.AsyncOpenAI.fine_tuning.jobs.list")
    @reads
    def list(self, *args: Any, **kwargs: Any) -> _AsyncPages: ...
    @public("openai.AsyncOpenAI.fine_tuning.jobs.cancel")
    @writes
    async def cancel(self, *args: Any, **kwargs: Any) -> Any: ...

class _AsyncBatches:
    @public("openai.AsyncOpenAI.batches.create")
    @writes
    async def create(self, *args: Any, **kwargs: Any) -> Any: ...
    @public("openai.AsyncOpenAI.batches.retrieve")
    @reads
    async def retrieve(self, *args: Any, **kwargs: Any) -> Any: ...
    @public("openai.AsyncOpenAI.batches.list")
    @reads
    def list(self, *args: Any, **kwargs: Any) -> _AsyncPages: ...
    @public("openai.AsyncOpenAI.batches.cancel")
    @writes
    async def cancel(self, *args: Any, **kwargs: Any) -> Any: ...

class _AsyncVectorStores:
    @public("openai.AsyncOpenAI.vector_stores.create")
    @writes
    async def create(self, *args: Any, **kwargs: Any) -> Any: ...
    @public("openai.AsyncOpenAI.vector_stores.retrieve")
    @reads
    async def retrieve(self, *args: Any, **kwargs: Any) -> Any: ...
    @public("openai.AsyncOpenAI.vector_stores.list")
    @reads
    def list(self, *args: Any, **kwargs: Any) -> _AsyncPages: ...
    @public("openai.AsyncOpenAI.vector_stores.delete")
    @writes
    async def delete(self, *args: Any, **kwargs: Any) -> Any: ...
    @public("openai.AsyncOpenAI.vector_stores.update")
    @writes
    async def update(self, *args: Any, **kwargs: Any) -> Any: ...
    @public("openai.AsyncOpenAI.vector_stores.search")
    @reads
    def search(self, *args: Any, **kwargs: Any) -> _AsyncPages: ...

class _AsyncChat:
    completions: _AsyncCompletions

class _AsyncAudio:
    transcriptions: _AsyncTranscriptions
    translations: _AsyncTranslations
    speech: _AsyncSpeech

class _AsyncFineTuning:
    jobs: _AsyncFineTuningJobs

class AsyncOpenAI:
    api_key: str
    base_url: Any
    chat: _AsyncChat
    completions: _AsyncLegacyCompletions
    embeddings: _AsyncEmbeddings
    images: _AsyncImages
    audio: _AsyncAudio
    moderations: _AsyncModerations
    models: _AsyncModels
    files: _AsyncFiles
    responses: _AsyncResponses
    fine_tuning: _AsyncFineTuning
    batches: _AsyncBatches
    vector_stores: _AsyncVectorStores
    def __init__(self, **kwargs: Any) -> None: ...
    def with_options(self, **kwargs: Any) -> Self: ...
    def copy(self, **kwargs: Any) -> Self: ...
    async def __aenter__(self) -> Self: ...
    async def __aexit__(self, *args: Any) -> None: ...
    async def close(self) -> None: ...
    @reads
    async def get(self, *args: Any, **kwargs: Any) -> Any: ...
    @writes
    async def post(self, *args: Any, **kwargs: Any) -> Any: ...
    @writes
    async def put(self, *args: Any, **kwargs: Any) -> Any: ...
    @writes
    async def patch(self, *args: Any, **kwargs: Any) -> Any: ...
    @writes
    async def delete(self, *args: Any, **kwargs: Any) -> Any: ...
    @writes
    async def request(self, *args: Any, **kwargs: Any) -> Any: ...

class AsyncAzureOpenAI(AsyncOpenAI): ...

class OpenAIError(Exception): ...
class APIError(OpenAIError):
    message: str
    code: str | None
    body: Any
class APIConnectionError(APIError): ...
class APITimeoutError(APIConnectionError): ...
class APIStatusError(APIError):
    status_code: int
    response: Any
class AuthenticationError(APIStatusError): ...
class BadRequestError(APIStatusError): ...
class ConflictError(APIStatusError): ...
class InternalServerError(APIStatusError): ...
class NotFoundError(APIStatusError): ...
class PermissionDeniedError(APIStatusError): ...
class RateLimitError(APIStatusError): ...
class UnprocessableEntityError(APIStatusError): ...
