"""Sending a message with what goes with it: tried until it succeeds, with the outbox's growing pauses, and
marked the moment it is taken. What was made in quiet hours waits for their end, and what waited for one
recipient goes out as one message.

A worker killed between the server's yes and that mark sends again: at least once, never lost. Decision 009
tells how small that gap is and what is left of it.
"""

import re
import smtplib
import time
from collections.abc import Callable, Sequence
from copy import copy
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db import InterfaceError, OperationalError, connection, transaction
from django.db.models import F, Q
from django.urls import reverse

from ongikar.cases.models import Case
from ongikar.cases.models.proofs import UNSENT, OneUseAddress, make_address
from ongikar.clock.open_clocks import newest_version
from ongikar.core.i18n.say import override_language, say_in
from ongikar.core.log_redaction import GONE, SHORTEST_SECRET
from ongikar.delivery.inspection import links as inspection_links
from ongikar.delivery.inspection.models import AcknowledgeLink, Inspection
from ongikar.delivery.meeting.links import make_promised_link
from ongikar.delivery.meeting.models import Meeting, MinutesLink
from ongikar.gatherings.tickets import ticket_of
from ongikar.journal.actions import WORKER, record, record_if_written
from ongikar.journal.models import CAN_WAIT, OutboxEntry
from ongikar.journal.outbox import LEASE, PAUSES
from ongikar.notices.rules import simplify_for_gsm, split_message
from ongikar.offices.calendars_since import calendars_since
from ongikar.offices.message_hours import own_message_hours, own_message_hours_since
from ongikar.offices.models import Office, calendar_of
from ongikar.offices.sites import site_of
from ongikar.rules.calendar.message_hours import sending_moment
from ongikar.tasks.links import make_link
from ongikar.tasks.models import Task, TaskLink

from .actions import compose_email
from .channels import CHANNELS
from .files_of_messages import attachments_of
from .models import Message

# A digest names what waited, not all its words, where these would take more parts than this.
MOST_PARTS = 3
APPLICANT, CONTACT, MEMBER, POST = "applicant:", "contact:", "member:", "post:"
# The address of one subject that opens once, in a letter that tells of several.
ONE_USE_LINK = re.compile(rf"\S+/o/{UNSENT}/")
TITLE = ("{n}টি খবর", "{n} [message|messages]")
MORE = ("ও আরও {n}টি", "and {n} more")


def is_collected(message: Message, *, outbox_entry: OutboxEntry, now: datetime) -> bool:
    """Whether it goes out in a digest, by itself or with what this call collects for the same recipient."""
    if message.person.startswith((CONTACT, MEMBER)):
        # Each of their messages has an address of its own, for one task or one roster alone.
        return False
    with transaction.atomic():
        waited = list(
            Message.objects.select_for_update()
            .filter(
                office=message.office_id,
                channel=message.channel,
                address=message.address,
                status=Message.MADE,
            )
            # This one may go out now, even where its wait was reckoned longer: a holiday may
            # have been withdrawn.
            .filter(Q(not_before__lte=now) | Q(pk=message.pk))
            .filter(hours=message.hours, **same_recipient(message))
            .order_by("id")
        )
        if message.pk not in {each.pk for each in waited}:
            # Another worker, or the outbox entry of another message, has collected it.
            return True
        over = overtaken(waited)
        for each in over:
            keep_in_tray(each, now)
        waited = [each for each in waited if each not in over]
        if message in over:
            # What else waits for the same post has an entry of its own.
            return True
        if len(waited) == 1:
            return False
        make_digest(waited, outbox_entry=outbox_entry, now=now)
        return True


RECEIVED = "case.received"


def overtaken(waited: Sequence[Message]) -> list[Message]:
    """Of what waited for a post the news of applications that were answered meanwhile: nothing is to be done
    about them any more.
    """
    told = [each for each in waited if each.person.startswith(POST) and each.subject_type == "case"]
    if not told:
        return []
    new = [each for each in told if each.outbox_entry.entry.verb == RECEIVED]
    cases = Case.objects.filter(pk__in=[each.subject_id for each in new])
    closed = {case.pk for case in cases if not case.is_open}
    return [each for each in new if each.subject_id in closed]


def keep_in_tray(message: Message, now: datetime) -> None:
    """It leaves the office no more; whoever it is for still reads it on screen."""
    Message.objects.filter(pk=message.pk).update(status=Message.KEPT_IN_TRAY)
    record_sending("message.kept_in_tray", message, now)


