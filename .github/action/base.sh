#!/usr/bin/env bash
# Makes the revision to compare with available, with its merge base, and says which commit it is.
#
# In:  INPUT_SINCE  a revision, `none`, or empty for the base branch of a pull request
# Out: since        the commit, or nothing for the whole project
set -euo pipefail
export GIT_TERMINAL_PROMPT=0

fail() {
  printf '::error title=asynclint::%s\n' "$1"
  exit 2
}
commit() { git rev-parse --verify --quiet "$1^{commit}"; }
shallow() { [[ $(git rev-parse --is-shallow-repository) == true ]]; }
related() { git merge-base "$1" "$2" >/dev/null; }

since=$INPUT_SINCE
if [[ -z $since && -n ${GITHUB_BASE_REF:-} ]]; then since=origin/$GITHUB_BASE_REF; fi
if [[ -z $since || $since == none ]]; then
  echo "The whole project is reported on."
  exit 0
fi
if [[ $since == -* ]]; then fail "since: \`$since\` is no git revision."; fi
if ! head=$(commit HEAD); then fail "since: there is no git clone here: let actions/checkout run before."; fi

# A branch in a shallow clone may be left of an earlier run on the same machine, and old.
base=$(commit "$since" || true)
if [[ -z $base ]] || { shallow && [[ $since == origin/* ]]; }; then
  name=$since
  if [[ $since == origin/* ]]; then name=refs/heads/${since#origin/}; fi
  if shallow; then limit=--depth=50; else limit=--no-tags; fi
  if git fetch --quiet --no-tags "$limit" origin "$name"; then base=$(commit FETCH_HEAD || true); fi
fi
if [[ -z $base ]]; then
  fail "since: \`$since\` is neither here nor at origin. Check the name, or have actions/checkout fetch the whole history: \`fetch-depth: 0\`."
fi

for more in 100 200 400 800 1600; do
  if related "$base" "$head" || ! shallow; then break; fi
  git fetch --quiet --no-tags "--deepen=$more" origin "$base" "$head" || break
done
if ! related "$base" "$head"; then
  fail "since: no commit that \`$since\` and HEAD have in common was found. Have actions/checkout fetch the whole history: \`fetch-depth: 0\`."
fi
echo "What changed since $since ($base) is reported on."
printf 'since=%s\n' "$base" >>"$GITHUB_OUTPUT"
