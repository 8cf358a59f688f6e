"""The home page: search, today's tally, what is asked for most, and when the office is closed."""

from datetime import date, datetime, timedelta

import pytest

from ongikar.cases import actions
from ongikar.cases.models import Case
from ongikar.core.http.page_cache import MARK, UNTIL
from ongikar.website.home import DayTally, coming_closed_days, tally_of_day

pytestmark = pytest.mark.django_db


def words(answer) -> str:
    return answer.content.decode()


@pytest.mark.parametrize("tongue", ["", "/en"])
def test_the_home_page_may_be_answered_from_memory(client, office, tongue):
    answer = client.get(f"{tongue}/")
    assert answer.status_code == 200
    assert answer[MARK] == "1 figures"
    assert not answer.cookies
    assert "csrfmiddlewaretoken" not in words(answer)


@pytest.mark.parametrize(
    ("at", "bangla", "english", "until"),
    [
        (
            "2026-11-22T10:00",
            "কার্যালয় এখন খোলা, আজ বিকেল ৫টা পর্যন্ত।",
            "The office is open now, until 5:00 pm today.",
            "2026-11-22T17:00",
        ),
        ("2026-11-22T16:59:59", "এখন খোলা", "open now", "2026-11-22T17:00"),
        (
            "2026-11-22T17:00",
            "কার্যালয় এখন বন্ধ, খুলবে সোমবার, ২৩ নভেম্বর সকাল ৯টায়।",
            "It opens Monday, 23 November, at 9:00 am.",
            "2026-11-23T00:00",
        ),
        ("2026-11-23T06:00", "খুলবে আজ সকাল ৯টায়", "It opens today at 9:00 am.", "2026-11-23T09:00"),
        (
            "2026-11-27T11:00",
            "খুলবে রবিবার, ২৯ নভেম্বর সকাল ৯টায়। আবেদন এখনই করা যায়।",
            "You can apply now.",
            "2026-11-28T00:00",
        ),
    ],
)
def test_it_says_whether_the_office_is_open_and_is_kept_no_longer_than_that_is_true(
    client, office, time_machine, at, bangla, english, until
):
    """The page cache makes it anew at that very moment, so it never says open a minute after closing."""
    time_machine.move_to(datetime.fromisoformat(f"{at}+06:00"), tick=False)
    for address, says in (("/", bangla), ("/en/", english)):
        answer = client.get(address)
        assert says in words(answer).replace("\u00a0", " ")
        assert float(answer[UNTIL]) == datetime.fromisoformat(f"{until}+06:00").timestamp()


def test_a_day_without_promises_says_so(client, office):
    assert "কোনো সেবার শেষ দিন নেই" in words(client.get("/"))


def test_what_is_kept_in_time_and_what_is_late_are_told_apart(office, receive, karim, now):
    kept, late, waiting, _open = (receive(now=now) for _ in range(4))
    day = now + timedelta(days=7)
    actions.ask_for_papers(waiting, missing=["x"], words="", actor=("user", karim.pk), now=now)
    actions.keep(kept, outcome={}, actor=("user", karim.pk), now=day)
    after = day.replace(hour=18)
    actions.keep(late, outcome={}, actor=("user", karim.pk), now=after)
    assert tally_of_day(office, after) == DayTally(kept=1, late=2)


@pytest.mark.parametrize(("kept", "late"), [(0, 0), (3, 0), (14, 2), (500, 1), (0, 7), (1, 900)])
def test_the_stitches_hide_no_late_one_and_stay_on_the_line(kept, late):
    stitches = DayTally(kept, late).stitches
    assert any(is_late for _, _, is_late in stitches) == bool(late)
    assert all(float(x[:-1]) + float(width[:-1]) <= 100 for x, width, _ in stitches)


def test_the_most_asked_for_service_stands_first(client, office, receive):
    for _ in range(3):
        receive("citizen-5", answers={})
    text = words(client.get("/"))
    assert text.index("/services/citizen-5/") < text.index("/services/citizen-1/")


def test_what_the_office_owes_by_itself_was_asked_for_by_nobody(client, office, receive):
    for _ in range(3):
        receive("institutional-11", answers={}, person=None, channel=Case.PLANNED)
    receive("citizen-2", answers={})
    text = words(client.get("/"))
    assert "/services/citizen-2/" in text
    assert "/services/institutional-11/" not in text


def test_only_real_closed_days_are_announced(office):
    days = coming_closed_days(office.calendar, date(2026, 12, 1))
    assert (days[0].first, days[0].last) == (date(2026, 12, 16), date(2026, 12, 16))
    assert all(day.first <= day.last for day in days)


def test_the_number_typed_on_the_home_page_is_filled_in_at_the_door(client, office):
    assert 'value="8549-26-00417"' in words(client.get("/track/", {"number": "8549-26-00417"}))


@pytest.mark.parametrize("tongue", ["", "/en"])
def test_the_charter_is_a_paper_in_the_governments_form(client, office, tongue):
    import pypdfium2

    answer = client.get(f"{tongue}/charter/official.pdf")
    assert answer["Content-Type"] == "application/pdf"
    pages = pypdfium2.PdfDocument(answer.content)
    text = "".join(page.get_textpage().get_text_range() for page in pages)
    assert ("সিটিজেন" if not tongue else "Citizen") in text
