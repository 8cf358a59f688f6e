"""The lines of the queue as markup: who asked for what, whose desk it is on, how it stands, and the one act
that usually comes next.
"""

from collections.abc import Iterable
from datetime import datetime
from html import escape
from typing import NamedTuple

from django.db.models import prefetch_related_objects
from django.utils.safestring import SafeString, mark_safe

from ongikar.cases.actions.intake_debts import TO_SHOW
from ongikar.cases.case_promise import display_promise
from ongikar.cases.kinds import kind_of
from ongikar.cases.models import Case
from ongikar.cases.officer.case.case_summary import CaseSummary, holder_words, needs_facts, summarise_cases
from ongikar.clock.bar_svg import BAR_FORMS, draw_svg
from ongikar.core.i18n.lang_markup import marked_html
from ongikar.core.i18n.say import language
from ongikar.rules import case_transitions
from ongikar.rules.bangla.text import digits

from .pages import QueuePage

# How long the line of the present may stand where it stood, in seconds.
LASTS = 600
KEPT = 256


class DrawingCache(dict[tuple, SafeString]):
    """The drawings made last; the oldest gives way."""

    def __setitem__(self, key: tuple, drawing: SafeString) -> None:
        if len(self) >= KEPT:
            self.pop(next(iter(self)), None)
        super().__setitem__(key, drawing)


drawing_cache = DrawingCache()


def mini_bars(cases: Iterable[Case], now: datetime) -> dict[int, SafeString]:
    """The bar of each case, by its id. The facts of those not yet drawn are read together."""
    keys = [(case, drawing_key(case, now)) for case in cases]
    missing = [case for case, key in keys if key not in drawing_cache]
    prefetch_related_objects(missing, "clock__facts")
    bars = {}
    for case, key in keys:
        if (bar := drawing_cache.get(key)) is None:
            bar = drawing_cache[key] = draw_svg(
                display_promise(case.clock, now).drawing, BAR_FORMS["mini"], f"bar-{case.pk}"
            )
        bars[case.pk] = bar
    return bars


def drawing_key(case: Case, now: datetime) -> tuple:
    clock = case.clock
    return (
        clock.pk,
        case.pk,
        clock.calendar_version_id,
        case.state,
        clock.started_at,
        clock.due_at,
        clock.stopped_at,
        now > clock.due_at,
        int(now.timestamp()) // LASTS,
        language(),
    )


class RowForm(NamedTuple):
    """What makes a line another for one reader than for the next. `may_act`: whoever may only read is shown
    no act, whose page would be shut to them. `version`: of what is published of the office.
    """

    root: str
    can_accept: bool
    may_act: bool
    tongue: str
    version: int


class RowCache:
    """The lines drawn in the minute that runs, by what the database gave of each: of a line that is as it
    was, nothing is made anew. The minute over, all begin anew: names are not to lie about in memory.
    """

    def __init__(self) -> None:
        self.minute = 0
        self.drawn: dict[tuple, str] = {}

    def of_minute(self, now: datetime) -> dict[tuple, str]:
        minute = minute_of(now)
        if minute != self.minute or len(self.drawn) >= KEPT:
            self.minute, self.drawn = minute, {}
        return self.drawn


row_cache = RowCache()


def minute_of(moment: datetime) -> int:
    return int(moment.timestamp()) // 60


def queue_rows(page: QueuePage, form: RowForm, now: datetime) -> SafeString:
    """One table row a case of the page."""
    if page.answers is None:
        return mark_safe("\n".join(row for _, row in draw_rows(page.cases, form, now)))  # noqa: S308
    drawn = row_cache.of_minute(now)
    missing = [answer for answer in page.answers if (answer, form) not in drawn]
    once: dict[tuple, str] = {}
    for answer, (case, row) in zip(missing, draw_rows(page.read(missing), form, now), strict=True):
        (drawn if holds_for_minute(case, now) else once)[answer, form] = row
    keys = ((answer, form) for answer in page.answers)
    return mark_safe("\n".join(once[key] if key in once else drawn[key] for key in keys))  # noqa: S308


def holds_for_minute(case: Case, now: datetime) -> bool:
    """Whether its line says the same until the minute is over: its due moment is in no part of it, and it
    hangs on no facts that stand in other rows.
    """
    return minute_of(case.clock.due_at) != minute_of(now) and not needs_facts(case, now)


def draw_rows(cases: list[Case], form: RowForm, now: datetime) -> list[tuple[Case, str]]:
    lines = summarise_cases(cases, now)
    bars = mini_bars((case for case in cases if case.is_open), now)
    return [(line.case, queue_row(line, bars.get(line.case.pk, ""), form)) for line in lines]


def queue_row(line: CaseSummary, bar: str, form: RowForm) -> str:
    case, who = line.case, marked_html(line.who)
    address = f"{form.root}{case.number}/"
    tick = ""
    if form.can_accept:
        box = f'<input type="checkbox" name="case" value="{case.pk}" aria-labelledby="who-{case.pk}">'
        tick = f'<td class="tick">{box if case.row.has_limit and not case.answers.get(TO_SHOW) else ""}</td>'
    act = ""
    if line.act_words and form.may_act:
        to = f"{address}{line.act}/" if line.act else address
        act = (
            f'<a class="btn btn-2 btn-s" href="{to}">{escape(line.act_words)}<span class="vh">:'
            f" {who}</span></a>"
        )
    return (
        f'<tr>{tick}<td class="first"><a class="who" id="who-{case.pk}" href="{address}">{who}</a>'
        f'<p class="what small">{request_line_html(line)}</p></td>'
        f'<td class="svc small meta"><span>{escape(case.row.short)}</span> '
        f'<span class="muted num">{digits(case.short_number, language())}</span></td>'
        f'<td class="own small">{escape(holder_words(case))}</td>'
        f'<td class="due">{bar}{queue_day_cell(line)}</td><td class="act">{act}</td></tr>'
    )


def request_line_html(line: CaseSummary) -> str:
    """The first line of the request, marked with its language."""
    return marked_html(kind_of(line.case.row).request_line(line.case))


def queue_day_cell(line: CaseSummary) -> str:
    """Its day in words under the bar; where the day says nothing of how it stands, its state too."""
    case = line.case
    if case.state == case_transitions.WAITING and not line.is_late:
        return f'<p class="small">{line.tag}</p>'
    words = f'<p class="small{" late-text" if line.is_late else ""}">{escape(line.short_words)}</p>'
    says_itself = case.is_open and not case.is_given_in_part
    return words if says_itself else f'<p class="small">{line.tag}</p>{words}'
