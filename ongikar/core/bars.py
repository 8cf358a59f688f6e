"""Bars beside the figures of a list or table: the parts of a number side by side, or a value against its
target.

Each is drawn on the server and hidden from screen readers: its figures stand in words beside it. Parts differ
in height, so that they are told apart without their colour.
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from django.utils.safestring import SafeString, mark_safe

# Of the longest bar, and of what goes beyond its end, in px.
LONGEST, BEYOND = 160, 1.15
# By the class of a part (look.css): where it begins and how high it is. What is in order is full, what is
# wrong a thin line in the middle, what is not known or not reached lies low.
HEIGHTS = {"ok": (1, 11), "no": (4, 5), "bg": (8, 4)}

Number = int | Decimal


def draw_bar(
    parts: Sequence[tuple[str, Number]], whole: Number, *, marks: Iterable[Number] = ()
) -> SafeString:
    """The parts one after the other, each by its class, on a line that is `whole` long; `marks`: on this
    line, such as the levels of a target. "" where there is nothing to draw.
    """
    if whole <= 0 or not any(value > 0 for _, value in parts):
        return SafeString("")
    drawn, at = [], 0.0
    for look, value in parts:
        top, height = HEIGHTS[look]
        width = min(px(value, whole), LONGEST * BEYOND - at)
        if width > 0:
            place = f'x="{at:.1f}" y="{top}" width="{width:.1f}" height="{height}"'
            drawn.append(f'<rect class="{look}" {place}/>')
            at += width
    for x in (px(each, whole) for each in marks):
        drawn.append(f'<line class="base" x1="{x:.1f}" x2="{x:.1f}" y1="0" y2="13"/>')
    return mark_safe(f'<svg class="chart" height="13" aria-hidden="true">{"".join(drawn)}</svg>')  # noqa: S308


def px(value: Number, whole: Number) -> float:
    return max(float(value) / float(whole), 0) * LONGEST
