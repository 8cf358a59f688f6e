"""A day or a time that is typed is said back, with what the office does that day; a month opens to choose."""

import re
from datetime import date

import pytest
import time_machine
from django import forms
from django.http import QueryDict
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from ongikar.core.forms.fields import DayField, TextField, TimeOfDayField
from ongikar.core.forms.forms import Form
from ongikar.core.forms.typed import calendar_at_hand
from ongikar.core.i18n.say import override_language

pytestmark = pytest.mark.django_db
NOT_RIGHT = "তারিখটি ঠিক নয়। দিন/মাস/বছর লিখুন, যেমন ৯/১২/২০২৬"


@pytest.fixture(autouse=True)
def _sunday(now):
    with time_machine.travel(now, tick=False):
        yield


def piece(client, address: str, **facts: str) -> HTMLParser:
    answer = client.get(address, facts)
    assert answer.status_code == 200
    return HTMLParser(answer.content.decode())


def said(client, root: str = "", **facts: str) -> tuple[str, str]:
    """How it is shown, and the sentence."""
    shown = piece(client, f"{root}/calendar/typed/", **facts).css_first("body > span")
    words = shown.css_first("span > span").text().replace("\u00a0", " ")
    return shown.attributes["class"], " ".join(words.split())


@pytest.mark.parametrize(
    ("typed", "look", "bn", "en"),
    [
        (
            "০৬/১২/২০২৬",
            "open",
            "রবিবার, ৬ ডিসেম্বর ২০২৬ · কার্যালয় খোলা, সকাল ৯টা – বিকেল ৫টা",
            "Sunday, 6 December 2026 · office open, 9:00 am – 5:00 pm",
        ),
        (
            "6-12-26",
            "open",
            "রবিবার, ৬ ডিসেম্বর ২০২৬ · কার্যালয় খোলা, সকাল ৯টা – বিকেল ৫টা",
            "Sunday, 6 December 2026 · office open, 9:00 am – 5:00 pm",
        ),
        (
            "২১ অগ্রহায়ণ ১৪৩৩",
            "open",
            "রবিবার, ৬ ডিসেম্বর ২০২৬ (২১ অগ্রহায়ণ ১৪৩৩) · কার্যালয় খোলা, সকাল ৯টা – বিকেল ৫টা",
            "Sunday, 6 December 2026 (21 Agrahayan 1433) · office open, 9:00 am – 5:00 pm",
        ),
        (
            "16 12 2026",
            "shut",
            "বুধবার, ১৬ ডিসেম্বর ২০২৬ · বিজয় দিবস, কার্যালয় বন্ধ",
            "Wednesday, 16 December 2026 · Victory Day, office closed",
        ),
        (
            "১১.১২.২৬",
            "shut",
            "শুক্রবার, ১১ ডিসেম্বর ২০২৬ · সাপ্তাহিক ছুটি, কার্যালয় বন্ধ",
            "Friday, 11 December 2026 · weekly day off, office closed",
        ),
        ("3/5/1985", "open", "শুক্রবার, ৩ মে ১৯৮৫", "Friday, 3 May 1985"),
        (
            "31/02/2026",
            "err",
            "ফেব্রুয়ারি ২০২৬ ২৮ দিনের মাস, ৩১ তারিখ নেই।",
            "February 2026 has 28 days; there is no day 31.",
        ),
        ("০৬/১২", "err", "কোন বছরের?", "Of which year?"),
        ("কাল", "err", NOT_RIGHT, "This date is not right. Write day/month/year, such as 9/12/2026"),
    ],
)
def test_a_typed_day_is_said_back(client, office, typed, look, bn, en):
    assert said(client, day=typed) == (look, bn)
    assert said(client, "/en", day=typed) == (look, en)


def test_of_a_year_whose_holidays_are_not_known_that_is_said(client, office):
    look, words = said(client, day="৩/২/২০৩০")
    assert look == "open"
    assert words.startswith("রবিবার, ৩ ফেব্রুয়ারি ২০৩০ · কার্যালয় খোলা, সকাল ৯টা – বিকেল ৫টা (২০৩০ সালের ছুটি")


