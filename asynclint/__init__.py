"""An event-loop-blocking linter for FastAPI code bases."""

__version__ = "0.1.0"
