"""Computes the shapes of the bar of a promise: from receipt to the due moment, past, waited and late parts,
and the end.

Pure geometry: places are per cent of the bar's length. Heights and colours belong to the template and the
stylesheet.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ongikar.rules.promise.course import Course
from ongikar.rules.promise.days import HOLIDAY, WAITED, WEEKLY_DAY, DayRow

from .axis import DAYS_MARKED, Axis, Scale, axis_for
from .labels import Label, bar_labels
from .words import BarWords, bar_title, names_for

# Between two cells, in per cent, so that days off can be counted.
CELL_GAP = 0.15


class BarSpan(NamedTuple):
    """A stretch of the bar. `tall`: a public holiday, higher than a weekly day off.

    Both ends are kept: an end found by adding a width would overshoot the next start by a rounding.
    """

    start: float
    end: float
    tall: bool = False

    @property
    def width(self) -> float:
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Cap:
    """The disc at an end: "kept", "late" (kept too late), "shut" (ended without being kept), "moon" (may
    move).
    """

    kind: str
    at: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """The shapes of one bar, in the order they are laid over each other."""

    title: str
    offs: tuple[BarSpan, ...]
    maybe: BarSpan | None
    track: BarSpan | None
    done: BarSpan | None
    holds: tuple[BarSpan, ...]
    over: BarSpan | None
    cut: float | None
    old_post: float | None
    post: float | None
    now: float | None
    cap: Cap | None
    labels: tuple[Label, ...]
    # A day passed unkept, this one or one before it; and nothing has ended it yet.
    was_late: bool
    is_overdue: bool


def draw_bar(course: Course, *, language: str) -> Drawing:
    """The bar of a promise, its labels and its title in `language`."""
    axis = axis_for(course.received, course.due, course.last)
    said = BarWords(language, axis.in_hours, names_for(course))
    last = end_place(course, axis)
    scale = Scale(axis.due_position, last if course.is_late else axis.due_position)
    post, end = scale.percent(axis.due_position), scale.percent(last)
    certain, old_post, cap = (
        certain_part(course, axis, scale),
        old_place(course, axis, scale),
        cap_of(course, post, end),
    )
    begun = course.now is not None or course.ended is not None
    return Drawing(
        title=bar_title(course, said),
        offs=() if axis.in_hours else tuple(day_off_spans(course.days, scale)),
        maybe=bar_span(certain, post),
        track=bar_span(0, certain),
        done=bar_span(0, min(end, post)) if begun else None,
        holds=tuple(wait_spans(course, axis, scale, min(end, post))),
        over=bar_span(post, end) if course.is_late else None,
        cut=(post + end) / 2 if scale.is_cut else None,
        old_post=old_post,
        post=None if cap and cap.at == post else post,
        now=end if course.now and not course.ended else None,
        cap=cap,
        labels=bar_labels(course, said, post=post, end=end, old_post=old_post),
        was_late=course.was_late,
        is_overdue=course.was_late and not course.ended,
    )


def bar_span(start: float, end: float) -> BarSpan | None:
    return BarSpan(start, end) if end > start else None


def end_place(course: Course, axis: Axis) -> float:
    """Where the last moment stands; an end on the due day stands on its post."""
    on_due_day = course.ended and course.ended.date() == course.due.date() and not course.is_late
    return axis.due_position if on_due_day and not axis.in_hours else axis.at(course.last)


def certain_part(course: Course, axis: Axis, scale: Scale) -> float:
    """Up to where the bar is certain: to its post, unless the day may move."""
    if not course.may_move:
        return scale.percent(axis.due_position)
    if course.certain_until is None:
        return 0.0
    return scale.percent(min(axis.edge(course.certain_until), axis.due_position))


def old_place(course: Course, axis: Axis, scale: Scale) -> float | None:
    """Where a due day stood that has since moved; none when it moved nearer, or within the day."""
    if course.old_due is None or axis.in_hours or axis.edge(course.old_due.date()) >= axis.due_position:
        return None
    return scale.percent(axis.edge(course.old_due.date()))


def day_off_spans(days: Sequence[DayRow], scale: Scale) -> Iterator[BarSpan]:
    """The closed days under the bar; none below a cut lateness, where a place is no longer a day."""
    shown = scale.promised if scale.is_cut else scale.total
    if shown > DAYS_MARKED:
        return
    cell = 100 / scale.total
    for place, row in enumerate(days):
        if place < shown and row.kind in (WEEKLY_DAY, HOLIDAY):
            start = scale.percent(place)
            yield BarSpan(start, min(start + cell - CELL_GAP, 100.0), tall=row.kind == HOLIDAY)


def wait_spans(course: Course, axis: Axis, scale: Scale, past: float) -> Iterator[BarSpan]:
    """The stretches during which the citizen owed something; never beyond what is past, never over each
    other.
    """
    waited = {row.date for row in course.days if row.kind == WAITED}
    taken = 0.0
    for asked, answered in course.waits:
        until = answered or course.last
        start, end = axis.wait(asked, until, answered_late=until.date() in waited)
        left = max(scale.percent(start), taken)
        right = past if answered is None else min(scale.percent(end), past)
        if stretch := bar_span(left, right):
            taken = right
            yield stretch


def cap_of(course: Course, post: float, end: float) -> Cap | None:
    if course.may_move:
        return Cap("moon", post)
    if not course.ended:
        return None
    if not course.has_come:
        return Cap("shut", end)
    return Cap("late" if course.was_late else "kept", end)
