"""What keeps files back as a server keeps its answers: a lock on a database, a pipe that nobody writes to."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from tests.proofs.proving import Place
from tests.proofs.watch import Kind, Watch


@dataclass(frozen=True)
class Held:
    """Where a call is to be made, and what keeps it waiting once it is armed."""

    place: Place
    answer: Callable[[Watch], Callable[[], None]]

    def arm(self, watch: Watch) -> None:
        threading.Thread(target=self.answer(watch), daemon=True).start()


def sqlite(folder: Path) -> Held:
    """A database with a table `t`."""
    path = folder / "held.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("create table t (n integer)")
    return Held(Place(path=str(path)), _locking(path))


def diskcache(folder: Path) -> Held:
    """A cache's folder, whose database is locked."""
    return Held(Place(path=str(folder)), _locking(folder / "cache.db"))


def pipe(folder: Path) -> Held:
    """A named pipe: opening it for reading waits for one who writes."""
    path = folder / "pipe"
    os.mkfifo(path)

    def answer(watch: Watch) -> Callable[[], None]:
        def write() -> None:
            watch.hold()
            # Waits for one who reads, too.
            if watch.kind is not Kind.RETURNS:
                os.close(os.open(path, os.O_WRONLY))

        return write

    return Held(Place(path=str(path)), answer)


def _locking(path: Path) -> Callable[[Watch], Callable[[], None]]:
    def answer(watch: Watch) -> Callable[[], None]:
        # Closed by another thread than the one that takes the lock.
        connection = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        connection.execute("begin exclusive")

        def release() -> None:
            with closing(connection):
                watch.hold()
                connection.execute("rollback")

        return release

    return answer


HELD = {each.__name__: each for each in (sqlite, diskcache, pipe)}
