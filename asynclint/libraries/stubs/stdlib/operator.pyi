class itemgetter:
    def __init__(self, item, /, *items) -> None: ...
    def __call__(self, obj): ...

class attrgetter:
    def __init__(self, attr: str, /, *attrs: str) -> None: ...
    def __call__(self, obj): ...

class methodcaller:
    def __init__(self, name: str, /, *args, **kwargs) -> None: ...
    def __call__(self, obj): ...

def add(a, b, /):
    return a + b

def and_(a, b, /):
    return a & b

def call(obj, /, *args, **kwargs):
    return obj(*args, **kwargs)

def concat(a, b, /):
    return a + b

def contains(a, b, /) -> bool:
    return b in a

def delitem(a, b, /) -> None:
    del a[b]

def eq(a, b, /) -> bool:
    return a == b

def ge(a, b, /) -> bool:
    return a >= b

def getitem(a, b, /):
    return a[b]

def gt(a, b, /) -> bool:
    return a > b

def index(a, /) -> int: ...
def is_(a, b, /) -> bool: ...
def is_not(a, b, /) -> bool: ...

def le(a, b, /) -> bool:
    return a <= b

def lt(a, b, /) -> bool:
    return a < b

def mul(a, b, /):
    return a * b

def ne(a, b, /) -> bool:
    return a != b

def not_(a, /) -> bool: ...

def or_(a, b, /):
    return a | b

def setitem(a, b, c, /) -> None:
    a[b] = c

def sub(a, b, /):
    return a - b

def truediv(a, b, /):
    return a / b

def truth(a, /) -> bool: ...
