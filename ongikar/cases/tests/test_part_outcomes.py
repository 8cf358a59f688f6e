"""A part given stops no clock: it counts open or late until the rest is done, or the applicant says that it
is enough.
"""

from datetime import date, timedelta

import pytest

from ongikar.books.account import month_account
from ongikar.books.service_lines import ServiceLines
from ongikar.books.service_register import COLUMNS
from ongikar.cases import actions
from ongikar.cases.actions import part_outcomes
from ongikar.cases.actions.clock import reopen
from ongikar.cases.citizen.track.case_detail import CaseDetail
from ongikar.cases.models import Case
from ongikar.clock.watch import watch_clocks
from ongikar.journal.outbox import run_due_entries
from ongikar.notices.models import Message
from ongikar.rules import case_transitions
from ongikar.rules.account import Account
from tests.applicants import show_proof

pytestmark = pytest.mark.django_db
KARIM = ("user", 1)
LEFT = {"left": "বন্ধ ল্যাবের তালিকা।", "left_by": "শিরিন আক্তার", "left_on": "2026-11-26"}
GIVEN = "৩৬টি ল্যাব চালু।"
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
NOVEMBER = date(2026, 11, 1)


@pytest.fixture
def case(receive, now):
    return receive("citizen-1", now=now)


@pytest.fixture
def parted(case, now):
    part_outcomes.keep_part(case, outcome={"words": GIVEN}, left=LEFT, actor=KARIM, now=now + HOUR)
    return Case.objects.get(pk=case.pk)


def test_the_clock_is_left_alone(case, parted):
    assert (parted.clock.due_at, parted.clock.look_at) == (case.clock.due_at, case.clock.look_at)
    assert parted.clock.facts.count() == 1
    assert (parted.state, parted.memo_number, parted.closed_at) == (case_transitions.RECEIVED, "", None)


def test_it_is_late_when_its_day_passes_and_is_counted_so(parted, office, now):
    after = parted.clock.due_at + HOUR
    watch_clocks(after)
    assert month_account(office, NOVEMBER, after) == Account(open_late=1)
    fresh = Case.objects.get(pk=parted.pk)
    assert CaseDetail(fresh, after).state[0] == "late"
    in_time = COLUMNS.index(("সময়মতো কি না", "In time"))
    assert str(next(iter(ServiceLines(office, 2026, after))).cells[in_time]) == "না"


def test_said_to_be_enough_in_time_it_is_kept_in_time(parted, office, now):
    part_outcomes.take_as_enough(parted, words="", now=now + 2 * HOUR)
    fresh = Case.objects.get(pk=parted.pk)
    assert (fresh.state, fresh.clock.outcome, fresh.clock.stopped_at) == (
        case_transitions.KEPT,
        "kept",
        now + 2 * HOUR,
    )
    assert fresh.memo_number
    assert month_account(office, NOVEMBER, now + DAY) == Account(in_time=1)
    parts = dict(CaseDetail(fresh, now + DAY).result.parts)
    assert parts["উত্তর"] == GIVEN
    assert parts["বাকি যা আর লাগেনি"] == LEFT["left"]


def test_said_to_be_enough_late_it_stays_late(parted, office):
    after = parted.clock.due_at + DAY
    part_outcomes.take_as_enough(parted, words="", now=after)
    assert month_account(office, NOVEMBER, after) == Account(kept_late=1)
    assert CaseDetail(Case.objects.get(pk=parted.pk), after).state[0] == "late"


def test_nothing_is_enough_where_no_part_was_given(case, now):
    with pytest.raises(case_transitions.TransitionFault):
        part_outcomes.take_as_enough(case, words="", now=now)


def test_a_part_of_before_the_reopening_is_not_enough_after_it(parted, now):
    actions.keep(parted, outcome={"words": "সব"}, actor=KARIM, now=now + 2 * HOUR)
    reopen(parted, reason="তালিকায় ভুল ছিল", actor=KARIM, now=now + 3 * HOUR)
    assert not parted.is_given_in_part
    with pytest.raises(case_transitions.TransitionFault):
        part_outcomes.take_as_enough(parted, words="", now=now + 4 * HOUR)


@pytest.mark.parametrize("tongue", ["bn", "en"])
def test_the_message_says_what_was_given_and_what_is_left_and_never_that_it_is_ready(
    receive, rahima, now, tongue
):
    from dataclasses import replace

    case = receive("citizen-1", now=now, person=replace(rahima, language=tongue))
    part_outcomes.keep_part(case, outcome={"words": GIVEN}, left=LEFT, actor=KARIM, now=now + HOUR)
    run_due_entries(now + HOUR)
    message = Message.objects.get(outbox_entry__entry__verb="case.part_kept", channel=Message.SMS)
    assert "৩৬টি ল্যাব চালু" in message.body
    assert "বন্ধ ল্যাবের তালিকা" in message.body
    for ready in ("সেবা তৈরি", "সেবা দেওয়া হয়েছে", "ready", "is given. Memo"):
        assert ready not in message.title + message.body


def test_whoever_asked_is_told_of_an_end_in_their_name(parted, now):
    part_outcomes.take_as_enough(parted, words="", now=now + 2 * HOUR)
    run_due_entries(now + 2 * HOUR)
    messages = Message.objects.filter(outbox_entry__entry__verb="case.enough_said")
    assert {message.person.split(":")[0] for message in messages} == {"applicant", "post"}


def test_the_citizen_sees_what_is_owed_and_may_say_that_it_is_enough(client, receive, now, time_machine):
    time_machine.move_to(now, tick=False)
    case = receive("citizen-1", now=now)
    part_outcomes.keep_part(case, outcome={"words": GIVEN}, left=LEFT, actor=KARIM, now=now)
    show_proof(client, case)
    html = client.get(f"/track/{case.number}/").content.decode()
    assert "কিছু পেয়েছেন, বাকিটুকু পাওনা" in html
    assert "কথা রাখা হয়েছে" not in html
    assert f"/track/{case.number}/enough/" in html
    assert client.post(f"/track/{case.number}/enough/", {}).status_code == 422
    assert Case.objects.get(pk=case.pk).is_open


def test_pressed_twice_a_part_is_given_once_and_news_told_once(case, now):
    for seconds in (0, 5):
        at = now + HOUR + timedelta(seconds=seconds)
        part_outcomes.keep_part(case, outcome={"words": GIVEN}, left=LEFT, actor=KARIM, now=at)
    for seconds in (0, 5):
        part_outcomes.inform(
            case, words="এখনো আসেনি", actor=KARIM, now=now + 2 * HOUR + timedelta(seconds=seconds)
        )
    assert [act.name for act in case.acts.all()] == [
        "receive",
        case_transitions.KEEP_PART,
        case_transitions.INFORM,
    ]
