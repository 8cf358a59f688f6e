#!/usr/bin/env bash
# Make what a release hands out, in dist/ (or the FOLDER given): wheel, source archive, Debian package, container image, SBOM, notes,
# checksums. The version is that of pyproject.toml, the notes are its part of CHANGELOG.md. Without podman: --no-image.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/setup.sh
folder=dist image=yes
for word in "$@"; do
  case $word in
    --no-image) image=no ;;
    --image) ;;
    -h | --help) sed -n '2,3s/^# //p' "$0"; exit 0 ;;
    *) folder=$word ;;
  esac
done
make_environment dev
python=.venv/bin/python
version=$($python -m ongikar --version | cut -d' ' -f2)
mkdir -p "$folder"; folder=$(cd "$folder" && pwd)
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT

# What is committed, and nothing that lies about: a release can be made again by whoever has the commit.
mkdir "$work/source"
if git rev-parse HEAD >/dev/null 2>&1; then git archive HEAD | tar -x -C "$work/source"
else cp -a . "$work/source"; fi
say "wheel and source archive of $version …"
# With the builder that the lock names, in an environment of its own.
$python -m venv --without-pip "$work/builder"
.venv/uv pip install --quiet --python "$work/builder/bin/python" --require-hashes -r requirements/build.txt
(cd "$work/source" && "$work/builder/bin/python" -c '
import sys
from setuptools import build_meta
build_meta.build_wheel(sys.argv[1])
' "$folder" >/dev/null)
rm -rf "$work/source/build" "$work/source"/*.egg-info
tar -czf "$folder/ongikar-$version.tar.gz" --transform "s,^\.,ongikar-$version," -C "$work/source" .

say "Debian package …"
tree="$work/deb" home=usr/lib/ongikar
mkdir -p "$tree/usr/lib" "$tree/usr/bin" "$tree/DEBIAN" "$tree/usr/share/doc/ongikar"
# An environment of its own, which asks the machine for nothing but its Python; its programs stay out, since they name this place.
debian_python=$(readlink -f /usr/bin/python3)
"$debian_python" -m venv --without-pip "$tree/$home"
.venv/uv pip install --quiet --python "$tree/$home/bin/python" --require-hashes -r requirements/app.txt
.venv/uv pip install --quiet --python "$tree/$home/bin/python" --no-deps "$folder/ongikar-$version-py3-none-any.whl"
find "$tree/$home/bin" -mindepth 1 ! -name 'python*' -delete
find "$tree" -name __pycache__ -prune -exec rm -rf {} +
printf '#!/bin/sh\nexec /%s/bin/python -m ongikar.commands.administrator /etc/ongikar/ongikar.env ongikar "$@"\n' "$home" > "$tree/usr/bin/ongikar"
chmod 755 "$tree/usr/bin/ongikar"
cp LICENSE CHANGELOG.md docs/third-party/NOTICES.txt "$tree/usr/share/doc/ongikar/"
minor=$("$debian_python" -c 'import sys; print(f"3.{sys.version_info.minor}")') next=$("$debian_python" -c 'import sys; print(f"3.{sys.version_info.minor + 1}")')
cat > "$tree/DEBIAN/control" <<END
Package: ongikar
Version: $version
Architecture: $(dpkg --print-architecture)
Section: web
Priority: optional
Maintainer: Ongikar <ongikar@localhost>
Depends: python3 (>= $minor), python3 (<< $next), ca-certificates, tzdata, adduser
Recommends: postgresql-client, caddy | nginx
Description: A citizen's charter that runs
 Turns a government office's published Citizen's Charter into a running office:
 applications, clocks, deliveries, complaints, appeals and a public account.
END
cat > "$tree/DEBIAN/postinst" <<'END'
#!/bin/sh
set -e
[ "$1" = configure ] || exit 0
if [ -e /usr/local/bin/ongikar ]; then
  echo "ongikar: /usr/local/bin/ongikar, which 'install' wrote for a clone, comes before the command of this package." >&2
  echo "         One installation has one command: stop the units of the clone, and remove that file." >&2
fi
getent passwd ongikar >/dev/null || adduser --system --group --home /var/lib/ongikar --no-create-home --shell /usr/sbin/nologin ongikar
install -d -o ongikar -g ongikar -m 700 /var/lib/ongikar
/usr/lib/ongikar/bin/python -m compileall -q /usr/lib/ongikar/lib || true
END
cat > "$tree/DEBIAN/prerm" <<'END'
#!/bin/sh
set -e
find /usr/lib/ongikar -name __pycache__ -prune -exec rm -rf {} + 2>/dev/null || true
END
chmod 755 "$tree/DEBIAN/postinst" "$tree/DEBIAN/prerm"
dpkg-deb --root-owner-group --build -Zxz "$tree" "$folder/ongikar_${version}_$(dpkg --print-architecture).deb" >/dev/null

$python -m scripts.release_sbom "$version" "$folder/ongikar-$version-py3-none-any.whl" > "$folder/ongikar-$version.cdx.json"
$python -m scripts.release_notes "$version" > "$folder/ongikar-$version.md"
if [ $image = yes ]; then
  scripts/container.sh "localhost/ongikar:$version"
  podman save --quiet --format oci-archive "localhost/ongikar:$version" | gzip > "$folder/ongikar-$version-image.tar.gz"
fi
(cd "$folder" && sha256sum ongikar[-_]"$version"* > "ongikar-$version.sha256")
(cd "$folder" && du -bh ongikar[-_]"$version"* >&2)