@pytest.mark.parametrize(
    ("typed", "bn", "en"),
    [
        ("২১:০০", "রাত ৯টা", "9:00 pm"),
        ("রাত ৯টা", "রাত ৯টা", "9:00 pm"),
        ("9 pm", "রাত ৯টা", "9:00 pm"),
        ("10.30", "সকাল ১০টা ৩০ মিনিট", "10:30 am"),
        (
            "২৫:০০",
            "সময়টি ঠিক নয়। লিখুন ১০:৩০, রাত ৯টা বা ২১:০০",
            "This time is not right. Write 10:30, 9 pm or 21:00",
        ),
    ],
)
def test_a_typed_time_is_said_back(client, office, typed, bn, en):
    assert said(client, time=typed)[1] == bn
    assert said(client, "/en", time=typed)[1] == en


def test_of_a_day_without_its_year_the_nearest_can_be_put_there(client, office):
    for root, value, words in (
        ("", "০৬/১২/২০২৬", "৬ ডিসেম্বর ২০২৬ বসান"),
        ("/en", "06/12/2026", "Put 6 December 2026"),
    ):
        button = piece(client, f"{root}/calendar/typed/", day="6/12").css_first("button")
        assert button.attributes["data-set"] == value
        assert button.text(strip=True).replace("\u00a0", " ") == words


def test_of_a_day_on_which_the_office_is_shut_the_next_open_one_can_be_put_there(
    client, office, time_machine
):
    """Friday and Saturday, and Victory Day on a Wednesday; of a day that is over nothing is offered."""
    time_machine.move_to("2026-12-01T10:00:00+06:00", tick=False)
    for typed, value, words in (
        ("১১/১২/২০২৬", "১৩/১২/২০২৬", "১৩ ডিসেম্বর ২০২৬ বসান"),
        ("16-12-26", "১৭/১২/২০২৬", "১৭ ডিসেম্বর ২০২৬ বসান"),
    ):
        button = piece(client, "/calendar/typed/", day=typed).css_first("button")
        assert (button.attributes["data-set"], button.text(strip=True).replace("\u00a0", " ")) == (
            value,
            words,
        )
    for typed in ("২৭/১১/২০২৬", "১০/১২/২০২৬"):
        assert piece(client, "/calendar/typed/", day=typed).css_first("button") is None


@pytest.mark.parametrize(
    "facts", [{}, {"day": ""}, {"day": "\0"}, {"time": "x" * 9000}, {"day": "<b>", "time": "<i>"}]
)
def test_nonsense_is_answered_with_a_sentence(client, office, facts):
    assert said(client, **facts)[0] == "err"


# ---- the month ----


def days(shown: HTMLParser) -> list[str]:
    return [button.text(strip=True) for button in shown.css("td button")]


def test_a_month_marks_closed_days_today_and_what_was_typed(client, office):
    shown = piece(client, "/calendar/month/", day="6/12/26")
    assert len(days(shown)) == 31
    assert [row.css("td")[0].text(strip=True) for row in shown.css("tbody tr")] == ["", "৬", "১৩", "২০", "২৭"]
    shut = [cell.text(strip=True) for cell in shown.css("td.shut")]
    assert shut == ["৪", "৫", "১১", "১২", "১৬", "১৮", "১৯", "২৫", "২৬"]
    picked = shown.css_first("[aria-pressed=true]").attributes
    assert (picked["data-set"], picked["aria-label"].replace("\u00a0", " ")) == (
        "০৬/১২/২০২৬",
        "রবিবার, ৬ ডিসেম্বর ২০২৬, কার্যালয় খোলা, সকাল ৯টা – বিকেল ৫টা",
    )
    assert "১৬: বিজয় দিবস · ২৫: " in " ".join(shown.text().split())
    assert [button.attributes["data-go"] for button in shown.css("[data-go]")] == ["2026-11", "2027-01"]


def test_a_month_is_in_the_language_of_the_page(client, office):
    shown = piece(client, "/en/calendar/month/", month="2026-12")
    assert days(shown)[:2] == ["1", "2"]
    assert not re.search("[\u0980-\u09ff]", shown.html)


@pytest.mark.parametrize("month", ["", "2026-13", "0000-00", "x", "\0", "9999-12", "2026-12-01"])
def test_another_month_than_one_there_is_is_this_one(client, office, now, month):
    shown = piece(client, "/calendar/month/", month=month)
    assert shown.css_first("[aria-current=date]").text(strip=True)


def test_the_first_and_the_last_month_lead_no_further(client, office):
    for month, sides in (("1900-01", ["after"]), ("2199-12", ["before"])):
        shown = piece(client, "/calendar/month/", month=month)
        assert [button.attributes["data-side"] for button in shown.css("[data-go]")] == sides


# ---- a form that comes back, without any script ----


class Visit(Form):
    day = DayField(label="দিন")
    at = TimeOfDayField(label="সময়")
    why = TextField(label="কেন")


