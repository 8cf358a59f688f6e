"""The groups of cases that are answered together, as rows among the cases: each where its due day has it."""

from collections.abc import Sequence
from datetime import datetime

from ongikar.cases.kinds import CaseGroup, kinds
from ongikar.core.db.capped_count import COUNTED_UP_TO
from ongikar.core.i18n.say import language, say
from ongikar.offices.models import Office
from ongikar.rules.bangla.text import date_words, day_month
from ongikar.rules.calendar.office_calendar import TZ

from .selection import SOON, QueueSelection, end_of_day

# The lists in which they stand: of what is open, whatever state it is in.
WITH_GROUPS = frozenset({"open", "mine", "late", "today"})


def groups_of(office: Office, now: datetime) -> list[CaseGroup]:
    """All of the office, the first due first."""
    groups = [group for kind in kinds().values() for group in kind.groups(office, now=now)]
    return sorted(groups, key=lambda group: (group.due_at, group.number))


def is_in_tab(group: CaseGroup, tab: str, now: datetime, desks: Sequence[int]) -> bool:
    """`desks`: of "mine" one's own, of another tab those by which it is narrowed."""
    if tab not in WITH_GROUPS or ((desks or tab == "mine") and group.desk not in desks):
        return False
    if tab == "late":
        return group.due_at < now
    return tab != "today" or now <= group.due_at < end_of_day(now)


def groups_in(groups: list[CaseGroup], selection: QueueSelection, now: datetime) -> list[CaseGroup]:
    """Those that stand in a list, narrowed as it is. By whichever way they came, it was each its own."""
    if selection.channel:
        return []
    return [
        group
        for group in groups
        if is_in_tab(group, selection.tab, now, selection.desks)
        and (not selection.services or group.service in selection.services)
    ]


def with_groups(
    counts: dict[str, int], groups: list[CaseGroup], now: datetime, desks: Sequence[int]
) -> dict[str, int]:
    """The counts of the tabs with a group counted once."""
    counted = dict(counts)
    for tab in WITH_GROUPS & counts.keys():
        held = sum(is_in_tab(group, tab, now, desks if tab == "mine" else ()) for group in groups)
        counted[tab] = min(counts[tab] + held, COUNTED_UP_TO)
    tonight = end_of_day(now)
    soon = sum(tonight <= group.due_at < tonight + SOON for group in groups)
    counted["soon"] = min(counts["soon"] + soon, COUNTED_UP_TO)
    return counted


def due_words_of(group: CaseGroup, now: datetime) -> str:
    day, today = group.due_at.astimezone(TZ).date(), now.astimezone(TZ).date()
    if group.due_at < now:
        return say("শেষ দিন ছিল {day}", "Was due {day}", day=day_month(day, language()))
    if day == today:
        return say("আজ শেষ দিন", "Due today")
    return date_words(day, language(), weekday=True, year=False)
