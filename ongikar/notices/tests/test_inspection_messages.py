"""Whoever is in charge of a place is told of its inspection, with an address by which they acknowledge it."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from ongikar.cases.models.proofs import UNSENT
from ongikar.delivery.inspection.answering import GivenAnswer, record_answers
from ongikar.delivery.inspection.finishing import finish_visit
from ongikar.delivery.inspection.links import acknowledge
from ongikar.delivery.inspection.models import AcknowledgeLink, Inspection
from ongikar.delivery.inspection.tests.inspections import (
    CODE,
    GOOD,
    SEEN,
    begun,
    case_of,
    checklist_of,
    head_of_lab,
    lab_of,
)
from ongikar.notices.models import Message
from ongikar.notices.sending import prepare_outgoing

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
LINK = re.compile(r"/inspection/[\w-]{16}/")


@pytest.fixture
def head(office):
    return head_of_lab(lab_of(office))


@pytest.fixture
def finished(office, service, head, karim):
    """The visit of a lab, just ended."""
    lab = head.place
    inspection = begun(case_of(service(CODE), lab), lab, checklist_of(office), karim)
    given = [GivenAnswer(*each) for each in GOOD.items()]
    record_answers(inspection, given, said_at=SEEN, by=karim, now=SEEN)
    inspection = Inspection.objects.with_related().get(pk=inspection.pk)
    finish_visit(inspection, visited_on=SEEN.date(), actor=("user", karim.pk), now=SEEN + HOUR)
    return inspection


def finished_messages():
    return Message.objects.filter(subject_type="inspection", outbox_entry__entry__verb="inspection.finished")


def test_the_head_of_a_place_gets_the_address_by_which_it_is_acknowledged(
    finished, head, pass_time, time_machine
):
    pass_time(SEEN + HOUR)
    message = finished_messages().get()
    assert (message.person, message.address) == (f"contact:{head.pk}", head.email)
    assert finished.place.name_bn in message.body
    # No row has the token: it is made as the message leaves.
    assert UNSENT in message.body
    assert AcknowledgeLink.objects.count() == 0
    time_machine.move_to(SEEN + HOUR, tick=False)
    going = prepare_outgoing(message, SEEN + HOUR)
    assert AcknowledgeLink.objects.get().contact == head
    answer = Client().get(LINK.search(going.message.body)[0])
    assert answer.status_code == 200
    assert finished.place.name_bn in answer.content.decode()


def test_whoever_acknowledged_it_on_the_spot_is_told_nothing(finished, head, pass_time):
    acknowledge(finished, name=head.name, actor=("user", 1), now=SEEN + HOUR)
    pass_time(SEEN + HOUR)
    assert not finished_messages().exists()


def test_acknowledged_before_the_message_leaves_its_address_opens_nothing(
    finished, head, pass_time, time_machine
):
    pass_time(SEEN + HOUR)
    acknowledge(finished, name=head.name, actor=("user", 1), now=SEEN + HOUR)
    going = prepare_outgoing(finished_messages().get(), SEEN + HOUR)
    time_machine.move_to(SEEN + HOUR, tick=False)
    assert (going.address, AcknowledgeLink.objects.count()) == (None, 0)
    answer = Client().get(LINK.search(going.message.body)[0])
    assert "স্বীকার" not in answer.content.decode()
