"""What another promise would have meant: by the same account, and with the desks that held the cases."""

from datetime import timedelta

import pytest

from ongikar.books.account import month_account
from ongikar.cases import actions, replay
from ongikar.cases.actions.clock import reopen
from ongikar.cases.desks import hand_over
from ongikar.cases.replay import replay_service
from ongikar.offices.models import CalendarVersion
from ongikar.rules.account import Account
from ongikar.rules.promise import Promise

pytestmark = pytest.mark.django_db
KARIM = ("user", 1)
DAY = timedelta(days=1)
THREE_DAYS = Promise("working_days", 3)


def keep(case, at):
    actions.keep(case, outcome={"words": "দেওয়া হলো"}, actor=KARIM, now=at)


@pytest.fixture
def asked(office, now):
    def do(promise=THREE_DAYS, *, code="citizen-1", start=now, at=now + 20 * DAY):
        return replay_service(office, code=code, promise=promise, start=start, now=at)

    return do


def test_who_would_have_been_late_under_a_shorter_promise(receive, asked, now):
    quick, slow, never = (receive(now=now) for _ in range(3))
    keep(quick, now + 2 * DAY)
    keep(slow, now + 7 * DAY)
    found = asked()
    assert found.was == Account(in_time=2, open_late=1)
    assert found.would_be == Account(in_time=1, kept_late=1, open_late=1)
    assert [late.key for late in found.late] == [slow.number, never.number]
    assert (found.was.percent, found.would_be.percent) == (66, 33)


def test_as_it_was_is_what_the_account_says(receive, asked, office, now):
    in_time, late, refused, _ = (receive(now=now) for _ in range(4))
    keep(in_time, now + DAY)
    keep(late, now + 9 * DAY)
    actions.refuse(refused, reason="বিচারাধীন বিষয়", actor=KARIM, now=now + 3 * DAY)
    at = now + 20 * DAY
    assert {each.key for each in asked(Promise("working_days", 1), at=at).late}.isdisjoint({refused.number})
    assert asked(at=at).was == month_account(office, now.date().replace(day=1), at)


def test_what_the_citizen_owed_is_not_counted_under_the_other_promise_either(receive, asked, now):
    case = receive(now=now)
    actions.ask_for_papers(
        case, missing=["জাতীয় পরিচয়পত্র"], words="", actor=KARIM, now=now + timedelta(hours=1)
    )
    actions.answer(case, words="", papers=(), now=now + 8 * DAY)
    keep(case, now + 9 * DAY)
    assert asked().late == ()


def test_the_desk_that_held_them_longest_is_named(receive, asked, office, now):
    assistant = office.posts.get(role="assistant")
    case = receive(now=now)
    hand_over(case, to=assistant, words="", actor=KARIM, now=now + timedelta(hours=1))
    keep(case, now + 3 * DAY)
    found = asked()
    assert found.longest.post == assistant.pk
    assert {desk.post: desk.days for desk in found.desks} == {case.post_id: 0, assistant.pk: 3}


def test_a_reopened_case_is_two_promises(receive, asked, now):
    case = receive(now=now)
    keep(case, now + DAY)
    reopen(case, reason="ভুল তথ্য দেওয়া হয়েছিল", actor=KARIM, now=now + 2 * DAY)
    assert asked().would_be == Account(in_time=1, open_late=1)


def test_each_is_counted_by_the_calendar_it_ran_under(receive, asked, office, now):
    receive(now=now)
    version = office.calendar_version()
    holiday = {
        "from": "2026-11-23",
        "to": "2026-11-30",
        "kind": "general",
        "name_bn": "ছুটি",
        "name_en": "Holiday",
    }
    CalendarVersion.objects.create(
        office=office,
        number=version.number + 1,
        made_at=now,
        data={**version.data, "days": [*version.data["days"], holiday]},
    )
    receive(now=now)
    first, second = (late.due for late in asked().late)
    assert second - first >= 8 * DAY


def test_only_what_began_since_the_day_and_under_the_service_is_counted(receive, asked, now):
    receive(now=now - DAY)
    receive("citizen-2", now=now)
    assert asked().was.promised == 0
    assert asked().longest is None


def test_pages_make_no_difference(receive, asked, now, monkeypatch):
    for n in range(7):
        keep(receive(now=now + n * DAY), now + (2 * n + 1) * DAY)
    whole = asked()
    monkeypatch.setattr(replay, "PAGE", 2)
    assert asked() == whole
