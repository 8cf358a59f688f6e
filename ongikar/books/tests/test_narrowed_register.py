"""The service register narrowed by month, service and state: its totals, its links, and the same lines on
paper and in a sheet.
"""

import io
from datetime import timedelta

import pypdfium2
import pytest
from django.utils.timezone import localdate
from python_calamine import CalamineWorkbook
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from ongikar.books.book_views import LINES_A_PAGE
from ongikar.books.register_filter import narrow_book
from ongikar.books.registry import BATCH
from ongikar.books.service_register import OUTCOMES, SERVICE_REGISTER
from ongikar.cases import actions
from ongikar.cases.models import Case, RegisterCount, RegisterYear
from ongikar.cases.officer.case.case_summary import STATES, state_tag
from ongikar.cases.register_counts import add_up_changes

pytestmark = pytest.mark.django_db
KARIM, YEAR = ("user", 1), 2026
NOVEMBER, OCTOBER = "2026-11", "2026-10"


@pytest.fixture
def desk(signed_in, karim):
    return signed_in(karim)


@pytest.fixture(params=["counted by the page", "kept by the acts", "added up by the worker"])
def year(request, receive, now, office):
    """Of October one given late; of November one given in time, one withdrawn, one of another service, one
    still new.
    """
    late = receive("citizen-1", now=now - timedelta(days=40))
    kept, withdrawn, other, new = (
        receive(code, now=now) for code in ("citizen-1", "citizen-1", "citizen-2", "citizen-1")
    )
    then = now + timedelta(hours=2)
    actions.keep(late, outcome={"words": "উত্তর"}, actor=KARIM, now=then)
    actions.keep(kept, outcome={"words": "উত্তর"}, actor=KARIM, now=then)
    actions.withdraw(withdrawn, words="আর লাগবে না", now=then)
    actions.accept(other, actor=KARIM, now=then)
    if request.param == "counted by the page":
        RegisterYear.objects.all().delete()
    if request.param == "added up by the worker":
        assert add_up_changes() == 14
        assert not RegisterCount.objects.filter(is_change=True).exists()
    return {"late": late, "kept": kept, "withdrawn": withdrawn, "other": other, "new": new}


def shown(office, **given):
    return narrow_book(SERVICE_REGISTER, office, YEAR, given)


def serials(office, **given):
    return [line.texts[0] for line in shown(office, **given).rows]


@pytest.mark.parametrize(
    ("given", "left"),
    [
        ({}, ["১", "২", "৩", "৪", "৫"]),
        ({"month": OCTOBER}, ["১"]),
        ({"month": NOVEMBER}, ["২", "৩", "৪", "৫"]),
        ({"service": "citizen-2"}, ["৪"]),
        ({"state": "kept"}, ["২"]),
        ({"state": "given_late"}, ["১"]),
        ({"state": "withdrawn"}, ["৩"]),
        ({"state": "received"}, ["৫"]),
        ({"month": NOVEMBER, "service": "citizen-1", "state": "kept"}, ["২"]),
        ({"month": OCTOBER, "state": "kept"}, []),
        ({"month": "2026-13", "service": "nothing", "state": "open' OR 1=1"}, ["১", "২", "৩", "৪", "৫"]),
        ({"month": "2027-05"}, ["১", "২", "৩", "৪", "৫"]),
        ({"state": "\0"}, ["১", "২", "৩", "৪", "৫"]),
    ],
)
def test_the_lines_left_are_those_asked_for_and_what_is_unknown_narrows_nothing(office, year, given, left):
    assert serials(office, **given) == left
    assert len(shown(office, **given).rows) == len(left)


def test_the_totals_are_those_of_the_month_and_service_whatever_state_is_shown(office, year):
    counts = {total.words: total.count for total in shown(office, month=NOVEMBER).totals}
    assert counts == {"নতুন": 1, "চলছে": 1, "কথা রাখা হয়েছে": 1, "প্রত্যাহার": 1}
    assert {
        total.words: total.count for total in shown(office, month=NOVEMBER, state="kept").totals
    } == counts
    assert {total.words for total in shown(office, month=OCTOBER).totals} == {"দেরিতে দেওয়া হয়েছে"}


