#!/usr/bin/env bash
# Makes a bare Debian in the folder DIR: the base system and systemd, as an installer leaves a server; no package of this machine.
#   tests/server_walk/fresh_root.sh DIR          (root; needs debootstrap: apt-get install debootstrap)
# Where the packages come from, and by which authorities they are trusted, is as on this machine.
set -euo pipefail
root=${1:?a folder that is not there yet}
[ "$(id -u)" = 0 ] || { echo 'needs root'; exit 2; }
command -v debootstrap >/dev/null || { echo 'needs debootstrap: apt-get install debootstrap'; exit 2; }
mirror=$(awk '/^URIs:/{print $2; exit} /^deb /{for (i = 2; i <= NF; i++) if ($i ~ /^http/) {print $i; exit}}' \
  /etc/apt/sources.list.d/*.sources /etc/apt/sources.list 2>/dev/null)
part=$root.part
rm -rf --one-file-system "$part"
mkdir -p "$(dirname "$part")"
debootstrap --variant=minbase --include=ca-certificates,openssl,systemd "${DEBIAN:-trixie}" "$part" "$mirror" >"$part.log" 2>&1 ||
  { tail -n 3 "$part.log"; exit 2; }
for each in /etc/apt/sources.list.d/*.sources; do
  # A folder of this machine is no part of another.
  [ ! -e "$each" ] || grep -q '^URIs: file:' "$each" || cp "$each" "$part/etc/apt/sources.list.d/"
done
! ls "$part"/etc/apt/sources.list.d/*.sources >/dev/null 2>&1 || : >"$part/etc/apt/sources.list"
for each in /etc/apt/apt.conf.d/99*; do [ ! -e "$each" ] || cp "$each" "$part/etc/apt/apt.conf.d/"; done
# The authorities that this machine trusts, where clients of the new one look for them.
cp /etc/ssl/certs/ca-certificates.crt "$part/etc/ssl/certs/ca-certificates.crt"
rm -rf "$part"/var/cache/apt/archives/*.deb "$part/var/lib/apt/lists/"*
mv "$part" "$root"
