"""Recording: what constructions and methods store on the objects of one place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.program.calls.params import Arguments
from asynclint.program.fixpoint.frame import Frame
from asynclint.program.fixpoint.records import Record, Stores
from asynclint.program.fixpoint.units import Unit
from asynclint.program.model.entities import Class, Function
from asynclint.program.model.fields import fields_in_order, first_param, is_constant, own_fields, set_aside
from asynclint.program.values.guards import Guard
from asynclint.program.values.kinds import Bindings, Instance, ParamRef
from asynclint.program.values.typesets import UNKNOWN, TypeSet, Value

if TYPE_CHECKING:
    from asynclint.program.evaluation.analysis import Analysis


class Recording:
    """Keeps the records of an analysis."""

    def __init__(self, analysis: Analysis) -> None:
        self._a = analysis
        self._fields: dict[Class, frozenset[str]] = {}
        self._ordered: dict[Class, dict[str, tuple[Class, Class]]] = {}
        self._records: dict[tuple[Class, str, int], Record] = {}
        self.stores = Stores()
        self.names: frozenset[str] = frozenset()

    def link(self, classes: list[Class]) -> None:
        """Finds the fields of classes of which the MRO is known."""
        own = {cls: own_fields(cls) for cls in classes}
        self.names = self.names.union(*own.values())
        for cls in classes:
            names = frozenset[str]().union(*(own.get(base, frozenset()) for base in cls.mro))
            aside = frozenset[str]().union(*(set_aside(base) for base in cls.mro))
            if names - aside:
                self._fields[cls] = names - aside

    def record(self, cls: Class, module: str, at: int) -> Record | None:
        """The record of the objects made at one place; None for a class without such attributes."""
        if cls not in self._fields:
            return None
        key = (cls, module, at)
        found = self._records.get(key)
        if found is None:
            found = self._records[key] = Record(cls, module, at, self.stores)
        return found

    def field_of(self, owner: TypeSet, name: str) -> tuple[ParamRef | None, tuple[Guard, ...]]:
        """What guards over `owner.name` are about, where `owner` is the value of a parameter, and when."""
        param = owner.param
        if param is None or param.field or name not in self.names:
            return None, ()
        return ParamRef(param.function, param.name, name), owner.given

    # --- values --------------------------------------------------------------------------------

    def tells_apart(self, declared: TypeSet) -> bool:
        """Whether there are objects among those declared that are told apart by their construction."""
        return any(isinstance(v, Instance) and (v.cls.tracked or v.cls in self._fields) for v in declared)

    def told(self, declared: TypeSet, given: TypeSet) -> TypeSet:
        """The objects declared, those that are told apart as they are given.

        Of routers and locks all that are known count; of others only where all are known.
        """
        kinds = [
            v.cls for v in declared if isinstance(v, Instance) and (v.cls.tracked or v.cls in self._fields)
        ]
        made = tuple(v for v in given if isinstance(v, Instance) and any(kind in v.cls.mro for kind in kinds))
        sited = tuple(v for v in made if v.site is not None)
        if sited:
            return TypeSet(sited, (), declared.unknown)
        if not made or given.unknown or any(v.record is None for v in made):
            return declared
        rest = tuple(v for v in declared if not (isinstance(v, Instance) and v.cls in kinds))
        return TypeSet((*rest, *made), declared.symbols, declared.unknown)

    # --- construction --------------------------------------------------------------------------

    def ordered(self, cls: Class) -> dict[str, tuple[Class, Class]]:
        """`fields_in_order`, worked out once for each class."""
        found = self._ordered.get(cls)
        if found is None:
            found = self._ordered[cls] = fields_in_order(cls)
        return found

    def declared(self, frame: Frame, made: Instance, arguments: Arguments) -> None:
        """What a class without `__init__` of its own puts into the attributes that it declares."""
        record = made.record
        if record is None:
            return
        wanted = self._fields[made.cls]
        for index, (name, (_, owner)) in enumerate(self.ordered(made.cls).items()):
            if name in arguments.keywords:
                given = arguments.keywords[name]
            elif index < len(arguments.positional):
                given = arguments.positional[index]
            elif arguments.more or not owner.members[name].values:
                given = UNKNOWN
            else:
                given = self._default(frame, owner, name)
            if name in wanted:
                self._a.solver.write(record.cell(name), given.without_symbols())

    def _default(self, frame: Frame, owner: Class, name: str) -> TypeSet:
        """The value of a declared attribute that a construction leaves out."""
        value = owner.members[name].values[-1]
        if is_constant(value):
            # The annotation beside a constant says what else it may be, not what it is here.
            scope = self._a.units.of_module(owner.module)
            return self._a.expressions.evaluate(Frame(frame.unit, scope, muted=True), value)
        return self._a.members.class_cell(owner, name)

    # --- stores --------------------------------------------------------------------------------

    def store(self, frame: Frame, owners: TypeSet, owner: Value, name: str, value: TypeSet) -> None:
        """`owner.name = value`, one of `owners`."""
        if name not in self.names or not isinstance(owner, Instance):
            return
        symbolic = _symbolic(value)
        if self._is_own(frame, owners):
            self._a.solver.store(frame.unit, name, symbolic)
        else:
            self._put(owner, name, value.without_symbols() if not value.symbols else UNKNOWN)

    def unknown_store(self, name: str, value: TypeSet) -> None:
        """`x.name = value`, nothing known of `x`."""
        if name in self.names:
            self._a.solver.write(self.stores.cell(None, name), value.without_symbols())

    def called(self, frame: Frame, unit: Unit, bindings: Bindings) -> None:
        """A call of a method: what it stores on its object goes to the record of that."""
        function = unit.function
        own = first_param(function)
        if not own or function is None:
            return
        stores = self._a.solver.stores_of(unit)
        if not stores:
            return
        owners = bindings.get(ParamRef(function, own))
        if owners is None:
            return
        self.stores.called[function] = None
        for name, cell in list(stores.items()):
            stored = self._a.solver.read(cell)
            known = TypeSet(stored.values, (), stored.unknown, stored.full)
            if self._is_own(frame, owners):
                self._a.solver.store(frame.unit, name, known)
                for symbol in stored.symbols:
                    given = _given(symbol, function, bindings)
                    self._a.solver.store(frame.unit, name, _symbolic(given))
                continue
            for owner in owners.values:
                if isinstance(owner, Instance):
                    self._put(owner, name, known)
                    for symbol in stored.symbols:
                        self._put(owner, name, _settled(_given(symbol, function, bindings)))

    def _put(self, owner: Instance, name: str, value: TypeSet) -> None:
        if owner.record is not None:
            self._a.solver.write(owner.record.cell(name), value)
        else:
            self._a.solver.write(self.stores.cell(owner.cls, name), value)

    def _is_own(self, frame: Frame, owners: TypeSet) -> bool:
        """Whether the object is the one of which the frame's unit is a method."""
        param = owners.param
        own = first_param(frame.unit.function)
        return (
            param is not None
            and bool(own)
            and not param.field
            and param.function is frame.unit.function
            and param.name == own
        )


def _given(symbol: Value, function: Function, bindings: Bindings) -> TypeSet:
    """What a call gives for a symbol in what its callee stores."""
    if isinstance(symbol, ParamRef) and symbol.function is function and not symbol.field:
        return bindings.get(symbol, UNKNOWN)
    return UNKNOWN


def _symbolic(types: TypeSet) -> TypeSet:
    """The unchanged value of a parameter as that: each call says what it is."""
    param = types.param
    return types if param is None or param.slot is not None else TypeSet((), (param,))


def _settled(types: TypeSet) -> TypeSet:
    """What a caller passes on from its own callers is unknown here."""
    return UNKNOWN if types.symbols else types.without_symbols()
