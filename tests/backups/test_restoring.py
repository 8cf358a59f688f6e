"""An office comes back from its backup: with everything that was acknowledged, seen by everybody, and without
one number given twice.
"""

import json

import pytest

from ongikar.offices.serials import BOOKS

from .homes import KEEP_PAPERS, OFFICE

# Marked so that it is tried on either database.
pytestmark = pytest.mark.django_db
RECEIVE = """
from django.utils import timezone
from ongikar.cases.actions import Person, receive_case
from ongikar.charter.models import Service

in_force = Service.objects.select_related("version__office", "responsible", "superior")
now = timezone.now()
case = receive_case(
    service=in_force.get(version__effective_to=None, code="citizen-1"),
    person=Person(name="রহিমা", mobile="+8801700000001", address="রংপুর"),
    answers={"question": "কয়টি?"},
    channel="online",
    submission=f"after-{now}",
    now=now,
)
print(case.book_serial, case.number)
"""
SEAL = """
from django.utils import timezone
from ongikar.journal.hash_chain import Sealer

Sealer()(timezone.now())
"""


@pytest.mark.once
def test_a_backup_is_checked_aside_and_changes_nothing(home):
    archive = home.backup()
    before = home.count("journal_entry")
    told = home.do("restore", "--check", "--language", "en")
    assert "the backup is good" in told
    for looked_at in ("counts of rows agree", "one per key was decrypted (1)", "seals verified"):
        assert looked_at in told
    assert home.count("journal_entry") == before
    assert not [path for path in home.folder.iterdir() if path.name.startswith(".checking") and path.is_dir()]
    state = json.loads((home.backups / "state.json").read_text())
    assert state["check"]["name"] == archive.name
    assert state["check"]["is_good"] is True


def test_what_was_there_comes_back_and_the_ledger_tells_of_it(home):
    archive = home.backup()
    cases, papers = home.count("cases_case"), sorted((home.folder / "papers").rglob("*.pdf"))
    home.shell(RECEIVE)
    home.shell(KEEP_PAPERS.format(first=3, until=4))
    home.shell(SEAL)
    root = next(line for line in home.do("ledger", "root").splitlines() if OFFICE in line)
    papers[0].unlink()
    told = home.do("restore", archive.name, "--onto", OFFICE, "--language", "en")
    assert "Restored; the ledger tells of it" in told
    assert home.count("cases_case") == cases
    assert sorted((home.folder / "papers").rglob("*.pdf")) == papers
    verified = home.run("ledger", "verify", "--language", "en")
    assert verified.status == 3, verified.words
    assert archive.name in verified.out
    assert verified.out.splitlines()[-1].endswith("restored from a backup; everything else agrees")
    # A root of the time that was lost is neither forged nor in order.
    verified = home.run("ledger", "verify", "--language", "en", "--root", root)
    assert verified.status == 3, verified.words
    assert "of the time that a restore from a backup lost" in verified.out
    assert "ফেরানো" in home.run("ledger", "verify").out


@pytest.mark.once
def test_no_number_is_given_twice(home):
    archive = home.backup()
    lost = home.shell(RECEIVE).split()
    home.do("restore", archive.name, "--onto", OFFICE)
    serial, number = home.shell(RECEIVE).split()
    assert int(serial) > int(lost[0]) + 50
    assert number != lost[1]
    [(facts,)] = home.ask(
        "SELECT facts FROM journal_entry WHERE verb = 'installation.restored' AND office_id IS NOT NULL"
    )
    facts = (json.loads(facts) if isinstance(facts, str) else facts)["restore"]
    # Beside these the series of posts that have given one.
    assert {book for book, *_ in facts["gaps"] if not book.startswith("memos of post")} == BOOKS.keys()
    [gap] = [gap for gap in facts["gaps"] if gap[0] == "services"]
    assert gap[2] == int(lost[0])
    assert gap[3] == int(serial) - 1
    # From the same backup once more: what was given meanwhile is not given again.
    home.do("restore", archive.name, "--onto", OFFICE)
    assert int(home.shell(RECEIVE).split()[0]) > int(serial)


@pytest.mark.once
def test_onto_an_office_with_cases_only_by_its_name(home):
    archive = home.backup()
    for words in ((), ("--onto", "another")):
        ran = home.run("restore", archive.name, *words)
        assert ran.status == 1
        assert f"--onto {OFFICE}" in ran.err
        assert "আবেদন আছে" in ran.err
    assert home.count("journal_entry WHERE verb = 'installation.restored'") == 0
    assert "before-" not in " ".join(path.name for path in home.folder.iterdir())


def test_onto_an_empty_machine_with_the_keys_from_their_own_file(home, tmp_path):
    archive = home.backup("--keys", str(tmp_path / "envelope"))
    assert (tmp_path / "envelope").stat().st_mode & 0o777 == 0o600
    for path in home.folder.iterdir():
        if path.name != "backups" and path.is_file():
            path.unlink()
    if not home.url.startswith("sqlite"):
        home.change("DROP SCHEMA public CASCADE")
        home.change("CREATE SCHEMA public")
    ran = home.run("restore", archive.name, "--language", "en")
    assert ran.status == 1
    assert "--keys FILE" in ran.err
    home.do("restore", archive.name, "--keys", str(tmp_path / "envelope"))
    assert home.run("ledger", "verify").status == 3
    assert "one per key was decrypted (1)" in home.run("doctor", "--language", "en").out


@pytest.mark.once
def test_messages_wait_for_a_persons_word(home):
    home.change("UPDATE notices_message SET status = 'made' WHERE id = (SELECT min(id) FROM notices_message)")
    home.shell("from ongikar.offices.models import Office; Office.objects.update(is_demo=False)")
    archive = home.backup()
    home.do("restore", archive.name, "--onto", OFFICE, "--despite-faults")
    known = home.ask("SELECT id FROM notices_message WHERE status = 'held'")
    assert len(known) == 1
    # The worker goes on; what it makes of days that passed may have been told in the time that was lost.
    home.do("worker", "--once")
    assert home.count("notices_message WHERE status IN ('made', 'sent')") == 0
    assert known[0] in home.ask("SELECT id FROM notices_message WHERE status = 'held'")
    waiting = home.count("notices_message WHERE status = 'held'")
    assert f"{waiting} messages go out now" in home.do("restore", "--release", "--language", "en")
    assert home.count("notices_message WHERE status = 'held'") == 0
    assert home.count("notices_message WHERE status = 'made'") == waiting
    # From then on nothing waits any more.
    assert home.count("journal_entry WHERE verb = 'restore.released'") == 1
