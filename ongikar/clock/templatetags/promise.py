"""Template words for a promise: its bar, `{% promise_bar drawing %}`, also "low" (no label on top) or "mini"
(no labels); its days.
"""

from collections.abc import Iterator
from itertools import count

from django import template
from django.http import HttpRequest
from django.template import Context

from ongikar.clock.bar_svg import BAR_FORMS, draw_svg
from ongikar.clock.phases import day_rows
from ongikar.rules.promise_bar.drawing import Drawing

register = template.Library()
# `{{ days|day_rows }}`: the rows of the table beside the bar.
register.filter("day_rows", day_rows)


def bars_of(request: HttpRequest | None) -> Iterator[int]:
    """Counts on through all templates of a page, so that bars in loops and partials never share an id."""
    if request is None:
        return count(1)
    bars: Iterator[int] = vars(request).setdefault("promise_bars", count(1))
    return bars


@register.simple_tag(takes_context=True)
def promise_bar(context: Context, drawing: Drawing, form: str = "", ident: str = "") -> str:
    """The drawing as SVG. `ident` is the id of its title; left out, the bars of one request are counted."""
    return draw_svg(
        drawing, BAR_FORMS[form], ident or f"bar-{next(bars_of(getattr(context, 'request', None)))}"
    )
