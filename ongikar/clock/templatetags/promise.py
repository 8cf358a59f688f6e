"""Template words for the promise bar: `{% promise_bar drawing %}`, also "low" (no label on top) or "mini" (no labels)."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

from django import template

from ongikar.rules.promise_bar import Drawing
from ongikar.rules.promise_bar_labels import DAY, NAME, TOP

register = template.Library()


@dataclass(frozen=True, slots=True)
class Form:
    """Where the shapes of a bar lie from top to bottom, in px."""

    name: str
    bar: float
    thick: float
    off: float
    weekly: int
    holiday: int
    post: float
    post_height: int
    now: float
    disc: int
    ring: int
    scale: str
    rows: dict[str, int]

    @property
    def middle(self) -> float:
        return self.bar + self.thick / 2

    @property
    def now_end(self) -> float:
        return self.now + self.post_height


FORMS = {
    "": Form("", 34, 14, 50, 4, 8, 25, 32, 23, 12, 14, "", {TOP: 14, NAME: 74, DAY: 95}),
    "low": Form("low", 10, 14, 26, 4, 8, 1, 32, -1, 12, 14, "", {NAME: 50, DAY: 71}),
    "mini": Form("mini", 7, 8, 17, 3, 5, 3, 16, 3, 7, 8, "scale(.62)", {}),
}
# The sign on the disc at the end, drawn around its middle.
SIGNS = {
    "kept": ("cap", "M-5 .5l3.5 3.5L5-4"),
    "late": ("cap bad", "M-5 .5l3.5 3.5L5-4"),
    "shut": ("cap shut", "M-4.5 0h9"),
    "overdue": ("cap bad", "M0-5.5v6M0 5v.2"),
}


def bars_of(request) -> Iterator[int]:
    """Counts on through all templates of a page, so that bars in loops and partials never share an id."""
    if request is None:
        return count(1)
    if not hasattr(request, "promise_bars"):
        request.promise_bars = count(1)
    return request.promise_bars


@register.inclusion_tag("clock/bar.html", takes_context=True)
def promise_bar(context, drawing: Drawing, form: str = "", ident: str = "") -> dict:
    """The drawing as SVG. `ident` is the id of its title; left out, the bars of one request are counted."""
    ident = ident or f"bar-{next(bars_of(getattr(context, 'request', None)))}"
    shape, cap = FORMS[form], drawing.cap
    # In a list the red alone would be a colour without a sign.
    sign = "overdue" if form == "mini" and drawing.is_overdue else cap.kind if cap else ""
    return {
        "drawing": drawing, "form": shape, "ident": ident, "sign": SIGNS.get(sign),
        "sign_at": cap.at if cap else 100, "moon": sign == "moon",
        "labels": [(label, shape.rows[label.row]) for label in drawing.labels if label.row in shape.rows],
    }  # fmt: skip


@register.filter
def pc(place: float) -> str:
    """12.5 → "12.5%": never more than two places behind the point, whatever the language of the page."""
    return f"{place:.2f}".rstrip("0").rstrip(".") + "%"


@register.filter
def px(length: float) -> str:
    return f"{length:g}"
