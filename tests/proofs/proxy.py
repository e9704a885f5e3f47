"""A proxy on loopback that keeps the answers of the server behind it back while a watch says so."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress

from tests.proofs.watch import Watch

HOST = "127.0.0.1"


class Proxy:
    """Listens on a port of its own; `watch` is the one that looks at the next call."""

    def __init__(self, upstream: int) -> None:
        self._upstream = upstream
        self._watch: Watch | None = None
        self._listener = socket.create_server((HOST, 0))
        self.port: int = self._listener.getsockname()[1]
        self._open: set[socket.socket] = set()
        self._threads = [self._start(self._accept)]

    def arm(self, watch: Watch) -> None:
        self._watch = watch

    def close(self) -> None:
        # Of a listening socket, shutting it down ends `accept`; closing it alone does not.
        for each in (self._listener, *self._open):
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join()
        self._listener.close()

    def _start(self, target: object, *args: object) -> threading.Thread:
        thread = threading.Thread(target=target, args=args, daemon=True)
        thread.start()
        return thread

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                server = socket.create_connection((HOST, self._upstream))
                self._open |= {client, server}
                for each in (client, server):
                    each.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                self._threads.append(self._start(self._serve, client, server))

    def _serve(self, client: socket.socket, server: socket.socket) -> None:
        """One connection, until either side has closed it."""
        with client, server:
            asking = self._start(self._pump, client, server, False)
            self._pump(server, client, True)
            asking.join()
        self._open -= {client, server}

    def _pump(self, source: socket.socket, target: socket.socket, answers: bool) -> None:
        with suppress(OSError):
            while data := source.recv(1 << 16):
                if answers and self._watch is not None:
                    self._watch.hold()
                target.sendall(data)
        for each, how in ((source, socket.SHUT_RD), (target, socket.SHUT_WR)):
            with suppress(OSError):
                each.shutdown(how)
