#!/usr/bin/env bash
# Adds the report to the summary of the job.
#
# In:  EXIT_CODE  what the check ended with
#      REPORTS    the folder of its reports
set -euo pipefail

if [[ -f $REPORTS/summary.md ]]; then
  cat "$REPORTS/summary.md" >>"$GITHUB_STEP_SUMMARY"
else
  echo "**asynclint** did not get to a report (exit code $EXIT_CODE): the log of the job says why." >>"$GITHUB_STEP_SUMMARY"
fi
