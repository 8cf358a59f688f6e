"""Telling the citizen that a change of the calendar has moved the last day: once for each promise and order."""

from datetime import datetime
from typing import Any

from ongikar.frame.say import say_in, spoken
from ongikar.grievances.reactions import stage_of
from ongikar.grievances.ready import day_words
from ongikar.journal.models import Entry, ToDo
from ongikar.offices.models import CalendarOrder
from ongikar.rules import bangla
from ongikar.rules.calendar import TZ
from ongikar.rules.calendar_rows import KINDS, OPTIONAL, WITHDRAWN, WORKING

from .actions import make
from .reactions import case_of
from .recipients import Recipient, applicant
from .wording import Wording

# Why, by what the order does.
HOLIDAY = ("ছুটি ঘোষণার কারণে", "Because of a newly ordered holiday")
OTHER = ("অফিসের ক্যালেন্ডার বদলের কারণে", "Because the office calendar has changed")
HOURS = ("বিশেষ অফিস সময়", "special office hours")
BY_ORDER = ("আদেশ: {names}; স্মারক {memo}।\n", "Order: {names}; memo {memo}.\n")
CASE = Wording(
    ("শেষ দিন বদলেছে: {number}", "The last day has changed: {number}"),
    (
        "{why} আবেদন {number}-এর নতুন শেষ তারিখ {becomes}। আগে ছিল {was}।",
        "{why}, application {number} is now due by {becomes}. It was due by {was}.",
    ),
    (
        "{by_order}আপনাকে কিছু করতে হবে না। নতুন তারিখে সেবা না পেলে অভিযোগ করা আপনার অধিকার।",
        "{by_order}You need not do anything. If the service is not given by the new day, to complain is your right.",
    ),
)
GRIEVANCE = Wording(
    ("সিদ্ধান্তের শেষ দিন বদলেছে: {number}", "The day of the decision has changed: {number}"),
    (
        "{why} {number}-এর সিদ্ধান্ত দেওয়ার নতুন শেষ তারিখ {becomes}। আগে ছিল {was}।",
        "{why}, {number} is now to be decided by {becomes}. It was to be decided by {was}.",
    ),
    ("{by_order}আপনাকে কিছু করতে হবে না।", "{by_order}You need not do anything."),
)


def tell_of_case(todo: ToDo, *, now: datetime) -> None:
    """What ended meanwhile has no last day any more; who is waited for is told the day when the answer comes."""
    case = case_of(todo.entry)
    if case.is_open and not todo.entry.facts.get("waits"):
        tell(todo, case, applicant(case.applicant), CASE, now, is_timed=case.clock.running.promise.is_timed)


def tell_of_grievance(todo: ToDo, *, now: datetime) -> None:
    stage = stage_of(todo.entry)
    if stage.is_open:
        tell(todo, stage.grievance, applicant(stage.grievance.complainant), GRIEVANCE, now)


def tell(
    todo: ToDo, about, to: Recipient | None, wording: Wording, now: datetime, *, is_timed: bool = False
) -> None:
    """`about`: a case or a grievance; nobody is told who left no address. `is_timed`: hours or minutes are promised."""
    if to is None:
        return
    was, becomes = (datetime.fromisoformat(todo.entry.facts[key]) for key in ("from", "to"))
    facts: dict[str, Any] = {
        "plain_number": about.number,
        "number": bangla.digits(about.number, to.tongue),
        **reasons(todo.entry, to.tongue),
        **days_or_moments(was, becomes, to.tongue, is_timed=is_timed),
    }
    make(
        todo=todo, office=about.office, about=about.reference, to=to, wording=wording, facts=facts, now=now,
    )  # fmt: skip


def days_or_moments(was: datetime, becomes: datetime, tongue: str, *, is_timed: bool) -> dict[str, str]:
    """The days; with their times where these are promised, or where on one day only the hour moved, as in Ramadan."""
    is_one_day = was.astimezone(TZ).date() == becomes.astimezone(TZ).date()
    words = spoken if is_timed or is_one_day else day_words
    return {"was": words(was, tongue), "becomes": words(becomes, tongue)}


def reasons(entry: Entry, tongue: str) -> dict[str, str]:
    """Why it moved, in a word, and by which order; new files of the office name none."""
    order = CalendarOrder.objects.filter(pk=entry.facts.get("order")).first()
    if order is None:
        return {"why": say_in(tongue, *OTHER), "by_order": ""}
    kinds = {row["kind"] for row in order.days}
    closes = bool(kinds) and not order.windows and not kinds & {OPTIONAL, WORKING, WITHDRAWN}
    names = ", ".join(dict.fromkeys(names_of(row, tongue) for row in (*order.days, *order.windows)))
    by_order = say_in(tongue, *BY_ORDER, names=names, memo=bangla.digits(order.memo_number, tongue))
    return {"why": say_in(tongue, *(HOLIDAY if closes else OTHER)), "by_order": by_order}


def names_of(row: dict, tongue: str) -> str:
    """What a row is called; dated hours and withdrawals may have no name of their own."""
    kind = KINDS.get(row.get("kind", ""), HOURS)
    return row.get(f"name_{tongue}") or kind[tongue == "en"]
