"""Seats at the same moment: acceptances, offers and endings on connections of their own that commit, on
a copy of the test database.
"""

from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from ongikar.delivery.training import actions, states
from ongikar.delivery.training.act_log import TrainingFault, replayed_state
from ongikar.delivery.training.models import Application, Batch, Call, Offer, Seat
from ongikar.delivery.training.watch import watch_batches
from ongikar.offices.models import Office
from tests.at_once import TwoConnections, committed_copy, copied_database

from .batches import actor_of, apply, at, called_batch, offering_batch

SUNDAY = datetime.fromisoformat("2026-11-22T10:00:00+06:00")
MANY = 32


@pytest.fixture(scope="module")
def committed(django_db_setup, django_db_blocker, tmp_path_factory):
    with django_db_blocker.unblock(), committed_copy(tmp_path_factory.mktemp("seats-at-once")) as settings:
        yield settings


@pytest.fixture
def many(committed, db, tmp_path, monkeypatch):
    """Connections to a copy of the office's database of this test's own."""
    with copied_database(committed, tmp_path) as settings:
        there = TwoConnections(settings, monkeypatch)
        with there.connected():
            yield there


@pytest.fixture
def offering(many):
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


def test_the_last_seat_accepted_by_thirty_two_at_once_is_accepted_once(many, offering):
    (key, *_) = living(offering).values_list("application", flat=True)

    def accept():
        return actions.accept_offer(application_of(key), now=at("2026-12-03"))

    answers = many.run(*[accept] * MANY)
    assert {type(answer) for answer in answers} == {Offer}
    assert Application.objects.get(pk=key).acts.filter(name=states.ACCEPT).count() == 1
    check(offering)


def test_who_accepts_as_the_offer_ends_has_the_seat_or_is_told_and_never_both(many, offering):
    """The last moment for one, and the worker that looks just then."""
    first, second = living(offering).values_list("application", flat=True)
    last = living(offering)[0].expires_at
    many.meet("ongikar.delivery.training.act_log.next_look")
    taken, ended = many.run(
        lambda: actions.accept_offer(application_of(first), now=last - timedelta(seconds=1)),
        lambda: watch_batches(last),
    )
    check(offering)
    if isinstance(taken, Offer):
        assert Application.objects.get(pk=first).state == states.ENROLLED
    else:
        assert isinstance(taken, TrainingFault)
        assert Application.objects.get(pk=first).state == states.WITHDRAWN
    assert ended >= 0
    watch_batches(last)
    assert Application.objects.get(pk=second).state == states.WITHDRAWN


def test_a_free_seat_is_offered_once_by_two_who_press_at_once(many, offering):
    (key, *_) = living(offering).values_list("application", flat=True)
    actions.decline_offer(application_of(key), now=at("2026-12-03"))

    def offer():
        batch = Batch.objects.get(pk=offering.batch_id)
        return actions.offer_free_seats(batch, actor=actor_of("karim"), now=at("2026-12-03"))

    many.meet("ongikar.delivery.training.actions.offering.free_seats")
    made = many.run(offer, offer)
    assert sorted(len(each) for each in made) == [0, 1]
    check(offering)


def test_the_database_itself_refuses_a_second_living_offer(many, offering):
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


def test_two_applications_of_one_person_at_once_are_one_living_and_one_double(many):
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

    many.meet("ongikar.delivery.training.actions.applying.indexes_of")
    assert sorted(many.run(do(1), do(2))) == [states.DOUBLE, states.RECEIVED]
    assert sorted(Application.objects.values_list("roll", flat=True)) == [1001, 1002]
