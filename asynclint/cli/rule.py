"""`asynclint rule`: what the rules are, and what one of them means."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from typing import Any

import click
from rich.text import Text

from asynclint.cli.completion import rules
from asynclint.cli.output import Output
from asynclint.reports.words import severity_style
from asynclint.rules.base import Rule
from asynclint.rules.pages import page
from asynclint.rules.registry import RULES, find_rule


@click.command()
@click.argument("code", required=False, shell_complete=rules)
@click.option("--output-format", type=click.Choice(["text", "json"]), default="text", show_default=True)
def rule(code: str | None, output_format: str) -> int:
    """List the rules, or explain one: CODE is its code or its name."""
    out = Output(sys.stdout, os.environ)
    if code is None:
        if output_format == "json":
            out.text(json.dumps([_plain(each) for each in RULES], indent=2))
        else:
            out.lines(_listed())
        return 0
    chosen = find_rule(code)
    if output_format == "json":
        out.text(json.dumps(_plain(chosen), indent=2))
    else:
        out.markdown(page(chosen))
    return 0


def _plain(rule: Rule) -> dict[str, Any]:
    return {
        "code": rule.code,
        "name": rule.name,
        "summary": rule.summary,
        "severity": rule.severity,
        "default": rule.default,
        "confidence": rule.confidence,
        "explanation": rule.explanation,
        "bad": dict(rule.bad),
        "good": dict(rule.good),
        "url": rule.url,
    }


def _listed() -> Iterator[Text]:
    width = max(len(each.name) for each in RULES)
    for each in RULES:
        line = Text(each.code, style=severity_style(each.severity))
        line.append(f"  {each.name:<{width}}  ", style="default")
        line.append(each.summary.replace("`", ""), style="not bold default")
        if not each.default:
            line.append(" (off by default)", style="dim")
        yield line
