"""How the lists of letters out are found among 100,000: by an index, never by reading the table through."""

import re
from datetime import timedelta

import pytest
from django.db import connection

from conftest import SUNDAY
from ongikar.books.issue_register import IssueLines, peon_book_lines
from ongikar.letters.declarations import letters_of_post
from ongikar.letters.models import Dispatch, Letter, Recipient
from ongikar.letters.outgoing.list_views import letters_in_draft, letters_to_dispatch, letters_to_sign
from ongikar.letters.transitions import DRAFT, INITIALLED, ISSUED, OUT
from ongikar.offices.models import Post

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
MANY, FEW, BATCH = 100_000, 40, 2_000
GROWING = "letters_letter|letters_recipient|letters_dispatch"
THROUGH = {
    "sqlite": re.compile(rf"SCAN ({GROWING})\b(?! USING)"),
    "postgresql": re.compile(rf"Seq Scan on ({GROWING})\b"),
}


@pytest.fixture
def filled(office):
    """So many issued letters, each carried by hand, and a few in every state before."""
    officer = Post.objects.filter(office=office, role=Post.OFFICER).first()
    common = {"office": office, "direction": OUT, "kind": "official", "signer": officer, "drafter": officer}

    def letter(n: int, state: str, **columns) -> Letter:
        return Letter(
            **common,
            state=state,
            subject_line=f"বিষয় {n}",
            entered_at=SUNDAY + timedelta(seconds=n),
            submission=f"{state} {n}",
            **columns,
        )

    for first in range(1, MANY + 1, BATCH):
        rows = [
            letter(
                n,
                ISSUED,
                fiscal_year=2026,
                book_serial=n,
                memo_number=f"8549.2627.{n:06d}",
                issued_at=SUNDAY,
                sha256="0" * 64,
                dispatched_at=None if n > MANY - FEW else SUNDAY,
                remind_on=SUNDAY.date() if n % 5_000 == 0 else None,
            )
            for n in range(first, first + BATCH)
        ]
        made = Letter.objects.bulk_create(rows)
        recipients = Recipient.objects.bulk_create(
            [Recipient(letter=each, position=1, name="উপজেলা নির্বাহী অফিসার") for each in made]
        )
        Dispatch.objects.bulk_create(
            [
                Dispatch(
                    office=office,
                    recipient=each,
                    channel="hand",
                    at=SUNDAY,
                    fiscal_year=2026,
                    book_serial=first + place,
                )
                for place, each in enumerate(recipients)
            ]
        )
    Letter.objects.bulk_create([letter(n, state) for state in (DRAFT, INITIALLED) for n in range(FEW)])
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return office, officer


def test_no_list_of_letters_out_reads_the_table_through(filled, django_assert_max_num_queries):
    office, officer = filled
    lists = {
        "to sign": letters_to_sign([officer.pk]),
        "in draft": letters_in_draft(office),
        "to dispatch": letters_to_dispatch(office),
        "of a post": letters_of_post(officer),
        "to remind of": Letter.objects.filter(remind_on__lte=SUNDAY.date()).order_by("remind_on", "id"),
        "issue register": IssueLines(office, 2026)
        .tables[0]
        .filter(book_serial__gte=90_000, book_serial__lte=90_050),
        "peon book": peon_book_lines(office, 2026)
        .tables[0]
        .filter(book_serial__gte=90_000, book_serial__lte=90_050),
    }
    for name, letters in lists.items():
        plan = letters[:50].explain()
        assert not THROUGH[connection.vendor].search(plan), f"{name}\n{plan}"
    assert [each.count() for each in (lists["to sign"], lists["in draft"], lists["to dispatch"])] == [FEW] * 3
    with django_assert_max_num_queries(8):
        assert len(IssueLines(office, 2026)[90_000:90_050]) == 50
