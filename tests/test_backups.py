"""The backups that the manual tells how to make are their owner's alone, and whole."""

import os
import re
import sqlite3
import stat
import subprocess
import tarfile

import pytest

from conftest import ROOT

LINE = re.compile(r"^\( umask 077; (?:\.venv/bin/python -m sqlite3|tar) .*\)$", re.MULTILINE)


@pytest.fixture
def office(tmp_path):
    """An office's folder as it lies on a disk."""
    folder, backup = tmp_path / "office", tmp_path / "backup"
    for each in (folder / "papers", backup):
        each.mkdir(parents=True)
    (folder / "papers" / "a.pdf").write_bytes(b"%PDF-")
    for key in ("secret", "receipt-key", "digests-key"):
        (folder / key).write_text(key)
    with sqlite3.connect(folder / "ongikar.sqlite3") as database:
        database.execute("CREATE TABLE t (n INTEGER)")
        database.execute("INSERT INTO t VALUES (7)")
    return tmp_path


@pytest.mark.parametrize("tongue", ["bn", "en"])
def test_the_lines_of_the_manual_make_files_that_nobody_else_reads(office, tongue):
    lines = LINE.findall((ROOT / "docs/manual" / tongue / "administrator.md").read_text("utf-8"))
    assert len(lines) == 2
    before = os.umask(0o022)
    try:
        for line in lines:
            here = line.replace("/srv/ongikar", str(office / "office")).replace(
                "/backup", str(office / "backup")
            )
            subprocess.run(["bash", "-c", here], cwd=ROOT, check=True, timeout=30, capture_output=True)
    finally:
        os.umask(before)
    made = list((office / "backup").iterdir())
    assert len(made) == 2
    assert {stat.S_IMODE(path.stat().st_mode) for path in made} == {0o600}
    copy = next(path for path in made if path.suffix == ".sqlite3")
    assert sqlite3.connect(copy).execute("SELECT n FROM t").fetchone() == (7,)
    with tarfile.open(next(path for path in made if path.suffix == ".tar")) as papers:
        names = set(papers.getnames())
    assert {"papers/a.pdf", "secret", "receipt-key", "digests-key"} <= names
    assert "keys.json" not in names
