"""Writing to the terminal, a file or a pipe: colours where they are wanted, and quiet ends."""

from __future__ import annotations

import io
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import TextIO

from rich.console import Console
from rich.text import Text

from asynclint.errors import UsageError
from asynclint.reports.text import WIDTH

_FALSE = ("", "0", "false", "no")
# Lines that are handed to rich in one go.
_BATCH = 200


class Output:
    """One of the standard streams.  Its lines are never cut and never wrapped."""

    def __init__(self, stream: TextIO, environ: Mapping[str, str]) -> None:
        self._stream = stream
        if isinstance(stream, io.TextIOWrapper):
            # A file name may hold what the encoding of the stream does not have.
            stream.reconfigure(errors="backslashreplace")
        self.is_terminal = stream.isatty()
        self.colored = _colored(self.is_terminal, environ)
        self.console = Console(
            file=stream,
            force_terminal=self.is_terminal or self.colored,
            color_system="standard" if self.colored else None,
            no_color=not self.colored,
            highlight=False,
            markup=False,
            emoji=False,
            soft_wrap=True,
            legacy_windows=False,
        )

    @property
    def width(self) -> int:
        """In cells."""
        return self.console.width if self.is_terminal else WIDTH

    @property
    def ascii_only(self) -> bool:
        """Whether the stream's encoding lacks the characters that chains are drawn with."""
        try:
            "→└─…".encode(self._stream.encoding or "ascii")
        except (UnicodeEncodeError, LookupError):
            return True
        return False

    def lines(self, lines: Iterable[Text]) -> None:
        """Writes the lines, each with a newline; a reader that went away is no error."""
        with self._writing():
            if not self.colored:
                self._stream.writelines(f"{line.plain}\n" for line in lines)
                return
            batch: list[Text] = []
            for line in lines:
                batch.append(line)
                if len(batch) == _BATCH:
                    self.console.print(Text("\n").join(batch))
                    batch.clear()
            if batch:
                self.console.print(Text("\n").join(batch))

    def text(self, text: str) -> None:
        """Writes plain text and a newline."""
        self.pieces((text,))

    def pieces(self, pieces: Iterable[str]) -> None:
        """Writes plain text that comes in pieces, and a newline at its end."""
        with self._writing():
            self._stream.writelines(pieces)
            self._stream.write("\n")

    def markdown(self, source: str) -> None:
        """Writes markdown: rendered where there are colours, else as it is."""
        with self._writing():
            if self.colored:
                # Its import costs more than a report.
                from rich.markdown import Markdown

                self.console.print(Markdown(source, code_theme="ansi_dark"), soft_wrap=False)
            else:
                self._stream.write(f"{source}\n")

    @contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            yield
            self._stream.flush()
        except BrokenPipeError:
            self._abandon()
        except OSError as error:
            self._abandon()
            raise UsageError(f"could not write the output: {error.strerror or error}") from error

    def _abandon(self) -> None:
        """Lets what is still buffered go nowhere, so that the interpreter ends in peace."""
        try:
            descriptor = self._stream.fileno()
        except (OSError, ValueError):
            return
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, descriptor)
        os.close(nowhere)


def _colored(is_terminal: bool, environ: Mapping[str, str]) -> bool:
    """NO_COLOR goes before FORCE_COLOR, and both before the kind of the stream."""
    if environ.get("NO_COLOR"):
        return False
    if environ.get("FORCE_COLOR", "").lower() not in _FALSE:
        return True
    return is_terminal and environ.get("TERM") != "dumb"
