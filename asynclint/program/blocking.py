"""What the rules read: calls on the event loop that block, with the way to their leaves."""

from __future__ import annotations

from asynclint.facts.records import Span
from asynclint.finding import Confidence, Hop, Record, RootCause


class BlockingCall(Record, frozen=True):
    """One call in the innermost frame that the loop runs, for one category of leaves.

    `category` is that of `@blocks`, "declared" where the marker has none.  `callee` is the text of
    the callee as written (`Users.get_user_by_id`, `user_id in POOL`); `function` the dotted name
    of the frame.  `chain` and `instead` belong to the first of `root_causes`, which are sorted:
    the surest, then the nearest, then by name and place.  `note` is what a reader should know beside
    them (how many of the overrides of a method block), "" mostly.  `minor`: it takes long only
    for large input.
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
