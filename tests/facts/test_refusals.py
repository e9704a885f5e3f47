"""Files that give no facts: each an error with its place, none the end of the process."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from asynclint.facts.errors import FactsError
from asynclint.facts.reader import read_module
from asynclint.facts.records import ModuleFacts
from asynclint.facts.scan import check_depth


def refusal(source: bytes, max_size: int = 1_000_000) -> tuple[int, int, str]:
    with pytest.raises(FactsError) as caught:
        read_module(source, "m", max_size=max_size)
    return caught.value.line, caught.value.column, caught.value.message


# Source expressions, evaluated in the child process; true where the file must be refused.
MONSTERS = {
    "'(' * 100_000 + 'x' + ')' * 100_000": True,
    "'(' * 100_000": True,
    "'(\\n' * 50_000": True,
    "'(\\r' * 50_000": True,
    "'a' + '.b' * 50_000": True,
    "'a' + '()' * 50_000": True,
    "'a' + '[0]' * 50_000": True,
    "'[' * 5_000 + ']' * 5_000": True,
    "'x = ' + '1 + ' * 1_300_000 + '1'": True,
    "'if x: pass\\n' + 'elif x: pass\\n' * 3_000": True,
    "'a' + '+a' * 50_000": True,
    "'(' + 'a\\n+' * 50_000 + 'a)'": True,
    "'a + \\\\\\n' * 50_000 + 'a'": True,
    "'not ' * 50_000 + 'x'": True,
    "'- ' * 50_000 + 'x'": True,
    "'-' * 50_000 + 'x'": True,
    "'await ' * 50_000 + 'x'": True,
    "'lambda: ' * 50_000 + 'x'": True,
    "'lambda a, b: ' * 20_000 + 'x'": True,
    "'x if y else ' * 50_000 + 'x'": True,
    "'a' + ' and a' * 50_000": True,
    "'[x' + ' for x in y' * 50_000 + ']'": True,
    "'f\"{' * 20_000 + 'x' + '}\"' * 20_000": True,
    "'f\"' + '{x:' * 50_000 + '}' * 50_000 + '\"'": True,
    "'f\"\"\"{' + 'a+' * 50_000 + 'a}\"\"\"'": True,
    "'f\"{' + '(' * 50_000 + ')' * 50_000 + '}\"'": True,
    "'(\")\"' * 50_000": True,
    "'a' + '<b' * 20_000": True,
    "''.join(' ' * i + 'if x:\\n' for i in range(1_000)) + ' ' * 1_000 + 'pass'": True,
    "'match x:\\n case ' + '[' * 100 + 'y' + ']' * 100 + ': pass\\n'": True,
    "'match x:\\n case ' + '{1: ' * 20 + 'y' + '}' * 20 + ': pass\\n'": True,
    "'match x:\\n case a' + '|a' * 50_000 + ': pass'": True,
    "'x = (' + '\"a\" ' * 50_000 + ')'": True,
    "'import a' + '.b' * 50_000": True,
    "'x: ' + 'a[' * 5_000": True,
    "'a = ' * 5_000 + 'b'": False,
    "'@a\\n' * 5_000 + 'def f(): pass'": False,
    "'x = (' + '\"a\" ' * 2_000 + ')'": False,
    "'x = [' + '1, ' * 20_000 + ']'": False,
    "'x = [' + 'lambda a, b: 1,' * 2_000 + ']'": False,
    "'if x: pass\\n' + 'elif x: pass\\n' * 900": False,
    "'a' + '.b' * 900": False,
    "'a' + '+b' * 900": False,
    "'not ' * 900 + 'x'": False,
    "'lambda: ' * 150 + 'x'": False,
    "'[' * 199 + ']' * 199": False,
    "'x: \"' + '(' * 5_000 + '\"'": False,
    "'x: \"' + 'L[' * 150 + ']' * 150 + '\"'": False,
}

CHILD = """
import json, sys
from asynclint.facts.errors import FactsError
from asynclint.facts.reader import read_module
for source in json.loads(sys.stdin.read()):
    try:
        read_module(eval(source).encode(), "m")
        print("accepted", flush=True)
    except FactsError as error:
        print("refused", error, flush=True)
