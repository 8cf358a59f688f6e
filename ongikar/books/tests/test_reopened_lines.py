"""The line of a reopened case tells how it had ended: no memo number that was given is missing from the
register.
"""

from datetime import timedelta

import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from ongikar.books.register_filter import narrow_book
from ongikar.books.service_register import SERVICE_REGISTER
from ongikar.cases import actions
from ongikar.cases.actions.clock import reopen
from ongikar.cases.models import Case
from ongikar.cases.officer.case.case_summary import summarise_cases, was_reopened
from ongikar.core.i18n.say import override_language
from ongikar.rules.bangla.text import digits

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def karims(karim):
    return ("user", karim.pk)


@pytest.fixture
def reopened(receive, now, karims):
    case = receive("citizen-1", now=now)
    actions.keep(case, outcome={"words": "সাতটি।", "given": "all"}, actor=karims, now=now + DAY)
    memo = Case.objects.get(pk=case.pk).memo_number
    reopen(Case.objects.get(pk=case.pk), reason="ভুল তথ্য দেওয়া হয়েছিল", actor=karims, now=now + 2 * DAY)
    return case, memo


@pytest.mark.parametrize(
    ("root", "words"),
    [
        ("", "আবার খোলা; আগে {day}: কথা রাখা হয়েছে, স্মারক {memo}"),
        ("/en", "Reopened; before, {day}: Promise kept, memo {memo}"),
    ],
)
def test_it_names_the_day_the_end_and_the_memo_number(signed_in, karim, reopened, now, root, words):
    page = " ".join(signed_in(karim).get(f"{root}/desk/books/services/2026/").text.split())
    ended = now + DAY
    write = digits if not root else str
    day = write(f"{ended.day}/{ended.month}/{ended.year}")
    assert words.format(day=day, memo=write(reopened[1])) in page


def test_one_that_never_ended_before_says_nothing_of_it(signed_in, karim, receive, now):
    receive("citizen-1", now=now)
    lines = HTMLParser(signed_in(karim).get("/desk/books/services/2026/").text).css_first("tbody").text()
    assert "আবার খোলা" not in lines
    assert "নতুন" in lines


def shown(office, **given):
    return narrow_book(SERVICE_REGISTER, office, 2026, given)


def test_its_outcome_is_reopened_and_not_new_in_line_filter_and_totals(office, reopened, receive, now):
    receive("citizen-1", now=now)
    found = [line.texts[9] for line in shown(office).rows]
    assert found == ["আবার খোলা", "নতুন"]
    assert {total.words: total.count for total in shown(office).totals} == {"নতুন": 1, "আবার খোলা": 1}
    for key, words in (("received", "নতুন"), ("reopened", "আবার খোলা")):
        assert [line.texts[9] for line in shown(office, state=key).rows] == [words]


def test_once_accepted_again_it_goes_on_like_any_other(office, reopened, karims, now):
    actions.accept(Case.objects.get(pk=reopened[0].pk), actor=karims, now=now + 3 * DAY)
    assert [line.texts[9] for line in shown(office).rows] == ["চলছে"]


@pytest.mark.parametrize(("root", "words"), [("", "আবার খোলা"), ("/en", "Reopened")])
def test_the_register_of_its_kind_and_the_answer_page_say_so_too(
    signed_in, karim, reopened, root, words, time_machine, now
):
    time_machine.move_to(now + 2 * DAY)
    desk = signed_in(karim)
    line = HTMLParser(desk.get(f"{root}/desk/books/information/2026/").text).css_first("tbody tr")
    assert line.css("td")[-1].text().strip() == words
    page = HTMLParser(desk.get(f"{root}/desk/cases/{reopened[0].number}/keep/").text)
    assert words in page.css_first("main .tag").text()
    # And so do the lists of the agent, of the applicant and of the counter.
    case = Case.objects.select_related("clock", "applicant").get(pk=reopened[0].pk)
    with override_language("en" if root else "bn"):
        assert [each.state for each in summarise_cases([case], now + 2 * DAY)] == [words]


def test_what_was_entered_from_paper_or_was_never_closed_is_not_reopened(forty_cases):
    """A list knows it by the clock alone: that agrees with how the cases had ended."""
    for case in Case.objects.select_related("clock").prefetch_related("earlier_endings"):
        assert was_reopened(case) == bool(case.earlier_endings.all()), case.number
