"""Whom a message is for (a key that tells no name, the language, the addresses by channel), and making it, in
the transaction of the outbox entry that asks for it; the row is unique, so a second run makes nothing.

Sending it is owed by an outbox entry of its own ("message.made"), which sending.py does.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.urls import reverse

from ongikar.cases.models import Case
from ongikar.cases.models.proofs import UNSENT
from ongikar.clock.day_moves import days_or_moments, order_words, parse_move, why_words
from ongikar.clock.open_clocks import newest_version
from ongikar.core.i18n.say import override_language, say_in
from ongikar.core.not_none import not_none
from ongikar.grievances.models import Grievance
from ongikar.journal.actions import WORKER, SubjectReference, record
from ongikar.journal.models import Entry, OutboxEntry
from ongikar.journal.restores import is_held_back
from ongikar.notices.rules import simplify_for_gsm
from ongikar.offices.message_hours import own_message_hours
from ongikar.offices.models import CalendarOrder, Office, Post, calendar_of
from ongikar.offices.sites import site_of
from ongikar.people.models import Applicant, Holding, User
from ongikar.rti.models import InformationRequest
from ongikar.rules.bangla import text
from ongikar.rules.calendar.message_hours import sending_moment
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.calendar.rows import CITIZENS, OFFICERS
from ongikar.rules.numbers import normal_mobile

from .channels import CHANNELS
from .models import Message
from .wording import Wording
from .wording.message import NO_PAGE, ONCE, TRACK


@dataclass(frozen=True, slots=True)
class Recipient:
    """`addresses`: (channel, address). Empty where the person gave none: then nothing can be told."""

    key: str
    name: str
    tongue: str
    addresses: tuple[tuple[str, str], ...]

    @property
    def hours(self) -> str:
        """At whose hours they may be written to: those of a post and of an account are officers."""
        return OFFICERS if self.key.startswith(("post:", "user:")) else CITIZENS

    @property
    def on_one_channel(self) -> "Recipient":
        """The same, reached at the first of their addresses only."""
        return replace(self, addresses=self.addresses[:1])


def applicant_recipient(person: Applicant | None) -> Recipient | None:
    """Who asked or complained; None for nobody and for somebody who gave no address at all."""
    if person is None:
        return None
    known = ((Message.SMS, person.mobile), (Message.EMAIL, person.email))
    addresses = tuple((channel, address) for channel, address in known if address)
    return (
        Recipient(f"applicant:{person.pk}", person.shown_name, person.language, addresses)
        if addresses
        else None
    )


def post_recipient(holder: Post, *, apart_from: Post | None = None) -> Recipient:
    """Whoever holds a post. A mailbox that the post `apart_from` or the office itself reads
    too is not used.
    """
    read_by_others = {apart_from.email.lower(), holder.office.email.lower()} if apart_from else set()
    addresses = []
    if holder.email and holder.email.lower() not in read_by_others:
        addresses.append((Message.EMAIL, holder.email))
    if mobile := normal_mobile(holder.phone):
        addresses.append((Message.SMS, mobile))
    # A desk without an address is told in its tray.
    return Recipient(f"post:{holder.pk}", holder.title_bn, "bn", tuple(addresses) or ((Message.CONSOLE, ""),))


def former_recipient(to: Recipient, *, mobile: str = "", email: str = "") -> Recipient | None:
    """The same person where they were reached before; None where that was nowhere. A message of its own on
    each channel.
    """
    known = ((Message.SMS, mobile), (Message.EMAIL, email))
    addresses = tuple((channel, address) for channel, address in known if address)
    return replace(to, key=f"{to.key}:before", addresses=addresses) if addresses else None


def account_recipient(user: User) -> Recipient:
    """Somebody who signs in, told of their own account. Without an address it stands in their tray."""
    known = ((Message.SMS, user.mobile), (Message.EMAIL, user.email))
    addresses = tuple((channel, address) for channel, address in known if address)
    return Recipient(
        f"user:{user.pk}", user.in_words("name", "bn"), "bn", addresses or ((Message.CONSOLE, ""),)
    )


def make_messages(
    *,
    outbox_entry: OutboxEntry,
    office: Office,
    about: SubjectReference,
    to: Recipient | None,
    wording: Wording,
    facts: Mapping[str, Any],
    now: datetime,
) -> list[Message]:
    """A message on each of the person's channels; in an office of demonstration they stay in the tray.

    What is made in quiet hours waits for their end, wherever it goes then (sending.py).
    """
    if to is None:
        return []
    made = []
    hours = "" if wording.at_any_hour else to.hours
    begins = now
    if hours:
        calendar = calendar_of(newest_version(office.pk))
        begins = sending_moment(calendar, hours, now, own_message_hours(office, now))
    for channel, address in to.addresses:
        leaves = not office.is_demo and CHANNELS[channel].is_set()
        waits = begins > now
        title, body = message_words(wording, channel, to, office, facts)
        message, new = Message.objects.get_or_create(
            outbox_entry=outbox_entry,
            person=to.key,
            channel=channel,
            defaults={
                "office": office,
                "subject_type": about[0],
                "subject_id": about[1],
                "address": address,
                "language": to.tongue,
                "title": title,
                "body": body,
                "made_at": now,
                "status": made_status(outbox_entry) if leaves or waits else Message.KEPT_IN_TRAY,
                "hours": hours,
                "not_before": begins if waits else None,
            },
        )
        if new and (leaves or waits):
            record(
                "message.made",
                subject=message.reference,
                actor=WORKER,
                office_id=office.pk,
                now=now,
                turn=outbox_entry.turn,
            )
        made.append(message)
    return made


def made_status(outbox_entry: OutboxEntry) -> str:
    """Of one that is to go out."""
    return Message.HELD if is_held_back(outbox_entry.entry) else Message.MADE


def message_words(
    wording: Wording, channel: str, to: Recipient, office: Office, facts: Mapping[str, Any]
) -> tuple[str, str]:
    """Title and body in the person's language: one short line by SMS, a letter by e-mail. The address follows
    the text at once.
    """
    tongue = to.tongue
    title = say_in(tongue, *wording.title, **facts)
    text = say_in(tongue, *wording.text, **facts)
    page = TRACK if wording.page == ONCE and not proves_request_owner(channel, to) else wording.page
    link = page_address(office, page, tongue, facts) if page != NO_PAGE else ""
    if channel != Message.EMAIL:
        line = f"{text} {link}"
        return title, simplify_for_gsm(line) if channel == Message.SMS else line
    more = say_in(tongue, *wording.more, **facts) if wording.more else ""
    greeting = say_in(tongue, "প্রিয় {name},", "Dear {name},", name=to.name)
    return title, compose_email(greeting, filter(None, [f"{text}\n{link}".strip(), more]), office, tongue)


def compose_email(greeting: str, paragraphs: Iterable[str], office: Office, tongue: str) -> str:
    """An e-mail, from its greeting to the office's name and address."""
    closing = "\n".join([office.in_words("name", tongue), office.in_words("address", tongue)])
    return "\n\n".join([greeting, *paragraphs, closing])


