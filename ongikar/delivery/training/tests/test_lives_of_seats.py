"""Random lives of the seats of a batch: whatever is pressed in whatever order, no seat is sold twice,
nobody is unseated, and the waiting list is what the rule says.
"""

from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ongikar.core.forms.faults import ActFault
from ongikar.delivery.training import actions, states
from ongikar.delivery.training.actions.offering import chosen_now, last_draw
from ongikar.delivery.training.kind import find_silent_batches, watch_batches
from ongikar.delivery.training.models import Application, Batch, Offer, Seat
from ongikar.delivery.training.tests.batches import replayed_state
from tests.examples import examples

from .batches import actor_of, at, offering_batch

pytestmark = pytest.mark.django_db
PEOPLE, SEATS = 7, 3
OWN = {
    "accept": actions.accept_offer,
    "decline": actions.decline_offer,
    "give_back": actions.give_back_seat,
    "withdraw": actions.withdraw_application,
}
steps = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(sorted(OWN)), st.integers(1001, 1000 + PEOPLE)),
        st.tuples(st.sampled_from(["offer", "worker", "a day later"]), st.just(0)),
    ),
    max_size=25,
)


def do(call, step, roll, now):
    if step == "offer":
        actions.offer_free_seats(Batch.objects.get(pk=call.batch_id), actor=actor_of("karim"), now=now)
    elif step == "worker":
        watch_batches(now)
    elif step in OWN:
        application = Application.objects.select_related("call__batch").get(call=call, roll=roll)
        OWN[step](application, now=now)


def seated(call):
    held = Offer.objects.filter(seat__batch=call.batch_id, state__in=Offer.HOLDING)
    return dict(held.values_list("application__roll", "state"))


@settings(max_examples=examples(15), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps)
def test_no_seat_is_sold_twice_and_nobody_else_is_unseated(office, now, lived):
    with transaction.atomic():
        call = offering_batch(office, now, people=PEOPLE, seats=SEATS)
        moment = at("2026-12-02", "12:00")
        for step, roll in lived:
            before = seated(call)
            if step == "a day later":
                moment += timedelta(days=1)
                continue
            try:
                with transaction.atomic():
                    do(call, step, roll, moment)
            except ActFault:
                assert seated(call) == before
                continue
            # Whatever was pressed, the worker comes when the next offer ends.
            assert not find_silent_batches(None, moment).found
            after = seated(call)
            assert len(after) <= Seat.objects.filter(batch=call.batch_id).count()
            gone = before.keys() - after.keys()
            assert gone <= ({roll} if step in OWN else {r for r, s in before.items() if s == Offer.OPEN})
            if step == "offer":
                # Every seat that somebody waits for is offered, and to whom the rule says.
                assert after.keys() == chosen_now(call, last_draw(call.batch)).rolls
        for application in Application.objects.filter(call=call):
            assert replayed_state(application) == application.state
            assert (application.roll in seated(call)) == (
                application.state in (states.OFFERED, states.ENROLLED)
            )
        transaction.set_rollback(True)
