"""How notes and their uses are read among 100,000 of them: each question reads what it answers."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, models

from ongikar.books.note_figures import answered_by_month, answered_by_notes
from ongikar.knowledge import transitions
from ongikar.knowledge.models import Note, NoteUse
from ongikar.knowledge.reviews import give_review_tasks
from ongikar.knowledge.search import MOST_NOTES, known_notes
from ongikar.records.registry import DESKS
from tests.rows_read import watched_rows

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
NOW = datetime(2026, 12, 6, 5, 0, tzinfo=UTC)
MANY, BATCH, NOTES = 100_000, 2_000, 20_000
LEAST = 400


@pytest.fixture
def filled(office):
    """Of the notes a tenth is public; of the uses of the last of them each tenth answered a question."""
    states = [transitions.PUBLIC, *[transitions.RETIRED] * 9]
    for first in range(0, NOTES, BATCH):
        models.QuerySet(Note).bulk_create(
            Note(
                office=office,
                question_bn=f"প্রশ্ন {number}?",
                answer_bn="উত্তর",
                state=states[number % 10],
                made_at=NOW,
                changed_at=NOW,
                submission=f"note {number}",
            )
            for number in range(first, first + BATCH)
        )
    note = Note.objects.filter(state=transitions.PUBLIC).latest("pk")
    for first in range(0, MANY, BATCH):
        models.QuerySet(NoteUse).bulk_create(
            NoteUse(
                office=office,
                note=note,
                sort=NoteUse.HELPED if number % 10 else NoteUse.ANSWERED,
                at=NOW - timedelta(hours=number),
                submission=f"use {number}",
            )
            for number in range(first, first + BATCH)
        )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return office


def test_each_question_reads_what_it_answers(filled):
    desk = DESKS["note"]

    def page(**asked: str):
        return desk.read_page(desk.narrow_rows(filled, asked), "", 50).records

    look_ups = {
        "public notes": lambda: known_notes.__wrapped__(filled.pk, (transitions.PUBLIC,), 0).notes,
        "all": page,
        "public": lambda: page(state=transitions.PUBLIC),
        "of a month": lambda: answered_by_notes(filled, NOW - timedelta(days=30), NOW),
        "to read again": lambda: give_review_tasks(NOW) == 0,
    }
    # Of a year each use that is counted is read, and nothing else.
    uses_of_year = {"of each month of a year": lambda: answered_by_month(filled, 2026)}
    beyond = []
    for name, ask in look_ups.items():
        with watched_rows() as found:
            assert ask(), name
        beyond += [f"{name}: {one.read} read: {one.sql[:600]}\n{one.plan}" for one in found.beyond(4, LEAST)]
    for name, ask in uses_of_year.items():
        with watched_rows() as found:
            counted = sum(many for _, many in ask())
        beyond += [f"{name}: {one.read} read: {one.plan}" for one in found.beyond(4, 2 * counted)]
        assert counted > LEAST // 2
    assert not beyond, "\n".join(beyond)
    assert len(look_ups["public notes"]()) == MOST_NOTES
