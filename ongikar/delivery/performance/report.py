"""The report of a plan in words, as its letter prints it and its case tells it."""

from datetime import datetime
from typing import Any

from ongikar.core.i18n.say import override_language, say
from ongikar.letters.outgoing.actions import Wording
from ongikar.rules.calendar.office_calendar import TZ

from .models import Plan
from .readings import PlanProgress, Progress, measure_words, number_words

Part = tuple[str, str]
LANGUAGE = "bn"
MOST_SUBJECT, MOST_WORDS, MOST_EVIDENCE = 300, 5000, 3000


def report_wording(found: PlanProgress, words: str, now: datetime) -> Wording:
    with override_language(LANGUAGE):
        title = say(
            "কর্মসম্পাদন প্রতিবেদন: {title}, {period}",
            "Performance report: {title}, {period}",
            title=found.plan.title,
            period=found.plan.period_words,
        )
        return Wording(title[:MOST_SUBJECT], words, "", LANGUAGE, tuple(report_parts(found, now)))


def report_parts(found: PlanProgress, now: datetime | None = None) -> list[Part]:
    """In the order in which they are read: which plan, the score, then each indicator."""
    plan = found.plan
    parts = [
        (say("কোন পরিকল্পনার", "Under which plan"), plan.get_system_display()),
        (say("কোন সময়ের", "For which time"), time_words(plan, now)),
        (say("উদ্দেশ্য", "Objective"), plan.title),
        (
            say("মোট প্রাপ্ত মান, ১০০-তে", "Score, out of 100"),
            number_words(found.score),
        ),
    ]
    return parts + [indicator_part(line) for line in found.lines]


def time_words(plan: Plan, now: datetime | None) -> str:
    """A time that is not over is told as far as it has come."""
    words, last = plan.period_words, plan.days[1]
    at = plan.issued_at or now
    if at is None or at.astimezone(TZ).date() >= last:
        return words
    return say("{words}; {day} পর্যন্ত", "{words}; up to {day}", words=words, day=at.astimezone(TZ).date())


def indicator_part(line: Progress) -> Part:
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


def evidence_words(line: Progress) -> str:
    reading = line.reading
    if reading is None:
        return ""
    if not reading.is_typed:
        return f"{measure_words(reading.measure)}: {line.reading_words}"
    proof = reading.proof or say("কাগজ দেওয়া হয়েছে", "by a document")
    return say("হাতে লেখা; প্রমাণক: {proof}", "Typed; proof: {proof}", proof=proof)


def outcome_of(found: PlanProgress, now: datetime) -> dict[str, Any]:
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
            for each in found.lines
        ]
        evidence = [evidence_words(each) for each in found.lines]
    return {
        "words": "\n".join(lines)[:MOST_WORDS],
        "reached": found.reached_percent,
        "evidence": "\n".join(filter(None, evidence))[:MOST_EVIDENCE],
        "sent_on": now.astimezone(TZ).date().isoformat(),
        "plan": found.plan.pk,
    }
