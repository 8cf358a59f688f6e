"""A batch from its call to its seats: the acts one after another, and what each may not do."""

import re
from datetime import date, timedelta

import pytest

from ongikar.cases.models import Case
from ongikar.core.forms.faults import ActFault
from ongikar.core.i18n.say import activate_language
from ongikar.delivery.training import actions, states
from ongikar.delivery.training.kind import watch_batches
from ongikar.delivery.training.models import Application, Batch, Claim, Freeze, Offer, Seat, Standing
from ongikar.delivery.training.tests.batches import refusal, replayed_state
from ongikar.journal.models import Entry
from ongikar.journal.outbox import run_due_entries
from ongikar.rules.selection import Rule, RuleFault
from ongikar.rules.selection.rule import sha256

from .batches import (
    PLAIN,
    RULE,
    VALUE,
    WORKER,
    actor_of,
    admit_all,
    apply,
    at,
    called_batch,
    claim_of,
    closed_batch,
    draw,
    in_state,
    mark_all,
    offering_batch,
    planned_batch,
    type_twice,
    user_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_english(_bangla_first):
    activate_language("en")


def test_a_batch_has_its_seats_from_the_plan_on_and_its_number_from_the_book(office, now):
    batch = planned_batch(office, now, seats=20)
    again = planned_batch(office, now, seats=20)
    assert again == batch
    assert batch.number == "T-2026-01"
    assert Seat.objects.filter(batch=batch).count() == 20
    assert planned_batch(office, now, submission="another").ordinal == 2


def test_the_promise_of_an_application_is_the_day_of_the_result(office, now):
    application = apply(called_batch(office, now), 1, now)
    case = application.case
    assert case.clock.due_at.astimezone(now.tzinfo).date() == date(2026, 12, 2)
    assert application.roll == 1001
    assert [stage.name_en for stage in case.clock.running.undertaking.stages] == ["Result", "Certificate"]


def test_a_second_application_with_the_same_number_is_kept_beside_the_first(office, now):
    call = called_batch(office, now)
    first, second = (apply(call, place, now, identity="1990123456789") for place in (1, 2))
    assert (first.state, second.state) == (states.RECEIVED, states.DOUBLE)
    assert second.double_of == first
    with pytest.raises(ActFault, match="same number"):
        actions.restore_double(second, reason="অন্য ব্যক্তি", actor=actor_of("karim"), now=now)
    actions.set_aside_double(
        second, counts=first, reason="রোল ১০০১-এর দ্বিতীয় আবেদন", actor=actor_of("karim"), now=now
    )
    assert Case.objects.get(pk=second.case_id).state == "refused"


def test_the_same_person_by_national_and_by_birth_number_is_found_by_name_and_birthday(office, now):
    from ongikar.delivery.training.doubles import open_doubles

    call = called_batch(office, now)
    told = {"name": "নাজমা খাতুন", "born_on": "2001-03-04"}
    first = apply(call, 1, now, identity="1990123456", **told)
    second = apply(call, 2, now, identity="20011234567890123", **{**told, "name": "নাজমা\u200d  খা\u200cতুন"})
    assert (first.state, second.state) == (states.RECEIVED, states.RECEIVED)
    ((one, other),) = open_doubles(call)
    assert {one, other} == {first, second}
    admit_all(call, now)
    actions.close_call(call.batch, actor=WORKER, now=at("2026-11-26", "17:01"))
    with refusal("one person twice"):
        actions.freeze_list(call.batch, actor=actor_of("karim"), now=at("2026-11-30"))
    actions.set_aside_double(second, counts=first, reason="একই ব্যক্তি", actor=actor_of("karim"), now=now)
    assert open_doubles(call) == []
    freeze = actions.freeze_list(call.batch, actor=actor_of("karim"), now=at("2026-11-30"))
    assert freeze.list_text.startswith("1001|")
    assert "1002|" not in freeze.list_text


def test_two_people_of_one_name_and_birthday_both_count_once_the_office_says_so(office, now):
    from ongikar.delivery.training.doubles import open_doubles

    call = called_batch(office, now)
    told = {"name": "মো. রুবেল মিয়া", "born_on": "2001-03-04"}
    apply(call, 1, now, **told)
    second = apply(call, 2, now, **told)
    actions.clear_double(second, reason="বাবার নাম আলাদা", actor=actor_of("karim"), now=now)
    assert open_doubles(call) == []


def test_one_second_late_is_late_and_is_told_so(office, now):
    call = called_batch(office, now)
    in_time = apply(call, 1, at("2026-11-26", "17:00"))
    late = apply(call, 2, call.closes_at + timedelta(seconds=1))
    assert in_time.state == states.RECEIVED
    assert late.state == states.INELIGIBLE
    assert late.acts.last().words == "আবেদনের সময় শেষ হওয়ার পরে এসেছে।"


def test_the_worker_closes_a_call_when_its_last_moment_has_passed(office, now):
    call = called_batch(office, now)
    assert watch_batches(at("2026-11-26", "16:59")) == 0
    assert watch_batches(at("2026-11-26", "17:01")) == 1
    call.batch.refresh_from_db()
    assert call.batch.state == states.CLOSED
    assert watch_batches(at("2026-11-26", "17:02")) == 0


def test_a_call_is_not_closed_early(office, now):
    call = called_batch(office, now)
    with refusal("not over"):
        actions.close_call(call.batch, actor=actor_of("karim"), now=now)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"closes_at": at("2026-11-20")}, "closes_on"),
        ({"draw_at": at("2026-11-26", "18:00")}, "draw_on"),
        ({"result_on": date(2026, 11, 30)}, "result_on"),
        ({"result_on": date(2026, 12, 18)}, "result_on"),
        ({"result_on": date(2026, 12, 4)}, "result_on"),
        ({"test_on": date(2026, 11, 29)}, "test_on"),
    ],
)
def test_days_that_do_not_follow_one_another_are_refused_beside_their_field(office, now, changed, field):
    batch = planned_batch(office, now)
    given = {
        "service": called_batch.__globals__["service_in_force"](office, "citizen-6", now.date()),
        "rule": Rule.from_data(PLAIN),
        "closes_at": at("2026-11-26", "17:00"),
        "draw_at": at("2026-12-01", "10:00"),
        "result_on": date(2026, 12, 2),
        "actor": actor_of("karim"),
        "now": now,
    }
    with pytest.raises(ActFault) as fault:
        actions.publish_call(batch, **(given | changed))
    assert fault.value.field == field
    assert Batch.objects.get(pk=batch.pk).state == states.PLANNED


