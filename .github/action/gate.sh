#!/usr/bin/env bash
# Ends as the check did.
#
# In:  EXIT_CODE  what the check ended with
#      FINDINGS   how many it reported, or empty
set -euo pipefail

case $EXIT_CODE in
  0) echo "asynclint: nothing that fails the job; findings: $FINDINGS." ;;
  1) echo "::error title=asynclint::What blocks the event loop was found; findings: $FINDINGS." ;;
  2) echo "::error title=asynclint::Wrong usage or settings, or a file that could not be read: the step 'Check' says which." ;;
  *) echo "::error title=asynclint::asynclint failed (exit code $EXIT_CODE): the step 'Check' says how to report it." ;;
esac
exit "$EXIT_CODE"
