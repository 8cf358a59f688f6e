# Sourced by ./run and ./test: finds a fitting Python, makes the environment, brings its packages up to the lock.
# Says each long step; asks only before it installs packages of the machine (scripts/debian.sh).

. scripts/debian.sh

say() { printf '%s\n' "$*" >&2; }
fail() { say "$*"; exit 1; }

# A python3 of the machine may be too old, or a shim that starts nothing: each one is tried by running it. PYTHON names
# one that goes before the others.
find_python() {
  local name
  for name in ${PYTHON:+"$PYTHON"} python3.13 python3.12 python3.14 /usr/bin/python3 python3; do
    if command -v "$name" >/dev/null 2>&1 &&
       "$name" -c 'import sys; sys.exit(sys.version_info < (3, 12))' >/dev/null 2>&1; then
      command -v "$name"; return 0
    fi
  done
  return 1
}

# The newest fitting Python that apt knows, with what makes an environment; no word where it knows none.
python_of_apt() {
  local name
  for name in python3.14 python3.13 python3.12; do
    if apt-cache show "$name-venv" >/dev/null 2>&1; then echo "$name $name-venv"; return 0; fi
  done
}

# Names a fitting Python that can make an environment; installs what is missing for that.
ready_python() {
  local python packages
  if ! python=$(find_python); then
    apt_update
    packages=$(python_of_apt)
    [ -n "$packages" ] || fail "$NO_PYTHON"
    apt_install $packages
    python=$(find_python) || fail "$NO_PYTHON"
  fi
  "$python" -c 'import ensurepip' 2>/dev/null ||
    apt_install "$("$python" -c 'import sys; print("python3.%d-venv" % sys.version_info[1])')"
  echo "$python"
}
NO_PYTHON="Python 3.12 বা নতুন লাগবে · Python 3.12 or newer is needed; on Debian 13, Ubuntu 24.04 or newer: apt-get install python3 python3-venv"

# make_environment LOCK: .venv, made in this place, with exactly the packages of requirements/LOCK.txt (a larger lock already synced will do).
make_environment() {
  local wanted=$1 python lock stamp
  lock="requirements/$wanted.txt"
  stamp=.venv/.synced
  if [ -x .venv/bin/python ] && [ -f "$stamp" ] && .venv/bin/python -c '' 2>/dev/null &&
     grep -qF "$(pwd -P)/.venv" .venv/pyvenv.cfg; then
    local synced
    synced=$(cat "$stamp")
    [ "$synced" = "$(lock_mark dev)" ] && return 0
    [ "$wanted" = app ] && [ "$synced" = "$(lock_mark app)" ] && return 0
  else
    rm -rf .venv
    python=$(ready_python)
    say "making .venv with $("$python" --version) …"
    # Whatever ends us before it is whole leaves none; what a power cut left is made anew, since it bears no stamp.
    trap 'rm -rf .venv' EXIT
    "$python" -m venv .venv >&2 || fail ".venv তৈরি করা গেল না · .venv could not be made"
  fi
  say "syncing the packages of $lock …"
  .venv/bin/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements/uv.txt ||
    fail "প্যাকেজ নামানো গেল না · the packages could not be fetched; is there a network?"
  # uv itself is no part of the lock, so it is kept outside what it syncs.
  cp .venv/bin/uv .venv/uv
  .venv/uv pip sync --quiet --python .venv/bin/python --require-hashes "$lock" ||
    fail "প্যাকেজ নামানো গেল না · the packages could not be fetched; is there a network?"
  lock_mark "$wanted" > "$stamp"
  trap - EXIT
}

lock_mark() { printf '%s ' "$1"; cksum < "requirements/$1.txt"; }
