"""The root of an office's ledger to each second party that keeps roots (`ONGIKAR_ROOTS_TO`), once a day by
e-mail.
"""

import hashlib
from datetime import date, datetime

from django.conf import settings

from ongikar.core.not_none import not_none
from ongikar.journal.models import OutboxEntry
from ongikar.offices.day_roots import root_lines_to_keep
from ongikar.offices.models import Office
from ongikar.rules.bangla.text import date_words

from .actions import Recipient, make_messages
from .models import Message
from .wording import Wording

ROOT_OF_DAY = Wording(
    ("খতিয়ানের শেষ সিল: {day}", "Last seal of the ledger: {day}"),
    (
        "{office}: {day} তারিখের শেষ সিল নিচে। ই-মেইলটি রেখে দিন, মুছবেন না।",
        "{office}: the last seal of {day} is below. Keep this e-mail, do not delete it.",
    ),
    (
        "{roots}\n\nলাইনটি যেমন আছে তেমন রেখে দিলে পরে যে কেউ মিলিয়ে দেখতে পারেন, খতিয়ান বদলানো হয়েছে কি না।",
        "{roots}\n\nKept as it stands, the line lets anyone see later whether the ledger was rewritten.",
    ),
    ("ledger", "plain"),
)


def mail_root(outbox_entry: OutboxEntry, *, now: datetime) -> None:
    """A message to each address, once; the root of a day that is over never changes."""
    office = Office.objects.get(pk=outbox_entry.entry.subject_id)
    day = date.fromisoformat(not_none(outbox_entry.entry.facts["day"]))
    roots = "\n".join(root_lines_to_keep(office, day))
    for address in dict.fromkeys(settings.ONGIKAR_ROOTS_TO):
        to = keeper_recipient(address)
        facts = {
            "office": office.in_words("name", to.tongue),
            "day": date_words(day, to.tongue, weekday=False),
            "roots": roots,
        }
        make_messages(
            outbox_entry=outbox_entry,
            office=office,
            about=("office", office.pk),
            to=to,
            wording=ROOT_OF_DAY,
            facts=facts,
            now=now,
        )


def keeper_recipient(address: str) -> Recipient:
    """By a key that stays the same for an address, whichever others are set beside it."""
    key = hashlib.sha256(address.lower().encode()).hexdigest()[:16]
    return Recipient(f"keeper:{key}", "প্রাপক", "bn", ((Message.EMAIL, address),))
