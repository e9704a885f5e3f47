"""Whole-pipeline tests: small projects whose comments say what must be found."""
