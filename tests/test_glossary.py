"""The glossary names files that exist and define what it says of them, and explains each term once."""

import ast
import re
from functools import cache

import pytest

from conftest import ROOT

GLOSSARY = ROOT / "docs/glossary.md"
DEFINED = re.compile(r"`([\w/]+\.py)` `(\w+)`")
TABLES = GLOSSARY.read_text("utf-8").partition("## Rules for names")[0]
ROWS = [
    [cell.strip() for cell in line.strip("| ").split(" | ")]
    for line in TABLES.splitlines()
    if line.startswith("|") and not line.startswith(("|---", "| term "))
]


@cache
def defined_names(path: str) -> frozenset[str]:
    """The functions, classes and constants that a module defines at its top; none where there is no file."""
    file = next((base / path for base in (ROOT / "ongikar", ROOT) if (base / path).exists()), None)
    names: set[str] = set()
    for node in ast.parse(file.read_text("utf-8")).body if file else ():
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            names.add(node.name)
        elif isinstance(node, ast.Assign):
            names |= {target.id for target in node.targets if isinstance(target, ast.Name)}
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            names.add(node.target.id)
    return frozenset(names)


@pytest.mark.once
def test_every_term_has_its_meaning_and_a_file_that_defines_its_name():
    assert len(ROWS) > 80
    for row in ROWS:
        term, meaning, place = row[0], row[1], DEFINED.fullmatch(row[-1])
        assert term, row
        assert meaning, row
        assert place, f"{term}: names no file and name"
        assert place[2] in defined_names(place[1]), f"{term}: {place[1]} does not define {place[2]}"


@pytest.mark.once
def test_a_term_is_explained_once():
    terms = [row[0] for row in ROWS]
    assert sorted(terms) == sorted(set(terms))


@pytest.mark.once
def test_a_file_that_is_not_there_and_a_name_it_does_not_define_would_be_noticed():
    assert not defined_names("core/no_such_module.py")
    assert "nothing_of_the_kind" not in defined_names("core/slots.py")
    assert "Slot" in defined_names("core/slots.py")


@pytest.mark.once
def test_contributing_points_to_the_glossary():
    assert "docs/glossary.md" in (ROOT / "CONTRIBUTING.md").read_text("utf-8")
