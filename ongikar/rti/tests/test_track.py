"""The days of the Act: what is owed by when, what moves it, and what a refusal may not do."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from ongikar.core.forms.faults import ActFault
from ongikar.letters.models import Dispatch
from ongikar.notices.models import Message
from ongikar.rti import actions
from ongikar.rti.appeal_window import LATE, OPEN, TOO_EARLY, appeal_status, is_refused_late, refuse_by
from ongikar.rti.models import InformationRequest, RtiAct, RtiAppeal
from ongikar.rti.transitions import state_after

from .conftest import DAY, MINUTE, RAHIMA, SUNDAY, TEXT, again


def due_day(asked):
    return asked.open_clock.due_at.astimezone(SUNDAY.tzinfo).date()


@pytest.mark.fast
def test_a_request_is_owed_in_twenty_working_days_and_a_refusal_in_ten(ask):
    asked = ask()
    # 22 November 2026 is a Sunday; 16 December is a holiday.
    assert due_day(asked) == date(2026, 12, 21)
    assert refuse_by(asked, SUNDAY).date() == date(2026, 12, 6)
    assert asked.number.startswith("8549-26-8-00001-")


def test_sent_twice_it_is_one_request(ask):
    assert ask().pk == ask().pk
    assert InformationRequest.objects.count() == 1


def test_where_other_units_are_involved_it_is_owed_in_thirty_and_once_only(ask, desk, karim):
    asked = ask()
    actions.extend_time(asked, words="জেলা কার্যালয়", actor=desk(karim), now=SUNDAY + DAY)
    asked = again(asked)
    assert due_day(asked) == date(2027, 1, 4)
    with pytest.raises(ActFault):
        actions.extend_time(asked, words="আবার", actor=desk(karim), now=SUNDAY + DAY)
    assert RtiAct.objects.filter(name="extend").count() == 1


def test_life_and_death_is_owed_in_twenty_four_hours_and_not_extended(ask, desk, karim):
    asked = ask(is_urgent=True)
    assert asked.clock.due_at == SUNDAY + DAY
    with pytest.raises(ActFault):
        actions.extend_time(asked, words="অন্য দপ্তর", actor=desk(karim), now=SUNDAY)


def test_the_price_stops_the_days_until_it_is_paid_and_is_named_once(ask, desk, karim):
    asked = ask()
    before = due_day(asked)
    price = {"pages": 10, "price": 20, "words": "চালান", "actor": desk(karim)}
    actions.name_price(asked, now=SUNDAY + DAY, **price)
    assert again(asked).pay_by == date(2026, 11, 30)
    # Pressed twice it is named once; another price is refused.
    actions.name_price(again(asked), now=SUNDAY + DAY, **price)
    assert again(asked).acts.filter(name="price").count() == 1
    with pytest.raises(ActFault):
        actions.name_price(again(asked), now=SUNDAY + DAY, **price | {"price": 30})
    actions.note_payment(again(asked), receipt="১২", actor=desk(karim), now=SUNDAY + 4 * DAY)
    assert due_day(again(asked)) == before + 3 * DAY
    actions.note_payment(again(asked), receipt="১২", actor=desk(karim), now=SUNDAY + 4 * DAY)
    assert again(asked).acts.filter(name="paid").count() == 1
    with pytest.raises(ActFault):
        actions.note_payment(again(asked), receipt="১৩", actor=desk(karim), now=SUNDAY + 4 * DAY)


def test_it_ends_for_want_of_the_price_only_after_the_day_to_pay(ask, desk, karim):
    asked = ask()
    actions.name_price(asked, pages=1, price=2, words="চালান", actor=desk(karim), now=SUNDAY)
    lapse = {"words": "মূল্য পাইনি।", "actor": desk(karim)}
    with pytest.raises(ActFault):
        actions.answer(again(asked), "lapse", now=SUNDAY + 7 * DAY, **lapse)
    actions.answer(again(asked), "lapse", now=SUNDAY + 9 * DAY, **lapse)
    assert again(asked).state == "lapsed"


@pytest.mark.parametrize(("days", "is_late"), [(14, False), (15, True)])
def test_a_refusal_after_ten_working_days_is_late_though_the_answer_would_not_be(
    ask, desk, karim, days, is_late
):
    asked = ask()
    now = SUNDAY + timedelta(days=days)
    actions.answer(asked, "refuse", words="নেই।", reason_code="not_held", actor=desk(karim, now), now=now)
    asked = again(asked)
    assert is_refused_late(asked) is is_late
    assert not asked.clock.is_late(now)


def test_an_answer_ends_the_clock_with_a_letter_under_a_memo_number(ask, desk, karim):
    asked = ask()
    actions.answer(asked, "provide", words="১২ লাখ টাকা।", actor=desk(karim), now=SUNDAY + DAY)
    asked = again(asked)
    assert (asked.state, asked.clock.outcome) == ("provided", "kept")
    assert asked.memo_number.startswith("8549.")
    with pytest.raises(ActFault):
        actions.answer(asked, "refuse", words="না", actor=desk(karim), now=SUNDAY + DAY)


def test_the_state_is_the_fold_of_the_acts(ask, desk, karim):
    asked = ask()
    actions.add_note(asked, words="নথি", actor=desk(karim), now=SUNDAY)
    actions.answer(again(asked), "provide_part", words="আংশিক", actor=desk(karim), now=SUNDAY + DAY)
    asked = again(asked)
    assert state_after([act.name for act in asked.acts.all()]) == asked.state == "in_part"


APPEAL = {"grounds": "উত্তর পাইনি।", "relief": "তথ্য চাই।"}


def test_an_appeal_waits_for_the_answer_or_the_missed_day(ask):
    asked = ask()
    assert appeal_status(asked, now=SUNDAY) == TOO_EARLY
    with pytest.raises(ActFault):
        actions.file_appeal(asked, now=SUNDAY + DAY, **APPEAL)
    missed = datetime.fromisoformat("2026-12-21T17:00:01+06:00")
    assert appeal_status(again(asked), now=missed) == OPEN
    last = datetime.fromisoformat("2027-01-20T23:59:00+06:00")
    assert appeal_status(again(asked), now=last) == OPEN
    assert appeal_status(again(asked), now=last + MINUTE) == LATE
    with pytest.raises(ActFault):
        actions.file_appeal(again(asked), now=last + MINUTE, **APPEAL)
    appeal = actions.file_appeal(again(asked), now=last + MINUTE, late_reason="অসুস্থ ছিলাম", **APPEAL)
    assert actions.file_appeal(again(asked), now=last + MINUTE, **APPEAL) == appeal


@pytest.fixture
def appealed(ask, desk, karim):
    asked = ask()
    actions.answer(asked, "refuse", words="নেই।", reason_code="not_held", actor=desk(karim), now=SUNDAY + DAY)
    actions.file_appeal(again(asked), now=SUNDAY + 2 * DAY, **APPEAL)
    return again(asked)


def test_an_appeal_is_decided_in_fifteen_calendar_days_by_the_office_above(appealed, desk, karim, salma):
    assert appealed.appeal.clock.due_at.date() == date(2026, 12, 9)
    decide = {"ordered": True, "words": "তথ্য দিন।", "by": date(2026, 12, 3), "now": SUNDAY + 3 * DAY}
    with pytest.raises(PermissionDenied):
        actions.decide_appeal(appealed, actor=desk(karim), **decide)
    actions.decide_appeal(appealed, actor=desk(salma), **decide)
    asked = again(appealed)
    assert (asked.state, asked.appeal.outcome) == ("ordered", RtiAppeal.ORDERED)
    assert due_day(asked) == date(2026, 12, 3)
    with pytest.raises(ActFault):
        actions.decide_appeal(asked, actor=desk(salma), **decide | {"words": "আবার"})


def test_what_was_ordered_is_given_under_a_clock_of_its_own(appealed, desk, karim, salma):
    now = SUNDAY + 3 * DAY
    actions.decide_appeal(
        appealed, ordered=True, words="দিন।", by=date(2026, 12, 3), actor=desk(salma), now=now
    )
    actions.answer(again(appealed), "provide", words="এই নিন।", actor=desk(karim), now=now + DAY)
    asked = again(appealed)
    assert asked.state == "provided"
    assert asked.appeal.order_clock.outcome == "kept"
    # The first clock stands as it was stopped: by the refusal.
    assert asked.clock.outcome == "refused"


def test_a_withdrawn_request_is_neither_answered_nor_appealed(ask, desk, karim, pass_time):
    asked = ask()
    actions.withdraw_request(asked, words="", now=SUNDAY + MINUTE)
    # Whoever did not withdraw it learns that somebody did.
    pass_time(SUNDAY + MINUTE)
    heard = Message.objects.filter(person__startswith="applicant", channel="sms")
    assert "আপনার নামে" in heard.get(outbox_entry__entry__verb="rti.withdrawn").body
    with pytest.raises(ActFault):
        actions.file_appeal(again(asked), now=SUNDAY + 60 * DAY, **APPEAL)
    with pytest.raises(ActFault):
        actions.answer(again(asked), "provide", words="নিন", actor=desk(karim), now=SUNDAY + DAY)


def test_everybody_is_told_and_a_missed_day_offers_the_appeal(ask, pass_time):
    ask()
    pass_time(SUNDAY + MINUTE)
    told = Message.objects.filter(person__startswith="applicant", channel="sms")
    assert "তথ্যের আবেদন পেয়েছি" in told.get().body
    assert Message.objects.filter(person__startswith="post").exists()
    pass_time(datetime.fromisoformat("2026-12-22T09:00:00+06:00"))
    assert "আপিল করতে পারেন" in told.latest("pk").body


def test_a_letter_that_lay_counts_from_the_day_it_came(ask, pass_time):
    asked = ask(received_at=SUNDAY - 40 * DAY, channel=InformationRequest.LETTER)
    assert asked.clock.is_overdue(SUNDAY)
    pass_time(SUNDAY + MINUTE)
    assert asked.text == TEXT
    assert asked.applicant.name == RAHIMA.name


@pytest.mark.parametrize(
    ("wanted", "email", "channel"),
    [
        ("email", "rahima@example.com", Dispatch.EMAIL),
        ("copy", "rahima@example.com", Dispatch.PAGE),
        # Nobody can be mailed without an address.
        ("email", "", Dispatch.PAGE),
    ],
)
def test_what_is_wanted_by_email_goes_by_email(ask, desk, karim, wanted, email, channel):
    asked = ask(wanted_as=wanted, person=replace(RAHIMA, email=email))
    actions.answer(asked, "provide", words="১২ লাখ টাকা।", actor=desk(karim), now=SUNDAY + DAY)
    assert Dispatch.objects.get().channel == channel
