"""A client of a language server that is a process; it sends what an editor sends."""

from __future__ import annotations

import itertools
import json
import os
import queue
import signal
import subprocess
import threading
from collections import defaultdict, deque
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

Message = dict[str, Any]
Diagnostic = dict[str, Any]

# Nothing waits for it unless the server hangs.
GUARD = 60


class Client:
    """A started server; leaving its block shuts it down, and ends it whatever happens.

    What the server and what it starts write to standard error is in the file `errors`.
    """

    def __init__(
        self, command: Sequence[str], folder: Path, errors: Path, environ: Mapping[str, str]
    ) -> None:
        with errors.open("wb") as stderr:
            self._process = subprocess.Popen(
                command,
                cwd=folder,
                env=dict(environ),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=stderr,
                # A group of its own, so that nobody that it starts can be left behind.
                start_new_session=True,
            )
        self._received: queue.Queue[Message | None] = queue.Queue()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        self._numbers = itertools.count(1)
        self._versions: dict[str, int] = {}
        # By file and version.
        self._diagnostics: defaultdict[tuple[str, int], deque[list[Diagnostic]]] = defaultdict(deque)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if kind is None and self._process.poll() is None:
                self.shut_down()
        finally:
            self._end()

    def initialize(self, folder: Path, **options: Any) -> Message:
        """Opens a workspace folder; gives the capabilities of the server."""
        found = self.request(
            "initialize",
            {
                "processId": os.getpid(),
                "rootUri": folder.as_uri(),
                "workspaceFolders": [{"uri": folder.as_uri(), "name": folder.name}],
                "capabilities": {"textDocument": {"publishDiagnostics": {"versionSupport": True}}},
                "initializationOptions": options,
            },
        )
        self.notify("initialized", {})
        capabilities: Message = found["capabilities"]
        return capabilities

    def configure(self, settings: Message) -> None:
        self.notify("workspace/didChangeConfiguration", {"settings": settings})

    def open(self, path: Path, text: str) -> None:
        """Opens a buffer, which need not be what is on disk."""
        document = {**self._document(path), "languageId": "python", "text": text}
        self.notify("textDocument/didOpen", {"textDocument": document})

    def change(self, path: Path, *changes: Message) -> list[Diagnostic]:
        """Edits an open buffer; gives what the server publishes for the new version."""
        given = {"textDocument": self._document(path), "contentChanges": list(changes)}
        self.notify("textDocument/didChange", given)
        return self.published(path)

    def save(self, path: Path) -> list[Diagnostic]:
        """Tells that the buffer was written to disk; gives what the server publishes for it."""
        self.notify("textDocument/didSave", {"textDocument": {"uri": path.as_uri()}})
        return self.published(path)

    def close(self, path: Path) -> None:
        del self._versions[path.as_uri()]
        self.notify("textDocument/didClose", {"textDocument": {"uri": path.as_uri()}})

    def published(self, path: Path) -> list[Diagnostic]:
        """What the server publishes next for the version of a buffer that was sent last."""
        key = path.as_uri(), self._versions[path.as_uri()]
        while not self._diagnostics[key]:
            self._next()
        return self._diagnostics[key].popleft()

    def shut_down(self) -> None:
        """As the protocol has it.  Raises `AssertionError` where the server fails or leaves anyone behind."""
        assert self.request("shutdown", None) is None
        self.notify("exit", None)
        # An editor closes its end, too.
        self._stdin.close()
        assert self._process.wait(GUARD) == 0
        assert not self._is_anyone_left()

    def request(self, method: str, params: Message | None) -> Any:
        """The result of a request; raises `AssertionError` for an error."""
        number = next(self._numbers)
        self._send({"id": number, "method": method, "params": params})
        while True:
            message = self._next()
            if message.get("id") == number and "method" not in message:
                assert "error" not in message, message
                return message["result"]

    def notify(self, method: str, params: Message | None) -> None:
        self._send({"method": method, "params": params})

    def _document(self, path: Path) -> Message:
        """A buffer with a version that none had before, so that nothing late is taken for its diagnostics."""
        self._versions[path.as_uri()] = next(self._numbers)
        return {"uri": path.as_uri(), "version": self._versions[path.as_uri()]}

    @property
    def _stdin(self) -> IO[bytes]:
        assert self._process.stdin is not None
        return self._process.stdin

    @property
    def _stdout(self) -> IO[bytes]:
        assert self._process.stdout is not None
        return self._process.stdout

    def _send(self, message: Message) -> None:
        content = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self._stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(content), content))
        self._stdin.flush()

    def _next(self) -> Message:
        """The next message.  Diagnostics are kept, and requests of the server answered with nothing."""
        message = self._received.get(timeout=GUARD)
        assert message is not None, "the server has closed its output"
        if "id" in message and "method" in message:
            self._send({"id": message["id"], "result": None})
        if message.get("method") == "textDocument/publishDiagnostics":
            params = message["params"]
            self._diagnostics[params["uri"], params.get("version")].append(params["diagnostics"])
        return message

    def _read(self) -> None:
        with suppress(ValueError, OSError):
            while header := self._stdout.readline():
                length = 0
                while header.strip():
                    name, _, value = header.partition(b":")
                    if name.lower() == b"content-length":
                        length = int(value)
                    header = self._stdout.readline()
                self._received.put(json.loads(self._stdout.read(length)))
        self._received.put(None)

    def _is_anyone_left(self) -> bool:
        try:
            os.killpg(self._process.pid, 0)
        except ProcessLookupError:
            return False
        return True

    def _end(self) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait(GUARD)
        with suppress(OSError):
            self._stdin.close()
        self._reader.join(GUARD)
        self._stdout.close()
