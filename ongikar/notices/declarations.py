"""Where messages show: on the pages of whatever they were sent about; and the SMS that an answer sends."""

from datetime import datetime

from django.http import HttpRequest

from ongikar.cases.models import Case
from ongikar.cases.slots import ANSWER, CASE, DRAFT_SENT, HELD, REMINDED
from ongikar.core.db.compiled_query import CompiledQuery
from ongikar.core.i18n.say import say
from ongikar.core.not_none import not_none
from ongikar.core.slots import Answer
from ongikar.gatherings.slots import GATHERING
from ongikar.grievances.slots import NOTICE_PROOFS
from ongikar.letters.slots import LETTER
from ongikar.offices.middleware import OfficeRequest
from ongikar.tasks.slots import TASK

from . import tray
from .actions import applicant_recipient, message_words
from .appointments import reminder_part
from .facts import case_facts
from .gatherings import gathering_messages_part
from .hearings import proofs_of_notice
from .kept_drafts import draft_sent_part
from .letters import enter_refusal, letter_messages_part
from .models import Message
from .own_texts import applicant_wording
from .sending import ON_REFUSAL
from .tasks import task_messages_part

MESSAGES_SHOWN = 10
latest_messages = CompiledQuery(
    lambda: Message.objects.about(("case", CompiledQuery.parameter(0))).order_by("-id")[:MESSAGES_SHOWN]
)


def case_messages_part(*, request: OfficeRequest, case: Case, now: datetime) -> Answer | None:
    rows = tray.tray_messages(latest_messages(case.pk), request.office)
    return ("notices/on_case.html", {"shown": rows}) if rows else None


# What goes out after each closing act: the entry it makes, and when that message goes.
MESSAGES_AFTER_ACT = {
    "keep": (
        ("case.kept", ("সব দেওয়া হলে", "When all of it is given")),
        ("case.part_kept", ("কিছু দেওয়া হলে", "When a part is given")),
        ("case.informed", ("এখনো দেওয়া না গেলে", "When nothing is given yet")),
    ),
    "refuse": (("case.refused", ("নামঞ্জুর হলে", "When it is refused")),),
    "redirect": (("case.redirected", ("অন্য কার্যালয়ে পাঠালে", "When it is sent elsewhere")),),
}
# The placeholder for words that are not written yet.
PLACEHOLDERS = dict.fromkeys(("memo", "given_short", "left_short", "left_on"), "…")


def answer_sms_part(*, request: HttpRequest, case: Case, act: str, now: datetime) -> Answer | None:
    """The SMS that an answer would send, in the applicant's language; nothing where nobody can be told."""
    to = applicant_recipient(case.applicant)
    if act not in MESSAGES_AFTER_ACT or to is None or not not_none(case.applicant).mobile:
        return None
    facts = {**case_facts(case, to.tongue, now), **PLACEHOLDERS}
    previews = [
        (
            say(*when),
            message_words(applicant_wording(case.office, verb, now), Message.SMS, to, case.office, facts)[1],
        )
        for verb, when in MESSAGES_AFTER_ACT[act]
    ]
    return "notices/sms_of_answer.html", {"previews": previews, "written_in": to.tongue}


def my_data_messages_part(*, request: HttpRequest, case: Case, now: datetime) -> Answer | None:
    """The messages written to the applicant, by title and moment: their words went to the
    person themselves.
    """
    written = (
        Message.objects.about(case.reference).filter(person=f"applicant:{case.applicant_id}").order_by("-id")
    )
    return ("notices/held.html", {"messages_held": written}) if written.exists() else None


TASK.add(task_messages_part, order=90)
LETTER.add(letter_messages_part)
GATHERING.add(gathering_messages_part, order=90)
CASE.add(case_messages_part, order=90)
HELD.add(my_data_messages_part)
ANSWER.add(answer_sms_part)
REMINDED.add(reminder_part)
DRAFT_SENT.add(draft_sent_part)
ON_REFUSAL.append(enter_refusal)
NOTICE_PROOFS.append(proofs_of_notice)
