#!/usr/bin/env bash
# Adds the report to the summary of the job.
#
# In:  EXIT_CODE  what the check ended with
#      REPORTS    the folder of its reports
set -euo pipefail

summary=$REPORTS/summary.md
if [[ ! -f $summary ]]; then
  echo "**asynclint** did not get to a report (exit code $EXIT_CODE): the log of the job says why." >>"$GITHUB_STEP_SUMMARY"
  exit 0
fi

# GitHub refuses summaries above 1 MiB.
limit=1000000
head -c "$limit" "$summary" >>"$GITHUB_STEP_SUMMARY"
if (($(wc -c <"$summary") > limit)); then
  printf '\n\nThe report is longer: this is its first megabyte.\n' >>"$GITHUB_STEP_SUMMARY"
fi