def same_recipient(message: Message) -> dict[str, str]:
    """Who is the same at one address: whoever applies with that mobile, but of posts and accounts only that
    one.
    """
    is_applicant = message.address and message.person.startswith(APPLICANT)
    return {"person__startswith": APPLICANT} if is_applicant else {"person": message.person}


def make_digest(waited: Sequence[Message], *, outbox_entry: OutboxEntry, now: datetime) -> None:
    """Make one message of several; it is sent as any other, and its parts say that they went out in it."""
    last, office = waited[-1], Office.objects.get(pk=waited[-1].office_id)
    subjects = {(each.subject_type, each.subject_id) for each in waited}
    subject = subjects.pop() if len(subjects) == 1 else (Message.DIGEST, waited[0].pk)
    title, body = digest_words(waited, office)
    digest = Message.objects.create(
        office=office,
        outbox_entry=outbox_entry,
        subject_type=subject[0],
        subject_id=subject[1],
        person=last.person,
        channel=last.channel,
        address=last.address,
        language=last.language,
        title=title,
        body=body,
        made_at=now,
        status=Message.MADE,
        hours=last.hours,
    )
    Message.objects.filter(pk__in=[each.pk for each in waited]).update(
        status=Message.IN_DIGEST, digest=digest
    )
    record(
        "message.made",
        subject=digest.reference,
        actor=WORKER,
        office_id=office.pk,
        now=now,
        turn=CAN_WAIT,
    )


def digest_words(waited: Sequence[Message], office: Office) -> tuple[str, str]:
    """Title and body in the language of the latest of them."""
    tongue = waited[-1].language
    title = say_in(tongue, *TITLE, n=len(waited))
    if waited[-1].channel == Message.EMAIL:
        # Each is a letter itself: between the first greeting and the closing stand the words of all.
        greeting, *_ = waited[-1].body.split("\n\n", 1)
        inside = ["\n\n".join([each.title, *each.body.split("\n\n")[1:-1]]) for each in waited]
        text = compose_email(greeting, inside, office, tongue)
        is_of_one = len({(each.subject_type, each.subject_id) for each in waited}) == 1
        return title, text if is_of_one else ONE_USE_LINK.sub(digest_link(waited, office, tongue), text)
    texts = [each.body.rpartition(" ")[0] for each in waited]
    link = digest_link(waited, office, tongue)
    body = "\n".join([f"{title}:", *texts, link])
    return title, (
        body
        if len(split_message(simplify_for_gsm(body))) <= MOST_PARTS
        else digest_titles(waited, title, link, tongue)
    )


def digest_titles(waited: Sequence[Message], title: str, link: str, tongue: str) -> str:
    """Their titles, the oldest first, as many as fit."""
    titles = [each.title for each in waited]
    for shown in range(len(titles), 0, -1):
        left = len(titles) - shown
        more = [say_in(tongue, *MORE, n=left)] if left else []
        body = simplify_for_gsm("\n".join([f"{title}:", *titles[:shown], *more, link]))
        if len(split_message(body)) <= MOST_PARTS or shown == 1:
            return body
    raise AssertionError("at least one is named")


def digest_link(waited: Sequence[Message], office: Office, tongue: str) -> str:
    """Where all of them lead; of several, to the list of the person's own requests, or to
    the officer's day.
    """
    # An address that opens once is of one subject, though all of them look alike until they are sent.
    links = {(each.body.rpartition(" ")[2], each.subject_type, each.subject_id) for each in waited}
    if len(links) == 1 or (
        len({link for link, *_ in links}) == 1 and not any(UNSENT in link for link, *_ in links)
    ):
        return links.pop()[0]
    with override_language(tongue):
        page = reverse("mine" if waited[-1].person.startswith(APPLICANT) else "today")
    return f"{site_of(office)}{page}"


# A try that fails after longer than this has kept everything else waiting.
SLOW_SECONDS = 2.0
PAUSE = timedelta(minutes=1)
# Channel → until when it is left alone. Each worker finds out for itself.
paused_channels: dict[str, datetime] = {}


# The states in which a message needs no more work.
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
    calendar = calendar_of(newest_version(message.office_id))
    return sending_moment(calendar, message.hours, now, own_message_hours(message.office, now))


