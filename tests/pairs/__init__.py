"""Pairs of small modules, one of which wants a change that would harm the other."""
