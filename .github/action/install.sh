#!/usr/bin/env bash
# Installs asynclint into an environment of its own.
#
# In:  INPUT_VERSION  a version on PyPI, or empty for the checkout of this action
#      PYTHON         the interpreter, or empty for the one on the path
# Out: bin            the folder of its commands
set -euo pipefail

python=${PYTHON:-$(command -v python3 || command -v python || true)}
if [[ -z $python ]]; then
  echo "::error title=asynclint::There is no Python on this runner: give the action a \`python-version\`."
  exit 2
fi
if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
  echo "::error title=asynclint::asynclint needs Python 3.11 or later: give the action such a \`python-version\`."
  exit 2
fi

package=$GITHUB_ACTION_PATH
if [[ -n $INPUT_VERSION ]]; then package=asynclint==$INPUT_VERSION; fi

# A job may use the action several times, with several versions.
environment=$(mktemp -d "$RUNNER_TEMP/asynclint.XXXXXX")
"$python" -m venv "$environment"
bin=$environment/bin
if [[ -d $environment/Scripts ]]; then bin=$environment/Scripts; fi

# What the job's own code needs of these is not for asynclint.
unset PYTHONPATH PYTHONHOME
"$bin/python" -m pip --disable-pip-version-check --quiet install "$package"
"$bin/asynclint" --version
printf 'bin=%s\n' "$bin" >>"$GITHUB_OUTPUT"
