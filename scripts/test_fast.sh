#!/usr/bin/env bash
# The tests marked `fast`, on SQLite: all of rules/ with few examples, and a journey by test client through each app.
# Words go to pytest.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/setup.sh
make_environment dev
unset PYTHONDONTWRITEBYTECODE ONGIKAR_DATABASE

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export ONGIKAR_VAR="$work/var"
.venv/bin/python -m pytest -n "${PROCESSES:-$(nproc)}" -m "fast and not slow" --hypothesis-profile=fast "$@"