def test_quotas_over_the_seats_are_no_rule():
    with pytest.raises(RuleFault, match="the quotas take 5 seats, but the batch has 4"):
        Rule.from_data({**RULE, "minimum": [{"group": "women", "seats": 4}]})


def test_moving_the_result_is_an_extension_of_every_application(office, now):
    call = called_batch(office, now)
    applications = [apply(call, place, now) for place in range(3)]
    moved = actions.move_result(
        call.batch,
        result_on=date(2026, 12, 7),
        reason="পরীক্ষার কেন্দ্র বদলেছে",
        actor=actor_of("karim"),
        now=now,
    )
    assert moved == 3
    for application in applications:
        case = Case.objects.with_related().get(pk=application.case_id)
        assert case.clock.due_at.astimezone(now.tzinfo).date() == date(2026, 12, 7)
    assert Entry.objects.filter(verb="case.extended").count() == 3
    with refusal("extended once already"):
        actions.move_result(
            call.batch, result_on=date(2026, 12, 9), reason="আবার", actor=actor_of("karim"), now=now
        )


def test_two_mark_and_neither_sees_the_other_before_both_have(office, now):
    from ongikar.delivery.training.actions.marking import marks_of

    call = called_batch(office, now, rule=RULE)
    application = apply(call, 1, now)
    admit_all(call, now)
    application.refresh_from_db()
    given = {"part": "test", "now": now}
    karim, shirin = user_of("karim"), user_of("shirin")
    actions.enter_mark(application, value=41, user=karim, actor=actor_of("karim"), **given)
    part = marks_of([application.pk])[application.pk, "test"]
    assert part.seen_by(shirin.pk) == ()
    assert [mark.value for mark in part.seen_by(karim.pk)] == [41]
    assert part.value is None
    actions.enter_mark(application, value=44, user=shirin, actor=actor_of("shirin"), **given)
    part = marks_of([application.pk])[application.pk, "test"]
    assert part.value == 43
    assert len(part.seen_by(shirin.pk)) == 2
    application.refresh_from_db()
    assert application.state == states.TESTED
    with refusal("needs a reason"):
        actions.enter_mark(application, value=60, user=karim, actor=actor_of("karim"), **given)
    with refusal("between 0 and 60"):
        actions.enter_mark(application, value=61, user=karim, actor=actor_of("karim"), reason="x", **given)
    with refusal("Two people have marked"):
        actions.enter_mark(application, value=50, user=user_of("salma"), actor=actor_of("salma"), **given)


