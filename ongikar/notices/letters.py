"""Letters by e-mail: what a dispatch on that channel sends, with the letter and its enclosures attached, and
what the letter's page tells of it.
"""

from collections.abc import Iterator
from datetime import datetime

from django.http import HttpRequest

from ongikar.core.i18n.say import say
from ongikar.core.slots import Answer
from ongikar.journal.actions import WORKER
from ongikar.journal.models import OutboxEntry
from ongikar.letters.models import Dispatch, Letter
from ongikar.letters.outgoing.dispatching import record_result
from ongikar.letters.outgoing.paper import letter_pdf, text_of
from ongikar.rules.bangla import text

from .actions import Recipient, make_messages
from .models import Message
from .tray import tray_messages
from .wording.message import NO_PAGE, Wording

LETTER_SENT = Wording(
    ("স্মারক {memo}: {subject}", "Memo {memo}: {subject}"),
    (
        "এ কার্যালয়ের চিঠি সঙ্গে দেওয়া হলো। প্রাপ্তি জানালে উপকৃত হব।",
        "Please find attached a letter of this office. Kindly acknowledge its receipt.",
    ),
    page=NO_PAGE,
    at_any_hour=True,
)
MOST_TITLE = 150
# So much of what the mail server said is entered with the dispatch.
MOST_FAULT = 200


def send_letter(outbox_entry: OutboxEntry, *, now: datetime) -> None:
    """The e-mail of a dispatch; what went another way is nobody's here. Safe to run twice."""
    facts = outbox_entry.entry.facts
    if facts.get("how") != Dispatch.EMAIL:
        return
    sent = Dispatch.objects.select_related("recipient__letter__office").get(pk=facts.get("of_id") or 0)
    letter, recipient = sent.recipient.letter, sent.recipient
    version = text_of(letter)
    make_messages(
        outbox_entry=outbox_entry,
        office=letter.office,
        about=letter.reference,
        to=Recipient(
            f"recipient:{recipient.pk}",
            recipient.name.split("\n")[0],
            version.language,
            ((Message.EMAIL, recipient.email),),
        ),
        wording=LETTER_SENT,
        facts={
            "memo": text.digits(letter.memo_number, version.language),
            "subject": letter.subject_line[:MOST_TITLE],
        },
        now=now,
    )


def enter_refusal(message: Message, *, now: datetime) -> bool:
    """The mail server will not take the e-mail of a dispatch: that has failed, and what it kept is owed
    again. Says whether the message was one.
    """
    sent = dispatch_of(message)
    if sent is None:
        return False
    if not sent.result:
        said = Message.objects.values_list("fault", flat=True).get(pk=message.pk)[:MOST_FAULT]
        words = say(
            "মেইল সার্ভার চিঠিটি নেয়নি: {said}", "The mail server did not take the letter: {said}", said=said
        )
        record_result(sent, result=Dispatch.FAILED, words=words, actor=WORKER, now=now)
    return True


def is_refusal_entered(message: Message) -> bool:
    """Whether it was the e-mail of a dispatch of which the outcome is entered: then nobody sends it again."""
    sent = dispatch_of(message)
    return sent is not None and bool(sent.result)


def dispatch_of(message: Message) -> Dispatch | None:
    """The dispatch whose e-mail it is; None for any other message."""
    entry = message.outbox_entry.entry
    if message.subject_type != Letter.SUBJECT or entry.facts.get("how") != Dispatch.EMAIL:
        return None
    return Dispatch.objects.select_related("recipient__letter__office").get(pk=entry.facts.get("of_id") or 0)


def files_of_letter(message: Message) -> Iterator[tuple[str, bytes, str]]:
    """The letter itself, and each enclosure that is a file: its name, its content and what it is."""
    letter = Letter.objects.select_related("office", "file", "signer").get(pk=message.subject_id)
    if content := letter_pdf(letter):
        yield f"{letter.memo_number.replace('/', '-')}.pdf", content, "application/pdf"
    for each in letter.enclosures.select_related("paper"):
        if each.paper and each.paper.file:
            with each.paper.file.open("rb") as file:
                name = attached_name(each.title, each.paper.media_type)
                yield name, file.read(), each.paper.media_type


SUFFIXES = {"application/pdf": ".pdf", "image/jpeg": ".jpg", "image/png": ".png"}


def attached_name(title: str, media_type: str) -> str:
    return f"{title.replace('/', '-')[:80]}{SUFFIXES.get(media_type, '')}"


def letter_messages_part(*, request: HttpRequest, letter: Letter, now: datetime) -> Answer | None:
    """The e-mails of a letter, and whether the mail server took them."""
    rows = list(Message.objects.about(letter.reference).order_by("-id")[:20])
    return ("notices/on_case.html", {"shown": tray_messages(rows, letter.office)}) if rows else None
