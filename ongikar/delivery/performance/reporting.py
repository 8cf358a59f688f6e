"""The report of a plan is issued as a letter: its readings are frozen, and the promise is kept when it has
left.
"""

from datetime import datetime

from ongikar.cases.actions.sent_letters import keep_by_letter
from ongikar.cases.kinds import OutcomeFault
from ongikar.cases.models import Case, case_of_key
from ongikar.core.forms.faults import ActFault
from ongikar.core.i18n.say import say
from ongikar.journal.actions import Reference
from ongikar.letters.models import Letter
from ongikar.letters.outgoing.actions import Addressee, Ties, draft_letter, sign_and_issue
from ongikar.letters.outgoing.dispatching import dispatch_by_itself
from ongikar.letters.outgoing.kinds import PERFORMANCE_REPORT
from ongikar.offices.models import Post
from ongikar.records.actions import act_on, note

from .actions import read_measures
from .models import Plan, Reading
from .readings import PlanProgress, holds, number_words, progress_of
from .report import outcome_of, report_wording


def issue_report(
    plan: Plan, *, to: Addressee, words: str, signer: Post, actor: Reference, now: datetime
) -> Letter:
    """Read everything once more, freeze it, and send it. Pressed twice it is issued once.

    Raises ActFault where the weights are not a hundred, or a value is missing. That nothing was
    reached is told as what it is.
    """
    with act_on(plan):
        if known := issued_letter(plan):
            return known
        plan.require_open()
        if any(not each.is_typed for each in plan.living_indicators()):
            read_measures(plan, actor=actor, now=now)
        found = progress_of(plan)
        require_whole(found)
        letter = draft_letter(
            office=plan.office,
            kind=PERFORMANCE_REPORT,
            wording=report_wording(found, words, now),
            drafter=signer,
            signer=signer,
            recipients=[to],
            submission=f"performance-{plan.pk}-report",
            actor=actor,
            now=now,
            ties=Ties(subject=plan.reference),
        )
        sign_and_issue(letter, actor=actor, now=now)
        dispatch_by_itself(letter, actor=actor, now=now)
        freeze(found, now)
        plan.letter, plan.issued_at = letter, now
        plan.save(update_fields=["letter", "issued_at"])
        note(plan, "reported", actor, now)
        keep_case(found, letter, actor=actor, now=now)
    return letter


def issued_letter(plan: Plan) -> Letter | None:
    """Asked under the lock: two presses at once issue one."""
    return Letter.objects.get(pk=plan.letter_id) if plan.letter_id else None


def missing_words(found: PlanProgress) -> tuple[str, str, dict[str, str]] | None:
    """What stands in the way of the report, as a sentence in both languages and what fills it."""
    if not found.lines:
        return "একটিও সূচক নেই।", "There is no indicator.", {}
    if unsaid := [each for each in found.lines if not each.indicator.weight or each.indicator.target is None]:
        name = unsaid[0].indicator.name
        return (
            "“{name}” সূচকের মান ও লক্ষ্যমাত্রা লিখুন।",
            "Write the weight and the target of “{name}”.",
            {"name": name},
        )
    if not found.is_weighed:
        return (
            "সব সূচকের মান মিলে ১০০ হতে হয়; এখন {n}।",
            "The weights must add up to 100; they are {n} now.",
            {"n": number_words(found.weights)},
        )
    if unread := [each for each in found.unread if each.indicator.is_typed]:
        return (
            "“{name}” সূচকের অর্জন ও প্রমাণ লিখুন।",
            "Write what “{name}” came to, with its proof.",
            {"name": unread[0].indicator.name},
        )
    return None


def require_whole(found: PlanProgress) -> None:
    if said := missing_words(found):
        raise ActFault("", said[0], said[1], **said[2])
    if found.unread:
        # Its app is gone since; the officer takes another measure, or types it.
        raise ActFault(
            "",
            "“{name}” সূচকটি আর গোনা যায় না; অন্য হিসাব বেছে নিন।",
            "“{name}” can no longer be computed; choose another measure.",
            name=found.unread[0].indicator.name,
        )


def freeze(found: PlanProgress, now: datetime) -> None:
    for line in found.lines:
        reading = line.reading
        if reading is None or not holds(reading):
            raise ActFault(
                "",
                "একটি হিসাব তার নথির সঙ্গে মেলে না; আবার গুনুন।",
                "A figure differs from its records; compute it again.",
            )
        reading.frozen_at = now
        Reading.objects.filter(pk=reading.pk).update(frozen_at=now)


def case_of_plan(key: int) -> Case:
    return case_of_key(Plan.objects.values_list("case_id", flat=True).get(pk=key))


def keep_case(found: PlanProgress, letter: Letter, *, actor: Reference, now: datetime) -> None:
    case = case_of_key(found.plan.case_id)
    try:
        keep_by_letter(case, letter, outcome=outcome_of(found, now), actor=actor, now=now)
    except OutcomeFault as fault:
        words = " ".join(each.words for each in fault.missing)
        raise ActFault("", words, words) from fault


def missing_sentence(found: PlanProgress) -> str:
    """The same in the language at hand; "" where nothing is missing."""
    said = missing_words(found)
    return say(said[0], said[1], **said[2]) if said else ""
