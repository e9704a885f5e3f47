"""Coroutines, tasks and threads that are made and misused: what the rules ASL401 to ASL404 read."""
