#!/usr/bin/env bash
# Let a fuzzer change charters bit by bit for SECONDS (120), led by what the reader does with them; fails on one it falls over or hangs on.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/setup.sh
make_environment dev

# It is made for a few machines only, so it stands beside the environment and in a lock of its own.
.venv/uv pip install --quiet --python .venv/bin/python --require-hashes --target .venv/fuzz -r requirements/fuzz.txt ||
  fail "এই যন্ত্রে atheris চলে না · atheris does not install on this machine"
found=$(mktemp -d); trap 'rm -rf "$found"' EXIT
say "changing charters for ${1:-120} seconds …"
PYTHONPATH=.venv/fuzz .venv/bin/python -m scripts.fuzz "$found" -max_total_time="${1:-120}"
