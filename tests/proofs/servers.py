"""The servers that calls are proved against: Debian's, started in temporary folders, and ones of our own."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import socketserver
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from tests.proofs.proxy import HOST
from tests.proofs.watch import LONG


@contextmanager
def postgresql() -> Iterator[int]:
    bin = Path(_program("postgres", "postgresql")).parent
    # It refuses to run as root.
    user = "postgres" if os.getuid() == 0 else None
    with tempfile.TemporaryDirectory() as folder:
        if user is not None:
            shutil.chown(folder, user)
        made = [bin / "initdb", "-D", folder, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync"]
        done = subprocess.run(made, user=user, cwd="/", capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        options = ("listen_addresses=127.0.0.1", "unix_socket_directories=", "fsync=off")
        command = [str(bin / "postgres"), "-D", folder, *(part for each in options for part in ("-c", each))]
        port = _free_port()
        asked = [str(bin / "pg_isready"), "-q", "-h", HOST, "-p", str(port)]

        def ready() -> bool:
            return subprocess.run(asked, check=False).returncode == 0

        # By this signal it does not wait for its clients.
        with _running([*command, "-p", str(port)], ready, user, signal.SIGINT):
            yield port


@contextmanager
def redis() -> Iterator[int]:
    program = _program("redis-server", "redis-server")
    with tempfile.TemporaryDirectory() as folder:
        options = ["--bind", HOST, "--save", "", "--appendonly", "no", "--dir", folder]
        port = _free_port()
        with _running([program, "--port", str(port), *options], lambda: _answers(port)):
            yield port


@contextmanager
def memcached() -> Iterator[int]:
    program = _program("memcached", "memcached")
    user = ["-u", "nobody"] if os.getuid() == 0 else []
    port = _free_port()
    with _running([program, "-l", HOST, "-U", "0", *user, "-p", str(port)], lambda: _answers(port)):
        yield port


@contextmanager
def http() -> Iterator[int]:
    with _serving(ThreadingHTTPServer((HOST, 0), _Http)) as port:
        yield port


@contextmanager
def smtp() -> Iterator[int]:
    with _serving(_Threads((HOST, 0), _Smtp)) as port:
        yield port


SERVERS = {each.__name__: each for each in (postgresql, redis, memcached, http, smtp)}


class _Threads(socketserver.ThreadingTCPServer):
    daemon_threads = True


class _Http(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "2")
        self.send_header("Content-Type", "application/json")
        self.send_header("X-Elastic-Product", "Elasticsearch")
        self.end_headers()
        self.wfile.write(b"{}")

    def log_message(self, format: str, *args: object) -> None:
        pass


class _Smtp(socketserver.StreamRequestHandler):
    """Takes every message."""

    def handle(self) -> None:
        self.wfile.write(b"220 here\r\n")
        text = False
        for line in self.rfile:
            word = line.strip().upper()[:4]
            if text and word != b".":
                continue
            text = word == b"DATA"
            self.wfile.write({b"DATA": b"354 go on\r\n", b"QUIT": b"221 bye\r\n"}.get(word, b"250 ok\r\n"))


@contextmanager
def _serving(server: socketserver.BaseServer) -> Iterator[int]:
    with server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        yield server.server_address[1]
        server.shutdown()
        thread.join()


def _program(name: str, package: str) -> str:
    """Debian keeps PostgreSQL's programs beside the path, one folder a version."""
    debian = sorted(Path("/usr/lib").glob(f"postgresql/*/bin/{name}"), reverse=True)
    found = shutil.which(name) if not debian else str(debian[0])
    assert found, f"there is no {name}: `make servers` as root, or install the Debian package {package}"
    return found


def _free_port() -> int:
    with socket.create_server((HOST, 0)) as taken:
        return int(taken.getsockname()[1])


@contextmanager
def _running(
    command: list[str],
    ready: Callable[[], bool],
    user: str | None = None,
    stop: signal.Signals = signal.SIGTERM,
) -> Iterator[None]:
    """A server process, once it is `ready`."""
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(command, user=user, cwd="/", stdout=log, stderr=log)
        try:
            end = time.monotonic() + LONG
            while not ready():
                if process.poll() is not None or time.monotonic() > end:
                    log.seek(0)
                    raise AssertionError(f"{command[0]} does not run: {log.read().decode()}")
                time.sleep(0.05)
            yield
        finally:
            process.send_signal(stop)
            process.wait(LONG)


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex((HOST, port)) == 0
