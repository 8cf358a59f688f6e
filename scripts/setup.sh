# Sourced by ./run and ./test: finds a fitting Python, makes the environment, brings its packages up to the lock.
# Says each long step; asks for nothing.

say() { printf '%s\n' "$*" >&2; }
fail() { say "$*"; exit 1; }

# A python3 of the machine may be too old, or a shim that starts nothing: each one is tried by running it.
find_python() {
  local name
  for name in python3.13 python3.12 python3.14 /usr/bin/python3 python3; do
    if command -v "$name" >/dev/null 2>&1 &&
       "$name" -c 'import sys; sys.exit(sys.version_info < (3, 12))' >/dev/null 2>&1; then
      command -v "$name"; return 0
    fi
  done
  return 1
}

# Debian packages: as root, or through sudo; else one clear line saying what to install. They are installed for their
# programs; what comes with a service of its own does not start it.
apt_install() {
  local become="" policy=/usr/sbin/policy-rc.d held=""
  if [ "$(id -u)" -ne 0 ]; then
    sudo -n true >/dev/null 2>&1 || fail "এগুলো ইনস্টল করুন · please install: sudo apt-get install $*"
    become="sudo"
  fi
  command -v apt-get >/dev/null 2>&1 || fail "এগুলো ইনস্টল করুন · please install: $*"
  say "installing $* …"
  [ -n "${APT_UPDATED:-}" ] || { $become apt-get update -qq >/dev/null 2>&1 || true; APT_UPDATED=1; }
  (
    # In a shell of its own, so that the policy goes however this ends.
    trap '[ -z "$held" ] || $become rm -f $policy' EXIT
    [ -e $policy ] || { held=1; printf '#!/bin/sh\nexit 101\n' | $become tee $policy >/dev/null; $become chmod 755 $policy; }
    $become env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null 2>&1 </dev/null
  ) || fail "ইনস্টল করা গেল না · could not install: $*"
}

# A service that we have just installed for its programs does not start with the machine either.
stay_off() {
  local become=""
  [ "$(id -u)" -eq 0 ] || become="sudo -n"
  $become update-rc.d "$1" disable >/dev/null 2>&1 || true
}

# make_environment LOCK: .venv with exactly the packages of requirements/LOCK.txt (a larger lock already synced will do).
make_environment() {
  local wanted=$1 python lock stamp
  lock="requirements/$wanted.txt"
  stamp=.venv/.synced
  if [ -x .venv/bin/python ] && [ -f "$stamp" ] && .venv/bin/python -c '' 2>/dev/null; then
    local synced
    synced=$(cat "$stamp")
    [ "$synced" = "$(lock_mark dev)" ] && return 0
    [ "$wanted" = app ] && [ "$synced" = "$(lock_mark app)" ] && return 0
  else
    rm -rf .venv
    if ! python=$(find_python); then
      apt_install python3 python3-venv
      python=$(find_python) || fail "Python 3.12 বা নতুন লাগবে · Python 3.12 or newer is needed"
    fi
    say "making .venv with $("$python" --version) …"
    if ! "$python" -m venv .venv >/dev/null 2>&1; then
      rm -rf .venv
      apt_install python3-venv
      "$python" -m venv .venv >/dev/null 2>&1 || { rm -rf .venv; fail "python3-venv is missing: sudo apt-get install python3-venv"; }
    fi
  fi
  say "syncing the packages of $lock …"
  .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/uv.txt ||
    fail "প্যাকেজ নামানো গেল না · the packages could not be fetched; is there a network?"
  # uv itself is no part of the lock, so it is kept outside what it syncs.
  cp .venv/bin/uv .venv/uv
  .venv/uv pip sync --quiet --python .venv/bin/python --require-hashes "$lock" ||
    fail "প্যাকেজ নামানো গেল না · the packages could not be fetched; is there a network?"
  lock_mark "$wanted" > "$stamp"
}

lock_mark() { printf '%s ' "$1"; cksum < "requirements/$1.txt"; }
