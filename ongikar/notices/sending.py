"""Sending a message: tried until it succeeds, with the outbox's growing pauses, and marked the moment it is
taken.

A worker killed between the server's yes and that mark sends again: at least once, never lost. Decision 009
tells how small that gap is and what is left of it.
"""

import time
from copy import copy
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db import InterfaceError, OperationalError, connection, transaction
from django.db.models import F

from ongikar.cases.models.proofs import UNSENT, OneUseAddress, make_address
from ongikar.clock.open_clocks import newest_version
from ongikar.journal.actions import WORKER, record_if_written
from ongikar.journal.outbox import LEASE
from ongikar.offices.models import calendar_of
from ongikar.rules.calendar.message_hours import sending_moment

from .channels import CHANNELS
from .models import Message

# A try that fails after longer than this has kept everything else waiting.
SLOW_SECONDS = 2.0
PAUSE = timedelta(minutes=1)
# Channel → until when it is left alone. Each worker finds out for itself.
paused_channels: dict[str, datetime] = {}


# What of a message is done with.
FINAL_STATES = frozenset({Message.SENT, Message.KEPT_IN_TRAY, Message.IN_DIGEST})


def is_late(message: Message) -> bool:
    """Whether it was not looked at when it was made: it waited, or was made of what waited."""
    return message.not_before is not None or message.collected.exists()


class ChannelPaused(OSError):
    """The server behind this channel did not answer a moment ago; what waits behind its messages shall not
    wait too.
    """


def may_be_sent_from(message: Message, now: datetime) -> datetime:
    """The earliest moment from `now` on at which it may go out, by the office's calendar as it stands now."""
    if not message.hours:
        return now
    return sending_moment(calendar_of(newest_version(message.office_id)), message.hours, now)


def defer_message(message: Message, until: datetime) -> None:
    """Note until when it waits; what failed before keeps its state, and is tried again then."""
    Message.objects.filter(pk=message.pk).update(not_before=until)


def send_message(message: Message, *, now: datetime) -> None:
    """Send it unless it has gone. A fault is counted on the message and raised, for the outbox to try again.

    One that waited may turn out to have nowhere to go: then it stays in the tray, as it would have at once.
    """
    if message.status in FINAL_STATES:
        return
    if is_late(message) and (message.office.is_demo or not CHANNELS[message.channel].is_set()):
        with transaction.atomic():
            Message.objects.filter(pk=message.pk).update(status=Message.KEPT_IN_TRAY)
            record_sending("message.kept_in_tray", message, now)
        return
    channel = message.channel
    if channel in paused_channels and now < paused_channels[channel]:
        raise ChannelPaused(f"{channel} is left alone until {paused_channels[channel]:%H:%M:%S}")
    began = time.monotonic()
    going = prepare_outgoing(message, now)
    try:
        CHANNELS[channel].send(going.message, lambda: mark_sent(message, now))
    except Exception as fault:
        if going.address:
            going.address.delete()
        if time.monotonic() - began > SLOW_SECONDS:
            paused_channels[channel] = now + PAUSE
        with transaction.atomic():
            Message.objects.filter(pk=message.pk).exclude(status=Message.SENT).update(
                attempts=F("attempts") + 1, fault=going.fault_words(fault), status=Message.FAILED
            )
            record_sending("message.failed", message, now)
        raise


class OutgoingMessage(NamedTuple):
    """A message as it leaves. `token`: of the address in it that opens once, which no row of ours ever has;
    "" where none is.
    """

    message: Message
    token: str = ""
    address: OneUseAddress | None = None

    def fault_words(self, fault: Exception) -> str:
        """A fault as the tray shows it: a gateway that repeats what it was handed tells no token."""
        words = f"{type(fault).__name__}: {fault}"
        return (words.replace(self.token, UNSENT) if self.token else words)[:2000]


def prepare_outgoing(message: Message, now: datetime) -> OutgoingMessage:
    if UNSENT not in message.body:
        return OutgoingMessage(message)
    address, token = make_address(message.office, (message.subject_type, message.subject_id), now)
    going = copy(message)
    going.body = message.body.replace(UNSENT, token)
    return OutgoingMessage(going, token, address)


def record_sending(verb: str, message: Message, now: datetime) -> None:
    """Seals what the message's row says of its sending."""
    record_if_written(verb, subject=message.reference, actor=WORKER, office_id=message.office_id, now=now)


def mark_sent(message: Message, now: datetime) -> None:
    """Write down that it went. Where the database is away just then, keep at it: what is not marked is sent
    again.
    """
    until = time.monotonic() + LEASE.total_seconds()
    while True:
        try:
            with transaction.atomic():
                Message.objects.filter(pk=message.pk).update(
                    attempts=F("attempts") + 1, fault="", status=Message.SENT, sent_at=now
                )
                record_sending("message.sent", message, now)
            return
        except (OperationalError, InterfaceError):
            if connection.in_atomic_block or time.monotonic() > until:
                raise
            connection.close()
            time.sleep(0.5)
