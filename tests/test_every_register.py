"""Every book of the office, whichever app gives it: columns in both languages, widths for the paper, lines as
wide as the book, and of what was promised to have columns of its own none that has the general ones.
"""

import pytest

from ongikar.books.kind_registers import COLUMNS as GENERAL
from ongikar.books.register_exports import register_data
from ongikar.books.registry import book_named, books
from ongikar.books.stock_register import REGISTER as STOCK_BOOK
from ongikar.core.i18n.say import override_language
from ongikar.demo import places
from ongikar.demo.tests.demo_stage import FILES, TUESDAY_NOON
from ongikar.rules.bangla.bijoy import BANGLA

YEAR = 2026
# Of machines and places, purchases and systems: what each must tell, besides the rest.
TOLD = {
    "support": {"Device", "Parts", "Outcome"},
    "labs": {"EIIN", "Computers", "Faulty", "Last inspection", "Open tasks"},
    "udc": {"In charge", "Computers", "Last stocktake"},
    "devices": {"Number", "Serial number", "Where", "State", "Faults"},
    "stock": {"In", "Out", "Left", "From whom or for what"},
    "inspections": {"Score of 100", "Findings", "Acknowledged on"},
    "procurement": {"Items and numbers", "Quotations", "Advised on"},
    "rollouts": {"System", "Accounts", "Trained", "Live on"},
    "performance": {"Indicators and what was achieved", "Computed", "Typed", "Score of 100"},
    "initiatives": {"Screened on", "Time", "Cost", "Visits"},
    "upkeep": {"Proof", "Checked by", "In time"},
}


def test_every_book_has_its_columns_in_both_languages_and_a_share_of_the_paper_for_each():
    slugs = [book.slug for book in books()]
    assert len(slugs) == len(set(slugs))
    for book in books():
        assert len(book.widths) in (0, len(book.columns)), book.slug
        for bangla, english in (book.title, *book.columns):
            assert bangla, book.slug
            assert not BANGLA.search(english), book.slug
        for place in (0, 1):
            headings = [words[place] for words in book.columns]
            assert len(set(headings)) == len(headings), f"{book.slug}: two columns of one name"


def test_what_was_promised_columns_of_its_own_has_them():
    for slug, told in TOLD.items():
        book = book_named(slug)
        assert book is not None, slug
        assert book.columns != GENERAL, slug
        with override_language("en"):
            assert told <= set(book.headings), f"{slug}: {told - set(book.headings)}"


@pytest.mark.django_db
def test_every_book_gives_its_lines_and_its_paper(office, karim, time_machine):
    time_machine.move_to(TUESDAY_NOON, tick=False)
    places.load_places(FILES, now=TUESDAY_NOON)
    for book in books():
        lines = list(book.rows(office, YEAR))
        assert all(len(line.cells) == len(book.columns) for line in lines), book.slug
        for tongue in ("bn", "en"):
            with override_language(tongue):
                data = register_data(book, office, YEAR)
            assert len(data["rows"]) == len(lines), book.slug
            assert len(data["columns"]) == len(book.columns), book.slug
    assert [len(book_named(slug).rows(office, YEAR)) for slug in ("labs", "udc", "devices")] == [8, 9, 140]
    assert len(STOCK_BOOK.rows(office, YEAR)) > 5
