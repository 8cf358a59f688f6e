"""Messages to the members of a roster about its gatherings: that they are invited, that something was
moved or cancelled, and that it is tomorrow. Each is safe to run twice.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, time, timedelta
from typing import Any

from django.http import HttpRequest

from ongikar.core.db.compiled_query import CompiledQuery
from ongikar.core.i18n.say import say_in
from ongikar.core.slots import Answer
from ongikar.gatherings import transitions
from ongikar.gatherings.member_page import calendar_host, gathering_event
from ongikar.gatherings.models import Gathering, Invitation, Member, Reply
from ongikar.gatherings.words import hour_words, time_words
from ongikar.journal.models import Entry, OutboxEntry
from ongikar.journal.outbox import RetryLater, comes_again
from ongikar.offices.middleware import OfficeRequest
from ongikar.rules.bangla.text import date_words
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.calendar.timed_events import timed_events_file

from . import tray
from .actions import Recipient, make_messages
from .models import Message
from .rules import shorten
from .wording import Wording

# The member's own page, opened by the ticket.
TICKET = ("ticket", "once")
MORE = ("{title}\n{when}\n{where}", "{title}\n{when}\n{where}")

INVITED = Wording(
    ("আমন্ত্রণ: {short}", "Invitation: {short}"),
    ("আমন্ত্রণ: {short}, {when}, {where}। আসবেন কি না জানান:", "Invitation: {short}, {when}, {where}. Answer:"),
    MORE,
    page=TICKET,
)
INVITED_BY = Wording(
    INVITED.title,
    (
        "আমন্ত্রণ: {short}, {when}, {where}। {reply_by}-এর মধ্যে জানান:",
        "Invitation: {short}, {when}, {where}. Answer by {reply_by}:",
    ),
    MORE,
    page=TICKET,
)
MOVED = Wording(
    ("সময় বদলেছে: {short}", "Moved: {short}"),
    (
        "{short}: আগে ছিল {before}। এখন {when}, {where}। আসবেন কি না আবার জানান:",
        "{short}: was {before}. Now {when}, {where}. Please answer again:",
    ),
    ("কারণ: {said}", "Why: {said}"),
    page=TICKET,
)
CANCELLED = Wording(
    ("বাতিল: {short}", "Cancelled: {short}"),
    ("{short}, {when}: বাতিল হয়েছে। আসতে হবে না।", "{short}, {when}: cancelled. You need not come."),
    ("কারণ: {said}", "Why: {said}"),
    page=TICKET,
)
TOMORROW = Wording(
    ("কাল: {short}", "Tomorrow: {short}"),
    (
        "কাল {clock}: {short}, {where}। টিকিট সঙ্গে আনুন:",
        "Tomorrow at {clock}: {short}, {where}. Bring your ticket:",
    ),
    MORE,
    page=TICKET,
)


# At this time of the day before, those who come are reminded.
REMINDED_AT = time(10, 0)
MESSAGES_SHOWN = 20
# What stands before the key of a member in a message's recipient.
MEMBER = "member:"


def member_recipient(member: Member) -> Recipient | None:
    """Where a member is reached; None for one without any address: a ticket is handed over."""
    known = ((Message.SMS, member.mobile), (Message.EMAIL, member.email))
    addresses = tuple((channel, address) for channel, address in known if address)
    if not addresses or not member.ticket:
        return None
    return Recipient(f"{MEMBER}{member.pk}", member.title, member.language, addresses)


def gathering_of(entry: Entry) -> Gathering:
    rows = Gathering.objects.select_related("office", "roster", "place", "replaces")
    return rows.get(pk=entry.subject_id)


def invited_by(entry: Entry, gathering: Gathering) -> Iterable[Invitation]:
    """The invitations that an entry tells of: those of one press, or all of one that was moved."""
    rows = Invitation.objects.filter(gathering=gathering).select_related("member").order_by("id")
    first, last = entry.facts.get("first"), entry.facts.get("last")
    return rows.filter(pk__gte=first, pk__lte=last) if first and last else rows


def send_invitations(outbox_entry: OutboxEntry, *, now: datetime) -> None:
    """Those who are invited by letter get it by the letter's own way."""
    gathering = gathering_of(outbox_entry.entry)
    if gathering.state not in transitions.COMING:
        return
    wording = INVITED_BY if gathering.reply_by else INVITED
    for invitation in invited_by(outbox_entry.entry, gathering):
        if invitation.channel != Invitation.LETTER:
            tell_member(outbox_entry, gathering, invitation.member, wording, now)


