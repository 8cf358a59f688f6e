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

# Where Debian asks whether a service may start; the tests name another place.
POLICY=${ONGIKAR_POLICY_RC_D:-/usr/sbin/policy-rc.d}
POLICY_MARK="made by scripts/debian.sh of Ongikar while it installs"

# Somebody sits here who can be asked: a terminal on both sides, and no CI.
can_ask() { [ -t 0 ] && [ -t 2 ] && [ -z "${CI:-}" ]; }

# Whether the packages named may be installed: asked of who sits here; else said, and gone on with.
may_install() {
  local answer
  say "ডেবিয়ানের এই প্যাকেজ ইনস্টল হবে · these packages of Debian are to be installed, as root: $*"
  can_ask || return 0
  printf 'ইনস্টল করব? · Install them? [Y/n] ' >&2
  read -r answer || return 1
  case $answer in "" | [yY]* | হ্যাঁ* | হ*) ;; *) return 1 ;; esac
}

# Installs, or says in one line what to install. A service that comes along is not started.
apt_install() {
  local root
  command -v apt-get >/dev/null 2>&1 || fail "এগুলো ইনস্টল করুন · please install: $*"
  root=$(to_root) || fail "রুট হিসেবে এটি চালান · please run this as root: apt-get install $*"
  may_install "$@" || fail "ইনস্টল হলো না। নিজে করতে · not installed. To do it yourself: apt-get install $*"
  apt_update
  # In a session of its own: whoever kills us, or closes the terminal, leaves it to end what it began and to clear up.
  setsid --wait bash -c "$INSTALL" install "$POLICY" "$POLICY_MARK" "$root" "$@" </dev/null ||
    fail "ইনস্টল করা গেল না · could not install: $*"
}

# One installation: a policy that no service starts stands for as long as it lasts, however it ends. One that somebody else
# made is left alone; one of ours that a power cut left is taken away.
INSTALL='
policy=$1 mark=$2 root=$3 held=""; shift 3
trap "[ -z \"\$held\" ] || $root rm -f \"\$policy\"" EXIT
trap "exit 143" TERM INT HUP
! grep -qsF "$mark" "$policy" || $root rm -f "$policy"
if [ ! -e "$policy" ]; then
  held=1
  printf "#!/bin/sh\n# %s\nexit 101\n" "$mark" | $root tee "$policy" >/dev/null
  $root chmod 755 "$policy"
fi
$root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null 2>&1 & wait $!
'

# Nor do the services, named here, of what was just installed start with the machine.
stay_off() {
  local service
  for service; do $(to_root) update-rc.d "$service" disable >/dev/null 2>&1 || true; done
}
