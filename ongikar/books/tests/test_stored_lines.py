"""The lines of the registers of kinds: stored by the act that makes them, and the same as going through the
cases.
"""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ongikar.books import registry
from ongikar.books.registry import Shelf, StreamedLines, book_named
from ongikar.books.serial_lines import SerialLines
from ongikar.cases import actions, register_lines
from ongikar.cases.actions import clock as clock_acts
from ongikar.cases.actions.intake_debts import fill_in_answers
from ongikar.cases.models import Case, KindLine, RegisterYear
from ongikar.cases.register_counts import RegisterKeeper
from ongikar.cases.register_lines import lines_that_differ, store_next_lines
from ongikar.charter.models import Service
from ongikar.commands.registers import rebuild_registers
from ongikar.journal.actions import seal_rest

pytestmark = pytest.mark.django_db
KARIM, YEAR, DAY = ("user", 1), 2026, timedelta(days=1)
BOOKS = ("information", "advice", "incident", "support")


def code_of(office, kind):
    return Service.objects.filter(version__office=office, kind=kind).order_by("pk").first().code


@pytest.fixture
def lives(office, receive, now):
    """Questions, advice of which one is about what happened, and a repair that was done twice."""
    advice, support = code_of(office, "advice"), code_of(office, "support")
    for nth in range(3):
        receive("citizen-1", now=now + nth * DAY)
        told = {"topic": "virus", "when": "now" if nth == 1 else "never"}
        receive(advice, now=now + nth * DAY, answers=told)
    repair = receive(support, now=now, answers={"fault": "চলে না"})
    actions.refuse(repair, reason="নতুন যন্ত্র দরকার", actor=KARIM, now=now + DAY)
    receive(support, now=now + DAY, answers={"fault": "ছবি নেই"})
    clock_acts.reopen(Case.objects.get(pk=repair.pk), reason="আবার দেখুন", actor=KARIM, now=now + 2 * DAY)
    return repair


def texts(office, book):
    return [line.texts for line in book_named(book).rows(office, YEAR)]


def test_a_line_is_stored_by_the_act_that_makes_it(office, lives):
    rows = KindLine.objects.order_by("book_serial")
    assert [rows.filter(book=book).count() for book in BOOKS] == [3, 3, 1, 3]
    # The second round stands where it was begun: no line that was printed has moved.
    support = rows.filter(book="support")
    assert list(support.values_list("book_serial", "round")) == [(1, 1), (2, 1), (3, 2)]
    assert support[2].case == lives
    assert isinstance(book_named("support").rows(office, YEAR), SerialLines)


@pytest.mark.parametrize("book", ["information", "advice", "incident"])
def test_what_is_stored_reads_as_going_through_the_cases_does(office, lives, book):
    stored = texts(office, book)
    assert stored
    RegisterYear.objects.filter(book=book).delete()
    assert isinstance(book_named(book).rows(office, YEAR), StreamedLines)
    assert texts(office, book) == stored


def forget_lines():
    """As a database was before there were stored lines."""
    seal_rest()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM cases_kindline")
        cursor.execute(f"DELETE FROM offices_serial WHERE book IN {BOOKS}")
    RegisterYear.objects.all().delete()


def test_a_year_of_before_gets_its_lines_by_the_worker_in_pieces_and_acts_go_on_meanwhile(
    office, receive, lives, now, monkeypatch
):
    """As after an upgrade: what comes while the worker is under way is stored once."""
    monkeypatch.setattr(register_lines, "BATCH", 2)
    forget_lines()
    folded = {book: texts(office, book) for book in BOOKS}
    assert store_next_lines() == 2
    receive("citizen-1", now=now + 4 * DAY)
    assert isinstance(book_named("information").rows(office, YEAR), StreamedLines)
    while RegisterKeeper()(now):
        pass
    for book in BOOKS:
        assert isinstance(book_named(book).rows(office, YEAR), SerialLines)
        assert texts(office, book)[: len(folded[book])] == folded[book]
    assert len(texts(office, "information")) == 4
    receive("citizen-1", now=now + 5 * DAY)
    assert [each[0] for each in texts(office, "information")] == ["১", "২", "৩", "৪", "৫"]
    assert not list(lines_that_differ())


def test_rebuilding_changes_nothing_and_tells_of_a_line_that_is_not_there(office, lives, capsys):
    before = list(KindLine.objects.order_by("pk").values())
    assert rebuild_registers([]) == 0
    assert capsys.readouterr().out == "1 year counted, 0 changed\n"
    assert list(KindLine.objects.order_by("pk").values()) == before
    line = KindLine.objects.filter(book="advice").first()
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM cases_kindline WHERE id = {line.pk}")
    assert rebuild_registers([]) == 1
    assert f"advice 2026: case {line.case_id}, round 1" in capsys.readouterr().out


def test_an_incident_of_which_is_told_later_gets_its_line_then(office, receive, now):
    case = receive(code_of(office, "advice"), now=now, answers={"topic": "virus"}, channel="counter")
    assert not texts(office, "incident")
    fill_in_answers(case, answers={"when": "now"}, actor=KARIM, now=now)
    assert [line[2] for line in texts(office, "incident")] == [texts(office, "advice")[0][2]]


def test_a_page_of_a_register_of_a_kind_asks_as_much_whatever_the_year_holds(
    receive, signed_in, karim, now, monkeypatch
):
    monkeypatch.setattr("ongikar.books.book_views.LINES_A_PAGE", 2)
    desk, counts = signed_in(karim), []
    for many in (2, 6):
        for _ in range(many):
            receive("citizen-1", now=now)
        desk.get(f"/desk/books/information/{YEAR}/")
        with CaptureQueriesContext(connection) as seen:
            page = desk.get(f"/desk/books/information/{YEAR}/")
        assert len(page.context["page"].object_list) == 2
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_a_year_keeps_the_columns_by_which_it_was_begun(office, receive, now, monkeypatch):
    """What was printed and closed reads the same after the list of columns has changed."""
    book = book_named("information")
    receive("citizen-1", now=now)
    newer = replace(book, columns=(*book.columns, ("নতুন", "New")), widths=(), edition=2, earlier=(book,))
    monkeypatch.setitem(registry._shelves[Shelf.SERVICES], "information", newer)
    monkeypatch.setitem(register_lines.EDITIONS, "information", 2)
    receive("citizen-1", now=now)
    assert book_named("information").in_year(office, YEAR).headings == book.headings
    receive("citizen-1", now=now + 366 * DAY)
    assert book_named("information").in_year(office, YEAR + 1).headings == newer.headings
    stored = KindLine.objects.filter(book="information").values_list("fiscal_year", "edition")
    assert list(stored.order_by("pk")) == [(YEAR, 1), (YEAR, 2), (YEAR + 1, 2)]


@pytest.mark.parametrize("slug", BOOKS)
@pytest.mark.parametrize("root", ["", "/en"])
def test_a_year_with_no_lines_opens_prints_and_is_a_sheet(office, receive, signed_in, karim, now, slug, root):
    """Whether its lines are stored or not."""
    receive("institutional-1", now=now)
    desk = signed_in(karim)
    for _ in range(2):
        RegisterYear.objects.all().delete()
        assert texts(office, slug) == []
        assert desk.get(f"{root}/desk/books/{slug}/{YEAR}/?page=9").status_code == 200
        assert desk.get(f"{root}/desk/books/{slug}/{YEAR}.xlsx").content.startswith(b"PK")
        assert desk.get(f"{root}/desk/books/{slug}/{YEAR}.pdf").content.startswith(b"%PDF")
        while RegisterKeeper()(now):
            pass
