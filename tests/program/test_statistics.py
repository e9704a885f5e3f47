"""What was analysed, and what did not resolve."""

from __future__ import annotations

from tests.program.programs import Files, program_of


def counts(files: Files) -> tuple[int, int, int, int]:
    """Files, functions, calls, unresolved calls."""
    found = program_of(files).statistics
    return found.files, found.functions, found.calls, found.unresolved_calls


def test_an_empty_project() -> None:
    assert counts({}) == (0, 0, 0, 0)


def test_files_and_functions_of_the_project_only() -> None:
    files = {"app/__init__.py": "", "app/main.py": "def f(): ...\nclass A:\n    def m(self): ...\n"}
    assert counts(files) == (2, 2, 0, 0)


def test_resolved_and_unresolved_calls() -> None:
    source = """
        import time
        from nowhere import mystery
        def f(x):
            time.sleep(1)
            mystery()
            mystery.deep()
            x.run()
            g()
        def g(): ...
        """
    assert counts(source) == (1, 2, 5, 3)


def test_a_place_that_several_receivers_reach_counts_once() -> None:
    source = """
        class Base:
            def run(self): self.step()
            def step(self): ...
        class A(Base): ...
        class B(Base): ...
        def f():
            A().run()
            B().run()
        """
    assert counts(source) == (1, 3, 5, 0)


def test_a_call_that_resolves_for_one_receiver_is_resolved() -> None:
    source = """
        def run(x): x.go()
        class A:
            def go(self): ...
        def f(strange):
            run(A())
            run(strange)
        """
    assert counts(source) == (1, 3, 4, 0)


def test_attributes_and_loops_are_no_calls() -> None:
    source = """
        class A:
            @property
            def p(self): ...
        def f(a: A):
            a.p
            for _ in [1]: pass
            with a: pass
        """
    assert counts(source) == (1, 2, 0, 0)
