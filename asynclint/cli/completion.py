"""Shell completion: what completes selectors, and `asynclint completion`."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import PurePath

import click
from click.shell_completion import CompletionItem, get_completion_class

from asynclint.cli.output import Output
from asynclint.errors import UsageError
from asynclint.reports.formats import FORMATS
from asynclint.rules.registry import RULES

SHELLS = ("bash", "zsh", "fish")
# The variable that click looks at for the program `asynclint`.
_VARIABLE = "_ASYNCLINT_COMPLETE"


def rules(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The codes and names of the rules that begin like `incomplete`."""
    return _beginning(incomplete, _codes_and_names())


def libraries(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The libraries with a stub that begin like `incomplete`."""
    from asynclint.engine.libraries import known_libraries

    return _beginning(incomplete, [CompletionItem(name) for name in known_libraries()])


def selectors(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """What a list of selectors may go on with: codes, names or ALL after the last comma.

    In `PATTERN=CODES` that is after the `=`.
    """
    start = max(incomplete.rfind(","), incomplete.rfind("=")) + 1
    before, last = incomplete[:start], incomplete[start:]
    items = [*_codes_and_names(), CompletionItem("ALL", help="every rule")]
    return [CompletionItem(before + item.value, help=item.help) for item in _beginning(last, items)]


def severities(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """`CODE=SEVERITY`: the selector up to the `=`, then a severity."""
    selector, equals, _ = incomplete.partition("=")
    if not equals:
        return selectors(context, parameter, incomplete)
    return _beginning(incomplete, [CompletionItem(f"{selector}={each}") for each in ("error", "warning")])


def formats(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The formats of reports."""
    return _beginning(incomplete, map(CompletionItem, FORMATS))


def _codes_and_names() -> list[CompletionItem]:
    codes = [CompletionItem(rule.code, help=rule.name) for rule in RULES]
    return codes + [CompletionItem(rule.name, help=rule.code) for rule in RULES]


def _beginning(start: str, items: Iterable[CompletionItem]) -> list[CompletionItem]:
    return [item for item in items if item.value.lower().startswith(start.lower())]


@click.command()
@click.argument("shell", required=False, type=click.Choice(SHELLS))
@click.pass_context
def completion(context: click.Context, shell: str | None) -> int:
    """Print the script that completes asynclint's commands in SHELL (default: that of $SHELL).

    In ~/.bashrc or ~/.zshrc: eval "$(asynclint completion bash)", or zsh.  For fish:
    asynclint completion fish > ~/.config/fish/completions/asynclint.fish
    """
    made = get_completion_class(shell or _current_shell())
    assert made is not None
    script = made(context.find_root().command, {}, "asynclint", _VARIABLE).source()
    Output(sys.stdout, os.environ).text(script.strip())
    return 0


def _current_shell() -> str:
    name = PurePath(os.environ.get("SHELL", "")).name
    if name not in SHELLS:
        which = f"`{name}`, which is none of {', '.join(SHELLS)}" if name else "not set"
        raise UsageError(f"$SHELL is {which}: name the shell, as in `asynclint completion bash`.")
    return name