def test_each_total_leads_to_so_many_lines_and_together_they_are_the_whole(desk, office, year):
    page = HTMLParser(desk.get(f"/en/desk/books/services/{YEAR}/?month={NOVEMBER}").text)
    links = [link for link in page.css(".counts a") if "state=" in link.attributes["href"]]
    found = 0
    for link in links:
        lines = HTMLParser(desk.get(f"/en/desk/books/services/{YEAR}/{link.attributes['href']}").text).css(
            "tbody tr"
        )
        assert len(lines) == int(link.css_first("b").text())
        found += len(lines)
    assert found == 4


def test_every_line_stands_under_the_outcome_that_it_tells(office, year):
    """What a filter holds is what the column says, for every outcome there is."""
    for key, words in OUTCOMES.items():
        assert {line.texts[9] for line in shown(office, state=key).rows} <= {words[0]}
    assert {state_tag(case)[1] for case in Case.objects.select_related("clock")} <= {
        words[0] for words in OUTCOMES.values()
    }
    assert STATES.keys() <= OUTCOMES.keys()


def test_a_number_opens_its_case(desk, year):
    page = HTMLParser(desk.get(f"/desk/books/services/{YEAR}/?state=kept").text)
    assert page.css_first("tbody a").attributes["href"] == f"/desk/cases/{year['kept'].number}/"
    assert desk.get(page.css_first("tbody a").attributes["href"]).status_code == 200


def test_sheet_and_paper_hold_the_lines_that_the_screen_shows_and_their_totals(desk, year, now):
    page = HTMLParser(desk.get(f"/desk/books/services/{YEAR}/?month={OCTOBER}").text)
    pdf, sheet = (link.attributes["href"] for link in page.css("p.acts a.btn"))
    rows = (
        CalamineWorkbook.from_filelike(io.BytesIO(desk.get(sheet).content)).get_sheet_by_index(0).to_python()
    )
    assert "অক্টোবর ২০২৬" in rows[0][0]
    assert [row[1] for row in rows[2:3]] == [localdate(now - timedelta(days=40))]
    assert rows[-1][:2] == [1, "দেরিতে দেওয়া হয়েছে"]
    paper = pypdfium2.PdfDocument(desk.get(pdf).content)
    text = " ".join(each.get_textpage().get_text_range() for each in paper)
    assert "অক্টোবর" in text
    assert year["late"].short_number.translate(str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯")) in text
    assert year["kept"].number.translate(str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯")) not in text


def test_a_narrowed_register_without_a_line_says_so(desk, year):
    answer = desk.get(f"/en/desk/books/services/{YEAR}/?month={OCTOBER}&state=kept")
    assert answer.status_code == 200
    assert "There is no such line." in answer.text


def test_pages_of_a_narrowed_register_keep_what_was_chosen(desk, receive, now, monkeypatch):
    monkeypatch.setattr("ongikar.books.book_views.LINES_A_PAGE", 2)
    for _ in range(5):
        receive("citizen-1", now=now)
    page = HTMLParser(desk.get(f"/desk/books/services/{YEAR}/?month={NOVEMBER}").text)
    following = HTMLParser(
        desk.get(f"/desk/books/services/{YEAR}/{page.css_first('a[rel=next]').attributes['href']}").text
    )
    assert [row.css_first("td").text() for row in following.css("tbody tr")] == ["৩", "৪"]
    assert following.css_first("select[name=month] option[selected]").attributes["value"] == NOVEMBER


def test_a_sheet_of_more_than_a_batch_has_each_line_once(office, receive, now, monkeypatch):
    monkeypatch.setattr("ongikar.books.registry.BATCH", 2)
    for _ in range(5):
        receive("citizen-1", now=now)
    assert serials(office, month=NOVEMBER) == ["১", "২", "৩", "৪", "৫"]
    assert (BATCH, LINES_A_PAGE) == (500, 100)


@pytest.mark.parametrize(("root", "words"), [("", "পুরো বছর"), ("/en", "Whole year")])
def test_the_choices_speak_either_language(desk, year, root, words):
    assert words in desk.get(f"{root}/desk/books/services/{YEAR}/").text


def test_other_books_offer_nothing_to_choose(desk, year):
    assert "<select" not in desk.get(f"/desk/books/information/{YEAR}/").text.split("<main", 1)[1]
