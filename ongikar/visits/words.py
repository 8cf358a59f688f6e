"""What the pages of the counter say of a visit, its place in the order, and the rules of the queue."""

from datetime import datetime, timedelta

from ongikar.core.i18n.say import language, override_language, say
from ongikar.rules.bangla.text import digits
from ongikar.rules.calendar.office_calendar import TZ

from .models import printed_number
from .rules import order
from .rules.estimate import Span
from .rules.order import Turn
from .rules.queue_rules import PriorityGroup, QueueRules


def clock_words(at: datetime) -> str:
    """৯:৪০, as a list of a day has it."""
    local = at.astimezone(TZ)
    return digits(f"{(local.hour - 1) % 12 + 1}:{local.minute:02d}", language())


def span_words(span: Span) -> str:
    return say("{least} থেকে {most} মিনিট", "{least} to {most} minutes", least=span.least, most=span.most)


def minutes_words(span: timedelta | None) -> str:
    """Whole minutes; – of what is not known yet."""
    if span is None:
        return "–"
    return say("{n} মিনিট", "{n} min", n=round(span.total_seconds() / 60))


def slip_words() -> list[tuple[str, str]]:
    """The papers on which a token is printed (slip.py), as their links say it."""
    return [
        ("58", say("{n} মিমি", "{n} mm", n=58)),
        ("80", say("{n} মিমি", "{n} mm", n=80)),
        ("a4", say("এ৪ কাগজ", "A4")),
    ]


def printed_in_both(kept: int) -> list[str]:
    """What stands large on a token that is printed ahead: প-১৭ and P-17."""
    said = []
    for tongue in ("bn", "en"):
        with override_language(tongue):
            said.append(printed_number(kept))
    return said


def group_words(group: PriorityGroup) -> str:
    return say(group.bn, group.en)


def reason_words(turn: Turn, rules: QueueRules) -> str:
    """Why somebody stands where they do, beside the time they came."""
    waiting = turn.waiting
    if turn.reason == order.BY_GROUP and (group := rules.group(waiting.priority)):
        return say(
            "{who}: {n} মিনিট আগে ধরা",
            "{who}: {n} [minute|minutes] earlier",
            who=group_words(group),
            n=group.head_start,
        )
    if waiting.appointment_at is None:
        return say("আসার সময় ধরে", "By the time they came")
    at = clock_words(waiting.appointment_at)
    if turn.reason == order.TOO_EARLY:
        return say("সময় নেওয়া {at}, এখনো হয়নি", "Appointment {at}, not yet", at=at)
    if turn.reason == order.LATE_FOR_APPOINTMENT:
        return say("সময় নেওয়া {at}, দেরিতে এসেছেন", "Appointment {at}, came late", at=at)
    return say("সময় নেওয়া {at}", "Appointment {at}", at=at)


def rules_in_words(rules: QueueRules) -> list[str]:
    """The order as whoever waits may read it."""
    lines = [say("যিনি আগে এসেছেন, তিনি আগে।", "Whoever came first is called first.")]
    lines += [
        say(
            "{who}: {n} মিনিট আগে এসেছেন ধরা হয়।",
            "{who}: counted as having come {n} [minute|minutes] earlier.",
            who=group_words(group),
            n=group.head_start,
        )
        for group in rules.groups
        if group.head_start
    ]
    lines.append(
        say(
            "সময় নেওয়া থাকলে সেই সময় থেকে, {n} মিনিট আগে এসেছেন ধরে। {late} মিনিটের বেশি দেরি হলে আসার সময় ধরে।",
            "With an appointment: from its time on, as if they had come {n} [minute|minutes] before it."
            " More than {late} [minute|minutes] late: by the time they came.",
            n=rules.appointment_head_start,
            late=rules.appointment_grace,
        )
    )
    lines.append(
        say(
            "এর বেশি কাউকে এগিয়ে দেওয়া হয় না, তাই কেউ বসে থেকে যান না।",
            "Nobody is put forward further, so nobody is left waiting.",
        )
    )
    return lines
