"""Awaits that could run at once, and those that must not."""
