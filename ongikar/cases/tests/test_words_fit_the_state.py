"""What is said fits the state it is said of: days left, lateness, and what lies on a desk while the office is
closed.
"""

import re
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ongikar.cases import actions
from ongikar.cases.case_promise import display_promise
from ongikar.cases.day_by_day import days_left
from ongikar.cases.officer.case.case_summary import summarise_case
from ongikar.cases.state_words import late_words, state_of
from ongikar.clock.models import Clock
from ongikar.core.i18n.say import override_language
from ongikar.offices.calendar_status import next_change, opening_time, opening_words, when_it_opens
from ongikar.rules.bangla.text import digits
from ongikar.rules.calendar.office_calendar import TZ, Calendar
from ongikar.rules.clock.fold import Fact, fold_facts
from ongikar.rules.promise import Promise, explain_due
from ongikar.rules.promise_bar.words import BarWords
from ongikar.rules.tests.any_calendar import calendar_data, instants
from ongikar.rules.tests.known_days import KNOWN, at

FRIDAY = datetime.fromisoformat("2026-11-27T11:00:00+06:00")
EVENING = datetime.fromisoformat("2026-11-22T19:00:00+06:00")


def plain(words: str) -> str:
    return words.replace("\u00a0", " ")


class Running:
    """A clock of which only its promise and calendar are known."""

    def __init__(self, calendar, promise, received):
        self.calendar = calendar
        self.running = fold_facts([Fact("started", received, {"promise": promise.as_data()})])

    def explain(self, now):
        return self.running.explain(self.calendar, now)


@given(calendar_data(), st.integers(1, 60), instants, st.timedeltas(timedelta(), timedelta(days=90)))
def test_no_more_days_are_left_than_were_promised(data, days, received, later):
    clock = Running(Calendar.from_data(data), Promise("working_days", days), received)
    now = received + later
    assert days_left(clock, clock.explain(now), now) <= days


@given(calendar_data(), st.integers(1, 60), instants)
def test_at_the_receipt_all_of_them_are_left_on_whatever_day_it_came(data, days, received):
    clock = Running(Calendar.from_data(data), Promise("working_days", days), received)
    assert days_left(clock, clock.explain(received), received) == days


@pytest.mark.parametrize("received", ["2026-11-27 11:00", "2026-11-26 18:00", "2026-11-28 09:00"])
def test_what_came_on_a_closed_day_has_seven_of_seven_left_not_eight(received):
    clock = Running(KNOWN, Promise("working_days", 7), at(received))
    assert days_left(clock, clock.explain(at(received)), at(received)) == 7


def lateness(words: str, language: str) -> str | None:
    """How many working days it says; None where it says none, as where it speaks of days alone."""
    pattern = r"(\d+) working days?" if language == "en" else r"([০-৯]+) কার্যদিবস"
    found = re.search(pattern, plain(words))
    return found and found[1]


@given(st.integers(1, 400), st.sampled_from(["bn", "en"]), st.sampled_from(["open", "ended", "in_full"]))
def test_the_bar_counts_lateness_in_the_unit_of_the_text(days, language, name):
    said = BarWords(language, False).late(name, days)
    assert lateness(said, language) == digits(days, language)


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["bn", "en"])
@pytest.mark.parametrize("after", [1, 2, 16, 40])
def test_bar_queue_and_page_say_the_same_lateness(receive, now, language, after):
    case = receive(now=now)
    calendar = case.clock.calendar
    late = calendar.close(calendar.add_working_days(case.clock.due_at.astimezone(TZ).date(), after))
    with override_language(language):
        drawing = display_promise(case.clock, late).drawing
        labels = " ".join(label.words for label in drawing.labels)
        found = [labels, drawing.title, summarise_case(case, late).words, late_words(case, late)]
    assert len({lateness(words, language) for words in found}) == 1, found
    assert lateness(labels, language) is not None


