"""The register of systems brought into use: a line for each, in the order of their numbers."""

from collections.abc import Callable
from datetime import date
from typing import Any

from ongikar.books.columns import Column, numbered_book
from ongikar.books.registry import Shelf, register_book
from ongikar.cases.officer.case.case_summary import applicant_words
from ongikar.core.i18n.say import language
from ongikar.rules.bangla.text import digits

from .desk import DESK
from .models import Rollout
from .progress import SiteLine, lines_of, read_sites
from .systems import FOLLOW_UP


def read_lines(rollouts: list[Any]) -> None:
    read_sites(rollouts)
    for rollout in rollouts:
        rollout.lines = lines_of(rollout)


def total(of_line: Callable[[SiteLine], Any]) -> Callable[[Any], int | None]:
    """Over all offices; None of a system that was not planned office by office."""
    return lambda rollout: sum(map(int, map(of_line, rollout.lines))) if rollout.lines else None


def used_by(rollout: Any) -> int | None:
    """Without a plan it is the figure of the note."""
    return total(lambda line: line.users)(rollout) if rollout.lines else rollout.case.outcome.get("users")


def live_on(rollout: Any) -> date | None:
    """The day on which the last office went live."""
    days = [line.live_on for line in rollout.lines]
    return max(filter(None, days)) if days and all(days) else None


def looked_at_on(rollout: Any) -> date | None:
    return max(filter(None, (line.day_of(FOLLOW_UP) for line in rollout.lines)), default=None)


REGISTER = numbered_book(
    "rollouts",
    ("অনলাইন পদ্ধতি চালুর রেজিস্টার", "Register of systems brought into use"),
    (
        Column(("ট্র্যাকিং নম্বর", "Tracking number"), 11, DESK.number_words),
        Column(("কে চেয়েছেন", "Asked for by"), 16, lambda rollout: applicant_words(rollout.case)),
        Column(("পদ্ধতি", "System"), 18, lambda rollout: rollout.system),
        Column(("কার্যালয়", "Offices"), 7, total(lambda line: 1)),
        Column(("চালু", "Live"), 6, total(lambda line: line.live_on is not None)),
        Column(("অ্যাকাউন্ট", "Accounts"), 8, total(lambda line: line.accounts)),
        Column(("প্রশিক্ষণ পেয়েছেন", "Trained"), 8, total(lambda line: line.learners)),
        Column(("ব্যবহার করছেন", "Using it"), 8, used_by),
        Column(("চালুর তারিখ", "Live on"), 9, live_on),
        Column(("পরে দেখা", "Looked at again"), 9, looked_at_on),
        Column(("স্মারক", "Memo number"), 13, lambda rollout: digits(rollout.case.memo_number, language())),
        Column(("অবস্থা", "State"), 11, lambda rollout: DESK.why_gone(rollout) or str(DESK.state(rollout))),
    ),
    lambda: Rollout.objects.select_related("case__service", "case__applicant", "case__clock"),
    struck=DESK.why_gone,
    prepare=read_lines,
)
register_book(REGISTER, Shelf.SERVICES)
