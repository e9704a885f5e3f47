"""What has changed in a git work tree since it left a branch; asked of git itself."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

from asynclint.errors import UsageError

# A hook's own idea of the repository, relative to another folder, and what would change the output.
_UNWANTED = (
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_PREFIX",
    "GIT_DIFF_OPTS",
    "GIT_LITERAL_PATHSPECS",
)
_CONFIG = ("core.quotePath=false", "diff.suppressBlankEmpty=false", "diff.submodule=short")
_DIFF = (
    "diff",
    "--no-color",
    "--no-ext-diff",
    "--no-textconv",
    "--relative",
    "--find-renames",
    "--ignore-submodules",
)


class Repository:
    """The repository around a folder, compared with the merge base of a revision and HEAD.

    Raises `UsageError` where there is no such thing.  All paths are relative to the folder.
    """

    def __init__(self, root: Path, since: str) -> None:
        self._root = root
        self.base = self._merge_base(since)

    def diff(self, suffixes: Iterable[str]) -> bytes:
        """The unified diff from the merge base to the work tree, staged or not, without context.

        Of the files with these suffixes, whatever attributes say of them.
        """
        prefixes = ("--src-prefix=a/", "--dst-prefix=b/", "--unified=0", "--inter-hunk-context=0")
        patterns = sorted({f"*{suffix}" for suffix in suffixes})
        return self._run(*_DIFF, "--text", *prefixes, self.base, "--", *patterns)

    def untracked(self) -> Iterator[str]:
        """The files that are neither tracked nor ignored."""
        for name in self._run("ls-files", "-z", "--others", "--exclude-standard").split(b"\0"):
            if name:
                yield name.decode("utf-8", "backslashreplace")

    def before(self, path: str) -> bytes | None:
        """The content of a file at the merge base, by the name that it had; None for a new file."""
        fields = iter(self._run(*_DIFF, "--name-status", "-z", self.base, "--").split(b"\0"))
        name = path.encode("utf-8", "surrogateescape")
        for status in fields:
            if not status:
                break
            old = next(fields)
            if status[:1] in b"RC" and next(fields) == name:
                name = old
                break
        done = self._try("cat-file", "blob", self.base + ":./" + os.fsdecode(name))
        return done.stdout if done.returncode == 0 else None

    def _merge_base(self, since: str) -> str:
        inside = self._try("rev-parse", "--is-inside-work-tree")
        if inside.returncode != 0 and b"not a git repository" not in inside.stderr:
            raise _failure("rev-parse", inside)
        if inside.stdout.strip() != b"true":
            raise UsageError(
                f"--since: {self._root} is in no git work tree; run in a clone of the repository,"
                " or use --patch."
            )
        known = self._try("rev-parse", "--verify", "--quiet", "--end-of-options", since + "^{commit}")
        if known.returncode != 0:
            raise UsageError(
                f"--since: git knows no revision `{since}`. Check the name; in CI, fetch it first:"
                f" `git fetch {self._source(since)}`."
            )
        found = self._try("merge-base", known.stdout.decode().strip(), "HEAD")
        if found.returncode == 0:
            return found.stdout.decode().strip()
        if found.returncode != 1:
            raise _failure("merge-base", found)
        if self._run("rev-parse", "--is-shallow-repository").strip() == b"true":
            raise UsageError(
                f"--since: no merge base of `{since}` and HEAD is in this shallow clone; fetch with"
                " `fetch-depth: 0`, or run `git fetch --unshallow`."
            )
        raise UsageError(f"--since: `{since}` and HEAD have no commit in common; name a related branch.")

    def _source(self, since: str) -> str:
        """The remote and its branch that a revision unknown here may stand for."""
        if not re.fullmatch(r"\w[\w./-]*", since):
            return "origin main"
        remote, _, branch = since.partition("/")
        remotes = self._run("remote").decode("utf-8", "replace").split()
        return f"{remote} {branch}" if branch and remote in (*remotes, "origin") else f"origin {since}"

    def _run(self, *arguments: str) -> bytes:
        done = self._try(*arguments)
        if done.returncode != 0:
            raise _failure(arguments[0], done)
        return done.stdout

    def _try(self, *arguments: str) -> subprocess.CompletedProcess[bytes]:
        settings = [part for one in _CONFIG for part in ("-c", one)]
        environment = {key: value for key, value in os.environ.items() if key not in _UNWANTED}
        # No lock: somebody may be at work in the same tree.
        environment.update(LC_ALL="C", GIT_OPTIONAL_LOCKS="0")
        command = ["git", "--no-pager", "-C", str(self._root), *settings, *arguments]
        try:
            return subprocess.run(command, capture_output=True, env=environment, check=False)
        except FileNotFoundError as error:
            raise UsageError("--since needs git, which was not found; install it, or use --patch.") from error
        except (OSError, ValueError) as error:
            raise UsageError(f"--since: git cannot be run: {error}.") from error


def _failure(command: str, done: subprocess.CompletedProcess[bytes]) -> UsageError:
    said = done.stderr.decode("utf-8", "replace").strip() or f"exit code {done.returncode}"
    return UsageError(f"--since: `git {command}` failed: {said}")
