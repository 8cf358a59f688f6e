"""The lines and choices of the queue as text: twenty-five lines and twenty-two services stand on every page of it.

Written here and not in a template, where they were most of the page's cost.
"""

from functools import lru_cache
from html import escape

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from ongikar.frame.say import language, say
from ongikar.frame.tongues import as_written
from ongikar.rules.bangla import digits

from .queue_filters import Filters
from .standing import Standing


def rows(lines: list[Standing], *, root: str, can_accept: bool, may_act: bool = True) -> SafeString:
    """One list item a case: who, what, how it stands, and the one act that usually comes next.

    Whoever may only read is shown no act: its page would be shut to them.
    """
    return mark_safe("\n".join(row(line, root, can_accept, may_act) for line in lines))


def row(line: Standing, root: str, can_accept: bool, may_act: bool) -> str:
    case, who = line.case, conditional_escape(as_written(line.who))
    address = f"{root}{case.number}/"
    tick = ""
    if can_accept and case.row.has_limit:
        tick = f'<input type="checkbox" name="case" value="{case.pk}" aria-labelledby="who-{case.pk}"> '
    act = ""
    if line.act_words and may_act:
        to = f"{address}{line.act}/" if line.act else address
        act = f'<a class="btn btn-2 btn-s" href="{to}">{escape(line.act_words)}<span class="vh">: {who}</span></a>'
    return (
        f'<li><div><p>{tick}<a class="who" id="who-{case.pk}" href="{address}">{who}</a></p>'
        f'<p class="small muted">{escape(case.row.short)} · '
        f'<span class="num">{digits(case.short_number, language())}</span></p></div>'
        f'<div><p>{line.tag}</p><p class="small{" late-text" if line.is_late else ""}">{escape(line.words)}</p></div>'
        f"<div>{act}</div></li>"
    )


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
