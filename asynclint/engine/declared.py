"""What the settings say of callables, and which versions they name: read and checked."""

from __future__ import annotations

import keyword
import re
from collections.abc import Iterator, Mapping

from asynclint.errors import UsageError
from asynclint.program.model.declared import Declaration, Key
from asynclint.project.requirements import normalized
from asynclint.project.versions import Newest, exactly
from asynclint.settings.model import Settings

# The first name is that of a package; the others may have stars in them.
_NAME = re.compile(r"[^\W\d]\w*(?:\.(?:[^\W\d]|\*)[\w*]*)+")
_OFFLOADER = re.compile(rf"({_NAME.pattern})(?::([^\W\d]\w*))?")


def declarations(settings: Settings) -> tuple[Declaration, ...]:
    """Raises `UsageError` for what is no dotted name."""
    return (
        *_named("blocking", settings.blocking),
        *_named("non-blocking", settings.non_blocking),
        *_offloaders(settings.offloaders),
    )


def _named(key: Key, names: tuple[str, ...]) -> Iterator[Declaration]:
    for name in names:
        if _NAME.fullmatch(name) is None or _has_keyword(name):
            raise UsageError(
                f"`{key}`: `{name}` is no dotted name: write the module too, such as `acme_db.Client.query`."
            )
        yield Declaration(key, name)


def _offloaders(names: tuple[str, ...]) -> Iterator[Declaration]:
    for name in names:
        match = _OFFLOADER.fullmatch(name)
        if match is None or _has_keyword(match[1], match[2] or ""):
            raise UsageError(
                f"`offloaders`: `{name}` is no dotted name: write the module too, and a parameter after a"
                " colon where it is not the first, such as `acme.pool.submit:task`."
            )
        yield Declaration("offloaders", match[1], match[2] or "")


def _has_keyword(*names: str) -> bool:
    return any(keyword.iskeyword(part) for name in names for part in name.split("."))


def versions_of(settings: Settings, given: Mapping[str, str] | None) -> dict[str, Newest]:
    """Versions that somebody names; of `given`, those that cannot be read count as not named.

    Raises `UsageError` for a setting that cannot be read.
    """
    known = {normalized(name): exactly(version) for name, version in (given or {}).items()}
    found = {name: newest for name, newest in known.items() if newest is not None}
    if settings.target_version is not None:
        major, minor = settings.target_version
        found.setdefault("python", Newest((major, minor + 1), included=False))
    if settings.fastapi_version is not None:
        fastapi = exactly(settings.fastapi_version)
        if fastapi is None:
            raise UsageError(
                f"`fastapi-version`: `{settings.fastapi_version}` is no version: write one such as `0.115.2`."
            )
        found.setdefault("fastapi", fastapi)
    return found
