#!/usr/bin/env bash
# Make a site of docs/, to be read without a network: scripts/docs.sh [FOLDER]. Each doubt about a link or a heading ends it.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/setup.sh
make_environment dev
folder=${1:-var/docs}
.venv/bin/python -m sphinx -b html -q -W --keep-going -j auto docs "$folder"
say "docs: $folder/index.html"
