"""Rules are arithmetic and law: those on which every app stands (`ongikar/rules/`), and those that stand in
the one app that they serve (`rules.py` or `rules/`, and `states.py`, which act may follow which). They know
no Django, no file, no network and no clock: what the time is, they are told. That they import no app
import-linter holds, too (pyproject.toml).
"""

import ast
from pathlib import Path

import pytest

from conftest import ROOT

OUTSIDE = frozenset(
    {"django", "os", "sys", "subprocess", "socket", "ssl", "shutil", "tempfile", "time", "sqlite3", "psycopg"}
    | {"logging", "threading", "asyncio", "multiprocessing", "urllib.request", "http"}
)
ASKS_THE_CLOCK = frozenset({"now", "today", "utcnow", "localtime", "localdate", "monotonic"})
TOUCHES_FILES = frozenset({"open", "read_text", "read_bytes", "write_text", "write_bytes", "unlink", "mkdir"})

# A function of its own that is called so: it reads the text of an answer.
EXCEPTIONS = {("instance.py", "calls read_text")}


def is_rule(path: Path) -> bool:
    parts = path.relative_to(ROOT / "ongikar").parts
    return "tests" not in parts and ("rules" in parts[:-1] or path.name in ("rules.py", "states.py"))


RULES = sorted(path for path in (ROOT / "ongikar").rglob("*.py") if is_rule(path))


def imports_of(tree: ast.AST, package: tuple[str, ...]) -> set[str]:
    """Whole names of the modules that a module of this package imports."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            beside = [node.module] if node.module else [alias.name for alias in node.names]
            found |= {".".join([*base, name]) for name in beside}
    return found


def faults_of(text: str, package: tuple[str, ...]) -> list[str]:
    tree, faults = ast.parse(text), []
    for name in imports_of(tree, package):
        outside = any(name == each or name.startswith(f"{each}.") for each in OUTSIDE)
        if outside or (name.startswith("ongikar.") and not {"rules", "states"} & set(name.split("."))):
            faults.append(f"imports {name}")
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if called in ASKS_THE_CLOCK or called in TOUCHES_FILES:
                faults.append(f"line {node.lineno}: calls {called}")
    return faults


@pytest.mark.parametrize("path", RULES, ids=[str(path.relative_to(ROOT / "ongikar")) for path in RULES])
def test_a_rule_is_told_what_it_needs(path):
    faults = faults_of(path.read_text(), path.relative_to(ROOT).parent.parts)
    assert [fault for fault in faults if (path.name, fault.partition(": ")[2]) not in EXCEPTIONS] == []


def test_the_rules_of_apps_are_among_them():
    names = {str(path.relative_to(ROOT / "ongikar")) for path in RULES}
    assert {"journal/rules/hash_chain.py", "delivery/meeting/rules.py", "rules/tiers.py"} <= names


def test_what_is_no_rule_is_told():
    impure = "import os\nfrom datetime import date\nfrom ..models import Case\nTODAY = date.today()\n"
    assert sorted(faults_of(impure, ("ongikar", "cases", "rules"))) == [
        "imports ongikar.cases.models",
        "imports os",
        "line 4: calls today",
    ]