def test_whoever_did_not_come_to_the_test_is_not_on_the_list_and_is_told_so(office, now):
    call = called_batch(office, now, rule=RULE)
    for place in range(3):
        apply(call, place, now)
    admit_all(call, now)
    actions.close_call(call.batch, actor=WORKER, now=at("2026-11-26", "17:01"))
    mark_all(call, at("2026-11-29"), lambda application: None if application.roll == 1002 else 30)
    draw(call)
    actions.publish_result(call.batch, actor=actor_of("karim"), now=at("2026-12-02", "11:00"))
    run_due_entries(at("2026-12-02", "11:01"))
    absent = Application.objects.get(call=call, roll=1002)
    assert absent.state == states.NOT_SELECTED
    case = Case.objects.get(pk=absent.case_id)
    assert case.state == "refused"
    assert "উপস্থিত ছিলেন না" in case.outcome["reason"]


def test_a_list_is_frozen_only_when_everything_is_settled(office, now):
    call = called_batch(office, now, rule=RULE)
    apply(call, 1, now, gender="female")
    actions.close_call(call.batch, actor=WORKER, now=at("2026-11-26", "17:01"))
    freeze = {"actor": actor_of("karim"), "now": at("2026-11-30")}
    with refusal("may take part"):
        actions.freeze_list(call.batch, **freeze)
    application = in_state(call, states.RECEIVED)[0]
    actions.admit(application, user=user_of("karim"), actor=actor_of("karim"), now=now)
    with refusal("claim"):
        actions.freeze_list(call.batch, **freeze)
    actions.decide_claim(
        claim_of(application), is_proved=True, user=user_of("karim"), actor=actor_of("karim"), now=now
    )
    with refusal("Marks are missing"):
        actions.freeze_list(call.batch, **freeze)
    mark_all(call, now)
    assert actions.freeze_list(call.batch, **freeze).list_text == "1001|60|40,0|women\n"


def test_a_list_is_not_frozen_once_the_value_of_the_draw_could_be_known(office, now):
    call = closed_batch(office, now)
    with refusal("made to its outcome"):
        actions.freeze_list(call.batch, actor=actor_of("karim"), now=call.draw_at)
    actions.move_draw(
        call.batch,
        draw_at=at("2026-12-02", "09:00"),
        reason="সময় পেরিয়ে গেছে",
        actor=actor_of("karim"),
        now=call.draw_at,
    )
    assert actions.freeze_list(call.batch, actor=actor_of("karim"), now=call.draw_at).ordinal == 1


def test_the_draw_holds_when_two_people_typed_the_same_value(office, now):
    call = closed_batch(office, now)
    actions.freeze_list(call.batch, actor=actor_of("karim"), now=at("2026-11-30"))
    drawn = at("2026-12-01", "10:05")

    def typed(username, value, when=drawn):
        return actions.type_value(
            call.batch, values=[value], user=user_of(username), actor=actor_of(username), now=when
        )

    with refusal("has not come"):
        typed("karim", VALUE, at("2026-12-01", "09:59"))
    with refusal("64 signs"):
        typed("karim", VALUE[:-1])
    assert typed("karim", VALUE[:-1] + "0").how == "first"
    with refusal("somebody else"):
        typed("karim", VALUE)
    assert typed("shirin", VALUE).how == "differs"
    assert not Standing.objects.exists()
    assert typed("shirin", VALUE.upper()).how == "first"
    assert typed("karim", f" {VALUE} ").how == "drawn"
    assert Standing.objects.count() == 6
    call.batch.refresh_from_db()
    assert call.batch.state == states.RANKED


