"""What standard error says of files that could not be read."""

from __future__ import annotations

from rich.text import Text

from asynclint.finding import FileError
from asynclint.reports.words import printable


def complaint(error: FileError) -> Text:
    """One line: an error for a named file, a warning for any other."""
    kind, style = ("error", "bold red") if error.named else ("warning", "bold yellow")
    line = Text()
    line.append(f"{kind}: ", style=style)
    line.append(f"{printable(error.path)}:{error.line}:{error.column}", style="cyan")
    return line.append(f": {printable(error.message)}")
