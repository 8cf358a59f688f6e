"""The SMS with the address of an application kept for later: to the mobile that was typed, whoever has it, so
that it says nothing of what was written; and on the page what became of it.
"""

from datetime import datetime
from typing import NamedTuple

from ongikar.cases.citizen.apply.application import DRAFT_RETENTION, LATER, is_draft_expired
from ongikar.cases.models import Draft
from ongikar.core.i18n.say import language, say, value_in_words
from ongikar.core.slots import Answer
from ongikar.journal.models import OutboxEntry
from ongikar.offices.middleware import OfficeRequest
from ongikar.offices.models import Office
from ongikar.rules.bangla.text import date_words, digits, locative_time
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.numbers import masked_mobile

from .actions import Recipient, make_messages
from .models import Message
from .wording.message import ONCE, Wording

# Of one asked for at night the application may be sent before the message goes: it says nothing of that.
DRAFT_ADDRESS = Wording(
    ("আপনার রাখা আবেদন", "The application you kept"),
    (
        "{office}: যে আবেদন আপনি রেখেছেন, এই ঠিকানায় তা {day} পর্যন্ত পাবেন। এটি একবার খোলে। আপনি না চাইলে"
        " কিছু করতে হবে না।",
        "{office}: this address leads to the application you kept, until {day}. It opens once. If you did not"
        " ask for it, do nothing.",
    ),
    page=ONCE,
)


def person_key(draft: Draft, count: int) -> str:
    """Whom the draft's message of that number is for: each is a recipient of its own, so that none of them is
    collected with another.
    """
    return f"draft:{draft.pk}:{count}"


def send_draft_address(outbox_entry: OutboxEntry, *, now: datetime) -> None:
    """Nothing of one that was sent or removed meanwhile."""
    draft = Draft.objects.select_related("office").filter(pk=outbox_entry.entry.subject_id).first()
    if draft is None or draft.sent_at or is_draft_expired(draft, now):
        return
    count, asked = outbox_entry.entry.facts["count"], draft.steps.get(LATER, {})
    if len(asked.get("mobile", ())) < count:
        return
    mobile, tongue = asked["mobile"][count - 1], asked["tongue"][count - 1]
    day = (draft.begun_at + DRAFT_RETENTION).astimezone(TZ).date()
    make_messages(
        outbox_entry=outbox_entry,
        office=draft.office,
        about=draft.reference,
        to=Recipient(person_key(draft, count), "", tongue, ((Message.SMS, mobile),)),
        wording=DRAFT_ADDRESS,
        facts={
            "office": draft.office.in_words("name", tongue),
            "day": date_words(day, tongue, weekday=False),
        },
        now=now,
    )


class SentAddress(NamedTuple):
    """One SMS as the page tells of it."""

    mobile: str
    tag: str
    words: str


# By the state of its message, what may be said of it.
STATES = {
    Message.SENT: ("kept", ("পাঠানোর জন্য দেওয়া হয়েছে, {when}", "Handed over to be sent, {when}")),
    Message.FAILED: ("late", ("এখনো যায়নি, আবার চেষ্টা হবে", "Not gone yet, it will be tried again")),
    Message.HELD: ("wait", ("এখনো যায়নি, কার্যালয় অনুমতি দিলে যাবে", "Not gone yet, the office has to let it go")),
    Message.KEPT_IN_TRAY: (
        "shut",
        ("পাঠানো যায়নি: এই কার্যালয় থেকে এখন SMS যায় না", "Not sent: no SMS leaves this office now"),
    ),
}
IN_DEMONSTRATION = ("shut", ("প্রদর্শনীতে SMS যায় না", "In a demonstration no SMS leaves"))
BEING_SENT = ("open", ("পাঠানো হচ্ছে", "Being sent"))
AT_NIGHT = ("wait", ("রাতে SMS যায় না, {when} যাবে", "No SMS goes out at night, it goes {when}"))


def draft_sent_part(*, request: OfficeRequest, draft: Draft, now: datetime) -> Answer | None:
    """The SMS that were asked for, the newest first; nothing where none was."""
    mobiles = draft.steps.get(LATER, {}).get("mobile", [])
    if not mobiles:
        return None
    made = {message.person: message for message in Message.objects.about(draft.reference)}
    lines = [
        sent_address(mobile, made.get(person_key(draft, count)), request.office, now)
        for count, mobile in enumerate(mobiles, 1)
    ]
    return "notices/draft_sent.html", {"sent_addresses": lines[::-1]}


def sent_address(mobile: str, message: Message | None, office: Office, now: datetime) -> SentAddress:
    tag, words = state_of(message, office, now)
    moment = message and (message.sent_at or message.not_before)
    when = value_in_words(moment, language()) if moment else ""
    if tag == AT_NIGHT[0] and language() == "bn":
        when = locative_time(when)
    return SentAddress(digits(masked_mobile(mobile), language()), tag, say(*words, when=when))


def state_of(message: Message | None, office: Office, now: datetime) -> tuple[str, tuple[str, str]]:
    """What may be said of it: that it went only once it was handed over."""
    if message is None:
        return BEING_SENT
    if message.status == Message.KEPT_IN_TRAY and office.is_demo:
        return IN_DEMONSTRATION
    if message.status == Message.MADE and message.not_before and message.not_before > now:
        return AT_NIGHT
    return STATES.get(message.status, BEING_SENT)