def drawn(form: forms.Form, calendar) -> HTMLParser:
    token = calendar_at_hand.set(lambda: calendar)
    try:
        return HTMLParser(str(form))
    finally:
        calendar_at_hand.reset(token)


def test_a_form_that_comes_back_says_what_was_understood(office):
    form = Visit(QueryDict("day=16/12/26&at=21:00&why="))
    assert not form.is_valid()
    shown = drawn(form, office.calendar)
    echoes = [" ".join(echo.text().replace("\u00a0", " ").split()) for echo in shown.css(".echo")]
    assert echoes == ["বুধবার, ১৬ ডিসেম্বর ২০২৬ · বিজয় দিবস, কার্যালয় বন্ধ", "রাত ৯টা"]
    # What was typed stands there as it was typed, read out with the sentence.
    assert [field.attributes["value"] for field in shown.css("[data-typed] input")] == ["16/12/26", "21:00"]
    assert "id_day-o" in shown.css_first("#id_day").attributes["aria-describedby"].split()


def test_what_a_page_begins_with_is_written_as_the_page_writes_it(office):
    for tongue, day, at in (("bn", "০৬/১২/২০২৬", "রাত ৯:০০"), ("en", "06/12/2026", "9:00 pm")):
        with override_language(tongue):
            for began in ({"day": date(2026, 12, 6)}, {"day": "2026-12-06", "at": "21:00"}):
                shown = drawn(Visit(initial=began), None)
                assert shown.css_first("#id_day").attributes["value"] == day
                assert not shown.css_first(".echo").text(strip=True)
            assert shown.css_first("#id_at").attributes["value"] == at


def test_a_day_without_its_year_is_asked_for_with_the_nearest(office):
    form = Visit(QueryDict("day=৬/১২&at=9&why=x"))
    assert form.errors["day"] == ["বছর লেখা হয়নি। বছরসহ লিখুন, যেমন ০৬/১২/২০২৬"]
    with override_language("en"):
        form = Visit(QueryDict("day=6/12&at=9&why=x"))
        assert form.errors["day"] == ["The year is missing. Write it too, such as 06/12/2026"]


@pytest.mark.parametrize(
    ("since", "typed", "bn", "en"),
    [
        # From a Sunday to a Thursday of the next week, with Victory Day between.
        ("13/12/2026", "24-12-26", "মোট ১২ দিন, এর মধ্যে কার্যদিবস ৯টি", "12 days in all, 9 of them working"),
        ("১৩/১২/২০২৬", "১৩/১২/২০২৬", "মোট ১ দিন", "1 day in all"),
        ("1/7/2025", "31/12/2027", "", ""),
        # What is not understood of the first day is said beneath it.
        ("31/02/2026", "24/12/2026", "", ""),
        ("", "24/12/2026", "", ""),
    ],
)
def test_the_last_day_of_a_span_says_how_long_it_is(client, office, since, typed, bn, en):
    for root, words in (("", bn), ("/en", en)):
        _, told = said(client, root, day=typed, since=since)
        assert told.endswith(words)
        assert bool(words) == ("মোট" in told or "in all" in told)


def test_a_last_day_before_the_first_is_said_beneath_it(client, office):
    look, words = said(client, "/en", day="12/12/2026", since="13/12/2026")
    assert look == "err"
    assert words == "It begins on 13 December 2026 and cannot end before that. Check the days."


class Leave(Form):
    first = DayField(label="From")
    last = DayField(label="To", since="first", required=False)


@pytest.mark.parametrize(("last", "is_right"), [("14/12/2026", True), ("13/12/2026", True), ("", True)])
def test_a_span_is_taken_where_it_does_not_end_before_it_begins(last, is_right):
    assert Leave({"first": "13/12/2026", "last": last}).is_valid() == is_right


def test_a_span_that_ends_before_it_begins_is_refused_beside_its_field_with_what_was_typed():
    with override_language("en"):
        form = Leave({"first": "১৩/১২/২০২৬", "last": "12-12-26"})
        assert not form.is_valid()
        assert list(form.errors) == ["last"]
        drawn = HTMLParser(str(form["last"]))
        assert "cannot end before that" in str(form.errors["last"])
    assert drawn.css_first("input").attributes["value"] == "12-12-26"
    assert drawn.css_first(".typed").attributes["data-since"] == "id_first"
    # A first day that cannot be read has its own fault alone.
    assert list(Leave({"first": "31/02/2026", "last": "1/1/2026"}).errors) == ["first"]
