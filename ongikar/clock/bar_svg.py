"""The three forms of the bar: whole, without a label on top, and small for a list; and the signs at its
end.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from django.utils.safestring import SafeString, mark_safe

from ongikar.rules.promise_bar.drawing import BarSpan, Drawing
from ongikar.rules.promise_bar.labels import DAY, NAME, TOP


@dataclass(frozen=True, slots=True)
class BarForm:
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

    @property
    def has_top(self) -> bool:
        return TOP in self.rows


BAR_FORMS = {
    "": BarForm("", 34, 14, 50, 4, 8, 25, 32, 23, 12, 14, "", {TOP: 14, NAME: 74, DAY: 95}),
    "low": BarForm("low", 10, 14, 26, 4, 8, 1, 32, -1, 12, 14, "", {NAME: 50, DAY: 71}),
    "mini": BarForm("mini", 7, 8, 17, 3, 5, 3, 16, 3, 7, 8, "scale(.62)", {}),
}
# The sign on the disc at the end, drawn around its middle.
SIGNS = {
    "kept": ("cap", "M-5 .5l3.5 3.5L5-4"),
    "late": ("cap bad", "M-5 .5l3.5 3.5L5-4"),
    "shut": ("cap shut", "M-4.5 0h9"),
    "overdue": ("cap bad", "M0-5.5v6M0 5v.2"),
}


def percent(place: float) -> str:
    """12.5 → "12.5%": never more than two places behind the point, whatever the language of the page."""
    return f"{round(place, 2):g}%"


def draw_svg(drawing: Drawing, form: BarForm, ident: str) -> SafeString:
    """The bar in the stated form. `ident` is the id of its title, once on a page."""
    cap = drawing.cap
    # In a list the red alone would be a colour without a sign.
    sign = "overdue" if form.name == "mini" and drawing.is_overdue else cap.kind if cap else ""
    at = cap.at if cap else 100
    return mark_safe(  # noqa: S308
        f'<svg class="bar{f" {form.name}" if form.name else ""}" role="img"'
        f' aria-labelledby="{escape(ident)}"><title id="{escape(ident)}">{escape(drawing.title)}</title>'
        + "".join(
            (*day_off_shapes(drawing, form), *stretch_shapes(drawing, form), *post_shapes(drawing, form))
        )
        + (moon(at, form) if sign == "moon" else "")
        + (today_shape(drawing.now, form) if drawing.now is not None else "")
        + (disc(sign, at, form) if sign in SIGNS else "")
        + "".join(label_shapes(drawing, form))
        + "</svg>"
    )


def day_off_shapes(drawing: Drawing, form: BarForm) -> Iterator[str]:
    for off in drawing.offs:
        height = form.holiday if off.tall else form.weekly
        yield rect("off", off, form.off, height)


def rect(look: str, span: BarSpan, top: float, height: float, more: str = "") -> str:
    return (
        f'<rect class="{look}" x="{percent(span.start)}" y="{top:g}" width="{percent(span.width)}"'
        f' height="{height:g}"{more}/>'
    )


def stretch_shapes(drawing: Drawing, form: BarForm) -> Iterator[str]:
    """What lies on the bar, in the order of lying over each other."""
    round_ends = ' rx="2"'
    for look, span, more in (
        ("maybe", drawing.maybe, "" if drawing.track else round_ends),
        ("track", drawing.track, round_ends),
        ("done", drawing.done, round_ends),
        *(("hold", span, "") for span in drawing.holds),
        ("over", drawing.over, ""),
    ):
        if span:
            yield rect(look, span, form.bar, form.thick, more)
    if drawing.cut is not None:
        yield mark(drawing.cut, form, f'<path class="cut"{scale(form)} d="M-3 11L5-11M4 11L12-11"/>')


def post_shapes(drawing: Drawing, form: BarForm) -> Iterator[str]:
    if drawing.old_post is not None:
        x = percent(drawing.old_post)
        yield f'<line class="old" x1="{x}" x2="{x}" y1="{form.post:g}" y2="{form.now_end:g}"/>'
    if drawing.post is not None:
        yield (
            f'<svg x="{percent(drawing.post)}" y="{form.post:g}" overflow="visible">'
            f'<rect class="post" x="-1.5" width="3" height="{form.post_height}"/></svg>'
        )


def today_shape(place: float, form: BarForm) -> str:
    x = percent(place)
    line = f'<line class="now" x1="{x}" x2="{x}" y1="{form.now:g}" y2="{form.now_end:g}"/>'
    if not form.has_top:
        return line
    return f'{line}<svg x="{x}" y="20" overflow="visible"><path class="nowd" d="M-5 0h10l-5 6z"/></svg>'


def moon(at: float, form: BarForm) -> str:
    path = f'<path class="moon"{scale(form)} d="M5.5 2.2A6 6 0 0 1-1.3-5.9 6.5 6.5 0 1 0 5.5 2.2z"/>'
    return mark(at, form, f'<circle class="ring" r="{form.ring}"/>{path}')


def disc(sign: str, at: float, form: BarForm) -> str:
    look, path = SIGNS[sign]
    return mark(
        at, form, f'<circle class="{look}" r="{form.disc}"/><path class="mk"{scale(form)} d="{path}"/>'
    )


def mark(at: float, form: BarForm, inside: str) -> str:
    """A sign around the middle of the bar, which keeps its size whatever the bar's length."""
    return f'<svg x="{percent(at)}" y="{form.middle:g}" overflow="visible">{inside}</svg>'


def scale(form: BarForm) -> str:
    return f' transform="{form.scale}"' if form.scale else ""


def label_shapes(drawing: Drawing, form: BarForm) -> Iterator[str]:
    for label in drawing.labels:
        if label.row in form.rows:
            dx = f' dx="{label.dx}"' if label.dx else ""
            anchor = "" if label.anchor == "start" else f' text-anchor="{label.anchor}"'
            yield (
                f'<text class="{label.kind}" x="{percent(label.x)}"{dx} y="{form.rows[label.row]}"{anchor}>'
                f"{escape(label.words)}</text>"
            )
