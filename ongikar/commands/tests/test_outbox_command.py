"""What was given up is told by a command, and tried again by it once its cause is mended."""

import pytest
from django.db import transaction

from ongikar.commands.outbox import outbox
from ongikar.core.i18n.say import override_language
from ongikar.journal import outbox as worker
from ongikar.journal.actions import record
from ongikar.journal.models import OutboxEntry
from ongikar.operations.doctor_offices import check_given_up

pytestmark = pytest.mark.django_db
DONE = []


def note_down(outbox_entry, *, now):
    DONE.append(outbox_entry.pk)


@pytest.fixture
def given_up(now):
    with transaction.atomic():
        key = record("case.tested", subject=("case", 1), actor=("worker", None), office_id=None, now=now)
    made = OutboxEntry.objects.create(entry_id=key, reaction="notices.gone.tell", next_try=now)
    worker.run_due_entries(now)
    made.refresh_from_db()
    assert made.given_up_at == now
    return made


def test_where_nothing_was_given_up_it_says_so(db, capsys):
    assert outbox(["--language", "en"]) == 0
    assert "none was given up" in capsys.readouterr().out


def test_what_was_given_up_is_named_with_its_reason_and_the_doctor_leads_there(given_up, capsys):
    assert outbox([]) == 1
    out = capsys.readouterr().out
    assert "notices.gone.tell" in out
    assert "UnknownReaction" in out
    with override_language("en"):
        assert check_given_up() == (False, "outbox, given up: 1; see ongikar outbox")


def test_once_its_cause_is_mended_it_is_tried_again_and_done(given_up, capsys, now):
    OutboxEntry.objects.filter(pk=given_up.pk).update(reaction="commands.tests.test_outbox_command.note_down")
    DONE.clear()
    assert outbox(["--retry", "--language", "en"]) == 0
    assert "1 will be tried again" in capsys.readouterr().out
    given_up.refresh_from_db()
    worker.run_due_entries(given_up.next_try)
    given_up.refresh_from_db()
    assert [given_up.pk] == DONE
    assert given_up.done_at is not None
    assert check_given_up()[0]
