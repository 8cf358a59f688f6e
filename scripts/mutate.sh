#!/usr/bin/env bash
# Change the counting of days and hours in every small way, and see that a test notices; fails where fewer than 95 % are.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/setup.sh
make_environment dev

log=$(mktemp); trap 'rm -f "$log"' EXIT
# A machine that sits where it is mostly still yesterday, so that a moment left in its own zone is noticed.
export TZ=Pacific/Honolulu
rm -rf mutants
say "changing the clock, one small way after another (some twenty minutes on two quiet cores) …"
.venv/bin/mutmut run --max-children "${MUTANTS_AT_ONCE:-$(nproc)}" >"$log" 2>&1 || { tail -n 40 "$log"; exit 1; }
.venv/bin/mutmut results
.venv/bin/mutmut export-cicd-stats >/dev/null
.venv/bin/python - <<'PYTHON'
import json
import sys
from pathlib import Path

counts = json.loads(Path("mutants/mutmut-cicd-stats.json").read_text("utf-8"))
# One that hangs is noticed as well; one without a test is not.
noticed, made = counts["killed"] + counts["timeout"] + counts["segfault"], counts["total"] - counts["skipped"]
print(f"{noticed:,} of {made:,} changes noticed: {noticed / made:.1%}")
sys.exit(noticed < 0.95 * made)
PYTHON
