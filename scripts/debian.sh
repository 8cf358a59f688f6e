# Sourced by setup.sh: Debian's packages, for the programs in them, as root or through sudo.

# What makes root of us: no word where we are, `sudo -n`; fails where neither will do.
to_root() { [ "$(id -u)" -eq 0 ] || { sudo -n true >/dev/null 2>&1 && printf 'sudo -n'; }; }

# What apt knows of packages, brought up to date once, where we may.
apt_update() {
  local root
  [ -z "${APT_UPDATED:-}" ] && command -v apt-get >/dev/null 2>&1 && root=$(to_root) || return 0
  $root apt-get update -qq >/dev/null 2>&1 || true
  APT_UPDATED=1
}

# Installs, or says in one line what to install. A service that comes along is not started.
apt_install() {
  local root policy=/usr/sbin/policy-rc.d held=""
  command -v apt-get >/dev/null 2>&1 || fail "এগুলো ইনস্টল করুন · please install: $*"
  root=$(to_root) || fail "রুট হিসেবে এটি চালান · please run this as root: apt-get install $*"
  say "installing $* …"
  apt_update
  (
    # In a shell of its own, so that the policy goes however this ends.
    trap '[ -z "$held" ] || $root rm -f $policy' EXIT
    [ -e $policy ] || { held=1; printf '#!/bin/sh\nexit 101\n' | $root tee $policy >/dev/null; $root chmod 755 $policy; }
    $root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null 2>&1 </dev/null
  ) || fail "ইনস্টল করা গেল না · could not install: $*"
}

# Nor do the services, named here, of what was just installed start with the machine.
stay_off() {
  local service
  for service; do $(to_root) update-rc.d "$service" disable >/dev/null 2>&1 || true; done
}
