"""The queue of cases on screen: filtered, searched, a page at a time, and several accepted at once."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import lru_cache
from html import escape

from django.contrib import messages
from django.db.models import prefetch_related_objects
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import conditional_escape
from django.utils.http import urlencode
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_POST, require_safe

from ongikar.cases import actions
from ongikar.cases.actions.intake_debts import TO_SHOW, papers_to_show
from ongikar.cases.case_promise import display_promise
from ongikar.cases.kinds import kind_of
from ongikar.cases.models import Case
from ongikar.cases.officer.case.case_summary import CaseSummary, holder_words, summarise_cases
from ongikar.cases.rights import for_handlers, for_readers, may_handle
from ongikar.cases.urgent import OPEN_URGENT
from ongikar.clock.bar_svg import BAR_FORMS, draw_svg
from ongikar.core.i18n.lang_markup import mark_languages
from ongikar.core.i18n.say import language, say
from ongikar.people.desk import DeskRequest
from ongikar.people.section_counts import counts_asked, keep_section_counts
from ongikar.rules import case_transitions
from ongikar.rules.bangla.text import digits

from . import selection
from .filters import Filters, Tab, number_opened, search
from .pages import fetch_queue_page as lines_of
from .selection import counts_beside

# How long the line of the present may stand where it stood, in seconds.
LASTS = 600
KEPT = 1024


class DrawingCache(dict[tuple, SafeString]):
    """The drawings made last; the oldest gives way."""

    def __setitem__(self, key: tuple, drawing: SafeString) -> None:
        if len(self) >= KEPT:
            self.pop(next(iter(self)), None)
        super().__setitem__(key, drawing)


drawing_cache = DrawingCache()


def mini_bars(cases: Iterable[Case], now: datetime) -> dict[int, SafeString]:
    """The bar of each case, by its id. The facts of those not yet drawn are read together."""
    keys = {case: drawing_key(case, now) for case in cases}
    missing = [case for case, key in keys.items() if key not in drawing_cache]
    prefetch_related_objects(missing, "clock__facts")
    found = {}
    for case, key in keys.items():
        if (bar := drawing_cache.get(key)) is None:
            bar = drawing_cache[key] = draw_svg(
                display_promise(case.clock, now).drawing, BAR_FORMS["mini"], f"bar-{case.pk}"
            )
        found[case.pk] = bar
    return found


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


def tab_list(filters: Filters, counts: Mapping[str, int]) -> SafeString:
    """The lists to choose from, each with how many stand in it."""
    return mark_safe("".join(map(tab_item, filters.tabs(counts))))


def tab_item(tab: Tab) -> str:
    look = ' class="late-text"' if tab.is_bad else ""
    shown = ' aria-current="page"' if tab.is_shown else ""
    count = f" <b>{tab.count}</b>" if tab.count else ""
    return f'<li><a href="{escape(tab.url)}"{look}{shown}>{escape(tab.label)}{count}</a></li>'


def queue_rows(
    lines: list[CaseSummary],
    bars: Mapping[int, SafeString],
    *,
    root: str,
    can_accept: bool,
    may_act: bool = True,
) -> SafeString:
    """One table row a case: who asked for what, whose desk it is on, how it stands, and the one act that
    usually comes next.

    Whoever may only read is shown no act: its page would be shut to them. `bars`: of the open cases, by id.
    """
    return mark_safe(
        "\n".join(queue_row(line, bars.get(line.case.pk, ""), root, can_accept, may_act) for line in lines)
    )


def queue_row(line: CaseSummary, bar: str, root: str, can_accept: bool, may_act: bool) -> str:
    case, who = line.case, conditional_escape(mark_languages(line.who))
    address = f"{root}{case.number}/"
    tick = ""
    if can_accept:
        box = f'<input type="checkbox" name="case" value="{case.pk}" aria-labelledby="who-{case.pk}">'
        tick = f'<td class="tick">{box if case.row.has_limit and not case.answers.get(TO_SHOW) else ""}</td>'
    act = ""
    if line.act_words and may_act:
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
    return str(conditional_escape(mark_languages(kind_of(line.case.row).request_line(line.case))))


def queue_day_cell(line: CaseSummary) -> str:
    """Its day in words under the bar; where the day says nothing of how it stands, its state too."""
    case = line.case
    if case.state == case_transitions.WAITING and not line.is_late:
        return f'<p class="small">{line.tag}</p>'
    words = f'<p class="small{" late-text" if line.is_late else ""}">{escape(line.short_words)}</p>'
    says_itself = case.is_open and not case.is_given_in_part
    return words if says_itself else f'<p class="small">{line.tag}</p>{words}'


def service_choices(filters: Filters) -> SafeString:
    """The options of the list of services, the chosen one marked."""
    return option_tags(filters.services, filters.service, language())


@lru_cache(maxsize=128)
def option_tags(services: tuple, chosen: str, tongue: str) -> SafeString:
    options = [
        ("", say("সব সেবা", "All services")),
        *((row.code, row.in_words("short", tongue)) for row in services),
    ]
    return mark_safe(
        "".join(
            f'<option value="{escape(code)}"{" selected" if code == chosen else ""}>{escape(words)}</option>'
            for code, words in options
        )
    )


@for_readers
@require_safe
def show_queue(request: DeskRequest) -> HttpResponse:
    now, office = timezone.now(), request.office
    may_act = may_handle(request.desk, office.pk)
    own = [post.pk for post in request.desk.posts if post.office_id == office.pk] if may_act else []
    filters = Filters.read(request.GET, office, now, own)
    if filters.typed and (number := number_opened(office, filters.typed, now)):
        return redirect("case", number)
    beside = (OPEN_URGENT, office.pk), *counts_asked(request.desk, office, now)
    counted, (urgent, *waiting) = counts_beside(office, *beside, now=now, desks=own)
    keep_section_counts(request.desk, office, waiting)
    if filters.typed:
        found = search(office, filters.typed, after=filters.asked.after, now=now)
    else:
        found = lines_of(office, filters.asked, now=now, counts=counted)
    lines = summarise_cases(found.cases, now)
    bars = mini_bars((case for case in found.cases if case.is_open), now)
    can_accept = (
        may_act and filters.asked.tab == "received" and any(line.case.row.has_limit for line in lines)
    )
    context = {
        "lines": lines,
        "filters": filters,
        "tabs": tab_list(filters, counted),
        "service_choices": service_choices(filters),
        "first_page": filters.address() if filters.asked.after else "",
        "next_page": found.after and filters.address(after=found.after),
        "rows": queue_rows(lines, bars, root=reverse("queue"), can_accept=can_accept, may_act=may_act),
        "can_accept": can_accept,
        "current": "queue",
        "urgent_cases": urgent,
    }
    return render(request, "cases/officer/queue.html", context)


@for_handlers
@require_POST
def accept_several(request: DeskRequest) -> HttpResponse:
    """Accept the ticked cases, each whole or not at all; one that no longer can be accepted stops none of the
    others.

    What is no fault of a case, such as a clock that was moved, is not told as one: it is answered as
    everywhere else.
    """
    now = timezone.now()
    ticked = [
        int(pk) for pk in request.POST.getlist("case") if pk.isascii() and pk.isdigit() and len(pk) < 19
    ][: selection.PAGE]
    cases = Case.objects.filter(office=request.office, pk__in=ticked).select_related("clock").order_by("pk")
    accepted, left = 0, []
    for case in cases:
        try:
            # Without a limit a day must be named, and a document that is still to be shown must
            # be seen: one case at a time.
            if case.awaits_day or papers_to_show(case):
                raise case_transitions.TransitionFault("not with others")
            actions.accept(case, actor=request.desk.actor, now=now)
            accepted += 1
        except case_transitions.TransitionFault:
            left.append(case.short_number)
    if accepted:
        messages.success(request, say("{n}টি আবেদন গ্রহণ করা হয়েছে।", "{n} accepted.", n=accepted))
    if left:
        messages.error(
            request,
            say(
                "এগুলো গ্রহণ করা যায়নি, খুলে দেখুন: {left}",
                "These could not be accepted, open them: {left}",
                left=", ".join(left),
            ),
        )
    if not ticked:
        messages.error(request, say("কোনো আবেদন বাছাই করা হয়নি।", "No case was selected."))
    return redirect(f"{reverse('queue')}?{urlencode({'tab': 'received'})}")
