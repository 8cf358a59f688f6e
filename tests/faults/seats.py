"""`python -m tests.faults.seats fill PEOPLE SEATS | accept | check`: a batch whose seats are offered, a
process that accepts what is still open, one after the other, and what must hold whatever became of it.
"""

import os
import random
import sys
from collections import Counter
from datetime import datetime

import django

# The batch of the tests is called on this day; its seats are offered on 2 December and taken the next day.
CALLED = datetime.fromisoformat("2026-11-22T10:00:00+06:00")
TAKEN = datetime.fromisoformat("2026-12-03T12:00:00+06:00")


def fill(people: int, seats: int) -> None:
    from ongikar.delivery.training.tests.batches import offering_batch
    from ongikar.offices.models import Office

    offering_batch(Office.objects.get(is_default=True), CALLED, people=people, seats=seats)


def accept() -> None:
    """In an order of its own: two of them meet at the same seats."""
    from django.db import OperationalError

    from ongikar.delivery.training import actions
    from ongikar.delivery.training.models import Application, Offer

    while keys := list(Offer.objects.filter(state=Offer.OPEN).values_list("application", flat=True)):
        random.shuffle(keys)
        for key in keys:
            application = Application.objects.select_related("call__batch").get(pk=key)
            try:
                actions.accept_offer(application, now=TAKEN)
            except OperationalError:
                # The file is locked by one that is being killed: asked again in the next turn.
                continue


def check() -> None:
    """Every seat is taken once, by whom it was offered; each acceptance is told once, whole or not at all."""
    from ongikar.delivery.training import states
    from ongikar.delivery.training.models import Application, Offer, Seat
    from ongikar.journal.models import Entry

    offers = list(Offer.objects.all())
    assert {offer.state for offer in offers} == {Offer.ACCEPTED}
    assert len({offer.seat_id for offer in offers}) == len(offers) == Seat.objects.count()
    enrolled = set(Application.objects.filter(state=states.ENROLLED).values_list("pk", flat=True))
    assert enrolled == {offer.application_id for offer in offers}
    for application in Application.objects.all():
        assert application.TRANSITIONS.state_after(application.acts_under_lock()) == application.state
        acts = Counter(application.acts.values_list("name", flat=True))
        assert acts[states.ACCEPT] == (application.pk in enrolled)
    told = Entry.objects.filter(verb=f"application.{states.ACCEPT}").values_list("subject_id", flat=True)
    assert Counter(told) == Counter(enrolled)


def main(what: str, *numbers: str) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ongikar.config.settings")
    django.setup()
    {"fill": fill, "accept": accept, "check": check}[what](*map(int, numbers))


if __name__ == "__main__":
    main(*sys.argv[1:])
