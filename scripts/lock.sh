#!/usr/bin/env bash
# Rewrite the hash-pinned locks from requirements/*.in. They name no download address.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/setup.sh
make_environment dev
for name in app build dev; do
  .venv/uv pip compile --quiet --upgrade --universal --python-version 3.12 --generate-hashes --no-emit-index-url \
    --no-header --no-annotate "requirements/$name.in" -o "requirements/$name.txt"
done
.venv/uv pip compile --quiet --upgrade --universal --python-version 3.12 --generate-hashes --no-emit-index-url \
  --no-header --no-annotate requirements/uv.in -o requirements/uv.txt
# The fuzzer has wheels for some machines only.
.venv/uv pip compile --quiet --upgrade --python-version 3.13 --generate-hashes --no-emit-index-url \
  --no-header --no-annotate requirements/fuzz.in -o requirements/fuzz.txt
# What stands on the locks follows them: the list of all packages, the notices of their licences, the page of the audit.
make_environment dev
.venv/bin/python -m scripts.third_party
.venv/bin/python -m scripts.audit --page
