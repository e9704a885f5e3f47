"""Construction: what `Cls(...)` runs and gives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.program.calls.params import Arguments, is_informative
from asynclint.program.fixpoint.events import Event
from asynclint.program.fixpoint.frame import Frame
from asynclint.program.model.entities import Class, Function
from asynclint.program.values.kinds import ClassValue, FunctionValue, Instance, TypeVarValue
from asynclint.program.values.typesets import UNKNOWN, TypeSet, Value

if TYPE_CHECKING:
    from asynclint.program.evaluation.analysis import Analysis


class Construction:
    """Makes instances of classes."""

    def __init__(self, analysis: Analysis) -> None:
        self._a = analysis

    def construct(
        self,
        frame: Frame,
        made: ClassValue,
        arguments: Arguments,
        event: Event,
        alternative: Value,
        covered: bool,
    ) -> TypeSet:
        """`Cls(...)`: `__new__` where the class has one, then `__init__`."""
        cls = made.cls
        new = cls.find("__new__")
        own = cls.module.is_stub or (new is not None and not new[0].module.is_stub)
        if new is not None and own and new[0].name != "object" and new[1].functions:
            maker = new[0].module.functions[new[1].functions[0]]
            result = self._a.calls.function(
                frame, FunctionValue(maker, made), arguments, event, alternative, covered
            )
            if is_informative(result) or new[0].module.is_stub:
                return result
        site = (frame.module.name, event.at) if cls.tracked else None
        record = self._a.recording.record(cls, frame.module.name, event.at)
        args = made.args
        origins = self._a.origins.made(frame, cls, event)
        receiver = Instance(cls, args, site=site, record=record, origins=origins)
        init = cls.find("__init__")
        if init is not None and init[1].functions and init[0].name != "object":
            function = init[0].module.functions[init[1].functions[0]]
            if not args:
                args = self._class_args(frame, cls, function, receiver, arguments)
                receiver = receiver.with_args(args) if args else receiver
            self._a.calls.function(
                frame, FunctionValue(function, receiver), arguments, event, alternative, covered
            )
        if init is None or not init[1].functions or init[0].module.is_stub:
            self._a.recording.declared(frame, receiver, arguments)
            self._fill_fields(frame, cls, arguments)
        after = cls.find("__post_init__")
        if after is not None and after[1].functions:
            function = after[0].module.functions[after[1].functions[-1]]
            unknown = Arguments(more=True)
            self._a.calls.function(
                frame, FunctionValue(function, receiver), unknown, event, alternative, covered
            )
        return TypeSet((receiver,))

    def _fill_fields(self, frame: Frame, cls: Class, arguments: Arguments) -> None:
        """The generated `__init__` of a dataclass or a model puts its arguments into fields."""
        if cls.module.is_stub or frame.module.role == "test":
            return
        owners = self._a.recording.ordered(cls)
        given = dict(zip(owners, arguments.positional, strict=False))
        for name, types in {**given, **arguments.keywords}.items():
            if name in owners and types.is_informative:
                cell = self._a.units.attribute_cell(owners[name][0], name)
                self._a.solver.write(cell, types.without_symbols())

    def _class_args(
        self, frame: Frame, cls: Class, init: Function, receiver: Instance, arguments: Arguments
    ) -> tuple[TypeSet, ...]:
        """The generic arguments that the arguments of `__init__` tell; () where they tell none."""
        names = self._a.generics.class_params(cls)
        if not names:
            return ()
        owner = init.owner
        assert owner is not None
        variables: dict[str, TypeSet] = {}
        for function in self._a.overloads.select(init, receiver, arguments):
            for param, given in self._a.params.bind(frame, function, receiver, arguments).items():
                for wanted in function.params:
                    if wanted.name == param.name and wanted.annotation is not None:
                        self._a.results.unify_param(wanted, function, given, variables)
        if owner is not cls:
            back = self._a.generics.class_variables(
                cls, tuple(TypeSet((TypeVarValue(n),)) for n in names), owner
            )
            variables = {
                v.name: variables[inner]
                for inner, types in back.items()
                if inner in variables
                for v in types
                if isinstance(v, TypeVarValue)
            }
        return tuple(variables.get(name, UNKNOWN) for name in names) if variables else ()
