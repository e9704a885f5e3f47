"""What the rules read: calls on the event loop that block, with the way to their leaves."""

from __future__ import annotations

from asynclint.facts.records import Span
from asynclint.finding import Confidence, Hop, Record, RootCause
from asynclint.settings.model import Scope


class BlockingCall(Record, frozen=True):
    """One call in the innermost frame that the loop runs, for one category of leaves.

    `category` is that of `@blocks`, "declared" where the marker has none.  `callee` is the text of
    the callee as written (`Users.get_user_by_id`, `user_id in POOL`); `function` the dotted name
    of the frame.  `chain` and `instead` belong to the first of `root_causes`, which are sorted:
    the surest, then the nearest, then by name and place.  `note` is what a reader should know beside
    them (how many of the overrides of a method block), "" mostly.  `minor`: it takes long only
    for large input.  `scope`: what runs the frame.  `callables` are those of all root causes, those
    beyond the limit of `root_causes` and silenced ones included.  `silenced`: every way to a root cause
    passes a line that is.  `touched`: some way passes a changed line.
    """

    category: str
    module: str
    path: str
    span: Span
    function: str
    callee: str
    contexts: tuple[str, ...]
    confidence: Confidence
    chain: tuple[Hop, ...]
    root_causes: tuple[RootCause, ...]
    instead: str
    note: str = ""
    minor: bool = False
    scope: Scope = "routes"
    callables: tuple[str, ...] = ()
    silenced: bool = False
    touched: bool = False
