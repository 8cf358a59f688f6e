"""The day of what takes place is named by either side until the other says yes."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ongikar.cases import actions
from ongikar.cases.actions import agreed_days
from ongikar.cases.actions.agreed_days import DayFault
from ongikar.cases.actions.clock import reopen
from ongikar.cases.kinds.agreed_days import AgreedDay, agreed_day_of, begin_on, fold_days, settled_begin
from ongikar.cases.models import Act, Case
from ongikar.clock.watch import watch_clocks
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.case_transitions import TransitionFault
from tests.applicants import show_proof

pytestmark = pytest.mark.django_db
CODE = "institutional-2"
ANSWERS = {
    "sort": "seminar",
    "topic": "নিরাপদ ইন্টারনেট",
    "held_on": "2026-12-01",
    "begins_at": "11:30:00",
    "place": "মিলনায়তন",
    "audience": 80,
    "wanted": "একজন বক্তা",
}
ASKED = datetime.fromisoformat("2026-12-01T11:30:00+06:00")
LATER = datetime.fromisoformat("2027-03-02T10:00:00+06:00")


@pytest.fixture
def case(receive, now):
    return receive(CODE, answers=ANSWERS, now=now)


@pytest.fixture
def actor(karim):
    return ("user", karim.pk)


def fresh(case):
    return Case.objects.with_related().get(pk=case.pk)


def test_the_application_names_the_first_day_and_the_office_says_yes(case, actor, now):
    assert agreed_day_of(fresh(case)) == AgreedDay(ASKED, named=ASKED, named_by="applicant")
    agreed_days.agree_day(case, begins=ASKED, actor=actor, now=now)
    assert agreed_day_of(fresh(case)).agreed == ASKED
    assert fresh(case).state == "accepted"


@pytest.mark.fast
def test_an_agreed_day_stands_until_another_is_agreed_on(case, actor, now):
    agreed_days.agree_day(case, begins=ASKED, actor=actor, now=now)
    agreed_days.propose_day(case, begins=LATER, words="হলটি পাওয়া যায়নি।", actor=actor, now=now)
    days = agreed_day_of(fresh(case))
    assert (days.agreed, days.named, days.named_by) == (ASKED, LATER, "office")
    agreed_days.take_day(case, begins=LATER, now=now, proof="code")
    assert agreed_day_of(fresh(case)) == AgreedDay(ASKED, LATER)


def test_nobody_agrees_with_what_they_named_themselves(case, actor, now):
    with pytest.raises(TransitionFault):
        agreed_days.take_day(case, begins=ASKED, now=now)
    agreed_days.propose_day(case, begins=LATER, words="", actor=actor, now=now)
    with pytest.raises(TransitionFault):
        agreed_days.agree_day(case, begins=LATER, actor=actor, now=now)


def test_nobody_agrees_unawares_with_a_day_named_meanwhile(case, actor, now):
    agreed_days.propose_day(case, begins=LATER, words="", actor=actor, now=now)
    agreed_days.propose_day(case, begins=LATER + timedelta(days=1), words="", actor=actor, now=now)
    with pytest.raises(DayFault, match="meanwhile"):
        agreed_days.take_day(case, begins=LATER, now=now)
    assert agreed_day_of(fresh(case)).agreed is None


def test_a_later_day_that_both_want_is_the_due_day(case, actor, now):
    due = fresh(case).clock.due_at
    agreed_days.propose_day(case, begins=LATER, words="", actor=actor, now=now)
    assert fresh(case).clock.due_at == due
    agreed_days.take_day(case, begins=LATER, now=now)
    assert fresh(case).clock.due_at.astimezone(TZ).date() == LATER.date()


def test_a_day_within_the_limit_moves_nothing(case, actor, now):
    due = fresh(case).clock.due_at
    agreed_days.agree_day(case, begins=ASKED, actor=actor, now=now)
    assert fresh(case).clock.due_at == due


def test_a_broken_promise_is_not_healed_by_a_later_day(case, actor, now):
    due = fresh(case).clock.due_at
    late = due + timedelta(days=1)
    watch_clocks(late)
    agreed_days.propose_day(case, begins=LATER, words="", actor=actor, now=late)
    agreed_days.take_day(case, begins=LATER, now=late)
    assert fresh(case).clock.due_at == due
    assert fresh(case).clock.is_late(late)


def test_a_time_that_has_passed_is_neither_named_nor_agreed_on(case, actor, now):
    with pytest.raises(DayFault, match="passed"):
        agreed_days.propose_day(case, begins=now, words="", actor=actor, now=now)
    with pytest.raises(DayFault, match="passed"):
        agreed_days.agree_day(case, begins=ASKED, actor=actor, now=ASKED)


def test_the_same_day_is_not_named_again(case, actor, now):
    with pytest.raises(DayFault, match="very day"):
        agreed_days.propose_day(case, begins=ASKED, words="", actor=actor, now=now)


def test_accepting_says_yes_to_the_day_applied_for(case, actor, now):
    actions.accept(case, actor=actor, now=now)
    assert agreed_day_of(fresh(case)).agreed == ASKED


def test_other_kinds_talk_about_no_day(receive, actor, now):
    case = receive("citizen-1", now=now)
    with pytest.raises(TransitionFault):
        agreed_days.propose_day(case, begins=LATER, words="", actor=actor, now=now)


def test_without_a_time_it_begins_at_the_usual_hour(receive, now):
    case = receive(CODE, answers={**ANSWERS, "begins_at": ""}, now=now)
    assert agreed_day_of(fresh(case)).asked == begin_on(date(2026, 12, 1), ASKED.time().replace(10, 0))


DAYS = [LATER + timedelta(days=n) for n in range(4)]
talks = st.lists(st.tuples(st.sampled_from(["propose_day", "offer_day", "yes"]), st.sampled_from(DAYS)))


@given(talks)
def test_what_is_agreed_was_named_by_one_side_and_confirmed_by_the_other(said):
    """Law: the fold never agrees on a day that nobody named, and a day named later leaves it as it was."""
    done, state = [], fold_days(ASKED, [])
    for name, begins in said:
        if name == "yes":
            if state.named is None:
                continue
            act = "take_day" if state.named_by == "office" else "agree_day"
            done.append(Act(name=act, data={"day": state.named.isoformat()}))
            assert fold_days(ASKED, done) == AgreedDay(ASKED, agreed=state.named)
        else:
            done.append(Act(name=name, data={"day": begins.isoformat()}))
            assert fold_days(ASKED, done).agreed == state.agreed
        state = fold_days(ASKED, done)


def test_the_applicant_answers_on_their_page(case, actor, client, now, time_machine):
    time_machine.move_to(now, tick=False)
    agreed_days.propose_day(case, begins=LATER, words="হলটি পাওয়া যায়নি।", actor=actor, now=now)
    show_proof(client, case)
    address = f"/track/{case.number}/day/"
    assert "হলটি পাওয়া যায়নি" in client.get(f"/track/{case.number}/").content.decode()
    assert client.get(address).status_code == 200
    assert client.post(address, {"answer": "other", "day": "2026-11-01", "at": "10:00"}).status_code == 422
    assert client.post(address, {"answer": "other", "day": "2027-03-03", "at": "10:00"}).status_code == 302
    days = agreed_day_of(fresh(case))
    assert (days.named.date(), days.named_by) == (date(2027, 3, 3), "applicant")


def test_the_officer_enters_what_the_applicant_said_by_phone(
    case, karim, client, settings, now, time_machine
):
    time_machine.move_to(now, tick=False)
    client.force_login(karim, backend=settings.AUTHENTICATION_BACKENDS[0])
    proposed = {"day": "2027-03-02", "at": "10:00", "words": "হলটি সেদিন খালি নেই।"}
    assert client.post(f"/desk/cases/{case.number}/propose_day/", proposed).status_code == 302
    page = client.get(f"/desk/cases/{case.number}/take_day/").content.decode()
    assert "2027-03-02T10:00:00+06:00" in page
    taken = {"begins": LATER.isoformat(), "told": "phone", "words": ""}
    assert client.post(f"/desk/cases/{case.number}/take_day/", taken).status_code == 302
    assert agreed_day_of(fresh(case)).agreed == LATER
    assert fresh(case).acts.last().data["told"] == "phone"


# ---- the day by which the week of the office finds it ----


def test_the_day_is_kept_once_both_agreed_and_until_they_agree_on_another(case, actor, now):
    assert fresh(case).takes_place_at is None
    agreed_days.agree_day(case, begins=ASKED, actor=actor, now=now)
    assert fresh(case).takes_place_at == ASKED
    agreed_days.propose_day(case, begins=LATER, words="", actor=actor, now=now)
    assert fresh(case).takes_place_at == ASKED
    agreed_days.take_day(case, begins=LATER, now=now)
    assert fresh(case).takes_place_at == LATER


def test_accepting_an_application_keeps_the_day_it_names(case, actor, now):
    actions.accept(case, actor=actor, now=now)
    assert fresh(case).takes_place_at == ASKED


def test_a_case_that_is_reopened_has_no_day_before_one_is_agreed_on_again(case, actor, now):
    agreed_days.agree_day(case, begins=ASKED, actor=actor, now=now)
    actions.refuse(case, reason="বক্তা নেই।", actor=actor, now=now)
    reopen(case, reason="বক্তা পাওয়া গেছে।", actor=actor, now=now)
    assert fresh(case).takes_place_at is None


def test_what_the_office_owes_by_itself_has_its_day_from_the_start(receive, now):
    own = receive(CODE, answers=ANSWERS, person=None, channel=Case.PLANNED, now=now)
    assert own.takes_place_at == settled_begin(own) == ASKED
