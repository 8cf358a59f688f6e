"""The issue register has a line for every memo number, and the peon book for everything carried."""

from datetime import timedelta

import pytest

from ongikar.books.issue_register import IssueLines, peon_book_lines
from ongikar.cases import actions as cases
from ongikar.cases.models import Case
from ongikar.core.i18n.say import override_language
from ongikar.letters.models import Dispatch
from ongikar.letters.outgoing import actions
from ongikar.letters.outgoing.dispatching import dispatch
from ongikar.letters.tests.outgoing import KARIM, begin
from ongikar.offices.serials import next_number

pytestmark = pytest.mark.django_db
YEAR = 2026


@pytest.fixture
def issued(office, now):
    def do(**options):
        letter = begin(office, now, **options)
        actions.sign_and_issue(letter, actor=KARIM, now=now)
        return letter

    return do


def test_the_lines_stand_in_the_order_of_their_serials_with_how_they_went(office, issued, now):
    first = issued(enclosures=[("তালিকা", None)])
    issued()
    uno = first.recipients.first()
    dispatch(first, uno, channel=Dispatch.HAND, actor=KARIM, now=now, taken_by="সিএ")
    lines = IssueLines(office, YEAR)
    assert len(lines) == 2
    cells = lines[0:2][0].texts
    assert cells[0] == "১"
    assert cells[2] == "৮৫৪৯.২৬২৭.০০০১"
    assert cells[3] == "উপজেলা নির্বাহী অফিসার; জেলা আইসিটি অফিসার, রংপুর"
    assert (cells[6], cells[8]) == ("১", "২২/১১/২০২৬ হাতে, পিয়ন বইয়ে")
    carried = peon_book_lines(office, YEAR)
    assert carried[0:1][0].texts[5:7] == ("হাতে, পিয়ন বইয়ে", "সিএ")
    with override_language("en"):
        assert IssueLines(office, YEAR)[0:1][0].texts[8] == "22/11/2026 By hand, in the peon book"


def test_what_a_case_ended_with_stands_there_too(office, receive, now):
    case = receive()
    cases.keep(case, outcome={"words": "সাতটি।"}, actor=KARIM, now=now)
    [line] = IssueLines(office, YEAR)[0:1]
    assert "রহিমা খাতুন" in line.texts[3]
    assert "নিজের পাতায়" in line.texts[8]


def test_a_superseded_letter_is_struck_through_and_stays_readable(office, issued, now):
    old = issued()
    issued(replaces=old)
    line = IssueLines(office, YEAR)[0:1][0]
    assert line.struck == "এর বদলে ৮৫৪৯.২৬২৭.০০০২"
    assert not line.marked_cells[2].is_plain


def test_a_number_of_before_the_letters_is_told_by_its_case(office, receive, issued, now):
    case = receive()
    cases.keep(case, outcome={"words": "সাতটি।"}, actor=KARIM, now=now, by_word=True)
    assert next_number(office, "memos", YEAR) == 1
    assert next_number(office, "memos", YEAR) == 2
    Case.objects.filter(pk=case.pk).update(memo_number="8549.2627.0001")
    issued()
    lines = list(IssueLines(office, YEAR))
    assert [line.texts[0] for line in lines] == ["১", "২", "৩"]
    assert case.number[:4] == "8549"
    assert "আবেদন ৮৫৪৯" in lines[0].texts[3]
    assert "অন্য কার্যালয়ের" in lines[1].texts[3]


@pytest.mark.parametrize("book", ["issue", "peon"])
@pytest.mark.parametrize("root", ["", "/en"])
def test_both_are_shown_and_printed(signed_in, karim, issued, now, book, root):
    letter = issued()
    dispatch(
        letter,
        letter.recipients.first(),
        channel=Dispatch.HAND,
        carried_by="পিয়ন",
        actor=KARIM,
        now=now + timedelta(hours=1),
    )
    page = signed_in(karim).get(f"{root}/desk/books/{book}/{YEAR}/")
    assert page.status_code == 200
    assert "বিজয় দিবসে" in page.content.decode()
