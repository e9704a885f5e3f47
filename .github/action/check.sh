#!/usr/bin/env bash
# Runs the check once, for all reports.  Findings fail the gate, a later step, and not this one.
#
# In:  BIN    the folder of asynclint and its Python
#      SINCE  the commit to compare with, or empty
#      INPUT_PATHS, INPUT_ARGS, INPUT_BASELINE, INPUT_FAIL_ON, INPUT_SARIF_FILE, INPUT_ANNOTATIONS
# Out: exit-code, findings, sarif-file, and reports: the folder of those for other steps
set -euo pipefail
unset PYTHONPATH PYTHONHOME

here=$GITHUB_ACTION_PATH/.github/action
reports=$(mktemp -d "$RUNNER_TEMP/asynclint-reports.XXXXXX")

format=text
if [[ $INPUT_ANNOTATIONS == true ]]; then format=github; fi
command=("$BIN/asynclint" check "--output-format=$format")
command+=("--output-format=json=$reports/report.json" "--output-format=markdown=$reports/summary.md")
if [[ -n $INPUT_SARIF_FILE ]]; then
  rm -f -- "$INPUT_SARIF_FILE"
  command+=("--output-format=sarif=$INPUT_SARIF_FILE")
fi
if [[ -n $SINCE ]]; then command+=("--since=$SINCE"); fi
if [[ -n $INPUT_BASELINE ]]; then command+=("--baseline=$INPUT_BASELINE"); fi
if [[ -n $INPUT_FAIL_ON ]]; then command+=("--fail-on=$INPUT_FAIL_ON"); fi

"$BIN/python" "$here/words.py" "$INPUT_ARGS" >"$reports/words"
while IFS= read -r -d '' word; do command+=("$word"); done <"$reports/words"
command+=(--)
while IFS= read -r path; do
  if [[ -n $path ]]; then command+=("$path"); fi
done <<<"$INPUT_PATHS"

code=0
"${command[@]}" || code=$?
"$BIN/python" "$here/outputs.py" "$code" "$reports" "$INPUT_SARIF_FILE"
