"""The expressions of GitHub's workflows, as far as `action.yml` uses them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

_TOKEN = re.compile(r"\s*('(?:[^']|'')*'|&&|\|\||==|!=|[!()]|[A-Za-z_][\w.-]*)")
_STATUS = frozenset({"success", "failure", "always", "cancelled"})


def filled_in(value: str | bool, contexts: Mapping[str, Any]) -> str:
    """A value of the file, with that of each `${{ expression }}` in its place."""
    text = str(value).lower() if isinstance(value, bool) else value
    return re.sub(r"\$\{\{(.*?)\}\}", lambda match: str(_Expression(match[1], contexts).value), text)


def holds(condition: str, contexts: Mapping[str, Any], *, failed: bool) -> bool:
    """Whether a step with this `if` runs; `failed`: a step before did."""
    expression = _Expression(condition, contexts, failed=failed)
    return bool(expression.value) and (expression.asks_status or not failed)


class _Expression:
    def __init__(self, text: str, contexts: Mapping[str, Any], *, failed: bool = False) -> None:
        self._contexts, self._failed = contexts, failed
        self._tokens = self._split(text)
        self.asks_status = bool(_STATUS.intersection(self._tokens))
        self.value = self._either()
        assert not self._tokens, f"left over: {self._tokens}"

    @staticmethod
    def _split(text: str) -> list[str]:
        tokens, position, text = [], 0, text.strip()
        while position < len(text):
            match = _TOKEN.match(text, position)
            assert match, f"not understood: {text[position:]}"
            tokens.append(match[1])
            position = match.end()
        return tokens

    def _taken(self, *tokens: str) -> str:
        return self._tokens.pop(0) if self._tokens and self._tokens[0] in tokens else ""

    def _either(self) -> Any:
        value = self._both()
        while self._taken("||"):
            other = self._both()
            value = value or other
        return value

    def _both(self) -> Any:
        value = self._equality()
        while self._taken("&&"):
            other = self._equality()
            value = value and other
        return value

    def _equality(self) -> Any:
        value = self._negation()
        while operator := self._taken("==", "!="):
            value = (value == self._negation()) is (operator == "==")
        return value

    def _negation(self) -> Any:
        if self._taken("!"):
            return not self._negation()
        token = self._tokens.pop(0)
        if token == "(":
            value = self._either()
            assert self._taken(")")
            return value
        if token.startswith("'"):
            return token[1:-1].replace("''", "'")
        if self._taken("("):
            assert self._taken(")")
            return {"success": not self._failed, "failure": self._failed, "always": True, "cancelled": False}[
                token
            ]
        return self._looked_up(token)

    def _looked_up(self, name: str) -> Any:
        """What has no value is the empty string, as GitHub compares it."""
        value: Any = self._contexts
        for part in name.split("."):
            value = value.get(part, "") if isinstance(value, Mapping) else ""
        return value
