"""What a release hands out: a wheel with everything that runs and nothing that only tests, a Debian package
with an environment of its own.
"""

import hashlib
import json
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

from conftest import ROOT
from scripts.release_notes import notes_of
from scripts.release_sbom import sbom_of_release
from scripts.third_party import SBOM

pytestmark = pytest.mark.once


def run(*words: str | Path, cwd: Path = ROOT, **environment: str) -> str:
    ended = subprocess.run(
        list(map(str, words)),
        cwd=cwd,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=600,
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return ended.stdout


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    """What is committed or lies here, without what is made."""
    folder = tmp_path_factory.mktemp("source")
    kept = (
        "ongikar",
        "offices",
        "docs/manual",
        "requirements",
        "pyproject.toml",
        "setup.py",
        "README.md",
        "LICENSE",
    )
    run("bash", "-c", f"tar -c --exclude=__pycache__ {' '.join(kept)} | tar -x -C {folder}")
    return folder


@pytest.fixture(scope="module")
def wheel(source, tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    run(
        sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", folder, source
    )  # fmt: skip
    (made,) = folder.glob("*.whl")
    return made


def test_the_wheel_has_all_that_runs_and_no_test(wheel, source):
    names = set(zipfile.ZipFile(wheel).namelist())
    here = {
        str(path.relative_to(source))
        for path in (source / "ongikar").rglob("*")
        if path.is_file() and "tests" not in path.relative_to(source).parts and path.suffix != ".pyc"
    }
    assert here <= names
    assert not [name for name in names if "/tests/" in name]
    assert "ongikar/sample_offices/rangpur-sadar-ict/charter.toml" in names
    manual = {name for name in names if name.startswith("ongikar/manual_pages/")}
    assert {f"ongikar/manual_pages/{tongue}/officer.md" for tongue in ("bn", "en")} < manual
    assert sum(name.endswith(".png") for name in manual) > 60


def test_the_wheel_brings_the_command(wheel):
    (points,) = [name for name in zipfile.ZipFile(wheel).namelist() if name.endswith("entry_points.txt")]
    assert "ongikar = ongikar.__main__:run" in zipfile.ZipFile(wheel).read(points).decode()


def test_it_is_there_without_the_clone(wheel, tmp_path):
    """Beside the packages that we have here, from a folder of its own: database, office and keys are made."""
    place, home = tmp_path / "site", tmp_path / "home"
    zipfile.ZipFile(wheel).extractall(place)
    environment = {"PYTHONPATH": str(place), "ONGIKAR_VAR": str(home)}

    said = run(sys.executable, "-m", "ongikar", "prepare", "--no-demo", cwd=tmp_path, **environment)

    assert "22 services" in said
    assert (home / "ongikar.sqlite3").exists()
    assert run(sys.executable, "-m", "ongikar", "--version", cwd=tmp_path, **environment).startswith(
        "ongikar "
    )


@pytest.mark.parametrize(
    ("version", "words"),
    [("0.2.0", "The first release"), ("0.3.0", "### What an administrator must know")],
)
def test_the_notes_of_a_release_are_its_part_of_the_changelog(version, words):
    notes = notes_of(version, (ROOT / "CHANGELOG.md").read_text("utf-8"))

    assert words in notes
    assert "\n## " not in notes


def test_of_a_version_that_is_not_cut_the_notes_are_what_is_unreleased():
    changelog = "# Changelog\n\n## Unreleased\n\n- new\n\n## 0.2.0, 27 November 2026\n\n- old\n"
    assert notes_of("0.3.0", changelog) == "- new"
    with pytest.raises(LookupError):
        notes_of("0.3.0", changelog.replace("Unreleased", "0.1.0"))


def test_the_sbom_of_a_release_has_versions_and_hashes():
    made = sbom_of_release(json.loads(SBOM.read_text("utf-8")), "0.3.0", b"the wheel")

    ours = made["metadata"]["component"]
    assert ours["version"] == "0.3.0"
    assert ours["hashes"][0]["content"] == hashlib.sha256(b"the wheel").hexdigest()
    libraries = [each for each in made["components"] if each["type"] == "library"]
    lock = (ROOT / "requirements/app.txt").read_text("utf-8")
    assert len(libraries) > 40
    for each in libraries:
        assert each["version"]
        assert each["hashes"]
    django = next(each for each in libraries if each["name"] == "django")
    assert all(f"sha256:{each['content']}" in lock for each in django["hashes"])


def test_the_version_stands_in_one_place():
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    assert run(sys.executable, "-m", "ongikar", "--version") == f"ongikar {version}\n"
    places = run(
        "bash", "-c", "git ls-files '*.py' '*.sh' '*.toml' '*.yaml' Containerfile | grep -v ^tests/"
    ).split()
    naming = re.compile(rf"version\W{{1,5}}{re.escape(version)}\b", re.I)
    assert [place for place in places if naming.search((ROOT / place).read_text("utf-8"))] == [
        "pyproject.toml"
    ]


@pytest.mark.slow
def test_a_release_is_made_whole_and_its_debian_package_runs(tmp_path):
    folder = tmp_path / "dist"
    run("bash", "scripts/release.sh", "--no-image", folder)
    (package,) = folder.glob("*.deb")
    run("bash", "-c", f"cd {folder} && sha256sum --check --quiet *.sha256")

    run("dpkg-deb", "-x", package, tmp_path / "root")
    said = run(
        tmp_path / "root/usr/lib/ongikar/bin/python", "-m", "ongikar", "prepare", "--no-demo",
        cwd=tmp_path, ONGIKAR_VAR=str(tmp_path / "home"),
    )  # fmt: skip

    assert "22 services" in said
    assert "python -m ongikar.commands.administrator" in (tmp_path / "root/usr/bin/ongikar").read_text()
