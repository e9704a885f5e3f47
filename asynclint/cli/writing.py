"""Writing a report in whatever format it is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

from asynclint import __version__
from asynclint.cli.output import Output
from asynclint.cli.sources import SourceFiles
from asynclint.finding import Report
from asynclint.project.root import below_repository, repository_top
from asynclint.reports import concise, statistics, text
from asynclint.reports.formats import PROGRAMS, SERVICES, Format
from asynclint.reports.rebased import rebased


class Writer:
    """Writes one report, in several formats if need be.

    `overlays` are unsaved contents by real path.  `show_statistics` and `quiet` are for readers: what
    programs read is always whole.
    """

    def __init__(
        self, report: Report, overlays: Mapping[Path, bytes], *, show_statistics: bool, quiet: bool
    ) -> None:
        self._report = report
        self._overlays = overlays
        self._show_statistics = show_statistics
        self._quiet = quiet

    def __call__(self, output_format: Format, out: Output) -> None:
        """Writes the report to `out`."""
        report = self._report
        if output_format in SERVICES:
            report = self._from_the_top
            out.pieces(SERVICES[output_format](report, __version__, self._sources(report)))
        elif output_format in PROGRAMS:
            out.pieces(PROGRAMS[output_format](report, __version__, self._sources(report)))
        elif self._show_statistics:
            out.lines(statistics.lines(report))
        elif output_format == "concise":
            out.lines(concise.lines(report, quiet=self._quiet))
        else:
            lines = self._sources(report).lines
            ascii_only = out.ascii_only
            out.lines(text.lines(report, lines, quiet=self._quiet, width=out.width, ascii_only=ascii_only))

    @cached_property
    def _from_the_top(self) -> Report:
        """The report for services: one run writes several of their formats."""
        root = Path(self._report.root)
        return rebased(self._report, below_repository(root), str(repository_top(root) or root))

    def _sources(self, report: Report) -> SourceFiles:
        return SourceFiles(Path(report.root), self._overlays)
