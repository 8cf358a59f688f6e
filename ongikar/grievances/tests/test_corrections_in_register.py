"""The grievance register shows a corrected name beside the old one, and of a hidden name neither."""

import pytest

from ongikar.books.registry import CellRun, book_named
from ongikar.cases.actions import corrections
from ongikar.cases.models import Case

from .conftest import LATER

pytestmark = pytest.mark.django_db


@pytest.fixture
def correct(karim):
    def do(case):
        case = Case.objects.select_related("applicant").get(pk=case.pk)
        corrections.ask_correction(case, field="name", new="রহিমা বেগম", words="", now=LATER)
        corrections.correct(case, words="পরিচয়পত্র", actor=("user", karim.pk), now=LATER)

    return do


def name_in_register(office):
    (line,) = book_named("grievances").rows(office, 2026)
    return line.cells[3]


def test_a_corrected_name_stands_beside_the_old_one_crossed_out(office, filed, correct):
    correct(filed().case)
    assert list(name_in_register(office).runs[:3]) == [
        CellRun("রহিমা খাতুন", True),
        CellRun(" "),
        CellRun("রহিমা বেগম"),
    ]


def test_of_a_hidden_name_neither_the_old_nor_the_new_is_shown(office, filed, correct):
    correct(filed(identity_hidden=True).case)
    cell = name_in_register(office)
    assert cell.is_plain
    assert "রহিমা" not in cell.text
