"""Whoever missed a class is told so, and what attendance can still be reached."""

from datetime import time

import pytest

from ongikar.delivery.training import actions, states
from ongikar.delivery.training.after.sessions import begin_batch, roster_of, sessions_of
from ongikar.delivery.training.models import Batch
from ongikar.delivery.training.tests.batches import PLAIN, actor_of, at, in_state, offering_batch
from ongikar.gatherings.actions import mark_attendance, record_gathering
from ongikar.gatherings.models import Mark
from ongikar.journal.outbox import run_due_entries
from ongikar.notices.models import Message

pytestmark = pytest.mark.django_db
EVERY_DAY = {6, 0, 1, 2, 3}


@pytest.fixture
def running(office, now):
    call = offering_batch(office, now, rule=PLAIN, seats=2)
    run_due_entries(at("2026-12-02", "12:00"))
    for application in in_state(call, states.OFFERED):
        actions.accept_offer(application, now=at("2026-12-03"))
    batch = Batch.objects.select_related("office", "course").get(pk=call.batch_id)
    begin_batch(
        batch,
        weekdays=EVERY_DAY,
        begins_at=time(10),
        minutes=120,
        actor=actor_of("karim"),
        now=at("2026-12-19", "10:00"),
    )
    return Batch.objects.select_related("office", "course").get(pk=batch.pk)


def hold(session, values):
    for member, value in values.items():
        mark_attendance(
            session,
            member,
            value=value,
            via=Mark.LIST,
            nonce=f"{session.pk}-{member.pk}",
            actor=actor_of("karim"),
            now=session.ends_at,
        )
    record_gathering(session, actor=actor_of("karim"), now=session.ends_at)
    before = set(Message.objects.values_list("pk", flat=True))
    for _ in range(2):
        run_due_entries(session.ends_at)
    told = Message.objects.exclude(pk__in=before).filter(title__startswith="ক্লাসে ছিলেন না")
    return list(told)


def test_who_missed_a_class_is_told_what_can_still_be_reached_and_who_came_is_told_nothing(running):
    here, away = roster_of(running).members.order_by("pk")
    sessions = sessions_of(running)
    (told,) = hold(sessions[0], {here: Mark.PRESENT, away: Mark.ABSENT})
    number = away.applicant.mobile
    assert (told.address, told.channel) == (number, Message.SMS)
    assert "২০\xa0ডিসেম্বর ক্লাসে আপনি ছিলেন না" in told.body
    assert "এ পর্যন্ত উপস্থিতি ০%" in told.body
    assert "সনদের জন্য লাগে ৮০%" in told.body
    for session in sessions[1:4]:
        hold(session, {here: Mark.PRESENT, away: Mark.ABSENT})
    # A fifth of twenty is missed: a fifth class more, and the certificate is out of reach.
    (told,) = hold(sessions[4], {here: Mark.PRESENT, away: Mark.ABSENT})
    assert "সব ক্লাসে এলেও হবে ৭৫%, সনদের জন্য লাগে ৮০%" in told.body
    # Whoever was excused, or gave the seat back, is told nothing.
    assert hold(sessions[5], {here: Mark.PRESENT, away: Mark.EXCUSED}) == []
    gone = in_state(running.call, states.ENROLLED)[1]
    actions.give_back_seat(gone, now=sessions[6].starts_at)
    run_due_entries(sessions[6].starts_at)
    assert hold(sessions[6], {here: Mark.PRESENT, away: Mark.ABSENT}) == []
