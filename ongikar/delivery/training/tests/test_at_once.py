"""Seats at the same moment: acceptances, offers and endings on connections of their own that commit, on
a copy of the test database.
"""

from datetime import datetime, time, timedelta

import pytest
from django.db import IntegrityError, transaction

from ongikar.certificates.models import Certificate
from ongikar.core.forms.faults import ActFault
from ongikar.delivery.training import actions, states
from ongikar.delivery.training.after.attendance_page import grid_of
from ongikar.delivery.training.after.certifying import certify_batch
from ongikar.delivery.training.after.records import enter_lab_use
from ongikar.delivery.training.after.sessions import begin_batch, roster_of, sessions_of
from ongikar.delivery.training.kind import watch_batches
from ongikar.delivery.training.models import (
    Application,
    Batch,
    Call,
    Draw,
    Freeze,
    LabUse,
    Objection,
    ObjectionAnswer,
    Offer,
    Seat,
)
from ongikar.delivery.training.tests.batches import refusal, replayed_state
from ongikar.exports.export_process import lease_next_export, make_leased_export
from ongikar.exports.models import Export
from ongikar.gatherings.attendance_grid import GridFaults
from ongikar.gatherings.models import Mark
from ongikar.offices.models import Office, Place

from .batches import (
    VALUE,
    actor_of,
    apply,
    at,
    called_batch,
    closed_batch,
    offering_batch,
    planned_batch,
    user_of,
)
from .test_after_seats import BEGUN, ENDED, SUNDAYS_TO_THURSDAYS, finished

SUNDAY = datetime.fromisoformat("2026-11-22T10:00:00+06:00")
MANY = 32


@pytest.fixture
def offering(two):
    return offering_batch(Office.objects.get(is_default=True), SUNDAY, people=8, seats=2)


def living(call):
    return Offer.objects.filter(seat__batch=call.batch_id, state__in=Offer.HOLDING)


def application_of(pk):
    return Application.objects.select_related("call__batch").get(pk=pk)


def check(call):
    """No seat and no application has two living offers; every state is the fold of its acts."""
    seats = list(living(call).values_list("seat", flat=True))
    people = list(living(call).values_list("application", flat=True))
    assert len(seats) == len(set(seats)) <= Seat.objects.filter(batch=call.batch_id).count()
    assert len(people) == len(set(people))
    for application in Application.objects.filter(call=call):
        assert replayed_state(application) == application.state
        held = living(call).filter(application=application).first()
        expected = {None: None, Offer.OPEN: states.OFFERED, Offer.ACCEPTED: states.ENROLLED}
        if held:
            assert application.state == expected[held.state]
        else:
            assert application.state not in (states.OFFERED, states.ENROLLED)


def test_a_batch_planned_twice_at_once_is_planned_once_and_no_number_is_left_out(two):
    office = Office.objects.get(is_default=True)

    def plan():
        return planned_batch(office, SUNDAY)

    made = two.run(plan, plan, plan)
    assert len({each.pk for each in made}) == 1
    another = planned_batch(office, SUNDAY, submission="batch-2")
    assert (another.serial, another.ordinal) == (2, 2)


def test_the_last_seat_accepted_by_thirty_two_at_once_is_accepted_once(two, offering):
    (key, *_) = living(offering).values_list("application", flat=True)

    def accept():
        return actions.accept_offer(application_of(key), now=at("2026-12-03"))

    answers = two.run(*[accept] * MANY)
    assert {type(answer) for answer in answers} == {Offer}
    assert Application.objects.get(pk=key).acts.filter(name=states.ACCEPT).count() == 1
    check(offering)


def test_who_accepts_as_the_offer_ends_has_the_seat_or_is_told_and_never_both(two, offering):
    """The last moment for one, and the worker that looks just then."""
    first, second = living(offering).values_list("application", flat=True)
    last = living(offering)[0].expires_at
    two.meet("ongikar.delivery.training.next_look.next_look")
    taken, ended = two.run(
        lambda: actions.accept_offer(application_of(first), now=last - timedelta(seconds=1)),
        lambda: watch_batches(last),
    )
    check(offering)
    if isinstance(taken, Offer):
        assert Application.objects.get(pk=first).state == states.ENROLLED
    else:
        assert isinstance(taken, ActFault)
        assert Application.objects.get(pk=first).state == states.WITHDRAWN
    assert ended >= 0
    watch_batches(last)
    assert Application.objects.get(pk=second).state == states.WITHDRAWN


