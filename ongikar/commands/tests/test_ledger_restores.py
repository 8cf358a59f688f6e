"""`ongikar ledger verify` after a restore: told with both moments, believed if the office signed it."""

from datetime import timedelta

import pytest
from django.db import transaction

from ongikar.commands.ledger import verify_ledger
from ongikar.journal.actions import record
from ongikar.journal.hash_chain import Sealer
from ongikar.journal.restores import OF_ALL, SUBJECT, VERB, restore_entries
from ongikar.operations.backup.after_restore import RestoredBackup, settle_restore
from ongikar.operations.backup.restoring import put_papers

pytestmark = pytest.mark.django_db


@pytest.fixture
def restored(receive, now):
    from ongikar.journal.models import Entry

    receive(now=now)
    last = Entry.objects.order_by("-id").values_list("pk", flat=True).first()
    made_at = now + timedelta(hours=1)
    settle_restore(RestoredBackup("ongikar-x.tar", "0" * 64, made_at, last), made_at + timedelta(hours=2))
    return made_at


def verified(capsys, *words):
    status = verify_ledger(["--language", "en", *words])
    return status, capsys.readouterr().out.replace("\N{NO-BREAK SPACE}", " ")


def test_it_says_restored_with_both_moments(restored, office, capsys):
    for words in ((), ("--office", office.slug)):
        status, told = verified(capsys, *words)
        assert status == 3
        assert "restored on Sunday, 22 November 2026, 1:00 pm" in told
        assert "from the backup of Sunday, 22 November 2026, 11:00 am (ongikar-x.tar)" in told
        assert told.rstrip().endswith("restored from a backup; everything else agrees")


def test_one_that_the_offices_key_has_not_signed_is_a_fault(restored, now, capsys):
    """Whoever has the database alone cannot explain away what is missing."""
    [true] = restore_entries(OF_ALL)
    facts = {**true.facts["restore"], "made_at": (now - timedelta(days=9)).isoformat()}
    later = now + timedelta(hours=5)
    with transaction.atomic():
        record(
            VERB, subject=(SUBJECT, OF_ALL), actor=("machine", None), office_id=None, now=later, restore=facts
        )
    Sealer()(later)
    status, told = verified(capsys)
    assert status == 1
    assert "tells of a restore, and the office’s key has not signed it" in told


def test_in_an_object_storage_papers_that_are_missing_are_put_back(tmp_path):
    from django.core.files.storage import FileSystemStorage

    storage, staged = FileSystemStorage(tmp_path / "bucket"), tmp_path / "staged"
    for path, content in ((tmp_path / "bucket/case/1/a.pdf", b"stands"), (staged / "case/1/a.pdf", b"again")):
        path.parent.mkdir(parents=True)
        path.write_bytes(content)
    (staged / "case/1/b.pdf").write_bytes(b"missing")
    put_papers(staged, storage)
    with storage.open("case/1/a.pdf") as stood, storage.open("case/1/b.pdf") as brought:
        assert (stood.read(), brought.read()) == (b"stands", b"missing")
    assert {path.name for path in (tmp_path / "bucket").rglob("*.pdf")} == {"a.pdf", "b.pdf"}
