"""How the lists of letters in and of files are found among 100,000: by an index, never by reading through."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from conftest import SUNDAY
from ongikar.books.diary_register import FileLines, diary_lines
from ongikar.core.db.pages import Page
from ongikar.core.db.word_index import LOOKED_THROUGH
from ongikar.letters.files.views import fetch_files
from ongikar.letters.incoming.fields import find_diary_letter, find_our_letter
from ongikar.letters.letter_list import TABS, LetterSelection, fetch_letters
from ongikar.letters.models import File, Letter, LetterAct
from ongikar.letters.transitions import DIARISED, FILED, IN, MARKED
from ongikar.rules.bangla.search import fold
from tests.rows_read import watched_rows

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
MANY, FEW, BATCH = 100_000, 40, 2_000
GROWING = "letters_letter|letters_file|letters_letteract"
THROUGH = {
    "sqlite": re.compile(rf"SCAN ({GROWING})\b(?! USING)"),
    "postgresql": re.compile(rf"Seq Scan on ({GROWING})\b"),
}


@pytest.fixture
def filled(office):
    """So many letters that were filed, a few still open, and as many files."""
    post, day = office.posts.get(role="officer"), SUNDAY.date()
    for first in range(1, MANY + 1, BATCH):
        files = File.objects.bulk_create(
            File(
                office=office,
                number=f"05.55.8549.000.000.16.0002.{n:06d}",
                title=f"নথি {n}",
                opened_on=day - timedelta(days=n % 3_000),
                search=fold(f"05.55.8549.000.000.16.0002.{n:06d} নথি {n}"),
            )
            for n in range(first, first + BATCH)
        )
        letters = Letter.objects.bulk_create(
            Letter(
                office=office,
                direction=IN,
                state=FILED if n <= MANY - 2 * FEW else MARKED if n <= MANY - FEW else DIARISED,
                fiscal_year=2026,
                book_serial=n,
                file=files[(n - first)],
                marked=post if n <= MANY - FEW else None,
                due_on=day + timedelta(days=n % 9) if n % 2 else None,
                subject_line=f"বিষয় {n}",
                sender_name="শিক্ষা অফিস",
                their_memo=f"memo {n}",
                received_on=day,
                channel="hand",
                entered_at=SUNDAY,
                submission=f"letter {n}",
                search=fold(f"বিষয় {n} শিক্ষা অফিস"),
            )
            for n in range(first, first + BATCH)
        )
        LetterAct.objects.bulk_create(
            LetterAct(letter=each, name="diarise", at=SUNDAY, by_type="user", by_id=2) for each in letters
        )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return office


def plans(asked) -> list[tuple[str, str]]:
    """The reading statements that were sent, each with its plan."""
    explain = "EXPLAIN QUERY PLAN " if connection.vendor == "sqlite" else "EXPLAIN "
    found = []
    for query in asked:
        sql = query["sql"].removeprefix("QUERY = '")
        if sql.startswith("SELECT"):
            with connection.cursor() as cursor:
                cursor.execute(explain + sql)
                found.append((sql, "\n".join(str(row) for row in cursor.fetchall())))
    return found


def test_no_list_of_letters_in_reads_the_table_through(filled):
    office = filled
    middle = File.objects.order_by("-opened_on", "-id")[50_000]
    reads = {
        **{f"tab {tab}": lambda tab=tab: fetch_letters(office, LetterSelection(tab)) for tab in TABS},
        "a page further on": lambda: fetch_letters(office, LetterSelection("in", after=str(MANY // 2))),
        "answers further on": lambda: fetch_letters(office, LetterSelection("answer", after="20261123-1")),
        "a word that is rare": lambda: fetch_letters(office, LetterSelection("in", "হাসপাতাল")),
        "a word that all bear": lambda: fetch_letters(office, LetterSelection("in", "শিক্ষা")),
        "and further on": lambda: fetch_letters(office, LetterSelection("in", "শিক্ষা", str(MANY // 2))),
        "a word of few": lambda: fetch_letters(office, LetterSelection("answer", "শিক্ষা")),
        "a serial": lambda: fetch_letters(office, LetterSelection("in", "৪১২")),
        "their number": lambda: fetch_letters(office, LetterSelection("in", "memo 412")),
        "our number": lambda: find_our_letter(office, "8549.2627.0099"),
        "a letter reminded of": lambda: find_diary_letter(office, "memo 99", SUNDAY.date()),
        "files": lambda: fetch_files(office, "", ""),
        "files further on": lambda: fetch_files(office, "", f"{middle.opened_on:%Y%m%d}-{middle.pk}"),
        "a file by its words": lambda: fetch_files(office, "হাসপাতাল", ""),
        "a word that all files bear": lambda: fetch_files(office, "নথি", ""),
        "the diary": lambda: diary_lines(office, 2026)[90_000:90_050],
        "the file index": lambda: FileLines(office, 2026)[0:50],
    }
    for name, read in reads.items():
        with CaptureQueriesContext(connection) as seen:
            read()
        for sql, plan in plans(seen):
            assert not THROUGH[connection.vendor].search(plan), f"{name}\n{sql}\n{plan}"
    assert len(fetch_letters(office, LetterSelection("mark")).rows) == 25
    # By its words the oldest of all, however many came since.
    early = str(Letter.objects.get(book_serial=1_000).pk)
    found = fetch_letters(office, LetterSelection("in", "বিষয় ৪১২", early)).rows
    assert [each.book_serial for each in found] == [412]
    # And the first file of all by its number, by its title, and as the last of many pages.
    for typed in ("০৫.৫৫.৮৫৪৯.০০০.০০০.১৬.০০০২.০০০০০৭", "নথি ০০০০০৭"):
        assert [each.title for each in fetch_files(office, typed, "").rows] == ["নথি 7"]
    early = File.objects.get(title="নথি 30")
    with watched_rows() as seen:
        page = fetch_files(office, "নথি", f"{early.opened_on:%Y%m%d}-{early.pk}")
        assert (len(page.rows), page.rows[0].title, bool(page.last)) == (25, "নথি 29", True)
        assert fetch_files(office, "নেই এমন নথি", "") == Page([])
        assert fetch_letters(office, LetterSelection("in", "নেই এমন")).rows == []
        assert len(fetch_letters(office, LetterSelection("in", "শিক্ষা", str(MANY // 2))).rows) == 25
    # On PostgreSQL a word is looked for among the newest first.
    assert not seen.beyond(10, 2 * LOOKED_THROUGH)
