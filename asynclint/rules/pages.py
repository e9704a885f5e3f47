"""The documentation of the rules, in markdown, made from the rules."""

from __future__ import annotations

from collections.abc import Sequence

from asynclint.rules.base import Rule

_SILENCE = """\
## How to silence it

Where the call is meant to be there, say so at its line, with the reason:

```python
helper()  # asynclint: ignore[{code}] the reason
```

On the `def` line of a function the comment is for all of the function; `# asynclint: file-ignore[{code}]`
on a line of its own is for all of the file. For the whole project, or a part of it:

```toml
[tool.asynclint]
extend-ignore = ["{code}"]

[tool.asynclint.per-file-ignores]
"scripts/" = ["{code}"]
```"""

_INDEX = """\
# Rules

<!-- Made by docs/generate.py from asynclint/rules/. -->

Each rule has a code, a name and a page. `asynclint rule CODE` shows the same in the terminal. A severity is
the one that a rule starts from: a setting may change it, and some findings of a rule weigh less than others.

| code | name | severity | default | finds |
|---|---|---|---|---|
"""


def page(rule: Rule) -> str:
    """One rule: what it finds and why it matters, what to do, examples, and how to silence it."""
    default = (
        "on by default" if rule.default else f"off by default: `--extend-select {rule.code}` turns it on"
    )
    parts = [
        f"# {rule.code} {rule.name}",
        f"Finds {rule.summary}.",
        f"Severity: {rule.severity}; {default}.",
        rule.explanation.strip(),
    ]
    for title, example in (("Bad", rule.bad), ("Good", rule.good)):
        parts.append(f"## {title}")
        parts += [f"`{path}`:\n\n```python\n{source.strip()}\n```" for path, source in example.items()]
    parts.append(_SILENCE.format(code=rule.code))
    parts.append(f"Documentation: <{rule.url}>")
    return "\n\n".join(parts)


def index(rules: Sequence[Rule]) -> str:
    """A table of the rules, each with a link to its page beside this one."""
    rows = [
        f"| [{rule.code}]({rule.code}.md) | {rule.name} | {rule.severity} |"
        f" {'on' if rule.default else 'off'} | {rule.summary} |"
        for rule in rules
    ]
    return _INDEX + "\n".join(rows)
