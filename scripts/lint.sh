#!/usr/bin/env bash
# What is checked without running a test, side by side; shows what those say that fail. `./test` begins with it.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/setup.sh
make_environment dev
unset PYTHONDONTWRITEBYTECODE

work=$(mktemp -d)
trap 'kill $(jobs -p) 2>/dev/null || true; rm -rf "$work"' EXIT
export ONGIKAR_VAR="$work/var"; mkdir -p "$ONGIKAR_VAR"
status=0 begun=()
# `begin NAME COMMAND…` runs a check beside the others; `report` waits for all and shows what those said that failed.
begin() { local name=$1; shift; "$@" >"$work/check-${#begun[@]}" 2>&1 & begun+=("$! $name"); }
report() {
  local n
  for n in "${!begun[@]}"; do
    say "· ${begun[n]#* }"
    wait "${begun[n]%% *}" || { cat "$work/check-$n"; status=1; }
  done
}
of_django() {
  .venv/bin/python manage.py makemigrations --check --dry-run
  .venv/bin/python manage.py check --deploy --fail-level ERROR
}

begin "ruff"                  .venv/bin/ruff check .
begin "format"                .venv/bin/ruff format --check .
begin "types"                 .venv/bin/mypy ongikar
begin "import contracts"      .venv/bin/lint-imports
begin "templates"             .venv/bin/djade --check --target-version 6.1 $(find ongikar -name '*.html')
begin "format of templates"   .venv/bin/djangofmt --check ongikar
begin "lines of templates"    .venv/bin/python -m scripts.template_lines
begin "wording"               .venv/bin/python -m scripts.wording
begin "dependencies"          .venv/bin/deptry .
begin "migrations, settings"  of_django
report
exit $status