def test_a_free_seat_is_offered_once_by_two_who_press_at_once(two, offering):
    (key, *_) = living(offering).values_list("application", flat=True)
    actions.decline_offer(application_of(key), now=at("2026-12-03"))

    def offer():
        batch = Batch.objects.get(pk=offering.batch_id)
        return actions.offer_free_seats(batch, actor=actor_of("karim"), now=at("2026-12-03"))

    two.meet("ongikar.delivery.training.actions.offering.free_seats")
    made = two.run(offer, offer)
    assert sorted(len(each) for each in made) == [0, 1]
    check(offering)


def test_the_database_itself_refuses_a_second_living_offer(two, offering):
    held = living(offering)[0]
    waiting = Application.objects.filter(call=offering, state=states.WAITING)[0]
    for given in ({"seat": held.seat, "application": waiting}, {"application": held.application}):
        seat = given.get("seat") or living(offering)[1].seat
        with pytest.raises(IntegrityError), transaction.atomic():
            Offer.objects.create(
                seat=seat,
                application=given["application"],
                offered_at=SUNDAY,
                expires_at=SUNDAY + timedelta(days=1),
            )


def test_two_applications_of_one_person_at_once_are_one_living_and_one_double(two):
    call = called_batch(Office.objects.get(is_default=True), SUNDAY)

    def do(place):
        return lambda: (
            apply(
                Call.objects.select_related("service", "batch__course").get(pk=call.pk),
                place,
                SUNDAY,
                identity="1990123456",
            ).state
        )

    two.meet("ongikar.delivery.training.actions.applying.indexes_of")
    assert sorted(two.run(do(1), do(2))) == [states.DOUBLE, states.RECEIVED]
    assert sorted(Application.objects.values_list("roll", flat=True)) == [1001, 1002]


def begin(key):
    return begin_batch(
        Batch.objects.select_related("office", "course").get(pk=key),
        weekdays=SUNDAYS_TO_THURSDAYS,
        begins_at=time(10),
        minutes=120,
        actor=actor_of("karim"),
        now=BEGUN,
    )


def test_begun_and_certified_by_two_at_once_it_is_begun_and_certified_once(two, offering):
    """One roster and one row of classes; one order, and one certificate each."""
    for key in living(offering).values_list("application", flat=True):
        actions.accept_offer(application_of(key), now=at("2026-12-03"))
    key = offering.batch_id
    begun = two.run(*[lambda: begin(key)] * 2)
    assert sorted(type(each).__name__ for each in begun) == ["ActFault", "list"]
    batch = Batch.objects.select_related("office", "course").get(pk=key)
    assert len(sessions_of(batch)) == batch.classes
    assert roster_of(batch).members.count() == 2

    finished(batch, actor_of("karim"))
    karim = user_of("karim")

    def certify():
        return certify_batch(
            Batch.objects.select_related("office", "course").get(pk=key), user=karim, now=ENDED
        )

    two.meet("ongikar.delivery.training.after.certifying.completions_of")
    ordered = two.run(certify, certify)
    assert [type(each) for each in ordered] == [Export, Export]
    assert ordered[0].pk == ordered[1].pk
    while (export := lease_next_export(ENDED)) is not None:
        make_leased_export(export.pk, export.lease, lambda: ENDED)
    assert Certificate.objects.of_subject(batch.reference).count() == 2