@pytest.mark.django_db
def test_while_the_office_is_closed_what_was_received_says_when_it_opens(receive):
    case = receive(now=FRIDAY)
    assert plain(state_of(case, FRIDAY)[1]) == "পেয়েছি; কার্যালয় বন্ধ, খুলবে রবিবার, ২৯ নভেম্বর সকাল ৯টায়"
    with override_language("en"):
        assert (
            plain(state_of(case, FRIDAY)[1])
            == "Received; the office is closed and opens Sunday, 29 November, at 9:00 am"
        )
    assert state_of(case, FRIDAY + timedelta(days=2))[1] == "পেয়েছি, এখনো দেখা হয়নি"


@pytest.mark.django_db
def test_so_does_a_paper_that_came(receive, karim):
    case = receive(now=EVENING.replace(hour=10))
    actions.ask_for_papers(
        case, missing=["কাগজ"], words="দিন", actor=("user", karim.pk), now=EVENING.replace(hour=11)
    )
    actions.answer(case, words="দিলাম", papers=(), now=EVENING)
    assert plain(state_of(case, EVENING)[1]) == "কাগজ পেয়েছি; কার্যালয় বন্ধ, খুলবে সোমবার, ২৩ নভেম্বর সকাল ৯টায়"
    assert state_of(case, EVENING + timedelta(hours=15))[1] == "কাগজ পেয়েছি, এখনো দেখা হয়নি"


@given(calendar_data(), instants)
def test_the_office_is_said_to_be_open_when_it_is_and_closed_when_it_is_not(data, instant):
    calendar = Calendar.from_data(data)
    assert ("খোলা" in opening_words(calendar, instant)) == calendar.is_open(instant)
    assert (opening_time(calendar, instant) is None) == calendar.is_open(instant)
    assert bool(when_it_opens(calendar, instant)) != calendar.is_open(instant)


@given(calendar_data(), instants)
def test_what_is_said_stays_true_until_the_next_change(data, instant):
    calendar = Calendar.from_data(data)
    change = next_change(calendar, instant)
    assert change > instant
    last = change - timedelta(microseconds=1)
    assert calendar.is_open(last) == calendar.is_open(instant)
    assert opening_words(calendar, last) == opening_words(calendar, instant)


@pytest.mark.django_db
def test_the_days_of_a_case_are_those_of_its_page(signed_in, karim, receive, time_machine):
    """Friday's request of five working days: 5 left, where 6 were said."""
    time_machine.move_to(FRIDAY, tick=False)
    case = receive(now=FRIDAY)
    clock = Clock.objects.get(pk=case.clock_id)
    amount = clock.running.promise.amount
    page = plain(signed_in(karim).get(f"/en/desk/cases/{case.number}/").content.decode())
    assert f"{amount} working days left" in page


def test_explaining_a_promise_names_its_day_zero():
    explanation = explain_due(KNOWN, Promise("working_days", 7), at("2026-11-27 11:00"))
    assert explanation.receipt_day.isoformat() == "2026-11-29"


@pytest.mark.django_db
@pytest.mark.parametrize("root", ["", "/en"])
def test_where_the_charter_lists_no_papers_none_are_asked_for(
    signed_in, karim, receive, service, root, now, time_machine
):
    from ongikar.charter.models import Service, service_of

    time_machine.move_to(now, tick=False)
    case, desk = receive(now=now), signed_in(karim)
    assert (
        f"/desk/cases/{case.number}/ask_for_papers/"
        in desk.get(f"{root}/desk/cases/{case.number}/").content.decode()
    )
    Service.objects.filter(pk=service().pk).update(documents=[])
    service_of.cache_clear()
    assert (
        f"/desk/cases/{case.number}/ask_for_papers/"
        not in desk.get(f"{root}/desk/cases/{case.number}/").content.decode()
    )
    assert desk.get(f"{root}/desk/cases/{case.number}/ask_for_papers/").status_code == 302
