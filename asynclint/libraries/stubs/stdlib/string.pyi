ascii_letters: str
ascii_lowercase: str
ascii_uppercase: str
digits: str
hexdigits: str
printable: str
punctuation: str
whitespace: str

class Template:
    template: str
    def __init__(self, template: str) -> None: ...
    def substitute(self, mapping=..., /, **kwds) -> str: ...
    def safe_substitute(self, mapping=..., /, **kwds) -> str: ...

class Formatter:
    def format(self, format_string: str, /, *args, **kwargs) -> str: ...

def capwords(s: str, sep=None) -> str: ...
