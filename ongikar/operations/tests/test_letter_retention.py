"""Letters are kept as long as the class of their file says, and not a day longer tell of anybody."""

from datetime import timedelta

import pytest

from ongikar.journal.actions import seal_rest
from ongikar.journal.state_check import expected_rows, find_differences
from ongikar.letters.files.actions import open_file
from ongikar.letters.incoming import actions
from ongikar.letters.incoming.diary import ReceivedLetter, enter_letter
from ongikar.letters.incoming.scans import add_files
from ongikar.letters.models import Letter, LetterAct, Scan
from ongikar.offices.folder_rules import rules_of
from ongikar.operations.retention import purge_due
from ongikar.papers.check import Clean
from ongikar.papers.models import Paper
from ongikar.people.models import GONE

pytestmark = pytest.mark.django_db
SHIRIN, NAME = ("user", 2), "করিমা বেগম"
PDF = Clean(b"%PDF-1.7 a scan", "application/pdf", ".pdf")
NUMBERS = {"ka": "0001", "kha": "0002", "ga": "0003", "gha": "0004"}


@pytest.fixture
def dealt_with(office, now):
    """`dealt_with("ga")`: a letter in a file of this class, answered; of "" it lies in none."""

    def do(retention):
        file = retention and open_file(
            office=office,
            number=f"05.55.8549.000.000.16.{NUMBERS[retention]}.26",
            title="নথি",
            retention=retention,
            opened_on=now.date(),
            actor=SHIRIN,
            now=now,
        )
        received = ReceivedLetter("সনদের কপি", now.date(), sender_name="করিমা", scan=PDF)
        letter = enter_letter(
            office=office,
            letter=received,
            file=file or None,
            submission=f"in {retention}",
            actor=SHIRIN,
            now=now,
        )
        actions.correct_letter(letter, values={"sender_name": NAME}, reason="নাম", actor=SHIRIN, now=now)
        actions.answer_letter(letter, words=f"{NAME}কে জানানো হয়েছে", actor=SHIRIN, now=now)
        return letter

    return do


def purge_all(office, now):
    while purge_due(office, now):
        pass


def is_emptied(letter):
    return Letter.objects.get(pk=letter.pk).search == GONE


@pytest.mark.parametrize(
    ("retention", "rule"),
    [("gha", "letters_gha"), ("ga", "letters_ga"), ("", "letters_ga"), ("kha", "letters_kha")],
)
def test_a_letter_is_kept_as_long_as_the_class_of_its_file_says(dealt_with, office, now, retention, rule):
    letter, days = dealt_with(retention), rules_of(office.slug)[rule].days
    purge_all(office, now + timedelta(days=days))
    assert not is_emptied(letter)
    purge_all(office, now + timedelta(days=days + 1))
    assert is_emptied(letter)
    told = [*Letter.objects.values(), *LetterAct.objects.values()]
    assert not [row for row in told if NAME in str(row) or "সনদের কপি" in str(row) or "করিমা" in str(row)]
    assert not Paper.objects.get().file
    # The line of the diary stays, and what was emptied is sealed as empty.
    assert Letter.objects.get().book_serial == 1
    seal_rest()
    assert list(find_differences(expected_rows())) == []


def test_a_file_of_class_ka_is_kept_for_ever(dealt_with, office, now):
    letter = dealt_with("ka")
    purge_all(office, now + timedelta(days=36_500))
    assert not is_emptied(letter)


def test_a_letter_that_is_still_open_is_not_over_however_old(office, now):
    letter = enter_letter(
        office=office, letter=ReceivedLetter("চিঠি", now.date()), submission="open", actor=SHIRIN, now=now
    )
    purge_all(office, now + timedelta(days=9_000))
    assert not is_emptied(letter)


def test_what_belongs_to_a_case_is_kept_with_it(dealt_with, receive, office, now):
    letter = dealt_with("gha")
    actions.attach_letter(letter, subject=receive("citizen-1").reference, actor=SHIRIN, now=now)
    purge_all(office, now + timedelta(days=400))
    assert not is_emptied(letter)


def test_pages_that_nobody_entered_go_after_a_month(office, karim, now, monkeypatch):
    monkeypatch.setattr("ongikar.letters.incoming.scans.count_pages", lambda content: 1)
    add_files(None, [PDF], office=office, user=karim, now=now)
    purge_all(office, now + timedelta(days=30))
    assert Scan.objects.count() == 1
    purge_all(office, now + timedelta(days=32))
    assert (Scan.objects.count(), Paper.objects.count()) == (0, 0)
