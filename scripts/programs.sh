# Sourced by ./test and the Makefile, after setup.sh and postgres.sh: Debian's programs that tests start.
# A test starts one through a fixture, or says so by a marker; tests/needs.py reads that of the tests that were asked for.

PROGRAMS="chromium kannel clamd postgresql prometheus caddy nginx systemd podman make git openssl bindfs espeak-ng"

has_program() {
  case $1 in
    chromium) command -v chromium-headless-shell >/dev/null 2>&1 || command -v chromium >/dev/null 2>&1 ;;
    kannel) [ -x /usr/sbin/bearerbox ] && [ -x /usr/lib/kannel/test/fakesmsc ] ;;
    clamd) [ -x /usr/sbin/clamd ] ;;
    postgresql) [ -n "$(postgres_bin)" ] ;;
    # They check files of ours: alert rules, the front servers' settings, the units.
    prometheus) command -v promtool >/dev/null 2>&1 ;;
    caddy) command -v caddy >/dev/null 2>&1 ;;
    nginx) [ -x /usr/sbin/nginx ] ;;
    systemd) command -v systemd-analyze >/dev/null 2>&1 ;;
    # With runc beside crun, which starts nothing where the machine has cgroups of both versions.
    podman) command -v podman-compose >/dev/null 2>&1 && command -v podman >/dev/null 2>&1 && command -v mmdebstrap >/dev/null 2>&1 && [ -x /usr/sbin/runc ] ;;
    make | git | openssl | bindfs | espeak-ng) command -v "$1" >/dev/null 2>&1 ;;
    *) fail "no such program: $1" ;;
  esac
}

install_program() {
  case $1 in
    chromium) apt_install chromium-headless-shell ;;
    kannel) apt_install kannel kannel-extras; stay_off kannel ;;
    clamd) apt_install clamav-daemon; stay_off clamav-daemon clamav-freshclam ;;
    postgresql) apt_install postgresql; stay_off postgresql ;;
    prometheus) apt_install prometheus; stay_off prometheus ;;
    caddy) apt_install caddy; stay_off caddy ;;
    nginx) apt_install nginx-light; stay_off nginx ;;
    systemd) apt_install systemd ;;
    podman) apt_install podman podman-compose mmdebstrap crun runc nftables netavark aardvark-dns ;;
    make | git | openssl | bindfs | espeak-ng) apt_install "$1" ;;
  esac
}

# set_up_programs NAME…: installs those that are not there.
set_up_programs() {
  local name
  for name; do has_program "$name" || install_program "$name"; done
}

# missing_programs: the names of those that are not there, one a line.
missing_programs() {
  local name
  for name in $PROGRAMS; do has_program "$name" || echo "$name"; done
}

# needed_programs WORDS…: what the tests that pytest would choose by these words start, one a line.
needed_programs() {
  .venv/bin/python -m pytest -p tests.needs --collect-only -qq -n 0 "$@" 2>/dev/null | sed -n 's/^needs: //p'
}