def test_the_draw_is_made_of_the_list_the_rule_and_the_value_and_of_nothing_else(office, now):
    from ongikar.rules.selection import draw_lot, make_seed, parse_list, rank

    call = closed_batch(office, now, people=9, rule=RULE)
    found = draw(call)
    freeze = Freeze.objects.get(batch=call.batch)
    assert freeze.list_sha256 == sha256(freeze.list_text)
    assert found.seed == make_seed(freeze.list_sha256, sha256(call.rule), [VALUE])
    ranked = rank(parse_list(freeze.list_text), found.seed)
    rows = list(found.standings.order_by("position").values_list("application__roll", "lot"))
    assert rows == [(each.roll, draw_lot(found.seed, each.roll)) for each in ranked]


def test_a_second_draw_is_made_only_from_above_and_both_stay(office, now):
    call = closed_batch(office, now)
    first = draw(call)
    actions.reopen_list(
        call.batch,
        reason="রোল ১০০৩-এর নম্বর ভুল তোলা হয়েছিল",
        draw_at=at("2026-12-02", "10:00"),
        actor=actor_of("salma"),
        now=at("2026-12-01", "12:00"),
    )
    assert {each.state for each in Application.objects.filter(call=call)} == {states.TESTED}
    actions.freeze_list(call.batch, actor=actor_of("karim"), now=at("2026-12-01", "13:00"))
    second = type_twice(call, at("2026-12-02", "10:05"), "c" * 64)
    assert first.seed != second.seed
    assert Freeze.objects.filter(batch=call.batch).count() == 2
    assert first.standings.count() == second.standings.count() == 6


def test_the_seats_are_offered_with_the_result_and_everybody_is_told(office, now):
    call = offering_batch(office, now)
    assert Offer.objects.filter(state=Offer.OPEN).count() == 4
    run_due_entries(at("2026-12-02", "11:01"))
    for application in Application.objects.filter(call=call):
        case = Case.objects.with_related().get(pk=application.case_id)
        assert case.clock.running.stage == 0 or case.clock.running.awaited
        assert "৬ জনের মধ্যে আপনার জায়গা" in case.acts.get(name="keep_step").words
        assert case.breaches(at("2026-12-10")) == []
    run_due_entries(at("2026-12-02", "11:02"))
    assert Case.objects.filter(acts__name="keep_step").count() == 6


def test_an_offer_ends_after_office_days_and_at_latest_two_days_before_the_first_class(office, now):
    call = offering_batch(office, now)
    (until,) = set(Offer.objects.values_list("expires_at", flat=True))
    assert until == at("2026-12-09", "17:00")
    application = in_state(call, states.OFFERED)[0]
    actions.decline_offer(application, now=at("2026-12-15", "11:00").replace(day=8))
    (offer,) = actions.offer_free_seats(call.batch, actor=actor_of("karim"), now=at("2026-12-15"))
    assert offer.expires_at == at("2026-12-17", "17:00")


def test_an_offer_that_ended_is_not_accepted_whether_or_not_the_worker_looked(office, now):
    call = offering_batch(office, now)
    one, other = in_state(call, states.OFFERED)[:2]
    last = at("2026-12-09", "17:00")
    actions.accept_offer(one, now=last - timedelta(seconds=1))
    with refusal("last moment"):
        actions.accept_offer(other, now=last)
    assert watch_batches(last) == 3
    with refusal("no more"):
        actions.accept_offer(other, now=last)
    other.refresh_from_db()
    assert other.state == states.WITHDRAWN
    assert Case.objects.get(pk=other.case_id).state == "refused"
    assert len(in_state(call, states.ENROLLED)) == 1


