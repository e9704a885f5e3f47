"""The static things of a program, joined by name: nothing is evaluated here."""
