"""Tokens printed ahead: a sheet of a day, entered later in one go, all rows or none."""

from datetime import date, timedelta
from io import BytesIO

import pytest
import time_machine
from django.urls import reverse
from pypdfium2 import PdfDocument

from ongikar.visits import transitions
from ongikar.visits.figures import figures_of_day
from ongikar.visits.models import Visit, VisitAct
from ongikar.visits.rules.printed import kept_number, number_of_day, read_written, written_number

from .conftest import SUNDAY, minutes

PAGE, SHEET = reverse("printed_tokens"), reverse("printed_tokens_pdf")
TODAY = SUNDAY.date()


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("2211-17", (date(2026, 11, 22), 17)),
        ("P-2211-17", (date(2026, 11, 22), 17)),
        ("প-2211–3", (date(2026, 11, 22), 3)),
        (" 2111 - 1 ", (date(2026, 11, 21), 1)),
        ("3112-5", (date(2026, 12, 31), 5)),
        ("17", None),
        ("3002-1", None),
        ("2211-0", None),
        ("2211-301", None),
        ("2211-17 18", None),
        ("", None),
    ],
)
def test_what_stands_on_the_paper_names_its_day(typed, found):
    assert read_written(typed, TODAY) == found


def test_in_january_a_token_of_december_is_of_the_year_before():
    assert read_written("3112-5", date(2027, 1, 1)) == (date(2026, 12, 31), 5)


@pytest.mark.parametrize("number", [1, 17, 300])
def test_kept_and_written_number_are_the_same_token(number):
    kept = kept_number(TODAY, number)
    assert number_of_day(kept) == number
    assert read_written(written_number(TODAY, number), TODAY) == (TODAY, number)
    # No other day has it.
    assert kept != kept_number(TODAY + timedelta(days=1), number)


@pytest.fixture
def desk(signed_in, shirin):
    with time_machine.travel(minutes(120), tick=False):
        yield signed_in(shirin)


@pytest.fixture
def enter(desk, keys):
    """`enter(("2211-1", "10:05", "served"), …)`: the rows of the page in their order."""

    def do(*rows, key=None, **more):
        said = {"submission": key or keys()}
        for row, (number, at, state) in enumerate(rows, start=1):
            said |= {f"r{row}-number": number, f"r{row}-at": at, f"r{row}-state": state}
        return desk.post(PAGE, said | more, follow=True)

    return do


@pytest.mark.fast
@pytest.mark.django_db
def test_several_are_entered_in_one_go_with_what_became_of_them(enter, office):
    page = enter(
        ("২২১১-১", "সকাল ১০:০৫", "served"),
        ("২২১১-২", "১০:২০", "left"),
        ("2211-3", "10:30", "missed"),
        ("2211-4", "10:40", "waiting"),
        ("2211-5", "", ""),
        **{"r1-purpose": "citizen-1", "r1-priority": "aged"},
    )
    assert page.status_code == 200
    assert "৪টি টোকেন লেখা হয়েছে।" in page.text
    visits = list(Visit.objects.order_by("token"))
    assert [visit.state for visit in visits] == ["served", "left", "missed", "waiting"]
    assert [visit.number for visit in visits] == ["প-১", "প-২", "প-৩", "প-৪"]
    assert [visit.arrived_at for visit in visits] == [minutes(each) for each in (5, 20, 30, 40)]
    assert {visit.entered_at for visit in visits} == {minutes(120)}
    assert (visits[0].purpose, visits[0].priority) == ("citizen-1", "aged")
    # Who still waits is called as anybody.
    assert "প-৪" in page.client.get(reverse("visit_queue")).text


