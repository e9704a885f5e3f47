"""What a rule is, and what it gives back."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

from asynclint.finding import Confidence, Finding, Record, Severity

if TYPE_CHECKING:
    # Who asks for a rule's name alone (`rule`, `--help`, an editor) does not wait for the analysis.
    from asynclint.program.blocking import BlockingCall
    from asynclint.program.clients import SyncClient
    from asynclint.program.concurrency.findings import AwaitInLoop, SequentialAwaits, UnsafeGather
    from asynclint.program.coroutines.dropped import Dropped
    from asynclint.program.coroutines.locks import LockAcrossAwait
    from asynclint.program.coroutines.tasks import DanglingTask
    from asynclint.program.coroutines.threadpool import NeedlessThread
    from asynclint.settings.model import Scope

HOME = "https://github.com/asynclint/asynclint"
_PAGES = f"{HOME}/blob/main/docs/rules/"


def page_url(code: str) -> str:
    """The address of a rule's documentation: by its code, which never changes, while names may."""
    return f"{_PAGES}{code}.md"


class Program(Protocol):
    """What the rules read of the linked program."""

    def blocking_calls(self) -> Sequence[BlockingCall]:
        """All calls on the loop that block, one for each (place, category)."""
        ...

    def sync_clients(self) -> Sequence[SyncClient]:
        """All constructions of synchronous clients that code on the loop uses."""
        ...

    def sequential_awaits(self) -> Sequence[SequentialAwaits]:
        """All groups of awaits that could run at once."""
        ...

    def awaits_in_loops(self) -> Sequence[AwaitInLoop]:
        """All awaits of which each iteration of a loop could do without waiting for the others."""
        ...

    def unsafe_gathers(self) -> Sequence[UnsafeGather]:
        """All calls that run at once what must not, or what has run already."""
        ...

    def dropped_coroutines(self) -> Sequence[Dropped]:
        """All places where a coroutine is made and lost."""
        ...

    def dangling_tasks(self) -> Sequence[DanglingTask]:
        """All tasks that nothing holds."""
        ...

    def locks_across_awaits(self) -> Sequence[LockAcrossAwait]:
        """All sections of thread locks that await."""
        ...

    def needless_threads(self) -> Sequence[NeedlessThread]:
        """All functions that a thread runs for a framework, and that never wait."""
        ...


class Draft(Record, frozen=True):
    """A finding without its fingerprint, and what the fingerprint needs beside it.

    `module` is the dotted name of the finding's module, `callee` the text of the callee as
    written, both free of line numbers; `callables`, sorted, are those of all root causes, shown or not, or
    what else the finding is about; without any, those that are shown count.
    `scope` is what runs the code.  `touched`: a change that was asked for has to do with it.  `preview`:
    an unfinished condition found it, so that it is reported only where these are asked for.
    """

    finding: Finding
    module: str
    callee: str
    callables: tuple[str, ...] = ()
    scope: Scope = "routes"
    touched: bool = False
    preview: bool = False


Check = Callable[[Program], Iterator[Draft]]

Example = Mapping[str, str]
"""A small project: the path of each file, relative to its root, and its source."""


class Rule(Record, frozen=True):
    """One rule: what it is called, why it exists, how to mend, and its check.

    `summary` is one line without a full stop; `explanation` is markdown.  The check of `bad`
    gives findings of this code only, the check of `good` none at all.  `default` is false for
    rules that must be asked for; `confidence` is the lowest one that is reported where the user
    sets no threshold.  `category` is that of the blocking calls it reports, "" for any other rule.
    """

    code: str
    name: str
    summary: str
    explanation: str
    bad: Example
    good: Example
    severity: Severity
    check: Check
    category: str = ""
    default: bool = True
    confidence: Confidence = "likely"

    @property
    def url(self) -> str:
        """The address of the rule's page."""
        return page_url(self.code)
