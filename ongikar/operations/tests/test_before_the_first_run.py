"""The commands before the first `./run`, and while the database is away: a sentence in both languages, never
a traceback.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]


def command(folder: Path, words: str, **more: str) -> subprocess.CompletedProcess:
    at_home = os.environ | {
        "ONGIKAR_VAR": str(folder),
        "ONGIKAR_DATABASE": f"sqlite:///{folder / 'x.sqlite3'}",
    }
    return subprocess.run(
        [sys.executable, "-m", "ongikar", *words.split()],
        cwd=ROOT,
        env=at_home | more,
        capture_output=True,
        text=True,
        timeout=60,
    )


@pytest.mark.once
@pytest.mark.parametrize("words", ["keys show", "promise rebuild", "ledger root", "person list"])
def test_without_a_database_a_command_says_how_to_make_one(tmp_path, words):
    ran = command(tmp_path, words)
    assert ran.returncode == 1
    assert "একবার ./run চালান" in ran.stderr
    assert "run ./run once" in ran.stderr
    assert "Traceback" not in ran.stderr


@pytest.mark.once
def test_whoever_reads_the_settings_makes_no_folder_and_no_key(tmp_path):
    folder = tmp_path / "data"
    asks = (
        "import django; django.setup(); from django.conf import settings; import ongikar.config.urls;"
        " settings.SECRET_KEY"
    )
    at_home = os.environ | {"ONGIKAR_VAR": str(folder), "DJANGO_SETTINGS_MODULE": "ongikar.config.settings"}
    ran = subprocess.run(
        [sys.executable, "-c", asks], cwd=ROOT, env=at_home, capture_output=True, text=True, timeout=60
    )
    assert f"{folder / 'secret'} নেই: একবার ./run চালান" in ran.stderr
    assert "run ./run once, or set ONGIKAR_SECRET" in ran.stderr
    assert not folder.exists()
    assert command(folder, "person list").returncode == 1
    assert not folder.exists()


@pytest.mark.once
def test_the_doctor_asks_nothing_of_rows_that_cannot_be_there(tmp_path):
    ran = command(tmp_path / "data", "doctor --language en")
    assert ran.returncode == 1
    assert "(run ./run once)" in ran.stdout
    assert "no such table" not in ran.stdout
    assert "mail:" in ran.stdout


@pytest.mark.once
def test_a_database_that_is_away_is_told_in_a_sentence(tmp_path):
    ran = command(tmp_path, "prepare", ONGIKAR_DATABASE="postgresql://nobody@127.0.0.1:9/none")
    assert ran.returncode == 1
    bangla, english = ran.stderr.splitlines()[:2]
    assert bangla.startswith("ডেটাবেজ সাড়া দেয় না।")
    assert english.startswith("The database does not answer.")
    assert "ONGIKAR_DATABASE" in bangla
    assert "ONGIKAR_DATABASE" in english
    assert "Traceback" not in ran.stderr
