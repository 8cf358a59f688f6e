"""The report of a plan: in words, as its letter prints it and its case tells it; issued as a letter, with
which its readings are frozen, and the promise is kept when it has left. Plans whose time is over and whose
report is not issued yet stand on Today.
"""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet, Value
from django.db.models.expressions import Combinable
from django.urls import reverse

from ongikar.cases.actions.sent_letters import keep_by_letter
from ongikar.cases.kinds import OutcomeFault
from ongikar.cases.models import Case, case_of_key
from ongikar.core.db.capped_count import CappedCount
from ongikar.core.forms.faults import ActFault
from ongikar.core.i18n.say import override_language, say
from ongikar.journal.actions import Reference
from ongikar.letters.models import Letter
from ongikar.letters.outgoing.actions import Addressee, Ties, Wording, draft_letter, sign_and_issue
from ongikar.letters.outgoing.dispatching import dispatch_by_itself
from ongikar.letters.outgoing.kinds import PERFORMANCE_REPORT
from ongikar.offices.models import Office, Post
from ongikar.people.today_lines import AsideRow, TodayCountedFor, TodayQuestion, TodayShare
from ongikar.records.actions import act_on, note
from ongikar.rules.calendar.office_calendar import TZ

from .actions import read_measures
from .models import Plan, Reading
from .readings import IndicatorProgress, PlanProgress, holds, measure_words, number_words, progress_of

Part = tuple[str, str]
LANGUAGE = "bn"
MOST_SUBJECT, MOST_WORDS, MOST_EVIDENCE = 300, 5000, 3000


def report_wording(progress: PlanProgress, words: str, now: datetime) -> Wording:
    with override_language(LANGUAGE):
        title = say(
            "কর্মসম্পাদন প্রতিবেদন: {title}, {period}",
            "Performance report: {title}, {period}",
            title=progress.plan.title,
            period=progress.plan.period_words,
        )
        return Wording(title[:MOST_SUBJECT], words, "", LANGUAGE, tuple(report_parts(progress, now)))


def report_parts(progress: PlanProgress, now: datetime | None = None) -> list[Part]:
    """In the order in which they are read: which plan, the score, then each indicator."""
    plan = progress.plan
    parts = [
        (say("কোন পরিকল্পনার", "Under which plan"), plan.get_system_display()),
        (say("কোন সময়ের", "For which time"), time_words(plan, now)),
        (say("উদ্দেশ্য", "Objective"), plan.title),
        (
            say("মোট প্রাপ্ত মান, ১০০-তে", "Score, out of 100"),
            number_words(progress.score),
        ),
    ]
    return parts + [indicator_part(line) for line in progress.lines]


def time_words(plan: Plan, now: datetime | None) -> str:
    """A time that is not over is told as far as it has come."""
    words, last = plan.period_words, plan.days[1]
    at = plan.issued_at or now
    if at is None or at.astimezone(TZ).date() >= last:
        return words
    return say("{words}; {day} পর্যন্ত", "{words}; up to {day}", words=words, day=at.astimezone(TZ).date())


def indicator_part(line: IndicatorProgress) -> Part:
    each = line.indicator
    label = say("{n}. {name}", "{n}. {name}", n=each.number, name=each.name)
    said = [
        say(
            "লক্ষ্যমাত্রা {target} {unit}, অর্জন {value}",
            "Target {target} {unit}, achieved {value}",
            target=number_words(each.target),
            unit=each.unit,
            value=line.value_words,
        ),
        say(
            "মান {weight}-এর মধ্যে {points}",
            "{points} of {weight}",
            weight=number_words(each.weight),
            points=number_words(line.points),
        ),
        evidence_words(line),
    ]
    return label, "\n".join(filter(None, said))


def evidence_words(line: IndicatorProgress) -> str:
    reading = line.reading
    if reading is None:
        return ""
    if not reading.is_typed:
        return f"{measure_words(reading.measure)}: {line.reading_words}"
    proof = reading.proof or say("কাগজ দেওয়া হয়েছে", "by a document")
    return say("হাতে লেখা; প্রমাণক: {proof}", "Typed; proof: {proof}", proof=proof)