def notify_of_move(outbox_entry: OutboxEntry, *, now: datetime) -> None:
    """Everybody who was invited, by letter too: there is no time to write again."""
    gathering = gathering_of(outbox_entry.entry)
    if gathering.state in transitions.GONE:
        # Moved again or cancelled meanwhile: of that they are told.
        return
    for invitation in invited_by(outbox_entry.entry, gathering):
        tell_member(outbox_entry, gathering, invitation.member, MOVED, now)


def notify_of_cancellation(outbox_entry: OutboxEntry, *, now: datetime) -> None:
    gathering = gathering_of(outbox_entry.entry)
    for invitation in invited_by(outbox_entry.entry, gathering):
        tell_member(outbox_entry, gathering, invitation.member, CANCELLED, now)


def moment_of_reminder(outbox_entry: OutboxEntry, now: datetime) -> datetime:
    """A gathering that is moved is another gathering: of this one the day stays."""
    day_before = gathering_of(outbox_entry.entry).day - timedelta(days=1)
    return datetime.combine(day_before, REMINDED_AT, TZ)


@comes_again(moment_of_reminder)
def remind_members(outbox_entry: OutboxEntry, *, now: datetime) -> None:
    """The day before, whoever did not say no; nobody where it was invited to on that very day."""
    entry = outbox_entry.entry
    gathering = gathering_of(entry)
    if gathering.state not in transitions.COMING:
        return
    remind_at = moment_of_reminder(outbox_entry, now)
    day_before = remind_at.date()
    if entry.at >= remind_at:
        return
    if now < remind_at:
        raise RetryLater(remind_at)
    if now >= gathering.starts_at or now.astimezone(TZ).date() != day_before:
        return
    replies = Reply.objects.filter(gathering=gathering).order_by("id")
    answers = dict(replies.values_list("member_id", "answer"))
    for invitation in invited_by(entry, gathering):
        if answers.get(invitation.member_id) != Reply.NO:
            tell_member(outbox_entry, gathering, invitation.member, TOMORROW, now)


def tell_member(
    outbox_entry: OutboxEntry, gathering: Gathering, member: Member, wording: Wording, now: datetime
) -> None:
    to = member_recipient(member)
    if to is None or not member.is_member_on(gathering.day):
        return
    make_messages(
        outbox_entry=outbox_entry,
        office=gathering.office,
        about=gathering.reference,
        to=to,
        wording=wording,
        facts=gathering_facts(gathering, to.tongue),
        now=now,
    )


def gathering_facts(gathering: Gathering, tongue: str) -> Mapping[str, Any]:
    last = gathering.acts.exclude(words="").order_by("-id").first()
    place = gathering.place.in_words("name", tongue) if gathering.place else ""
    where = ", ".join(filter(None, (gathering.venue, place)))
    before = gathering.replaces.starts_at if gathering.replaces else None
    reply_by = gathering.reply_by
    return {
        "title": gathering.title,
        "short": shorten(gathering.title),
        "when": time_words(gathering.starts_at, tongue),
        "clock": hour_words(gathering.starts_at, tongue),
        "before": time_words(before, tongue) if before else "",
        "where": where or say_in(tongue, "কার্যালয়ে", "at the office"),
        "reply_by": date_words(reply_by, tongue, weekday=False, year=False) if reply_by else "",
        "said": last.words if last else "",
    }


def calendar_of_gathering(message: Message) -> Iterator[tuple[str, bytes, str]]:
    """The gathering as it stands when the e-mail goes, for a calendar program: the same entry as in the
    member's own calendar, so that a move moves it and a cancellation strikes it.
    """
    gathering = Gathering.objects.select_related("office", "place", "roster").get(pk=message.subject_id)
    content = timed_events_file(
        [gathering_event(gathering, gathering.title)],
        name=gathering.roster.title,
        language=message.language,
        host=calendar_host(gathering.office),
        stamp=message.made_at,
    )
    yield "invitation.ics", content.encode(), "text/calendar"


latest_messages = CompiledQuery(
    lambda: Message.objects.about((Gathering.SUBJECT, CompiledQuery.parameter(0))).order_by("-id")[
        :MESSAGES_SHOWN
    ]
)


def gathering_messages_part(
    *, request: OfficeRequest | HttpRequest, gathering: Gathering, now: datetime
) -> Answer | None:
    """The messages about a gathering, on its page."""
    rows = tray.tray_messages(latest_messages(gathering.pk), gathering.office)
    return ("notices/on_case.html", {"shown": rows}) if rows else None
