"""The document of a handing over, by two people at the same moment on two connections."""

import pytest
from django.db import transaction

from ongikar.journal.models import Entry
from ongikar.people.charge_actions import HAND, TAKE, ChargeFault, sign_charge, write_charge_document
from ongikar.people.models import ChargeDocument, Holding

ACTIONS = "ongikar.people.charge_actions"


@pytest.fixture
def officer(two, office):
    return office.posts.get(slug="upazila-ict-officer")


def signed(document) -> list[str]:
    entries = Entry.objects.filter(verb="charge.signed", subject_id=document.pk)
    return sorted(entry.facts["what"] for entry in entries)


def test_written_by_two_presses_at_once_it_is_one_document(two, officer, karim, shirin, now):
    def write():
        return write_charge_document(officer, leaves=karim, comes=shirin, actor=("user", karim.pk), now=now)

    two.meet(f"{ACTIONS}.digest_of_charge")
    one, other = two.run(write, write)
    assert one.pk == other.pk
    assert ChargeDocument.objects.count() == 1


def test_of_two_who_hold_the_post_one_takes_it_over(two, officer, karim, shirin, salma, now):
    with transaction.atomic():
        for person in (shirin, salma):
            Holding.objects.create(post=officer, user=person, since=now.date())
    document = write_charge_document(officer, leaves=karim, comes=None, actor=("user", karim.pk), now=now)
    two.meet(f"{ACTIONS}.sides_to_sign")
    results = two.run(
        lambda: sign_charge(document, side=TAKE, user=shirin, now=now),
        lambda: sign_charge(document, side=TAKE, user=salma, now=now),
    )
    assert [type(each) for each in results if each is not None] == [ChargeFault]
    document.refresh_from_db()
    assert document.comes in (shirin, salma)
    assert signed(document) == [TAKE]


def test_either_signs_at_the_same_moment_and_neither_signature_is_lost(two, officer, karim, shirin, now):
    document = write_charge_document(officer, leaves=karim, comes=shirin, actor=("user", karim.pk), now=now)
    two.meet(f"{ACTIONS}.is_as_written")
    results = two.run(
        lambda: sign_charge(document, side=HAND, user=karim, now=now),
        lambda: sign_charge(document, side=TAKE, user=shirin, now=now),
    )
    assert results == [None, None]
    document.refresh_from_db()
    assert (document.handed_at, document.taken_at) == (now, now)
    assert signed(document) == [HAND, TAKE]
    # And pressed twice at once by one it is signed once.
    two.run(*[lambda: sign_charge(document, side=HAND, user=karim, now=now)] * 2)
    assert signed(document) == [HAND, TAKE]