def proves_request_owner(channel: str, to: Recipient) -> bool:
    """Whether a message on this channel proves whose the request is: to the mobile given with it, else to the
    mailbox.

    A mailbox beside a mobile is often a shop's or a neighbour's.
    """
    has_mobile = any(kind == Message.SMS for kind, _ in to.addresses)
    return channel == (Message.SMS if has_mobile else Message.EMAIL)


def page_address(office: Office, page: tuple[str, str], tongue: str, facts: Mapping[str, Any]) -> str:
    """The page the message leads to, in the person's language."""
    name, way = page
    # The token of an address that opens once is made at the moment of sending (sending.py).
    ways: dict[str, list[Any]] = {"path": [facts.get("plain_number")], "once": [UNSENT]}
    with override_language(tongue):
        path = reverse(name, args=ways.get(way, []))
    asked = f"?number={facts['plain_number']}" if way == "query" else ""
    return f"{site_of(office)}{path}{asked}"


def is_done_by_holder(entry: Entry, post: Post) -> bool:
    """Whether the act was done by who held the post that day."""
    if entry.actor_type != "user":
        return False
    that_day = Holding.objects.on(entry.at.astimezone(TZ).date())
    return that_day.filter(user_id=not_none(entry.actor_id), post=post).exists()


def make_moved_day_message(
    outbox_entry: OutboxEntry,
    about: Case | Grievance | InformationRequest,
    to: Recipient | None,
    wording: Wording,
    now: datetime,
    *,
    is_timed: bool = False,
) -> None:
    """`about`: a case, a grievance or a request; nobody is told who left no address. `is_timed`: hours or
    minutes are promised.
    """
    if to is None:
        return
    key = outbox_entry.entry.facts.get("order")
    order = CalendarOrder.objects.filter(pk=key).first() if key else None
    move = parse_move(outbox_entry.entry, order)
    by_order = order_words(order, to.tongue)
    facts: dict[str, Any] = {
        "plain_number": about.number,
        "number": text.digits(about.number, to.tongue),
        "why": why_words(order, to.tongue),
        "by_order": f"{by_order}\n" if by_order else "",
        **days_or_moments(move, to.tongue, is_timed=is_timed),
    }
    make_messages(
        outbox_entry=outbox_entry,
        office=about.office,
        about=about.reference,
        to=to,
        wording=wording,
        facts=facts,
        now=now,
    )