def test_a_line_of_a_lab_sent_twice_at_once_is_one_line_and_leaves_no_gap(two):
    lab = Place.objects.filter(kind=Place.LAB).first()

    def enter(submission):
        return lambda: enter_lab_use(
            place=Place.objects.select_related("office").get(pk=lab.pk),
            starts_at=SUNDAY,
            ends_at=SUNDAY + timedelta(hours=1),
            what="স্ক্র্যাচ",
            students=20,
            submission=submission,
            actor=actor_of("karim"),
            now=SUNDAY + timedelta(days=1),
        )

    two.meet("ongikar.records.actions.fiscal_year")
    first, second = two.run(enter("one"), enter("one"))
    assert first.pk == second.pk
    enter("two")()
    assert list(LabUse.objects.order_by("pk").values_list("book_serial", flat=True)) == [1, 2]


def test_an_objection_sent_by_eight_at_once_is_made_once_and_answered_once(two):
    call = closed_batch(Office.objects.get(is_default=True), SUNDAY)
    actions.freeze_list(call.batch, actor=actor_of("karim"), now=at("2026-11-30"))
    freeze = Freeze.objects.select_related("batch").get()
    given = {"about": "other", "words": "একজন বাদ পড়েছেন", "name": "রহিমা", "mobile": "+8801712000999"}

    def send():
        return actions.object_to_list(freeze, submission="press", now=at("2026-11-30", "13:00"), **given)

    made = two.run(*[send] * 8)
    assert {each.pk for each in made} == {Objection.objects.get().pk}

    def answer(username, is_accepted):
        return lambda: actions.answer_objection(
            Objection.objects.select_related("freeze__batch").get(),
            is_accepted=is_accepted,
            reason="দেখা হয়েছে",
            roll=1001,
            user=user_of(username),
            actor=actor_of(username),
            now=at("2026-11-30", "14:00"),
        )

    answers = two.run(*[answer("karim", True), answer("shirin", False)] * 4)
    assert ObjectionAnswer.objects.count() == 1
    assert {type(each) for each in answers} == {ObjectionAnswer, ActFault}


def test_a_draw_at_the_moment_of_an_objection_leaves_none_unanswered(two):
    call = closed_batch(Office.objects.get(is_default=True), SUNDAY)
    actions.freeze_list(call.batch, actor=actor_of("karim"), now=at("2026-11-30"))
    freeze = Freeze.objects.select_related("batch").get()
    last = freeze.objections_until

    def send():
        return actions.object_to_list(
            freeze,
            about="other",
            words="একজন বাদ",
            name="রহিমা",
            mobile="+8801712000999",
            submission="late",
            now=last - timedelta(seconds=1),
        )

    def type_first():
        return actions.type_value(
            call.batch, values=[VALUE], user=user_of("karim"), actor=actor_of("karim"), now=last
        )

    two.run(send, type_first)
    if Objection.objects.exists():
        with refusal("উত্তর দেওয়া বাকি"):
            actions.type_value(
                call.batch, values=[VALUE], user=user_of("shirin"), actor=actor_of("shirin"), now=last
            )
    assert not Draw.objects.exists()


def test_two_who_save_a_sheet_of_attendance_leave_one_mark_a_person(two, offering):
    """Of whoever comes second nothing is written, and they are told which cells."""
    for application in Application.objects.filter(call=offering, state=states.OFFERED):
        actions.accept_offer(application, now=at("2026-12-03"))
    actor, now = actor_of("karim"), at("2026-12-21", "13:00")
    begin_batch(
        offering.batch,
        weekdays=SUNDAYS_TO_THURSDAYS,
        begins_at=time(10),
        minutes=120,
        actor=actor,
        now=BEGUN,
    )

    def save(sign):
        def do():
            batch = Batch.objects.select_related("office", "course").get(pk=offering.batch_id)
            grid = grid_of(batch, now)
            for cell in grid.cells:
                cell.typed = sign if cell.has_field else cell.typed
            return grid.save(closes=False, nonce=f"sheet-{sign}", actor=actor, now=now)

        return do

    two.meet("ongikar.gatherings.actions.marking.standing_marks")
    answers = two.run(save("1"), save("0"))
    assert sorted(isinstance(answer, GridFaults) for answer in answers) == [False, True], answers
    marks = Mark.objects.filter(gathering__subject_id=offering.batch_id)
    # Two classes of two people.
    assert marks.count() == 4
    assert len(set(marks.values_list("value", flat=True))) == 1
