"""What we stand on, and by whose leave: an SBOM (CycloneDX) of every locked package, and the notices of third
parties.

`python -m scripts.third_party` writes both anew into docs/third-party, from the locks and from what the
packages installed here say of themselves; scripts/lock.sh calls it. `--check` writes nothing; status 1
where a locked package is missing in either.
"""

import json
import re
import sys
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib import metadata
from pathlib import Path

from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression
from packaging.requirements import InvalidRequirement, Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "docs" / "third-party"
SBOM, NOTICES = FOLDER / "sbom.cdx.json", FOLDER / "NOTICES.txt"
# What runs in an office; what only builds, tests and checks. A package in both runs.
LOCKS = {"app": "required", "build": "excluded", "dev": "excluded", "uv": "excluded", "fuzz": "excluded"}
LOCKED = re.compile(r"^([A-Za-z0-9][\w.-]*)(?:\[[^\]]*\])?==([^\s;\\]+)", re.MULTILINE)
TEXTS = re.compile(r"(?i)(licen[cs]e|copying|notice|authors)")
# In what the machine that writes does not install, and in what does not say it as SPDX does.
KNOWN = {
    "colorama": "BSD-3-Clause",
    "setuptools": "MIT",
    "tzdata": "Apache-2.0",
    "pyrage": "MIT",
    "pyxform": "BSD-2-Clause",
    "xlrd": "BSD-3-Clause AND BSD-4-Clause",
    "et-xmlfile": "MIT",
    "openpyxl": "MIT",
    "pyyaml": "MIT",
    "pyyaml-ft": "MIT",
    "atheris": "Apache-2.0",
    "djangofmt": "MIT",
    "html5rdf": "MIT",
    "owlrl": "W3C-20150513",
    "pyshacl": "Apache-2.0",
    "wcwidth": "MIT",
    "fido2": "BSD-2-Clause AND Apache-2.0 AND MPL-2.0",
    "segno": "BSD-3-Clause",
    "sqlparse": "BSD-3-Clause",
    "pypdfium2": "BSD-3-Clause AND Apache-2.0",
    "axe-playwright-python": "MIT",
    "pathspec": "MPL-2.0",
    "defusedxml": "PSF-2.0",
    "grimp": "BSD-2-Clause",
    "import-linter": "BSD-2-Clause",
    "libcst": "MIT AND PSF-2.0 AND Apache-2.0",
    "pip-api": "Apache-2.0",
    "pip-audit": "Apache-2.0",
    "pytest-django": "BSD-3-Clause",
    "sortedcontainers": "Apache-2.0",
    "tomli-w": "MIT",
    "markdown-it-py": "MIT",
    "mdit-py-plugins": "MIT",
    "mdurl": "MIT",
    # A site of docs/ is made with these. What docutils has under the GPL is a file for an editor, which its
    # wheel does not hold.
    "docutils": "BSD-2-Clause AND PSF-2.0",
    "furo": "MIT",
    "jinja2": "BSD-3-Clause",
    "alabaster": "BSD-3-Clause",
    "myst-parser": "MIT",
    "beautifulsoup4": "MIT",
    "sphinx-basic-ng": "MIT",
    "sphinxcontrib-applehelp": "BSD-2-Clause",
    "sphinxcontrib-devhelp": "BSD-2-Clause",
    "sphinxcontrib-htmlhelp": "BSD-2-Clause",
    "sphinxcontrib-jsmath": "BSD-2-Clause",
    "sphinxcontrib-qthelp": "BSD-2-Clause",
    "sphinxcontrib-serializinghtml": "BSD-2-Clause",
}


@dataclass(frozen=True, slots=True)
class Part:
    """One package, or one thing that lies in our own tree. `texts`: (file, its words) of what its licence
    asks to be passed on.
    """

    name: str
    version: str
    scope: str
    licence: str
    kind: str = "library"
    texts: tuple[tuple[str, str], ...] = ()
    needs: tuple[str, ...] = field(default=())

    @property
    def reference(self) -> str:
        return f"pkg:pypi/{self.name}@{self.version}" if self.kind == "library" else f"vendored:{self.name}"


def locked_packages() -> dict[str, tuple[str, str]]:
    """Every locked package: its version, and whether it runs in an office."""
    found: dict[str, tuple[str, str]] = {}
    for lock, scope in LOCKS.items():
        for name, version in LOCKED.findall((ROOT / "requirements" / f"{lock}.txt").read_text("utf-8")):
            found.setdefault(canonicalize_name(name), (version, scope))
    return found


def packages() -> list[Part]:
    known = locked_packages()
    return [package(name, version, scope, known) for name, (version, scope) in sorted(known.items())]


def package(name: str, version: str, scope: str, known: dict) -> Part:
    try:
        installed = metadata.distribution(name)
    except metadata.PackageNotFoundError:
        return Part(name, version, scope, KNOWN[name])
    # Of what only tests with us nothing is passed on, so no words need to be.
    texts = tuple(licence_texts(installed)) if scope == "required" else ()
    return Part(name, version, scope, licence_of(name, installed), texts=texts, needs=needs(installed, known))


