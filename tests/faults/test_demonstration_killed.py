"""`kill -9` of all programs while the demonstration is being made: the next start goes on where it was, and
nothing of it is there twice.
"""

import os
import sqlite3
import subprocess
import sys

import pytest

from tests.started import SECONDS

from .programs import ROOT, Site, free_port, wait

LINE, TAKEN = "The demonstration is still being made", 503


@pytest.fixture
def environment(tmp_path):
    return os.environ | {
        "ONGIKAR_VAR": str(tmp_path),
        "ONGIKAR_DATABASE": f"sqlite:///{tmp_path / 'ongikar.sqlite3'}",
        "ONGIKAR_WEB_WORKERS": "1",
    }


@pytest.mark.slow
def test_killed_half_way_it_goes_on_where_it_was(start, environment, tmp_path):
    site = Site(free_port())
    words = ("start", "--port", str(site.port))
    program = start(environment, *words)
    # It serves before the demonstration is whole, and says so; what is sent meanwhile is not taken.
    wait(lambda: LINE in site.get("/en/").page, "the site says that it is being made", 120)
    assert site.post("/en/grievances/new/", [("text", "a fan")]).status == TAKEN

    def ask(question):
        with sqlite3.connect(f"file:{tmp_path}/ongikar.sqlite3?mode=ro", uri=True, timeout=20) as database:
            return database.execute(question).fetchall()

    def came():
        return ask("SELECT count(*) FROM cases_case WHERE submission LIKE 'demo-rangpur%'")[0][0]

    for least in (3, 15):
        wait(lambda least=least: came() >= least, f"{least} cases", 300)
        program.kill()
        before = came()
        assert before < 43
        program.start()
    wait(lambda: not ask("SELECT 1 FROM demo_demolife"), "it is whole", 300)
    assert LINE not in site.get("/en/").page
    assert site.post("/en/grievances/new/", [("text", "a fan")]).status != TAKEN
    assert came() == 43
    twice = "SELECT submission FROM {} WHERE submission LIKE 'demo%' GROUP BY submission HAVING count(*) > 1"
    for table in ("cases_case", "letters_letter", "tasks_task", "grievances_grievance", "training_batch"):
        assert ask(twice.format(table)) == []
    issued = "SELECT issued_at FROM letters_letter WHERE book_serial IS NOT NULL AND direction = 'out'"
    moments = ask(f"{issued} AND issued_by_id IS NULL ORDER BY fiscal_year, book_serial")
    assert len(moments) > 20
    assert moments == sorted(moments)
    program.kill()
    verify = [sys.executable, "-m", "ongikar", "ledger", "verify"]
    subprocess.run(verify, cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL, timeout=SECONDS)
