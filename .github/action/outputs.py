"""Tells the later steps what came of the check: its exit code, the count of findings, the SARIF file."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path


def main(code: str, reports: str, sarif: str) -> None:
    outputs = {"exit-code": code, "reports": reports}
    report = Path(reports, "report.json")
    # Wrong usage ends the check before there is any report.
    if report.is_file():
        content = json.loads(report.read_text(encoding="utf-8"))
        active = [finding for finding in content["findings"] if not finding["suppressed"]]
        outputs["findings"] = str(len(active) + len(content["problems"]))
    if sarif and Path(sarif).is_file():
        outputs["sarif-file"] = str(Path(sarif).resolve())
    with Path(os.environ["GITHUB_OUTPUT"]).open("a", encoding="utf-8", newline="\n") as stream:
        stream.writelines(f"{name}={value}\n" for name, value in outputs.items())


if __name__ == "__main__":
    main(*sys.argv[1:])
