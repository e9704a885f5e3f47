"""Attributes that a module's `__getattr__` gives, evaluated for the one name that is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.program.fixpoint.units import Unit
from asynclint.program.model.entities import Module
from asynclint.program.model.lazy import getter
from asynclint.program.values.typesets import Literal, TypeSet

if TYPE_CHECKING:
    from asynclint.program.evaluation.analysis import Analysis


class LazyAttributes:
    """The `__getattr__` of modules of the project."""

    def __init__(self, analysis: Analysis) -> None:
        self._a = analysis

    def unit(self, module: Module | None, name: str) -> Unit | None:
        """What runs for `module.name`; None where the module has no `__getattr__` or has the name."""
        if module is None or module.is_stub or name.startswith("__"):
            return None
        table = self._a.symbols.table(module)
        function = getter(module, table) if name not in table else None
        if function is None or self._a.find(f"{module.name}.{name}", module.name) is not None:
            return None
        return self._a.units.of_lazy_attribute(function, Literal("str", name))

    def get(self, module: Module | None, name: str) -> TypeSet | None:
        """What `module.name` is; None where no `__getattr__` tells."""
        unit = self.unit(module, name)
        if unit is None:
            return None
        self._a.solver.ensure(unit)
        # The constants of a table may be replaced; what they were seen to name is taken for it.
        types = self._a.solver.read(unit.returns)
        return types.known() if types.is_informative else types
