"""Routers: which one includes which, and the prefixes that this gives their paths."""

from __future__ import annotations

from asynclint.program.fixpoint.registrations import Registration
from asynclint.program.values.kinds import Instance

Site = tuple[str, int]
TOP: Site = ("", -1)


def sites_of(entry: Registration) -> set[Site]:
    """The construction sites of the targets of a registration."""
    return {v.site for v in entry.targets if isinstance(v, Instance) and v.site is not None}


def included(registrations: list[Registration]) -> dict[Site, set[Site]]:
    """The routers that each router includes or mounts."""
    below: dict[Site, set[Site]] = {}
    for entry in registrations:
        if entry.role in ("router", "mount"):
            for value in entry.targets:
                if isinstance(value, Instance) and value.site is not None:
                    for site in entry.routers:
                        below.setdefault(site, set()).add(value.site)
    return below


def routes_of(
    sites: set[Site], below: dict[Site, set[Site]], routes: list[Registration]
) -> list[Registration]:
    """The routes of some routers and of all that those include."""
    reached = set(sites)
    stack = list(sites)
    while stack:
        for inner in below.get(stack.pop(), ()):
            if inner not in reached:
                reached.add(inner)
                stack.append(inner)
    return [route for route in routes if reached & set(route.routers)]


def prefixes_of(registrations: list[Registration]) -> dict[Site, tuple[str, ...]]:
    """The full prefixes of every router, joined over all ways of inclusion."""
    own: dict[Site, str] = {}
    parents: dict[Site, list[tuple[Site, str]]] = {}
    for entry in registrations:
        if entry.role == "prefix":
            for site in entry.routers:
                own[site] = entry.path
        elif entry.role in ("router", "mount"):
            for value in entry.targets:
                if isinstance(value, Instance) and value.site is not None:
                    ways = parents.setdefault(value.site, [])
                    # What is mounted in a list of routes has no router that we know above it.
                    ways.extend((router, entry.path) for router in entry.routers or (TOP,))
    full: dict[Site, tuple[str, ...]] = {}

    def resolve(site: Site, below: tuple[Site, ...]) -> tuple[str, ...]:
        if site in full:
            return full[site]
        mine = own.get(site, "")
        ways = [(parent, prefix) for parent, prefix in parents.get(site, ()) if parent not in below]
        paths = [
            above.rstrip("/") + prefix.rstrip("/") + mine
            for parent, prefix in ways
            for above in resolve(parent, (*below, site))
        ] or [mine]
        result = tuple(dict.fromkeys(paths))
        if not below:
            full[site] = result
        return result

    for site in {**own, **parents}:
        resolve(site, ())
    return full
