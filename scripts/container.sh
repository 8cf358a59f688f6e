#!/usr/bin/env bash
# Build the image localhost/ongikar (or the NAME given) with podman. The Debian root is made here by mmdebstrap and the packages
# of the lock are fetched here: no registry of images is asked, and nothing is fetched while the image is built.
# What was made stays in ONGIKAR_CONTAINER_WORK (var/container) for the next time; delete it for a newer Debian.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/setup.sh
name=${1:-localhost/ongikar}
work=${ONGIKAR_CONTAINER_WORK:-var/container}
debian=${ONGIKAR_DEBIAN:-trixie}
python=3.13
mkdir -p "$work"
for program in podman mmdebstrap; do
  command -v "$program" >/dev/null 2>&1 || apt_install podman mmdebstrap runc nftables
done
if [ ! -s "$work/debian-root.tar" ]; then
  say "making a Debian root ($debian) …"
  mmdebstrap --quiet --variant=minbase --include=python3,python3-venv,ca-certificates,tzdata,passwd \
    "$debian" "$work/debian-root.part.tar"
  mv "$work/debian-root.part.tar" "$work/debian-root.tar"
fi
make_environment app
say "fetching the packages of requirements/app.txt …"
.venv/bin/python -m pip download --quiet --disable-pip-version-check --require-hashes --only-binary=:all: \
  --python-version "$python" --dest "$work/wheels" -r requirements/app.txt
# The program as it is committed or lies here, without what belongs to one machine.
rm -rf "$work/ongikar" && mkdir -p "$work/ongikar"
tar -c --exclude='__pycache__' --exclude='*/tests' \
  ongikar offices requirements docs/manual manage.py pyproject.toml LICENSE README.md | tar -x -C "$work/ongikar"
say "building $name …"
# By chroot, so that it is built where no container could be started, too. Nothing in it asks the network.
podman build --quiet --isolation=chroot \
  --ulimit "nofile=$(ulimit -Sn):$(ulimit -Hn)" --ulimit "nproc=$(ulimit -Su):$(ulimit -Hu)" \
  --format docker -t "$name" -f Containerfile "$work"
