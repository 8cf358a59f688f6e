"""Whoever complained takes it back; and the same complaint sent again and again."""

import pytest
from django.test import Client
from django.urls import reverse

from ongikar.grievances import actions
from ongikar.grievances.citizen.prefilled_complaint import open_offer
from ongikar.grievances.models import Grievance, Offer
from ongikar.notices.models import Message
from ongikar.rules.transitions import TransitionFault
from tests.applicants import show_proof

from .conftest import LATER, MINUTE
from .test_pages import NEW


def test_withdrawn_stops_the_clock_and_nobody_appeals_afterwards(filed, client, pass_time, time_machine):
    grievance = filed()
    time_machine.move_to(LATER + MINUTE)
    show_proof(client, grievance)
    address = reverse("grievance_withdraw", args=[grievance.number])
    assert client.post(address, {}).status_code == 422
    assert client.post(address, {"sure": "on", "words": "মিটে গেছে"}).status_code == 302
    grievance = Grievance.objects.with_related().get()
    assert grievance.state == "withdrawn"
    assert not grievance.current.is_open
    assert grievance.current.clock.stopped_at
    # Pressed twice it says so; and no tier above takes it.
    assert client.post(address, {"sure": "on"}).status_code == 302
    assert grievance.acts.filter(name="withdraw").count() == 1
    with pytest.raises(TransitionFault):
        actions.file_appeal(grievance=grievance, words="আপিল", now=LATER + 400 * MINUTE)
    html = client.get(reverse("grievance", args=[grievance.number])).content.decode()
    assert "অভিযোগকারী তুলে নিয়েছেন" in html
    assert address not in html
    pass_time(LATER + 2 * MINUTE)
    heard = Message.objects.filter(person__startswith="applicant:", channel=Message.SMS)
    assert "আপনি না করলে এখনই জানান" in heard.get(outbox_entry__entry__verb="grievance.withdrawn").body


def test_only_the_complainant_withdraws(filed):
    grievance = filed(identity_hidden=True)
    answer = Client().post(reverse("grievance_withdraw", args=[grievance.number]), {"sure": "on"})
    assert answer.status_code == 302
    assert "/track/" in answer["Location"]
    assert Grievance.objects.get().state == "filed"


def test_after_withdrawal_no_appeal_stands_ready(filed, pass_time):
    from datetime import timedelta

    grievance = filed()
    later = LATER + timedelta(days=90)
    pass_time(later)
    assert Offer.objects.filter(grievance=grievance, filed_at=None).exists()
    actions.withdraw_complaint(grievance=grievance, now=later)
    assert open_offer(Grievance.objects.with_related().get(), now=later) is None


def test_the_same_complaint_ten_times_is_filed_once_and_the_others_are_told_which(office, client):
    for turn in range(10):
        answer = Client().post(reverse("grievance_new"), NEW | {"submission": f"press {turn}"})
        assert answer.status_code == (422 if turn else 302)
    number = Grievance.objects.get().number
    from ongikar.rules.bangla.text import digits

    assert digits(number, "bn") in answer.content.decode()


def test_of_a_hidden_complaint_nobody_learns_by_sending_its_words(office, client):
    Client().post(reverse("grievance_new"), NEW | {"who": "hidden"})
    answer = Client().post(reverse("grievance_new"), NEW | {"submission": "a guess"})
    assert answer.status_code == 302
    assert Grievance.objects.count() == 2
