"""The year for everybody: every closed day with its reason, in both languages, and as a
file to subscribe to.
"""

import re
from datetime import date, datetime, timedelta

import pytest
import time_machine
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from ongikar.clock.tests.calendars import order, row
from ongikar.core.http.page_cache import MARK
from ongikar.offices.calendars import adopt_files
from ongikar.website.calendar.year_views import day_span, day_span_with_year

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _sunday(now):
    with time_machine.travel(now, tick=False):
        yield


def page(client, address) -> HTMLParser:
    answer = client.get(address)
    assert answer.status_code == 200
    return HTMLParser(answer.content.decode())


def cells(page, kind) -> list[str]:
    return [cell.text() for cell in page.css(f".months .d.{kind}")]


@pytest.mark.parametrize("root", ["", "/en"])
def test_the_page_may_be_answered_from_memory(client, office, root):
    for address in ("/calendar/", "/calendar/2026/", "/calendar.ics"):
        answer = client.get(root + address)
        assert (answer.status_code, answer[MARK]) == (200, "1")
        assert not answer.cookies


def test_every_day_of_the_year_stands_in_its_month_and_week(client, office):
    shown = page(client, "/en/calendar/2026/")
    assert [caption.text() for caption in shown.css(".month caption")][0::11] == ["January", "December"]
    assert len(shown.css(".months .d")) == 365
    november = shown.css(".month")[10]
    first_week = [cell.text(strip=True) for cell in november.css("tbody tr")[0].css("td")]
    assert first_week == ["1", "2", "3", "4", "5", "6", "7"]
    assert len(cells(shown, "holiday")) == 18


def test_each_closed_day_says_its_name_its_kind_and_its_memo(client, office):
    for address, words in (
        ("/calendar/2026/", ("১৯–২০ মার্চ", "ঈদুল ফিতর", "নির্বাহী আদেশে ছুটি", "সংবাদমাধ্যমের বিজ্ঞপ্তি")),
        ("/en/calendar/2026/", ("19–20 March", "Eid-ul-Fitr", "holiday by executive order", "press notice")),
        ("/calendar/2025/", ("১৭ মে", "ঘোষিত কার্যদিবস")),
    ):
        text = page(client, address).text().replace("\u00a0", " ")
        assert [each for each in words if each not in text] == []


@pytest.mark.parametrize("year", [2025, 2026])
def test_by_whose_word_a_day_is_closed_is_said_in_the_language_of_the_page(client, office, year):
    def why(root):
        return " ".join(each.text() for each in page(client, f"{root}/calendar/{year}/").css(".days li"))

    assert re.findall("[A-Za-z]+", why("")) == []
    assert re.findall("[\u0980-\u09ff]+", why("/en")) == []


def test_files_that_tell_it_in_bangla_too_are_shown_so_where_the_office_was_loaded_before(
    client, office, now
):
    files = office.calendar_version().said_by_files
    in_english = files | {
        "days": [
            {key: row[key] for key in row if key not in ("source_bn", "memo_bn")} for row in files["days"]
        ]
    }
    adopt_files(office, in_english, now=now)
    assert "press notice" in page(client, "/calendar/2026/").text()
    adopt_files(office, files, now=now)
    assert "press notice" not in page(client, "/calendar/2026/").text()


def test_a_memo_that_was_typed_in_one_language_is_shown_as_it_was_typed(client, office, now):
    order(office, row("local", "2026-12-30"), now=now, memo="05.47.8500 তাং ০১/১১")
    for root in ("", "/en"):
        shown = page(client, f"{root}/calendar/2026/").css(".days li")[-1].text()
        assert "05.47.8500 তাং ০১/১১" in shown


def test_ordered_days_other_hours_and_what_is_not_yet_certain_look_different(client, office, now):
    order(
        office,
        row("general", "2026-12-08", provisional=True, moon=True),
        row("working", "2026-11-28"),
        now=now,
        windows=[
            {
                "from": "2026-12-20",
                "to": "2026-12-22",
                "hours": [["09:00", "15:00"]],
                "name_bn": "ক",
                "name_en": "a",
            }
        ],
    )
    shown = page(client, "/en/calendar/")
    assert cells(shown, "worked") == ["28"]
    assert cells(shown, "maybe") == ["8"]
    assert cells(shown, "other_hours")[-3:] == ["20", "21", "22"]
    assert "not yet certain" in shown.text()


def test_what_was_taken_back_is_struck_out(client, office, now):
    order(office, row("local", "2026-12-08"), now=now)
    order(office, row("withdrawn", "2026-12-08", name="প্রত্যাহার"), now=now + timedelta(minutes=1))
    shown = page(client, "/en/calendar/")
    assert "8" not in cells(shown, "holiday")
    assert [struck.text() for struck in shown.css(".days s")] == ["8\u00a0December"]


def test_a_year_without_a_complete_list_says_so_and_another_is_not_there(client, office, now):
    assert "সম্পূর্ণ নয়" in page(client, "/calendar/2025/").text()
    assert client.get("/calendar/2019/").status_code == 404
    with time_machine.travel(datetime(2027, 1, 3, 4, tzinfo=now.tzinfo), tick=False):
        assert "প্রজ্ঞাপন এখনো পাওয়া যায়নি" in page(client, "/calendar/").text()


def unfolded(text: str) -> list[str]:
    return text.replace("\r\n ", "").split("\r\n")


def test_the_file_is_icalendar_with_ids_that_outlast_versions_and_languages(client, office, now):
    def ids(root=""):
        answer = client.get(f"{root}/calendar.ics")
        assert answer["Content-Type"] == "text/calendar; charset=utf-8"
        return [line for line in unfolded(answer.content.decode()) if line.startswith("UID")]

    before = ids()
    assert before == ids("/en")
    assert len(before) == len(set(before))
    assert f"UID:holiday-20261216@{office.slug}.127.0.0.1" in before
    order(office, row("local", "2026-12-08"), now=now)
    assert set(ids()) - set(before) == {f"UID:holiday-20261208@{office.slug}.127.0.0.1"}


def test_the_file_names_the_days_in_the_language_of_its_address(client, office):
    for root, words in (("", "SUMMARY;LANGUAGE=bn:বিজয় দিবস"), ("/en", "SUMMARY;LANGUAGE=en:Victory Day")):
        assert words in unfolded(client.get(f"{root}/calendar.ics").content.decode())


def test_the_year_is_linked_from_the_charter_and_the_foot_of_every_public_page(client, office):
    for root in ("", "/en"):
        shown = page(client, f"{root}/charter/")
        assert shown.css_first(f'main a[href="{root}/calendar/"]')
        assert shown.css_first(f'footer a[href="{root}/calendar/"]')


def test_spans_are_said_as_short_as_can_be():
    days = [date(2026, 5, 26), date(2026, 5, 31), date(2026, 6, 2), date(2027, 1, 2)]
    said = [day_span(days[0], day).replace("\u00a0", " ") for day in days[:3]]
    assert said == ["২৬ মে", "২৬–৩১ মে", "২৬ মে – ২ জুন"]
    assert day_span_with_year(days[0], days[3]).replace("\u00a0", " ") == "২৬ মে ২০২৬ – ২ জানুয়ারি ২০২৭"
