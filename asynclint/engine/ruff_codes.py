"""The codes of flake8-async, which ruff shares, for what ours find too.

From "Blocking sync calls in async functions" of https://flake8-async.readthedocs.io/en/latest/rules.html;
ruff describes those that it has at https://docs.astral.sh/ruff/rules/#flake8-async-async.
"""

from __future__ import annotations

from collections.abc import Mapping

RUFF_CODES: Mapping[str, tuple[str, ...]] = {
    # blocking-http-call: urllib3, httpx; ruff: urllib and requests as well.
    "ASYNC210": ("ASL102",),
    # blocking-http-call-pool: methods of urllib3's pools.
    "ASYNC211": ("ASL102",),
    # blocking-http-call-httpx: methods of httpx clients.
    "ASYNC212": ("ASL102",),
    # blocking-create-subprocess: subprocess.Popen, os.popen.
    "ASYNC220": ("ASL105",),
    # blocking-run-process: subprocess.run, os.system.
    "ASYNC221": ("ASL105",),
    # blocking-process-wait: os.wait.
    "ASYNC222": ("ASL105",),
    # blocking-open-call: open, pathlib.Path.open.
    "ASYNC230": ("ASL104",),
    # blocking-fdopen-call: os.fdopen.
    "ASYNC231": ("ASL104",),
    # blocking-file-call: methods of open files.
    "ASYNC232": ("ASL104",),
    # blocking-path-usage: os.path and pathlib, which look at a path or read and write.
    "ASYNC240": ("ASL104", "ASL112"),
    # blocking-input: input.
    "ASYNC250": ("ASL109",),
    # blocking-sleep: time.sleep.
    "ASYNC251": ("ASL101",),
}


def ours(selector: str) -> frozenset[str]:
    """Our codes for a code or a prefix of theirs, in capitals."""
    return frozenset(
        code for theirs, codes in RUFF_CODES.items() if theirs.startswith(selector) for code in codes
    )
