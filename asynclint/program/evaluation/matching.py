"""`match` statements: which cases may run, and what holds in each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.facts.records import Case, Const, Match
from asynclint.program.evaluation.flow import Branch, End, end_of, enter, leave, meet
from asynclint.program.evaluation.narrowing import classes_of
from asynclint.program.evaluation.paths import subject_of
from asynclint.program.fixpoint.frame import Frame
from asynclint.program.values.typesets import UNKNOWN, TypeSet, join_all

if TYPE_CHECKING:
    from asynclint.program.evaluation.analysis import Analysis


class Matching:
    """Runs the cases in order, each under what the earlier ones have left."""

    def __init__(self, analysis: Analysis) -> None:
        self._a = analysis

    def match(self, frame: Frame, stmt: Match) -> bool:
        """`match`: whether the next statement is reached."""
        subject = self._a.expressions.evaluate(frame, stmt.subject)
        name = subject_of(stmt.subject)
        ends: list[End] = []
        saved = frame.env, frame.guards, frame.without_loop
        exhausted = False
        for case in stmt.cases:
            yes, no, matched, rest = self._split(frame, case, name, subject)
            if yes.env is not None:
                end = self._run(frame, case, yes, matched)
                if end is not None:
                    ends.append(end)
            exhausted = case.irrefutable or (no.env is None and case.guard is None)
            if exhausted:
                break
            if case.guard is None and not case.partial and no.env is not None:
                frame.env = no.env
                frame.guards = frame.guarded(no.guards)
                frame.without_loop = frame.without_loop or no.without_loop
                subject = rest.narrowed(subject)
        if not exhausted:
            ends.append(end_of(frame))
        frame.env, frame.guards, frame.without_loop = saved
        if ends:
            meet(frame, ends)
        return bool(ends)

    def _run(self, frame: Frame, case: Case, yes: Branch, matched: TypeSet) -> End | None:
        """The end of a case's body, None where it is not reached."""
        path = enter(frame, yes)
        try:
            frame.env = dict(frame.env)
            for bound in case.names:
                self._a.statements.bind_name(frame, bound, UNKNOWN)
            if case.whole:
                self._a.statements.bind_name(frame, case.whole, matched)
            if case.guard is not None:
                met, _ = self._a.conditions.split(frame, case.guard)
                if met.env is None:
                    return None
                frame.env = met.env
                frame.guards = frame.guarded(met.guards)
                frame.without_loop = frame.without_loop or met.without_loop
            return end_of(frame) if self._a.statements.block(frame, case.body) else None
        finally:
            leave(frame, path)

    def _split(
        self, frame: Frame, case: Case, name: str | None, subject: TypeSet
    ) -> tuple[Branch, Branch, TypeSet, TypeSet]:
        """The branches of a case, and the types of the subject in each."""
        conditions = self._a.conditions
        open_ = Branch(frame.env), Branch(frame.env), subject, subject
        if case.classes and not case.values:
            wanted = [self._a.expressions.evaluate(frame, cls) for cls in case.classes]
            classes = classes_of(join_all(wanted))
            if not classes or any(types.unknown for types in wanted):
                return open_
            matched, rest = self._a.narrowing.instances(subject, classes)
            guards = conditions.guards(subject, "isinstance", classes, matched, rest)
            yes, no = conditions.parted(frame, name, subject, (matched, rest), guards)
            return (yes, Branch(frame.env), matched, subject) if case.partial else (yes, no, matched, rest)
        if case.values and not case.classes:
            values = self._values(frame, case)
            if values is None:
                return open_
            if values == (None,):
                parts = conditions.parts(subject, "none", ())
                guards = conditions.guards(subject, "none", (), *parts)
            else:
                parts = conditions.parts(subject, "eq", values)
                guards = conditions.guards(subject, "eq", values, *parts)
            return *conditions.parted(frame, name, subject, parts, guards), *parts
        return open_

    def _values(self, frame: Frame, case: Case) -> tuple[object, ...] | None:
        """The constants that a case tests; None where one is not known."""
        found: list[object] = []
        for value in case.values:
            none = isinstance(value, Const) and value.kind == "none"
            constant = (None,) if none else self._a.constants.of(frame, value)
            if constant is None:
                return None
            found.extend(constant)
        return tuple(found)
