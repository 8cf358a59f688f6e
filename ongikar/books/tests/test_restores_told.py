"""After a restore from a backup the books and the public pages say what may be missing, in both languages."""

from datetime import timedelta

import pytest
from django.urls import reverse

from ongikar.books.registry import book_named
from ongikar.cases.actions import Person, receive_case
from ongikar.grievances.upward.registers import grievance_register_lines
from ongikar.journal.restores import forget_restores, is_held_back, restores_of
from ongikar.offices.models import Serial
from ongikar.operations.backup.after_restore import RestoredBackup, release_messages, settle_restore
from ongikar.rules.bangla.text import fiscal_year

pytestmark = pytest.mark.django_db


@pytest.fixture
def restored(office, receive, now):
    """Three cases, and a restore half an hour after the backup that has them."""
    for _ in range(3):
        receive(now=now)
    from ongikar.journal.models import Entry

    last = Entry.objects.order_by("-id").values_list("pk", flat=True).first()
    made_at = now + timedelta(hours=1)
    settle_restore(RestoredBackup("ongikar-x.tar", "0" * 64, made_at, last), made_at + timedelta(minutes=30))
    forget_restores()
    return restores_of(office.pk)[0]


def lines(office, year):
    return list(book_named("services").rows(office, year))


def test_the_register_tells_the_gap_on_one_line_and_goes_on_behind_it(office, restored, receive, now):
    year = fiscal_year(now.date())
    before = len(lines(office, year))
    [gap] = [gap for gap in restored.gaps if gap[:2] == ("services", year)]
    receive(now=now + timedelta(days=1))
    found = lines(office, year)
    assert len(found) == before + 1
    told, after = found[-2].texts, found[-1].texts
    assert told[0] == f"{gap[2]}–{gap[3]}".translate(str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯"))
    assert told[3].startswith("ব্যাকআপ থেকে ফেরানোয় বাদ")
    assert after[0] == str(gap[3] + 1).translate(str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯"))
    assert len(told) == len(after)
    whole = book_named("services").rows(office, year)
    assert [line.texts for line in whole[0 : len(whole)]] == [line.texts for line in found]


def test_the_gap_at_the_end_stands_before_anything_follows_it(office, restored, now):
    assert "বাদ" in lines(office, fiscal_year(now.date()))[-1].texts[3]


def test_the_grievance_register_tells_its_own(office, restored, now):
    told = list(grievance_register_lines(office, fiscal_year(now.date())))
    assert "বাদ" in told[-1].texts[3]


# The books of serials whose register is read by nothing else than their own number: book → register.
READ_IN = {
    **dict.fromkeys(("services", "diary", "peon", "tasks", "events", "lectures", "tours", "lab_use")),
    **dict.fromkeys(("rollouts", "initiatives", "performance", "certificates", "devices", "stock")),
    "memos": "issue",
    "purchases": "procurement",
    "hearing book": "hearings",
    "decision book": "grievance-decisions",
    "rti book": "rti",
    "grievance book": "grievances",
}


@pytest.mark.parametrize("book", READ_IN)
def test_every_register_tells_what_a_restore_left_out_of_its_own_book(office, book, now):
    year = fiscal_year(now.date())
    counted = 0 if book in ("tasks", "devices") else year
    Serial.objects.update_or_create(office=office, book=book, year=counted, defaults={"last": 7})
    made_at = now + timedelta(hours=1)
    settle_restore(RestoredBackup("ongikar-x.tar", "0" * 64, made_at, 0), made_at + timedelta(minutes=30))
    forget_restores()
    rows = book_named(READ_IN[book] or book).rows(office, year)
    last = rows[len(rows) - 1 : len(rows)][0].texts
    assert last[0].endswith("০০")
    assert last[3].startswith("ব্যাকআপ থেকে ফেরানোয় বাদ")
    assert list(rows)[-1].texts == last


def test_every_book_goes_on_at_a_whole_hundred(office, restored):
    assert {book for book, *_ in restored.gaps} >= {"tracking", "services", "memos", "slips"}
    for book, year, first, last in restored.gaps:
        assert last % 100 == 0
        assert last - first >= 99
        assert Serial.objects.get(office=office, book=book, year=year).last == last


@pytest.mark.parametrize(
    ("root", "words"), [("", "ব্যাকআপ থেকে ফেরানো হয়েছে।"), ("/en", "Restored from a backup.")]
)
@pytest.mark.parametrize("page", ["account", "ledger"])
def test_anybody_reads_from_when_to_when_acts_may_be_missing(client, restored, page, root, words, now):
    import time_machine

    with time_machine.travel(now + timedelta(hours=2), tick=False):
        told = client.get(root + reverse(page).removeprefix("/en")).content.decode()
    assert words in told


def test_an_office_without_a_restore_says_nothing(client, office):
    assert "ব্যাকআপ" not in client.get(reverse("account")).content.decode()


def test_what_a_person_does_after_the_restore_is_told_at_once(office, service, restored, now):
    """And what follows from acts of before, or from the worker, waits until somebody says so."""
    from ongikar.journal.models import Entry

    receive_case(
        service=service("citizen-1"),
        person=Person(name="রহিমা", mobile="+8801700000001", address="রংপুর"),
        answers={"question": "কয়টি?"},
        channel="online",
        submission="after the restore",
        now=now + timedelta(hours=3),
    )
    fresh = Entry.objects.filter(verb="case.received").order_by("-id").first()
    old = Entry.objects.filter(verb="case.received").order_by("id").first()
    worker = Entry(pk=fresh.pk + 1, verb="clock.broken", actor_type="worker")
    assert [is_held_back(entry) for entry in (old, fresh, worker)] == [True, False, True]
    release_messages(is_discarded=False, now=now + timedelta(hours=4))
    assert not any(is_held_back(entry) for entry in (old, fresh, worker))


@pytest.mark.once
def test_every_book_that_counts_is_named_where_a_restore_looks():
    """A new book that is counted up without a line there would give numbers twice."""
    import re

    from conftest import ROOT
    from ongikar.cases.register_lines import kind_books
    from ongikar.certificates.issuing import BOOK_OF_MARK
    from ongikar.grievances.models.registers import BookLine
    from ongikar.offices.serials import BOOKS, OF_TOWN
    from ongikar.records.registry import books_of_records

    found = set()
    for path in (ROOT / "ongikar").rglob("*.py"):
        if "/tests/" in str(path):
            continue
        for call in re.findall(r"next_numbers?\((?:[^()]|\([^()]*\))*\)", path.read_text("utf-8")):
            found |= set(re.findall(r'"([a-z_ ]+)"', call))
    # Which of the two books a signed thing is numbered in follows from its mark; hearings and decisions are
    # lines of one table, and so are the registers of kinds.
    of_tables = {*BOOK_OF_MARK.values(), *BookLine.BOOKS.values(), *kind_books(), *books_of_records()}
    assert found | of_tables == BOOKS.keys()
    assert BOOKS.keys() >= OF_TOWN
