#!/usr/bin/env bash
# Build the image localhost/ongikar (or the NAME given) with podman, where no hub of images is to be asked: the base is a Debian root
# made here by mmdebstrap, the packages of the locks are fetched here, and nothing is fetched while the image is built. From a
# public base it is built by `podman build -t localhost/ongikar .` alone.
# What was made stays in ONGIKAR_CONTAINER_WORK (var/container) for the next time; --fresh makes the Debian root anew, for its updates.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/setup.sh
name=localhost/ongikar fresh=no
for word in "$@"; do
  case $word in
    --fresh) fresh=yes ;;
    -h | --help) sed -n '2,5s/^# //p' "$0"; exit 0 ;;
    *) name=$word ;;
  esac
done
work=${ONGIKAR_CONTAINER_WORK:-var/container}
debian=${ONGIKAR_DEBIAN:-trixie}
base="localhost/ongikar-debian:$debian"
python=3.13
mkdir -p "$work"
for program in podman mmdebstrap; do
  command -v "$program" >/dev/null 2>&1 || apt_install podman mmdebstrap runc nftables
done
[ $fresh = no ] || rm -f "$work/$debian-root.tar"
if [ ! -s "$work/$debian-root.tar" ]; then
  say "making a Debian root ($debian) …"
  mmdebstrap --quiet --variant=minbase --include=python3,python3-venv,ca-certificates,tzdata,passwd,postgresql-client \
    "$debian" "$work/$debian-root.part.tar"
  mv "$work/$debian-root.part.tar" "$work/$debian-root.tar"
fi
podman import --quiet "$work/$debian-root.tar" "$base" >/dev/null
make_environment app
context="$work/context"
mkdir -p "$context/requirements/wheels"
say "fetching the packages of requirements/app.txt …"
for lock in build app; do
  .venv/bin/python -m pip download --quiet --disable-pip-version-check --require-hashes --only-binary=:all: \
    --python-version "$python" --dest "$context/requirements/wheels" -r "requirements/$lock.txt"
done
# The program as it is committed or lies here, without what belongs to one machine.
find "$context" -mindepth 1 -maxdepth 1 ! -name requirements -exec rm -rf {} +
tar -c --exclude='__pycache__' --exclude='tests' Containerfile .containerignore ongikar offices requirements docs/manual \
  docs/third-party/NOTICES.txt \
  ongikar.env.example pyproject.toml setup.py LICENSE README.md | tar -x -C "$context"
say "building $name …"
# By chroot, so that it is built where no container could be started, too. Nothing in it asks the network.
podman build --quiet --isolation=chroot --build-arg "BASE=$base" \
  --ulimit "nofile=$(ulimit -Sn):$(ulimit -Hn)" --ulimit "nproc=$(ulimit -Su):$(ulimit -Hu)" \
  --format docker -t "$name" -f "$context/Containerfile" "$context"
