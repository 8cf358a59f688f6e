"""What we stand on is told in full: every locked package and everything in our tree that is not ours, with
its licence.
"""

import json
import re

import pytest
from cyclonedx.model.bom import Bom

from scripts import third_party
from scripts.third_party import KNOWN, NOTICES, ROOT, SBOM, locked_packages, missing, packages, vendored_parts

# Licences that would bind what stands on them: none of these. LGPL binds only the library itself.
BINDING = re.compile(r"(?<!L)GPL|SSPL|BUSL|proprietary", re.IGNORECASE)


def test_every_locked_package_stands_in_the_sbom_and_in_the_notices():
    assert len(locked_packages()) > 100
    assert missing() == [], "python -m scripts.third_party"
    assert third_party.main(["--check"]) == 0


def test_a_package_that_joins_the_lock_is_missed(monkeypatch, capsys):
    monkeypatch.setattr(third_party, "locked_packages", lambda: {"newcomer": ("1.0", "required")})
    assert third_party.main(["--check"]) == 1
    assert "newcomer 1.0" in capsys.readouterr().out


def test_a_package_in_another_version_is_missed(monkeypatch):
    monkeypatch.setattr(third_party, "locked_packages", lambda: {"django": ("0.1", "required")})
    assert missing() == ["django 0.1"]


def test_the_sbom_is_read_by_the_library_of_its_makers():
    bom = Bom.from_json(json.loads(SBOM.read_text("utf-8")))
    assert bom.validate()
    assert {"django", "granian"} <= {part.name for part in bom.components}
    root = next(each for each in bom.dependencies if each.ref.value == "ongikar")
    assert "pkg:pypi/django@" in " ".join(each.ref.value for each in root.dependencies)


def test_it_says_the_same_for_the_same_locks():
    parts = [*packages(), *vendored_parts()]
    assert third_party.sbom(parts) == third_party.sbom(parts)


def test_nothing_that_runs_in_an_office_or_builds_it_has_a_licence_that_binds_what_stands_on_it():
    for part in (*packages(), *vendored_parts()):
        assert part.licence, part.name
        assert not BINDING.search(part.licence), part


def test_the_words_of_every_licence_that_asks_for_it_are_passed_on():
    text = NOTICES.read_text("utf-8")
    for part in (*packages(), *vendored_parts()):
        if part.scope == "required" and part.name not in ("colorama", "tzdata"):
            assert part.texts, part.name
    assert "Permission is hereby granted, free of charge" in text
    assert "SIL OPEN FONT LICENSE Version 1.1" in text


def test_no_licence_is_known_of_a_package_that_is_not_locked():
    assert set(KNOWN) <= set(locked_packages())


@pytest.mark.parametrize("pattern", ["*.ttf", "*.otf", "*.woff", "*.woff2", "*.min.js", "*.min.css"])
def test_whatever_lies_in_our_tree_and_is_not_ours_is_told_of(pattern):
    text = NOTICES.read_text("utf-8")
    for path in (ROOT / "ongikar").rglob(pattern):
        assert f"({path.parent.relative_to(ROOT).as_posix()}) " in text, path