def test_the_waiting_list_is_recomputed_and_nobody_is_unseated(office, now):
    call = offering_batch(office, now, people=8)
    order = list(Standing.objects.order_by("position").values_list("application__roll", flat=True))
    offered = in_state(call, states.OFFERED)
    assert [each.roll for each in offered] == sorted(order[:4])
    actions.accept_offer(offered[0], now=at("2026-12-03"))
    actions.accept_offer(offered[0], now=at("2026-12-03"))
    actions.give_back_seat(offered[0], now=at("2026-12-04"))
    actions.decline_offer(offered[1], via="phone", now=at("2026-12-04"), actor=actor_of("karim"))
    # The fifth in line takes it back: the sixth moves up.
    actions.withdraw_application(Application.objects.get(call=call, roll=order[4]), now=at("2026-12-04"))
    made = actions.offer_free_seats(call.batch, actor=actor_of("karim"), now=at("2026-12-05"))
    assert [each.application.roll for each in made] == order[5:7]
    assert actions.offer_free_seats(call.batch, actor=actor_of("karim"), now=at("2026-12-05")) == []
    assert {each.roll for each in in_state(call, states.OFFERED)} == {
        offered[2].roll,
        offered[3].roll,
        *order[5:7],
    }


def test_whoever_got_no_seat_is_refused_in_writing_with_place_last_place_why_and_the_way_to_complain(
    office, now
):
    call = offering_batch(office, now)
    run_due_entries(at("2026-12-02", "11:01"))
    waiting = in_state(call, states.WAITING)
    assert actions.close_waiting_list(call.batch, actor=actor_of("karim"), now=at("2026-12-18")) == 2
    for application in waiting:
        case = Case.objects.get(pk=application.case_id)
        reason = case.outcome["reason"]
        assert case.state == "refused"
        assert re.search("আপনার জায়গা [৫৬]", reason)
        assert "মেধায় শেষ যিনি আসন পেয়েছেন, তাঁর জায়গা ছিল ৪" in reason
        assert "অভিযোগ করা আপনার অধিকার" in reason
        assert case.memo_number


def test_a_cancelled_batch_answers_everybody(office, now):
    call = offering_batch(office, now)
    assert (
        actions.cancel_batch(call.batch, reason="বরাদ্দ আসেনি", actor=actor_of("karim"), now=at("2026-12-05"))
        == 6
    )
    assert not Offer.objects.filter(state__in=Offer.HOLDING).exists()
    assert {case.state for case in Case.objects.filter(application__call=call)} == {"refused"}
    assert {each.state for each in Application.objects.filter(call=call)} <= states.GONE


def test_the_stored_states_are_the_fold_of_the_acts(office, now):
    call = offering_batch(office, now)
    assert replayed_state(Batch.objects.get(pk=call.batch_id)) == states.OFFERING
    for application in Application.objects.filter(call=call):
        assert replayed_state(application) == application.state


def test_a_refused_claim_harms_nobody(office, now):
    call = called_batch(office, now, rule=RULE)
    application = apply(call, 1, now, gender="female", group_ethnic=True)
    actions.admit(application, user=user_of("karim"), actor=actor_of("karim"), now=now)
    with refusal("Write why"):
        actions.decide_claim(
            claim_of(application, "ethnic"),
            is_proved=False,
            user=user_of("karim"),
            actor=actor_of("karim"),
            now=now,
        )
    actions.decide_claim(
        claim_of(application, "ethnic"),
        is_proved=False,
        reason="সনদ আনেননি",
        user=user_of("karim"),
        actor=actor_of("karim"),
        now=now,
    )
    application.refresh_from_db()
    assert application.state == states.ELIGIBLE
    assert Claim.objects.get(application=application, group="ethnic").state == Claim.REFUSED


def test_nobody_eligible_is_drawn_without_anybody_chosen(office, now):
    call = closed_batch(office, now, people=0)
    draw(call)
    assert actions.publish_result(call.batch, actor=actor_of("karim"), now=at("2026-12-02", "11:00")) == 0
    assert Offer.objects.count() == 0