def outcome_of(progress: PlanProgress, now: datetime) -> dict[str, Any]:
    """What the outcome of the case says: figures that were computed, in the office's own first language."""
    with override_language(LANGUAGE):
        lines = [
            say(
                "{name}: লক্ষ্যমাত্রা {target}, অর্জন {value}",
                "{name}: target {target}, achieved {value}",
                name=each.indicator.name,
                target=number_words(each.indicator.target),
                value=each.value_words,
            )
            for each in progress.lines
        ]
        evidence = [evidence_words(each) for each in progress.lines]
    return {
        "words": "\n".join(lines)[:MOST_WORDS],
        "reached": progress.reached_percent,
        "evidence": "\n".join(filter(None, evidence))[:MOST_EVIDENCE],
        "sent_on": now.astimezone(TZ).date().isoformat(),
        "plan": progress.plan.pk,
    }


# ---- the report is issued ----


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
        progress = progress_of(plan)
        require_whole(progress)
        letter = draft_letter(
            office=plan.office,
            kind=PERFORMANCE_REPORT,
            wording=report_wording(progress, words, now),
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
        freeze(progress, now)
        plan.letter, plan.issued_at = letter, now
        plan.save(update_fields=["letter", "issued_at"])
        note(plan, "reported", actor, now)
        keep_case(progress, letter, actor=actor, now=now)
    return letter


def issued_letter(plan: Plan) -> Letter | None:
    """Asked under the lock: two presses at once issue one."""
    return Letter.objects.get(pk=plan.letter_id) if plan.letter_id else None


def missing_words(progress: PlanProgress) -> tuple[str, str, dict[str, str]] | None:
    """What stands in the way of the report, as a sentence in both languages and what fills it."""
    if not progress.lines:
        return "একটিও সূচক নেই।", "There is no indicator.", {}
    if unsaid := [
        each for each in progress.lines if not each.indicator.weight or each.indicator.target is None
    ]:
        name = unsaid[0].indicator.name
        return (
            "“{name}” সূচকের মান ও লক্ষ্যমাত্রা লিখুন।",
            "Write the weight and the target of “{name}”.",
            {"name": name},
        )
    if not progress.is_weighed:
        return (
            "সব সূচকের মান মিলে ১০০ হতে হয়; এখন {n}।",
            "The weights must add up to 100; they are {n} now.",
            {"n": number_words(progress.weights)},
        )
    if unread := [each for each in progress.unread if each.indicator.is_typed]:
        return (
            "“{name}” সূচকের অর্জন ও প্রমাণ লিখুন।",
            "Write what “{name}” came to, with its proof.",
            {"name": unread[0].indicator.name},
        )
    return None


def require_whole(progress: PlanProgress) -> None:
    if said := missing_words(progress):
        raise ActFault("", said[0], said[1], **said[2])
    if progress.unread:
        # Its app is gone since; the officer takes another measure, or types it.
        raise ActFault(
            "",
            "“{name}” সূচকটি আর গোনা যায় না; অন্য হিসাব বেছে নিন।",
            "“{name}” can no longer be computed; choose another measure.",
            name=progress.unread[0].indicator.name,
        )


def freeze(progress: PlanProgress, now: datetime) -> None:
    for line in progress.lines:
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


def keep_case(progress: PlanProgress, letter: Letter, *, actor: Reference, now: datetime) -> None:
    case = case_of_key(progress.plan.case_id)
    try:
        keep_by_letter(case, letter, outcome=outcome_of(progress, now), actor=actor, now=now)
    except OutcomeFault as fault:
        words = " ".join(each.words for each in fault.missing)
        raise ActFault("", words, words) from fault


def missing_sentence(progress: PlanProgress) -> str:
    """The same in the language at hand; "" where nothing is missing."""
    said = missing_words(progress)
    return say(said[0], said[1], **said[2]) if said else ""


# ---- on Today ----

# Rows of the right column of Today; plans that wait are few, and more than this many are not looked through.
MOST_ROWS, MOST_READ = 4, 100


def open_plans(office: Office | Value) -> QuerySet[Plan]:
    rows = Plan.objects.filter(office=office, issued_at__isnull=True, case__closed_at__isnull=True)
    return rows.order_by("pk")


def plans_counted(counted: TodayCountedFor) -> Combinable:
    """Whether there are any."""
    return CappedCount(open_plans(counted.office), 1)


def today_of_plans(question: TodayQuestion) -> TodayShare:
    """The oldest first."""
    if not question.count("plans"):
        return TodayShare()
    today = question.now.astimezone(TZ).date()
    over = [plan for plan in open_plans(question.office)[:MOST_READ] if plan.days[1] < today]
    return TodayShare(
        in_office=[
            AsideRow(
                say("প্রতিবেদন বাকি: {title}", "Report to issue: {title}", title=plan.title),
                reverse("performance_plan", args=[plan.pk]),
                plan.period_words,
            )
            for plan in over[:MOST_ROWS]
        ]
    )