def licence_of(name: str, installed: metadata.Distribution) -> str:
    """Its licence as an SPDX expression. Raises KeyError for one that neither says it so nor is known."""
    said = installed.metadata.get("License-Expression") or installed.metadata.get("License") or ""
    try:
        return str(canonicalize_license_expression(said))
    except InvalidLicenseExpression:
        return KNOWN[name]


def licence_texts(installed: metadata.Distribution) -> Iterator[tuple[str, str]]:
    for file in sorted(installed.files or (), key=str):
        if (
            ".dist-info" in file.parts[0]
            and TEXTS.search("/".join(file.parts[1:]))
            and file.locate().is_file()
        ):
            yield "/".join(file.parts[1:]), Path(file.locate()).read_text("utf-8", "replace").strip()


def needs(installed: metadata.Distribution, known: dict) -> tuple[str, ...]:
    found = set()
    for line in installed.requires or ():
        try:
            wanted = Requirement(line)
        except InvalidRequirement:
            continue
        name = canonicalize_name(wanted.name)
        # An extra that nobody asked for is not locked; one that is locked, somebody asked for.
        if name in known:
            found.add(name)
    return tuple(sorted(found))


def vendored_parts() -> list[Part]:
    """What lies in our tree and is not ours: the fonts of pages and of papers, each with its licence beside
    it.
    """
    return [
        Part(
            f"noto-sans-bengali ({where.relative_to(ROOT).as_posix()})",
            "2.003",
            "required",
            "OFL-1.1",
            "file",
            (
                (
                    f"{where.relative_to(ROOT).as_posix()}/OFL.txt",
                    (where / "OFL.txt").read_text("utf-8").strip(),
                ),
            ),
        )
        for where in (ROOT / "ongikar/core/static/core/fonts", ROOT / "ongikar/papers/fonts")
    ]


def sbom(parts: list[Part]) -> str:
    """CycloneDX 1.6. Says the same for the same locks: its serial number comes of what it says, and it bears
    no time.
    """
    by_name = {part.name: part for part in parts}
    components = [
        {
            "type": part.kind,
            "bom-ref": part.reference,
            "name": part.name,
            "version": part.version,
            "scope": part.scope,
            "licenses": [{"expression": part.licence}],
        }
        | ({"purl": part.reference} if part.kind == "library" else {})
        for part in parts
    ]
    asked = [
        canonicalize_name(re.split(r"[<>=\[]", line)[0])
        for line in (ROOT / "requirements/app.in").read_text("utf-8").split()
    ]
    dependencies = [
        {"ref": "ongikar", "dependsOn": [by_name[name].reference for name in asked]},
    ] + [
        {"ref": part.reference, "dependsOn": [by_name[name].reference for name in part.needs]}
        for part in parts
    ]
    document = {
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": "ongikar",
                "name": "ongikar",
                "licenses": [{"expression": "Apache-2.0"}],
            }
        },
        "components": components,
        "dependencies": dependencies,
    }
    serial = uuid.uuid5(uuid.NAMESPACE_URL, json.dumps(document, sort_keys=True))
    head = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{serial}",
        "version": 1,
    }
    return json.dumps(head | document, indent=1, ensure_ascii=False) + "\n"


def notices(parts: list[Part]) -> str:
    """Every part with its licence; then, of what runs in an office, the words that each licence asks to be
    passed on.
    """
    lines = [
        "Ongikar: notices of third parties",
        "=================================",
        "",
        (
            "Ongikar itself is licensed under Apache-2.0 (LICENSE). It stands on the works below, each under"
            " its own licence."
        ),
        (
            "“runs” is what an office runs; “builds” is only for making and testing. Written by"
            " scripts/third_party.py."
        ),
        "",
    ]
    words = {"required": "runs", "excluded": "builds"}
    lines += [f"{part.name} {part.version}: {part.licence} ({words[part.scope]})" for part in parts]
    # Many pass on the very same words.
    whose: dict[str, list[str]] = {}
    for part in parts:
        for file, text in part.texts:
            whose.setdefault(text, []).append(f"{part.name} {part.version}: {file}")
    for text, names in whose.items():
        lines += ["", "-" * 100, *names, "-" * 100, "", text]
    return "\n".join(line.rstrip() for line in "\n".join(lines).splitlines()) + "\n"


def missing() -> list[str]:
    """The locked packages that one of the two files does not tell of as they are locked."""
    listed = {(part["name"], part["version"]) for part in json.loads(SBOM.read_text("utf-8"))["components"]}
    lines = NOTICES.read_text("utf-8").splitlines()
    return [
        f"{name} {version}"
        for name, (version, _) in locked_packages().items()
        if (name, version) not in listed or not any(line.startswith(f"{name} {version}: ") for line in lines)
    ]


def main(words: list[str]) -> int:
    if words == ["--check"]:
        left = missing()
        print(
            f"not in docs/third-party: {', '.join(left)}"
            if left
            else "docs/third-party tells of every locked package"
        )
        return bool(left)
    parts = [*packages(), *vendored_parts()]
    FOLDER.mkdir(exist_ok=True)
    SBOM.write_text(sbom(parts), "utf-8")
    NOTICES.write_text(notices(parts), "utf-8")
    print(f"{len(parts)} parts: {SBOM.relative_to(ROOT)}, {NOTICES.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
