"""Messages to whoever has an appointment: that it is booked, moved, cancelled or cannot be kept, which other
times there are, and the evening before that it is near. Each is safe to run twice.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any

from ongikar.appointments import transitions
from ongikar.appointments.calendar_entry import calendar_entry
from ongikar.appointments.free_times import time_of_value
from ongikar.appointments.models import Booking
from ongikar.appointments.words import clock_words
from ongikar.core.i18n.say import override_language, say, say_in
from ongikar.core.slots import Answer
from ongikar.gatherings.words import time_words
from ongikar.journal.actions import SubjectReference
from ongikar.journal.models import Entry, OutboxEntry
from ongikar.journal.outbox import RetryLater, comes_again
from ongikar.offices.middleware import OfficeRequest
from ongikar.people.subjects import load_subjects
from ongikar.rules.bangla.text import day_month, genitive
from ongikar.rules.calendar.office_calendar import TZ

from .actions import applicant_recipient, make_messages
from .channels import CHANNELS
from .models import Message
from .wording.message import NO_PAGE, ONCE, Wording

WHERE = ("{where}\n{why}", "{where}\n{why}")
# Of an appointment for an application: the person has a page, on which it is changed and cancelled.
TOLD = {
    "appointment.booked": Wording(
        ("সাক্ষাতের সময়: {when}", "Your appointment: {when}"),
        ("আপনার সাক্ষাতের সময় {when}, {with_whom}।", "Your appointment is on {when}, {with_whom}."),
        WHERE,
    ),
    "appointment.moved": Wording(
        ("সাক্ষাতের সময় বদলেছে: {when}", "Your appointment has moved: {when}"),
        (
            "আপনার সাক্ষাতের সময় বদলেছে। এখন {when}, {with_whom}।",
            "Your appointment has moved. It is now on {when}, {with_whom}.",
        ),
        WHERE,
    ),
    "appointment.cancelled": Wording(
        ("সাক্ষাৎ বাতিল: {when}", "Appointment cancelled: {when}"),
        (
            "{when}, {with_whom} আপনার সাক্ষাৎ বাতিল হয়েছে। আসতে হবে না।",
            "Your appointment on {when} {with_whom} is cancelled. You need not come.",
        ),
        ("{why}", "{why}"),
    ),
    "appointment.displaced": Wording(
        ("সাক্ষাৎ রাখা যাচ্ছে না: {when}", "Your appointment cannot be kept: {when}"),
        (
            "দুঃখিত, {when} আপনার সাক্ষাৎ রাখা যাচ্ছে না। তখন আসবেন না; অন্য সময় বেছে নিন:",
            "We are sorry: your appointment on {when} cannot be kept. Do not come then; choose another time:",
        ),
        page=ONCE,
    ),
    "appointment.offered": Wording(
        ("সাক্ষাতের জন্য অন্য সময়", "Other times for your appointment"),
        (
            "{when} সাক্ষাৎ রাখা যাচ্ছে না। বদলে: {times}। একটি বেছে নিন:",
            "The appointment on {when} cannot be kept. Instead: {times}. Choose one:",
        ),
        page=ONCE,
    ),
    "appointment.stood": Wording(
        ("সাক্ষাৎ আগের সময়েই: {when}", "Your appointment stands: {when}"),
        (
            "আপনার সাক্ষাৎ আগের সময়েই থাকছে: {when}, {with_whom}।",
            "Your appointment stands after all: {when}, {with_whom}.",
        ),
        WHERE,
    ),
}
# It names the day, since what is made late in the evening may go out in the morning.
REMINDER = Wording(
    ("মনে করিয়ে দিচ্ছি: {when}", "A reminder: {when}"),
    (
        "মনে করিয়ে দিচ্ছি: {when}, {with_whom} আপনার সাক্ষাৎ। না পারলে সময় বদলান:",
        "A reminder: your appointment is on {when}, {with_whom}. If you cannot come, change it:",
    ),
    WHERE,
    page=ONCE,
)
# Of somebody for whom nothing else is kept there is no page to lead to.
TOLD_WITHOUT_PAGE = {
    **{verb: replace(TOLD[verb], page=NO_PAGE) for verb in TOLD if TOLD[verb].page != ONCE},
    "appointment.displaced": Wording(
        TOLD["appointment.displaced"].title,
        (
            "দুঃখিত, {when} আপনার সাক্ষাৎ রাখা যাচ্ছে না। তখন আসবেন না; অন্য সময়ের জন্য কার্যালয়ে কথা বলুন।",
            "We are sorry: your appointment on {when} cannot be kept. Do not come then; ask the office for"
            " another time.",
        ),
        page=NO_PAGE,
    ),
}
REMINDER_WITHOUT_PAGE = Wording(
    REMINDER.title,
    (
        "মনে করিয়ে দিচ্ছি: {when}, {with_whom} আপনার সাক্ষাৎ। না পারলে কার্যালয়ে জানান।",
        "A reminder: your appointment is on {when}, {with_whom}. If you cannot come, tell the office.",
    ),
    WHERE,
    page=NO_PAGE,
)
# In which state each is still true: whatever became of it since tells of itself.
STILL_SO = {
    "appointment.booked": transitions.BOOKED,
    "appointment.moved": transitions.BOOKED,
    "appointment.cancelled": transitions.CANCELLED,
    "appointment.displaced": transitions.TO_MOVE,
    "appointment.offered": transitions.TO_MOVE,
    "appointment.stood": transitions.BOOKED,
}
GIVEN = ("appointment.booked", "appointment.moved")
# At this time of the day before: whoever comes is home, and it is within the hours of messages.
REMINDED_AT = time(18, 0)


def booking_of(entry: Entry) -> Booking:
    return Booking.objects.with_related().get(pk=entry.subject_id)


def begins_at(entry: Entry) -> datetime:
    """The beginning that the appointment had with this act."""
    return datetime.fromisoformat(entry.facts["begins"])


def tell_of_appointment(outbox_entry: OutboxEntry, *, now: datetime) -> None:
    """As it stands now; nothing of a time that is past, or of one that was only held and never booked."""
    entry = outbox_entry.entry
    booking = booking_of(entry)
    if booking.state != STILL_SO[entry.verb] or booking.starts_at != begins_at(entry):
        return
    if now >= booking.starts_at or not booking.acts.filter(name=transitions.BOOK).exists():
        return
    table = TOLD if booking.subject else TOLD_WITHOUT_PAGE
    if (wording := table.get(entry.verb)) is not None:
        tell(outbox_entry, booking, wording, now)


def moment_of_reminder(outbox_entry: OutboxEntry, now: datetime) -> datetime:
    return evening_before(begins_at(outbox_entry.entry))


def evening_before(starts_at: datetime) -> datetime:
    """When whoever comes then is reminded."""
    return datetime.combine(starts_at.astimezone(TZ).date() - timedelta(days=1), REMINDED_AT, TZ)


@comes_again(moment_of_reminder)
def remind_of_appointment(outbox_entry: OutboxEntry, *, now: datetime) -> None:
    """The evening before; nobody where the time was taken later than that."""
    entry = outbox_entry.entry
    booking = booking_of(entry)
    remind_at = moment_of_reminder(outbox_entry, now)
    if not is_last_given(entry) or booking.state not in transitions.COMING or entry.at >= remind_at:
        return
    if now < remind_at:
        # One that cannot be kept as it looks now may stand after all.
        raise RetryLater(remind_at)
    if now.astimezone(TZ).date() == remind_at.date() and booking.state == transitions.BOOKED:
        tell(outbox_entry, booking, REMINDER if booking.subject else REMINDER_WITHOUT_PAGE, now)


def is_last_given(entry: Entry) -> bool:
    """Whether this act gave the time that stands: moved away and back, only the last of them reminds."""
    rows = Entry.objects.filter(
        subject_type=entry.subject_type, subject_id=entry.subject_id, verb__in=GIVEN, pk__gt=entry.pk
    )
    return not rows.exists()


def tell(outbox_entry: OutboxEntry, booking: Booking, wording: Wording, now: datetime) -> None:
    to = applicant_recipient(booking.applicant)
    if to is None:
        return
    make_messages(
        outbox_entry=outbox_entry,
        office=booking.office,
        about=subject_of(booking),
        to=to,
        wording=wording,
        facts=appointment_facts(booking, to.tongue),
        now=now,
    )


def subject_of(booking: Booking) -> SubjectReference:
    """What a message is about: what somebody comes for, whose page it leads to."""
    return booking.subject or booking.reference


def appointment_facts(booking: Booking, tongue: str) -> Mapping[str, Any]:
    title, office = booking.post.in_words("title", tongue), booking.office
    post = genitive(title) if tongue == "bn" else title
    last = booking.acts.order_by("-id").first()
    said = last.words if last else ""
    line = load_subjects([booking.subject]).get(booking.subject) if booking.subject else None
    return {
        "plain_number": line.number if line else "",
        "when": time_words(booking.starts_at, tongue),
        "with_whom": say_in(tongue, "{post} কাছে", "with the {post}", post=post),
        "where": ", ".join(
            filter(None, (office.in_words("name", tongue), office.in_words("address", tongue)))
        ),
        "why": say_in(tongue, "কারণ: {said}", "Reason: {said}", said=said) if said else "",
        "times": "; ".join(short_time_words(at, tongue) for at in offered_times(booking)),
    }


def short_time_words(moment: datetime, tongue: str) -> str:
    """As short as it is told without doubt of office hours: ২৩ নভেম্বর ১০:৩০."""
    local = moment.astimezone(TZ)
    with override_language(tongue):
        return f"{day_month(local.date(), tongue)} {clock_words(local)}"


def offered_times(booking: Booking) -> list[datetime]:
    return [slot[1] for value in booking.offered.split() if (slot := time_of_value(value))]


def calendar_of_appointment(message: Message) -> Iterator[tuple[str, bytes, str]]:
    """For a calendar program, with every e-mail about an appointment: a move moves its entry."""
    entry = message.outbox_entry.entry
    if entry.subject_type == Booking.SUBJECT:
        content = calendar_entry(booking_of(entry), message.language)
        yield "appointment.ics", content.encode(), "text/calendar"


def reminder_part(*, request: OfficeRequest, booking: Booking, now: datetime) -> Answer | None:
    """That the person is reminded the evening before, and how; nothing where nothing would be sent."""
    to = applicant_recipient(booking.applicant)
    if to is None or now >= evening_before(booking.starts_at):
        return None
    # In a demonstration it stays in the tray, as whatever is sent there.
    ways = [channel for channel, _ in to.addresses if request.office.is_demo or CHANNELS[channel].is_set()]
    if not ways:
        return None
    words = {Message.SMS: say("SMS-এ", "by SMS"), Message.EMAIL: say("ইমেইলে", "by e-mail")}
    return "notices/reminder.html", {"ways": say(" ও ", " and ").join(words[way] for way in ways)}
