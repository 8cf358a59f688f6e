"""Making a message, in the transaction of the to-do that asks for it; the row is unique, so a second run
makes nothing.

Sending it is owed by a to-do of its own ("message.made"), which sending.py does.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.urls import reverse

from ongikar.cases.models.one_use_address import UNSENT
from ongikar.clock.open_clocks import newest_version
from ongikar.core.i18n.say import override_language, say_in
from ongikar.journal.actions import WORKER, Reference, record
from ongikar.journal.models import OutboxEntry
from ongikar.offices.models import Office, calendar_of
from ongikar.offices.sites import site_of
from ongikar.rules.calendar.message_hours import sending_moment
from ongikar.rules.sms import simplify_for_gsm

from .channels import CHANNELS
from .models import Message
from .recipients import Recipient
from .wording import Wording
from .wording.message import ONCE, TRACK


def make_messages(
    *,
    outbox_entry: OutboxEntry,
    office: Office,
    about: Reference,
    to: Recipient | None,
    wording: Wording,
    facts: Mapping[str, Any],
    now: datetime,
) -> list[Message]:
    """A message on each of the person's channels; in an office of demonstration they stay in the tray.

    What is made in quiet hours waits for their end, wherever it goes then (waiting.py).
    """
    made = []
    hours = "" if wording.at_any_hour or to is None else to.hours
    begins = sending_moment(calendar_of(newest_version(office.pk)), hours, now) if hours else now
    for channel, address in to.addresses if to else ():
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
                "status": Message.MADE if leaves or waits else Message.KEPT_IN_TRAY,
                "hours": hours,
                "not_before": begins if waits else None,
            },
        )
        if new and (leaves or waits):
            record("message.made", subject=message.reference, actor=WORKER, office_id=office.pk, now=now)
        made.append(message)
    return made


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
    link = page_address(office, page, tongue, facts)
    if channel != Message.EMAIL:
        line = f"{text} {link}"
        return title, simplify_for_gsm(line) if channel == Message.SMS else line
    more = say_in(tongue, *wording.more, **facts) if wording.more else ""
    greeting = say_in(tongue, "প্রিয় {name},", "Dear {name},", name=to.name)
    return title, compose_email(greeting, filter(None, [f"{text}\n{link}", more]), office, tongue)


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
    args = {"path": [facts.get("plain_number")], "once": [UNSENT]}.get(way, [])
    with override_language(tongue):
        path = reverse(name, args=args)
    asked = f"?number={facts['plain_number']}" if way == "query" else ""
    return f"{site_of(office)}{path}{asked}"
