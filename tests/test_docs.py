"""The documentation that is made from the sources is up to date."""

from __future__ import annotations

import importlib.util
import re
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

from asynclint.rules.base import Rule, page_url
from asynclint.rules.registry import RULES


@pytest.fixture
def generate(repository: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate", repository / "docs" / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_what_is_committed_is_up_to_date(generate: ModuleType, repository: Path) -> None:
    stale = [
        relative
        for relative, text in generate.pieces()
        if not (repository / "docs" / relative).is_file()
        or (repository / "docs" / relative).read_text(encoding="utf-8") != text.rstrip("\n") + "\n"
    ]
    assert stale == [], "run `make docs`"


def test_no_page_is_left_over(generate: ModuleType, repository: Path) -> None:
    made = {relative for relative, _ in generate.pieces() if relative.startswith("rules/")}
    assert {f"rules/{path.name}" for path in (repository / "docs" / "rules").iterdir()} == made


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_the_address_of_a_rule_leads_to_its_page(rule: Rule, repository: Path) -> None:
    home = tomllib.loads((repository / "pyproject.toml").read_text(encoding="utf-8"))["project"]["urls"]
    base = home["Repository"] + "/blob/main/"
    assert rule.url == page_url(rule.code)
    assert rule.url.startswith(base)
    page = (repository / rule.url.removeprefix(base)).read_text(encoding="utf-8")
    assert page.startswith(f"# {rule.code} {rule.name}\n")


def test_links_to_files_of_the_repository_lead_somewhere(repository: Path) -> None:
    pages = [*repository.glob("*.md"), *(repository / "docs").rglob("*.md")]
    links = [
        (page, link.partition("#")[0])
        for page in pages
        for link in re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8"))
        if not re.match(r"[a-z]+:|#", link)
    ]
    assert links
    assert [(page.name, link) for page, link in links if not (page.parent / link).exists()] == []