@pytest.mark.django_db
def test_no_time_of_them_is_counted_as_measured(enter, office):
    enter(("2211-1", "10:05", "served"), ("2211-2", "10:20", "served"))
    whole = figures_of_day(office, TODAY).whole
    assert (whole.came, whole.served, whole.of_paper) == (2, 2, 2)
    assert (whole.waited, whole.way, whole.service) == (None, None, None)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("row", "words"),
    [
        (("2111-2", "10:05", "waiting"), "নভেম্বরের: আজ কেউ তাতে অপেক্ষায় নেই"),
        (("0111-2", "10:05", "served"), "৭ দিনের বেশি আগের টোকেন আর লেখা যায় না।"),
        (("2211-2", "১২:৩০", "served"), "এই সময় এখনো আসেনি।"),
        (("2311-2", "10:05", "served"), "এই সময় এখনো আসেনি।"),
        (("2211-1", "10:05", "served"), "এই টোকেন ওপরে একবার লেখা আছে।"),
        (("17", "10:05", "served"), "কাগজে যেমন আছে তেমন লিখুন"),
        (("2211-2", "", "served"), "কখন এসেছেন, লিখুন।"),
        (("2211-2", "10:05", ""), "কী হলো, বেছে নিন।"),
        (("2211-2", "পঁচিশটা", "served"), "সারি ২"),
    ],
)
def test_a_row_that_cannot_be_is_refused_with_its_reason_and_nothing_is_written(enter, row, words):
    page = enter(("2211-1", "10:00", "served"), row)
    assert page.status_code == 422
    assert words in page.text
    assert 'href="#id_r2-' in page.text
    assert not Visit.objects.exists()
    assert not VisitAct.objects.exists()
    # Nothing typed is lost.
    assert 'value="2211-1"' in page.text


@pytest.mark.django_db
def test_no_number_is_entered_twice(enter):
    enter(("2211-1", "10:00", "served"))
    page = enter(("2211-2", "10:10", "served"), ("2211-1", "10:05", "left"))
    assert page.status_code == 422
    assert "এই টোকেন আগেই লেখা হয়েছে।" in page.text
    assert Visit.objects.count() == 1


@pytest.mark.django_db
def test_the_same_press_twice_enters_once(enter):
    for _ in range(2):
        assert enter(("2211-1", "10:00", "served"), key="pressed").status_code == 200
    assert Visit.objects.get().state == transitions.SERVED
    assert VisitAct.objects.count() == 2


@pytest.mark.django_db
def test_yesterdays_paper_is_entered_under_its_own_day(enter):
    assert enter(("2111-7", "4:30 pm", "served")).status_code == 200
    assert Visit.objects.get().day == TODAY - timedelta(days=1)


@pytest.mark.django_db
def test_the_page_has_the_next_numbers_written_in(desk, enter):
    enter(("2211-1", "10:00", "served"), ("2211-3", "10:10", "served"))
    page = desk.get(PAGE).text
    assert 'value="২২১১-২"' in page
    assert 'value="২২১১-৪"' in page
    assert 'value="২২১১-১"' not in page


@pytest.mark.django_db
def test_an_empty_page_asks_for_one_token(enter):
    page = enter(("2211-1", "", ""))
    assert page.status_code == 422
    assert "অন্তত একটি টোকেনের সময় লিখুন।" in page.text


@pytest.mark.django_db
def test_a_token_of_the_clock_is_never_ended_from_paper(arrive, keys):
    from ongikar.core.forms.faults import ActFault
    from ongikar.records.actions import perform

    visit = arrive(0)
    act = VisitAct(visit=visit, name=transitions.SERVED_ON_PAPER)
    with pytest.raises(ActFault):
        perform(visit, act, actor=("user", 2), now=minutes(1), submission=keys())


@pytest.mark.django_db
def test_the_sheet_has_ten_tokens_a_page_each_with_its_day_in_both_languages(desk):
    answer = desk.get(SHEET, {"on": "2026-11-23", "first": "১১", "count": "২০"})
    assert answer["Content-Type"] == "application/pdf"
    pdf = PdfDocument(BytesIO(answer.content))
    assert len(pdf) == 2
    words = pdf[0].get_textpage().get_text_bounded()
    for said in ("2311-11", "2311-20", "P-11", "Monday, 23\xa0November 2026"):
        assert said in words
    assert "2311-21" not in words


@pytest.mark.django_db
@pytest.mark.parametrize(
    "said",
    [
        {"on": "2026-11-21", "first": "1", "count": "10"},
        {"on": "", "first": "1", "count": "10"},
        {"on": "2026-11-23", "first": "291", "count": "20"},
        {"on": "2026-11-23", "first": "0", "count": "10"},
    ],
)
def test_a_sheet_that_cannot_be_is_refused_beside_its_field(desk, said):
    answer = desk.get(SHEET, said)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
