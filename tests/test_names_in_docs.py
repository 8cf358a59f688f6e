"""Files, folders and modules that the documents name are there: whoever reads of one finds it."""

import re
import subprocess
from functools import cache
from pathlib import Path

import pytest

from conftest import ROOT

pytestmark = pytest.mark.needs("git")
DOCUMENTS = [*sorted((ROOT / "docs/decisions").glob("*.md")), *sorted((ROOT / "docs").glob("*.md"))]
QUOTED = re.compile(r"`([^`\n]+)`")
# A file by its ending, a folder by a stroke: `rules/charter/review`, `handling/`, `text_runs.py`.
ENDINGS = "py|html|sh|toml|css|js|typ|md|service|yaml"
PATH = re.compile(rf"[\w-]+(?:/[\w.-]+)*\.(?:{ENDINGS})|[a-z_]+(?:/[a-z_]+)+/?|[a-z_]+/")
DOTTED = re.compile(r"[a-z_]+(?:\.[a-z_]\w*)+")
# What is gone is named with this before it.
GONE = re.compile(r"\b(?:was|were|former|formerly) $")
# Of an office, of an installation or of a library; and places that stand for any.
ELSEWHERE = {
    *("grievances.toml", "rti.toml", "settings.toml", "mp.py"),
    *("ongikar/delivery/WORD/kind.py", "journal/verb_editions/N.toml"),
}


@cache
def known_names() -> frozenset[str]:
    """Every file and folder of the project by each end of its path, modules also without their ending."""
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60
    ).stdout.splitlines()
    paths = {each for name in listed for each in (Path(name), *Path(name).parents)}
    paths |= {path.with_suffix("") for path in paths if path.suffix == ".py"}
    return frozenset("/".join(path.parts[first:]) for path in paths for first in range(len(path.parts)))


@cache
def packages() -> frozenset[str]:
    folders = (path for path in (ROOT / "ongikar").iterdir() if path.is_dir())
    return frozenset({"ongikar", *(path.name for path in folders)})


def is_there(name: str) -> bool:
    """Whether it is no name of ours at all, or one that is found."""
    if name in ELSEWHERE or name in known_names() or name.startswith("var/"):
        return True
    if PATH.fullmatch(name):
        return name.rstrip("/") in known_names()
    if DOTTED.fullmatch(name) and name.partition(".")[0] in packages():
        module, _, _within = name.rpartition(".")
        return bool({name.replace(".", "/"), module.replace(".", "/")} & known_names())
    return True


def names_gone(text: str) -> list[str]:
    return [
        found[1]
        for found in QUOTED.finditer(text)
        if not is_there(found[1]) and not GONE.search(text[: found.start()])
    ]


@pytest.mark.once
@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.stem[:40])
def test_files_and_modules_that_a_document_names_are_there(document):
    assert names_gone(document.read_text("utf-8")) == []


@pytest.mark.once
@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("`cases/kinds/kind.py` and `cases.kinds.kind`, `rules/charter/review`, `handling/`", []),
        ("`core/joined_templates.py`", ["core/joined_templates.py"]),
        ("it was `core/joined_templates.py`", []),
        ("`charter_lint/spelling.py` and `cases.gone.away`", ["charter_lint/spelling.py", "cases.gone.away"]),
        ("`received_at`, `GET /healthz`, `a.b`, `ongikar settings`", []),
    ],
)
def test_a_name_that_is_gone_is_told_from_one_that_is_there(text, gone):
    assert names_gone(text) == gone
