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
from .wording import Wording
from .wording.message import ANSWERING, DECIDING, INQUIRING, ONCE

COMPLAINANT = {
    "grievance.accepted": Wording(
        ("গ্রহণ করা হয়েছে: {number}", "Accepted: {number}"),
        (
            "{number}: আপনার {what} গ্রহণ করা হয়েছে। {decider} {by} মধ্যে লিখিত সিদ্ধান্ত দেবেন।",
            "{number}: your {what} was accepted. {decider} will decide in writing by {by}.",
        ),
        page=ONCE,
    ),
    "grievance.inquiry_ordered": Wording(
        ("তদন্ত দেওয়া হয়েছে: {number}", "Inquiry ordered: {number}"),
        (
            "{number}: তদন্ত করবেন {inquirer}। সিদ্ধান্তের শেষ দিন {due}।",
            "{number}: {inquirer} will look into it. The decision is due by {due}.",
        ),
        page=ONCE,
    ),
    "grievance.extended": Wording(
        ("তদন্তে সময় বেড়েছে: {number}", "More time for the inquiry: {number}"),
        (
            "{number}: তদন্তের জন্য সময় একবার বাড়ানো হয়েছে। সিদ্ধান্তের নতুন শেষ দিন {due}। কারণ লেখা আছে:",
            "{number}: the time was extended once for the inquiry. Decision now due by {due}. The reason is"
            " written here:",
        ),
        page=ONCE,
    ),
    "grievance.asked": Wording(
        ("আপনার কাছে প্রশ্ন: {number}", "A question to you: {number}"),
        (
            "{number}: আপনার কাছে একটি প্রশ্ন আছে। {answer_by} মধ্যে উত্তর দিন; ততদিন সময় থেমে আছে:",
            "{number}: there is a question to you. Answer by {answer_by}; the time waits until then:",
        ),
        page=ONCE,
    ),
    # Done in their name: told, so that whoever did not do it hears of it.
    "grievance.replied": Wording(
        ("আপনার উত্তর পেয়েছি: {number}", "We have your answer: {number}"),
        (
            "{number}: আপনার নামে প্রশ্নের উত্তর দেওয়া হয়েছে। আপনি না দিলে এখনই জানান:",
            "{number}: the question was answered in your name. If it was not you, tell us now:",
        ),
        page=ONCE,
    ),
    "grievance.evidence_added": Wording(
        ("প্রমাণ পেয়েছি: {number}", "We have your evidence: {number}"),
        (
            "{number}: আপনার নামে প্রমাণ যোগ করা হয়েছে। আপনি না করলে এখনই জানান:",
            "{number}: evidence was added in your name. If it was not you, tell us now:",
        ),
        page=ONCE,
    ),
}
DECIDER = {
    "grievance.inquiry_reported": Wording(
        ("তদন্ত প্রতিবেদন এসেছে: {number}", "Report of the inquiry: {number}"),
        ("{number}: তদন্ত প্রতিবেদন এসেছে।", "{number}: the report of the inquiry is here."),
        page=DECIDING,
    ),
    "grievance.replied": Wording(
        ("প্রশ্নের উত্তর এসেছে: {number}", "A question was answered: {number}"),
        ("{number}: আপনার প্রশ্নের উত্তর এসেছে।", "{number}: your question was answered."),
        page=DECIDING,
    ),
    "grievance.gone_on": Wording(
        ("উত্তর আসেনি: {number}", "No answer: {number}"),
        (
            "{number}: প্রশ্নের উত্তরের দিন পেরিয়ে গেছে। সিদ্ধান্তের শেষ দিন {due}।",
            "{number}: the day to answer your question has passed. The decision is due by {due}.",
        ),
        page=DECIDING,
    ),
}
RESPONDENT = {
    "grievance.accepted": Wording(
        ("অভিযোগ গ্রহণ করা হয়েছে: {number}", "Complaint accepted: {number}"),
        (
            "আপনার পদের বিরুদ্ধে অভিযোগ {number} গ্রহণ করা হয়েছে। সিদ্ধান্তের শেষ দিন {due}। আপনার বক্তব্য লিখে দিন:",
            "The complaint {number} against your post was accepted. The decision is due by {due}. Write your"
            " statement:",
        ),
        page=ANSWERING,
    ),
    "grievance.asked": Wording(
        ("আপনার কাছে প্রশ্ন: {number}", "A question to you: {number}"),
        (
            "অভিযোগ {number}: আপনার কাছে একটি প্রশ্ন আছে। {answer_by} মধ্যে উত্তর দিন:",
            "Complaint {number}: there is a question to you. Answer by {answer_by}:",
        ),
        page=ANSWERING,
    ),
}
INQUIRER = {
    "grievance.inquiry_ordered": Wording(
        ("তদন্ত করতে হবে: {number}", "Inquiry to make: {number}"),
        (
            "অভিযোগ {number}: তদন্তের দায়িত্ব আপনার পদের। প্রতিবেদনের শেষ দিন {report_day}।",
            "Complaint {number}: your post is to look into it. The report is due by {report_day}.",
        ),
        page=INQUIRING,
    ),
    "grievance.inquiry_ended": Wording(
        ("তদন্ত বন্ধ হয়েছে: {number}", "Inquiry called off: {number}"),
        (
            "অভিযোগ {number}: তদন্ত বন্ধ করা হয়েছে, প্রতিবেদন লাগবে না।",
            "Complaint {number}: the inquiry was called off, no report is needed.",
        ),
        page=INQUIRING,
    ),
}


def notify_complainant(outbox_entry: OutboxEntry, *, now: datetime) -> None:
    """What is done with it; nothing of a stage that was closed meanwhile."""
    stage = not_none(stage_of_entry(outbox_entry.entry))
    if stage.is_open:
        to = applicant_recipient(stage.grievance.complainant)
        tell(outbox_entry, stage, to, COMPLAINANT, now)


def notify_respondent(outbox_entry: OutboxEntry, *, now: datetime) -> None:
    stage = not_none(stage_of_entry(outbox_entry.entry))
    if stage.is_open:
        tell(outbox_entry, stage, post_recipient(stage.grievance.respondent), RESPONDENT, now)


def notify_decider(outbox_entry: OutboxEntry, *, now: datetime) -> None:
    """What came in, unless they entered it themselves."""
    stage = not_none(stage_of_entry(outbox_entry.entry))
    if stage.is_open:
        to = post_recipient(stage.post, apart_from=stage.grievance.respondent)
        tell(outbox_entry, stage, to, DECIDER, now)


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
        tell(outbox_entry, stage, to, COMPLAINANT, now)


def notify_inquirer(outbox_entry: OutboxEntry, *, now: datetime) -> None:
    """The post that looks into it. Somebody outside has the order as a letter."""
    inquiry = Inquiry.objects.select_related("post").get(pk=key_of_subject(outbox_entry))
    stage = not_none(stage_of_entry(outbox_entry.entry))
    if inquiry.post is not None:
        tell(outbox_entry, stage, post_recipient(inquiry.post), INQUIRER, now)


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
