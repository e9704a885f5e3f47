from typing import Any

from zeep.xsd.valueobjects import AnyObject as AnyObject
from zeep.xsd.valueobjects import CompoundValue as CompoundValue

Nil: Any
SkipValue: Any
Element: Any
ComplexType: Any
Sequence: Any
String: Any
Attribute: Any
