"""Messages while a complaint is looked into. Each is safe to run twice, and none tells who complains."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from ongikar.core.i18n.say import override_language
from ongikar.core.not_none import not_none
from ongikar.grievances.inquiry.parts import officer_words
from ongikar.grievances.ladder.reactions import stage_of_entry
from ongikar.grievances.models import Inquiry, Question, Stage
from ongikar.journal.models import OutboxEntry
from ongikar.rules.bangla import text

from .actions import Recipient, applicant_recipient, make_messages, post_recipient
from .facts import stage_facts
from .wording import Wording, handling_messages


def notify_complainant(outbox_entry: OutboxEntry, *, now: datetime) -> None:
    """What is done with it; nothing of a stage that was closed meanwhile."""
    stage = not_none(stage_of_entry(outbox_entry.entry))
    if stage.is_open:
        to = applicant_recipient(stage.grievance.complainant)
        tell(outbox_entry, stage, to, handling_messages.COMPLAINANT, now)


def notify_respondent(outbox_entry: OutboxEntry, *, now: datetime) -> None:
    stage = not_none(stage_of_entry(outbox_entry.entry))
    if stage.is_open:
        tell(
            outbox_entry, stage, post_recipient(stage.grievance.respondent), handling_messages.RESPONDENT, now
        )


def notify_decider(outbox_entry: OutboxEntry, *, now: datetime) -> None:
    """What came in, unless they entered it themselves."""
    stage = not_none(stage_of_entry(outbox_entry.entry))
    if stage.is_open:
        to = post_recipient(stage.post, apart_from=stage.grievance.respondent)
        tell(outbox_entry, stage, to, handling_messages.DECIDER, now)


def notify_asked(outbox_entry: OutboxEntry, *, now: datetime) -> None:
    """The side that was asked; nobody once the question has ended."""
    question = Question.objects.filter(pk=key_of_subject(outbox_entry), ended_at=None).first()
    if question is None:
        return
    if question.side == Question.COMPLAINANT:
        notify_complainant(outbox_entry, now=now)
    else:
        notify_respondent(outbox_entry, now=now)


def notify_of_own_act(outbox_entry: OutboxEntry, *, now: datetime) -> None:
    """Whoever complains, of what was answered or brought in their name, so that whoever did not do it hears
    of it. Nobody of what the other side did.
    """
    if outbox_entry.entry.facts.get("what") == Stage.COMPLAINANT:
        stage = not_none(stage_of_entry(outbox_entry.entry))
        to = applicant_recipient(stage.grievance.complainant)
        tell(outbox_entry, stage, to, handling_messages.COMPLAINANT, now)


def notify_inquirer(outbox_entry: OutboxEntry, *, now: datetime) -> None:
    """The post that looks into it. Somebody outside has the order as a letter."""
    inquiry = Inquiry.objects.select_related("post").get(pk=key_of_subject(outbox_entry))
    stage = not_none(stage_of_entry(outbox_entry.entry))
    if inquiry.post is not None:
        tell(outbox_entry, stage, post_recipient(inquiry.post), handling_messages.INQUIRER, now)


def tell(
    outbox_entry: OutboxEntry,
    stage: Stage,
    to: Recipient | None,
    table: Mapping[str, Wording],
    now: datetime,
) -> None:
    if to is None:
        return
    make_messages(
        outbox_entry=outbox_entry,
        office=stage.grievance.office,
        about=stage.grievance.reference,
        to=to,
        wording=table[outbox_entry.entry.verb],
        facts=stage_facts(stage, to.tongue, has_next=False) | facts_of_subject(outbox_entry, to.tongue),
        now=now,
    )


def key_of_subject(outbox_entry: OutboxEntry) -> int:
    """The key of the inquiry or the question."""
    return not_none(outbox_entry.entry.facts["of_id"])


def facts_of_subject(outbox_entry: OutboxEntry, tongue: str) -> dict[str, Any]:
    """Of the inquiry or the question that the act was about: who and by when."""
    about = outbox_entry.entry.facts
    if about.get("of") == "inquiry":
        inquiry = Inquiry.objects.select_related("post", "contact").get(pk=key_of_subject(outbox_entry))
        with override_language(tongue):
            return {"inquirer": officer_words(inquiry), "report_day": day_in_words(inquiry.due, tongue)}
    if about.get("of") == "question":
        day = day_in_words(Question.objects.get(pk=key_of_subject(outbox_entry)).due, tongue)
        return {"answer_by": day if tongue == "en" else f"{day} তারিখের"}
    return {}


def day_in_words(day: date, tongue: str) -> str:
    return text.date_words(day, tongue, weekday=False)
