"""The lines and choices of the queue as text: twenty-five lines and twenty-two services stand on every page of it.

Written here and not in a template, where they were most of the page's cost.
"""

from collections.abc import Mapping
from functools import lru_cache
from html import escape

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from ongikar.frame.say import language, say
from ongikar.frame.tongues import as_written
from ongikar.rules import moves
from ongikar.rules.bangla import digits

from ..kinds import kind_of
from ..seen_papers import TO_SHOW
from .queue_filters import Filters, Tab
from .standing import Standing, on_desk


def tabs(filters: Filters, counts: Mapping[str, int]) -> SafeString:
    """The lists to choose from, each with how many stand in it."""
    return mark_safe("".join(map(tab_item, filters.tabs(counts))))


def tab_item(tab: Tab) -> str:
    look = ' class="late-text"' if tab.is_bad else ""
    shown = ' aria-current="page"' if tab.is_shown else ""
    count = f" <b>{tab.count}</b>" if tab.count else ""
    return f'<li><a href="{escape(tab.url)}"{look}{shown}>{escape(tab.label)}{count}</a></li>'


def rows(
    lines: list[Standing],
    bars: Mapping[int, SafeString],
    *,
    root: str,
    can_accept: bool,
    may_act: bool = True,
) -> SafeString:
    """One table row a case: who asked for what, whose desk it is on, how it stands, and the one act that usually comes next.

    Whoever may only read is shown no act: its page would be shut to them. `bars`: of the open cases, by id.
    """
    return mark_safe(
        "\n".join(row(line, bars.get(line.case.pk, ""), root, can_accept, may_act) for line in lines)
    )


def row(line: Standing, bar: str, root: str, can_accept: bool, may_act: bool) -> str:
    case, who = line.case, conditional_escape(as_written(line.who))
    address = f"{root}{case.number}/"
    tick = ""
    if can_accept:
        box = f'<input type="checkbox" name="case" value="{case.pk}" aria-labelledby="who-{case.pk}">'
        tick = f'<td class="tick">{box if case.row.has_limit and not case.answers.get(TO_SHOW) else ""}</td>'
    act = ""
    if line.act_words and may_act:
        to = f"{address}{line.act}/" if line.act else address
        act = f'<a class="btn btn-2 btn-s" href="{to}">{escape(line.act_words)}<span class="vh">: {who}</span></a>'
    return (
        f'<tr>{tick}<td class="first"><a class="who" id="who-{case.pk}" href="{address}">{who}</a>'
        f'<p class="what small">{asked_for(line)}</p></td>'
        f'<td class="svc small meta"><span>{escape(case.row.short)}</span> '
        f'<span class="muted num">{digits(case.short_number, language())}</span></td>'
        f'<td class="own small">{escape(on_desk(case))}</td>'
        f'<td class="due">{bar}{day_of(line)}</td><td class="act">{act}</td></tr>'
    )


def asked_for(line: Standing) -> str:
    """The first line of the request, marked with its language."""
    return str(conditional_escape(as_written(kind_of(line.case.row).request_line(line.case))))


def day_of(line: Standing) -> str:
    """Its day in words under the bar; where the day says nothing of how it stands, its state too."""
    case = line.case
    if case.state == moves.WAITING and not line.is_late:
        return f'<p class="small">{line.tag}</p>'
    words = f'<p class="small{" late-text" if line.is_late else ""}">{escape(line.short_words)}</p>'
    says_itself = case.is_open and not case.is_given_in_part
    return words if says_itself else f'<p class="small">{line.tag}</p>{words}'


def service_choices(filters: Filters) -> SafeString:
    """The options of the list of services, the chosen one marked."""
    return choices(filters.services, filters.service, language())


@lru_cache(maxsize=128)
def choices(services: tuple, chosen: str, tongue: str) -> SafeString:
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
