"""What cases show on the staff's Today: those owed, in their sections, and how many wait for the citizen."""

from collections.abc import Mapping
from datetime import datetime

from django.urls import reverse
from django.utils.safestring import SafeString

from ongikar.cases.kinds import kind_of
from ongikar.cases.models import Case
from ongikar.core.db.pages import page_of
from ongikar.core.i18n.say import language, say
from ongikar.core.not_none import not_none
from ongikar.offices.models import Office
from ongikar.people.today_lines import (
    DUE_TODAY,
    LATE,
    SHOWN,
    TO_BEGIN,
    TO_HEED,
    TO_VERIFY,
    AsideRow,
    TodayLine,
    TodayLines,
    TodayQuestion,
    TodayShare,
)
from ongikar.rules import case_transitions
from ongikar.rules.bangla.text import digits
from ongikar.rules.calendar.office_calendar import TZ

from .case.case_summary import CaseSummary, applicant_words, holder_words, summarise_cases
from .queue import selection
from .queue.filters import tab_count_words
from .queue.pages import fetch_queue_page
from .queue.rows import mini_bars
from .queue.selection import counts_for_desk, desk_words

# The section of the day, and the tab of the queue that shows the rest; in this order, because a case stands
# in the first it belongs to and only there.
TABS = {"late": (LATE, "late"), "today": (DUE_TODAY, "today"), "answered": (TO_VERIFY, "open")} | {
    "received": (TO_BEGIN, "received")
}


def today_cases(question: TodayQuestion) -> TodayShare:
    office, now = question.office, question.now
    counts = counts_for_desk(office, question.desk, now=now, desks=question.posts)
    return TodayShare(
        sections=[*case_sections(office, counts, now), *heed_section(office, now)],
        in_office=count_row(counts["mine"], say("আমার কাছে আবেদন", "Cases on my desk"), "mine"),
        for_others=count_row(counts["waiting"], say("নাগরিকের কাগজ", "Documents from citizens"), "waiting"),
        soon=counts["soon"],
    )


def count_row(count: int, words: str, tab: str) -> list[AsideRow]:
    return [AsideRow(words, f"{reverse('queue')}?tab={tab}", tab_count_words(count))] if count else []


def case_sections(office: Office, counts: Mapping[str, int], now: datetime) -> list[TodayLines]:
    """The sections that have something in them, each in the order of due days."""
    by_tab = {tab: cases_by_due_day(office, tab, counts, now) if counts[tab] else [] for tab in TABS}
    alone: dict[str, list[Case]] = {}
    seen: set[int] = set()
    for tab, cases in by_tab.items():
        alone[tab] = [case for case in cases if case.pk not in seen]
        seen.update(case.pk for case in cases)
    shown = [case for cases in alone.values() for case in cases]
    bars = mini_bars(shown, now)
    stands = {each.case.pk: each for each in summarise_cases(shown, now)}
    return [
        TodayLines(
            section=TABS[tab][0],
            lines=[case_line(stands[case.pk], bars[case.pk]) for case in cases],
            count=counts[tab] if len(by_tab[tab]) == selection.PAGE else None,
            more=f"{reverse('queue')}?tab={TABS[tab][1]}",
        )
        for tab, cases in alone.items()
        if cases
    ]


def heed_section(office: Office, now: datetime) -> list[TodayLines]:
    """Poor ratings that nobody has seen to yet, those due first at the top."""
    rows = Case.objects.filter(office=office, heed_by__isnull=False).select_related("applicant", "clock")
    shown = rows.annotate(desk_words=desk_words(now.astimezone(TZ).date(), language()))
    page = page_of(shown.order_by("heed_by", "id"), SHOWN)
    if not page.rows:
        return []
    bars = mini_bars(page.rows, now)
    return [
        TodayLines(
            section=TO_HEED,
            lines=[heed_line(case, bars[case.pk], now) for case in page.rows],
            count=rows.count() if page.last else None,
        )
    ]


def heed_line(case: Case, bar: SafeString, now: datetime) -> TodayLine:
    due = not_none(case.heed_by)
    return TodayLine(
        due=due,
        who=applicant_words(case),
        url=reverse("case", args=[case.number]),
        what=say("৫-এ {stars} দিয়েছেন", "Rated {stars} of 5", stars=case.rating),
        about=case.row.short,
        owner_and_number=f"{digits(case.short_number, language())} · {holder_words(case)}",
        bar=bar,
        words=say("{day}-এর মধ্যে", "by {day}", day=due.astimezone(TZ).date()),
        act_url=reverse("case_act", args=[case.number, case_transitions.HEED]),
        act_words=say("কী করলেন, লিখুন", "Write what you did"),
        is_late=due < now,
    )


def cases_by_due_day(office: Office, tab: str, counts: Mapping[str, int], now: datetime) -> list[Case]:
    """A page of the cases of one section, the first due first."""
    return fetch_queue_page(office, selection.QueueSelection(tab=tab), now=now, counts=counts).cases


def case_line(stands: CaseSummary, bar: SafeString) -> TodayLine:
    case = stands.case
    page = reverse("case", args=[case.number])
    return TodayLine(
        due=case.clock.due_at,
        who=stands.who,
        url=page,
        what=kind_of(case.row).request_line(case),
        about=case.row.short,
        owner_and_number=f"{digits(case.short_number, language())} · {holder_words(case)}",
        bar=bar,
        words=stands.short_words,
        act_url=reverse("case_act", args=[case.number, stands.act]) if stands.act else page,
        act_words=stands.act_words,
        is_late=stands.is_late,
    )
