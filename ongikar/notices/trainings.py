"""Notifications about applications to trainings. Each is safe to run twice: its messages are unique."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from ongikar.cases.models import Case
from ongikar.core.i18n.say import override_language, say
from ongikar.delivery.training import states, words
from ongikar.delivery.training.models import Application, Offer, Standing
from ongikar.journal.models import OutboxEntry
from ongikar.rules.bangla.text import digits
from ongikar.rules.selection.explain import Reason, why

from .actions import applicant_recipient, make_messages
from .facts import case_facts
from .wording import of_trainings

ROWS = Application.objects.select_related("call__batch__course", "call__batch__office")


def notify_applicant_of_batch(outbox_entry: OutboxEntry, *, now: datetime) -> None:
    """One application: its roll, its result, its seat."""
    tell(outbox_entry, ROWS.get(pk=outbox_entry.entry.subject_id), now)


def notify_all_of_batch(outbox_entry: OutboxEntry, *, now: datetime) -> None:
    """Everybody whose application to a batch is still alive."""
    living = ROWS.filter(call__batch=outbox_entry.entry.subject_id).exclude(state__in=states.GONE)
    for application in living.order_by("roll"):
        tell(outbox_entry, application, now)


def tell(outbox_entry: OutboxEntry, application: Application, now: datetime) -> None:
    case = Case.objects.with_all().select_related("office", "post__office").get(pk=application.case_id)
    to = applicant_recipient(case.applicant)
    if to is None:
        return
    with override_language(to.tongue):
        facts = training_facts(application, to.tongue)
    make_messages(
        outbox_entry=outbox_entry,
        office=case.office,
        about=case.reference,
        to=to,
        wording=of_trainings.APPLICANT[outbox_entry.entry.verb],
        facts={**case_facts(case, to.tongue, now), **facts},
        now=now,
    )


def training_facts(application: Application, tongue: str) -> Mapping[str, Any]:
    call, batch = application.call, application.call.batch
    standing = Standing.objects.filter(application=application).order_by("-id").first()
    offer = Offer.objects.filter(application=application).order_by("-id").first()
    reason = Reason.from_data(standing.reason) if standing and standing.reason else None
    return {
        "batch": words.batch_title(batch),
        "roll": digits(application.roll, tongue),
        "result": words.short_day(call.result_on),
        "closes": words.short_day(call.closes_at),
        "starts": words.short_day(batch.starts_on),
        "until": words.short_day(offer.expires_at) if offer else "",
        "outcome": outcome_words(reason, tongue),
        "why": why(reason, tongue) if reason else "",
    }


def outcome_words(reason: Reason | None, tongue: str) -> str:
    """Chosen, or which place on the waiting list, in one short sentence."""
    if reason is None:
        return ""
    if reason.seat_sort:
        return say("আপনি নির্বাচিত।", "you are chosen.")
    return say(
        "আপনি অপেক্ষার তালিকায় {n} নম্বরে।",
        "you are number {n} on the waiting list.",
        n=digits(reason.waiting, tongue),
    )