"""


def test_monsters_do_not_end_the_process() -> None:
    child = subprocess.run(
        [sys.executable, "-c", CHILD],
        input=json.dumps(list(MONSTERS)),
        capture_output=True,
        text=True,
        check=False,
    )
    answers = [line.split()[0] for line in child.stdout.splitlines()]
    expected = ["refused" if refused else "accepted" for refused in MONSTERS.values()]
    wrong = [s for s, a, e in zip(MONSTERS, [*answers, *["died"] * 99], expected, strict=False) if a != e]
    assert wrong == [], child.stderr[-2000:]
    assert child.returncode == 0


@pytest.mark.parametrize(
    ("source", "line", "column"),
    [
        ("x\n" + "(" * 300, 2, 201),
        ("é = a" + ".b" * 1_001, 1, 5 + 2 * 1_000 + 1),
        ("if x: pass\r\n" + "elif x: pass\r\n" * 1_200, 1_002, 1),
        ('"""\n"""\n' + "'(' + " * 1_100, 3, 5 + 1_000 * 6),
    ],
)
def test_refusals_have_places(source: str, line: int, column: int) -> None:
    assert refusal(source.encode())[:2] == (line, column)


def test_text_in_strings_and_comments_is_not_code() -> None:
    text = "(" * 500 + "." * 2_000
    check_depth(f'# {text}\n"{text}"\n\'\'\'\n{text}\n\'\'\'\nf"""{text}"""\nr"\\{text}"\n')


def test_size() -> None:
    assert refusal(b"a" * 11, max_size=10) == (1, 1, "file is larger than 10 bytes (11)")
    read_module(b"a" * 10, "m", max_size=10)


@pytest.mark.parametrize(
    ("source", "line", "column", "message"),
    [
        (b"a\nb \xff", 2, 3, "cannot decode byte 0xff"),
        ("é = '".encode() + b"\xe9'", 1, 6, "cannot decode byte 0xe9"),
        (b"# coding: nonsense\n", 1, 1, "unknown encoding"),
        (b"# coding: hex\n", 1, 1, "cannot decode"),
        (b"a\n b\0", 2, 3, "null byte"),
        (b"x = 1\ny = = 2\n", 2, 5, "syntax error"),
        (b"x = '\n", 1, 5, "syntax error"),
        (b"def f():\npass\n", 2, 1, "syntax error"),
        (b"print 1\n", 1, 1, "syntax error"),
        (b"\nx = 1 $\n", 2, 7, "syntax error"),
    ],
)
def test_unreadable_files(source: bytes, line: int, column: int, message: str) -> None:
    found = refusal(source)
    assert message in found[2]
    assert found[:2] == (line, column)


def test_encodings() -> None:
    cookie = "# -*- coding: latin-1 -*-\né = 'ü'\n".encode("latin-1")
    facts = read_module(cookie, "m")
    assert "ü" in repr(facts.body)
    assert "ü" in repr(read_module(b"\xef\xbb\xbfx = '\xc3\xbc'\n", "m").body)
    # Only the first two lines can hold a cookie.
    assert "ü" in repr(read_module("\n\n# coding: ascii\nx = 'ü'".encode(), "m").body)


TOKENS = """
    a b ( ) [ ] { } : , . ; = == := + - * ** / @ not and or in is if elif else for while with as def class
    lambda return yield await async import from try except finally match case global nonlocal del pass type
    1 0x1 1.5 'a' "b" f'{a}' f" ' \\ #noqa None -> ... ! $ ? é
"""
WORDS = st.sampled_from([*TOKENS.split(), '"""', "'''", "\t", "\r", "\f", "\n"])
GAPS = st.sampled_from([" ", "", "\n", "\n ", "\n    ", " ", " "])
SOURCES = st.lists(st.tuples(WORDS, GAPS), max_size=40).map(lambda parts: "".join(a + b for a, b in parts))


@settings(max_examples=300)
@given(SOURCES)
@example("\\\ncase ")
def test_any_tokens_give_facts_or_an_error(source: str) -> None:
    _read(source.encode())


@settings(max_examples=150)
@given(st.binary(max_size=60))
def test_any_bytes_give_facts_or_an_error(source: bytes) -> None:
    _read(source)


def _read(source: bytes) -> None:
    try:
        facts = read_module(source, "m")
    except FactsError as error:
        place = (error.line, error.column)
    else:
        place = (1, 1)
        assert isinstance(facts, ModuleFacts)
    assert min(place) >= 1