def latest_sending(message: Message, now: datetime) -> datetime:
    """The latest moment to which it can have been put off by now: by any calendar and hours of its office in
    force since it was made. What a withdrawn holiday put off is not called back.
    """
    if not message.hours:
        return now
    hours = own_message_hours_since(message.office, message.made_at, now)
    calendars = calendars_since(message.office_id, message.made_at)
    return max([now, *(sending_moment(each, message.hours, now, own) for each in calendars for own in hours)])


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
            keep_in_tray(message, now)
        return
    channel = message.channel
    if channel in paused_channels and now < paused_channels[channel]:
        raise ChannelPaused(f"{channel} is left alone until {paused_channels[channel]:%H:%M:%S}")
    began = time.monotonic()
    going = prepare_outgoing(message, now)
    try:
        CHANNELS[channel].send(going.message, attachments_of(going.message), lambda: mark_sent(message, now))
    except Exception as fault:
        if going.address:
            going.address.delete()
        if time.monotonic() - began > SLOW_SECONDS:
            paused_channels[channel] = now + PAUSE
        is_final = is_refused_for_good(fault) or message.attempts >= len(PAUSES)
        with transaction.atomic():
            Message.objects.filter(pk=message.pk).exclude(status=Message.SENT).update(
                attempts=F("attempts") + 1, fault=going.fault_words(fault), status=Message.FAILED
            )
            record_sending("message.failed", message, now)
            is_told = is_final and tell_of_refusal(message, now)
        if is_told:
            # What it kept is owed again, and waits to be sent another way: nothing is tried any more.
            return
        if (words := going.words_for_log(fault)) is not None:
            raise MessageRefused(words) from None
        raise


# What apps that send by message do when it is refused for good: called with the message and now, says whether
# it was theirs.
ON_REFUSAL: list[Callable[..., bool]] = []


def tell_of_refusal(message: Message, now: datetime) -> bool:
    return any(tell(message, now=now) for tell in ON_REFUSAL)


def is_refused_for_good(fault: Exception) -> bool:
    """Whether the mail server said that it will never take it: no such address, or mail of this sort (a code
    of 500 and above; RFC 5321, section 4.2.1). Whatever else fails may pass.
    """
    if isinstance(fault, smtplib.SMTPRecipientsRefused):
        return all(code >= NEVER for code, _ in fault.recipients.values())
    return isinstance(fault, smtplib.SMTPResponseException) and fault.smtp_code >= NEVER


NEVER = 500


class MessageRefused(OSError):
    """A fault whose own words repeated the message: what is said and to whom belongs in no log."""


class OutgoingMessage(NamedTuple):
    """A message as it leaves. `token`: of the address in it that opens once, which no row of ours ever has;
    "" where none is.
    """

    message: Message
    token: str = ""
    address: OneUseAddress | TaskLink | MinutesLink | AcknowledgeLink | None = None

    def fault_words(self, fault: Exception) -> str:
        """A fault as the tray shows it: a gateway that repeats what it was handed tells no token."""
        words = f"{type(fault).__name__}: {fault}"
        return (words.replace(self.token, UNSENT) if self.token else words)[:2000]

    def words_for_log(self, fault: Exception) -> str | None:
        """The fault without what the message says; None where it repeats nothing of that."""
        words = said = f"{type(fault).__name__}: {fault}"
        own = [self.message.title, *self.message.body.splitlines(), self.message.address]
        for part in sorted({each.strip() for each in own}, key=len, reverse=True):
            if len(part) >= SHORTEST_SECRET:
                words = words.replace(part, GONE)
        return None if words == said else words


def prepare_outgoing(message: Message, now: datetime) -> OutgoingMessage:
    if UNSENT not in message.body:
        return OutgoingMessage(message)
    address, token = make_message_address(message, now)
    going = copy(message)
    going.body = message.body.replace(UNSENT, token)
    return OutgoingMessage(going, token, address)


def make_message_address(
    message: Message, now: datetime
) -> tuple[OneUseAddress | TaskLink | MinutesLink | AcknowledgeLink | None, str]:
    """The address in a message, made on leaving: of a task, for its owner outside; of minutes, for a chair
    outside; of an inspection, for the head of the place; or one that opens once. A member's ticket is there
    already, and leaves only here.
    """
    if message.person.startswith(MEMBER):
        return None, ticket_of(int(message.person.removeprefix(MEMBER)))
    if message.person.startswith(CONTACT):
        if message.subject_type == Meeting.SUBJECT:
            contact_id = int(message.person.removeprefix(CONTACT))
            return make_promised_link(Meeting.objects.get(pk=message.subject_id), contact_id, now)
        if message.subject_type == Inspection.SUBJECT:
            visit = Inspection.objects.get(pk=message.subject_id)
            return inspection_links.make_promised_link(visit, int(message.person.removeprefix(CONTACT)), now)
        task = Task.objects.get(pk=message.subject_id)
        return make_link(task, now, contact_id=int(message.person.removeprefix(CONTACT)))
    return make_address(message.office, (message.subject_type, message.subject_id), now)


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
