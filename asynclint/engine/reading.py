"""The files of a project to facts: from the cache, from workers, or read here."""

from __future__ import annotations

from asynclint.engine.cache import FactsCache, decode, key_of
from asynclint.engine.deep import run_deep
from asynclint.engine.progress import Progress
from asynclint.engine.workers.messages import Defect, Facts, Job, Refused, Reply
from asynclint.engine.workers.pool import Lost, NoWorkersError, Pool
from asynclint.engine.workers.process import READER
from asynclint.engine.workers.sizing import workers_for
from asynclint.errors import InternalError
from asynclint.facts.errors import FactsError
from asynclint.facts.records import ModuleFacts
from asynclint.finding import FileError
from asynclint.program.modules import Source
from asynclint.project.project import Project, SourceFile
from asynclint.project.roles import role_of
from asynclint.settings.model import Settings


def parse(job: Job) -> ModuleFacts:
    """The facts of one file.  Raises `FactsError`.

    libcst takes a quarter of a second to import: a run that finds all in the cache goes without it.
    """
    from asynclint.facts.reader import read_module

    return read_module(job.source, job.module, is_package=job.is_package, max_size=job.max_size)


class Reader:
    """Bytes to facts, through the cache."""

    def __init__(self, cache: FactsCache, max_size: int) -> None:
        self._cache = cache
        self._max_size = max_size

    def facts(self, source: bytes, name: str, is_package: bool) -> ModuleFacts:
        """Raises `FactsError`."""
        key = key_of(source, name, is_package, self._max_size)
        found = self._cache.get(key)
        if found is None:
            found = parse(Job(source, name, is_package, self._max_size))
            self._cache.put(key, found)
        return found


class Reading:
    """What reading gave: `sources` in the order of the files, `errors`, and `notes` for the user."""

    def __init__(
        self,
        project: Project,
        cache: FactsCache,
        settings: Settings,
        progress: Progress,
        worker_reader: str = READER,
    ) -> None:
        """Reads all files.  Raises `InternalError` for a defect of the reader in a worker."""
        self._files = project.files
        self._cache = cache
        self._progress = progress
        self._found: dict[int, ModuleFacts] = {}
        self._missing: dict[int, tuple[bytes, Job]] = {}
        self.errors: list[FileError] = []
        self.notes: list[str] = []
        self._look_up(project, settings.max_file_size)
        number = workers_for(settings.jobs, [len(job.source) for _, job in self._missing.values()])
        if number:
            self._ask(Pool(number, settings.file_timeout, worker_reader))
        if self._missing:
            run_deep(self._read_here)
        self.sources = [
            Source(self._found[index], file.relative, role(file))
            for index, file in enumerate(self._files)
            if index in self._found
        ]

    def _look_up(self, project: Project, max_size: int) -> None:
        """Takes what the cache has; whatever is left is missing."""
        for index, file in enumerate(self._files):
            try:
                source = project.read(file)
            except OSError as error:
                self._refuse(index, error.strerror or str(error))
                continue
            key = key_of(source, file.module, file.is_package, max_size)
            facts = self._cache.get(key)
            if facts is None:
                self._missing[index] = key, Job(source, file.module, file.is_package, max_size)
            else:
                self._keep(index, facts)

    def _ask(self, pool: Pool) -> None:
        """Has workers read what is missing; what they cannot stays missing."""
        indices = list(self._missing)
        try:
            for place, reply in pool.read([self._missing[index][1] for index in indices]):
                self._take(indices[place], reply)
        except NoWorkersError as error:
            self.notes.append(f"reading in one process: no further one could be started ({error})")

    def _take(self, index: int, reply: Reply | Lost) -> None:
        key, _ = self._missing[index]
        if isinstance(reply, Facts):
            facts = None if reply.data is None else decode(reply.data)
            if facts is None or reply.data is None:
                # Facts that no encoding takes: they are read once more, here.
                return
            self._cache.put_bytes(key, reply.data)
            self._keep(index, facts)
        elif isinstance(reply, Refused):
            self._refuse(index, reply.message, reply.line, reply.column)
        elif isinstance(reply, Defect):
            raise InternalError(f"reading {self._files[index].relative} failed\n{reply.trace}")
        else:
            self._refuse(index, reply.message)
        del self._missing[index]

    def _read_here(self) -> None:
        for index, (key, job) in self._missing.items():
            try:
                facts = parse(job)
            except FactsError as error:
                self._refuse(index, error.message, error.line, error.column)
            else:
                self._cache.put(key, facts)
                self._keep(index, facts)

    def _keep(self, index: int, facts: ModuleFacts) -> None:
        self._found[index] = facts
        self._progress.advance()

    def _refuse(self, index: int, message: str, line: int = 1, column: int = 1) -> None:
        file = self._files[index]
        self.errors.append(FileError(file.relative, line, column, message, file.named))
        self._progress.advance()


def role(file: SourceFile) -> str:
    """The role of a file; one that was named itself is code."""
    return "code" if file.explicit else role_of(file.relative)
