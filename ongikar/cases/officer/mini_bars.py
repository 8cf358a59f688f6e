"""The small bar of each line of a list, remembered for some minutes: drawing one costs as much as the rest of its line.

What a clock's facts change also changes its due moment or the state of its case, and with them the key of the drawing.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import prefetch_related_objects
from django.utils.safestring import SafeString

from ongikar.clock.bar_forms import FORMS
from ongikar.clock.bar_svg import svg
from ongikar.frame.say import language

from ..case_promise import promise_of
from ..models import Case

# How long the line of the present may stand where it stood, in seconds.
LASTS = 600
KEPT = 1024


class Remembered(dict[tuple, SafeString]):
    """The drawings made last; the oldest gives way."""

    def __setitem__(self, key: tuple, drawing: SafeString) -> None:
        if len(self) >= KEPT:
            self.pop(next(iter(self)), None)
        super().__setitem__(key, drawing)


drawn = Remembered()


def mini_bars(cases: Iterable[Case], now: datetime) -> dict[int, SafeString]:
    """The bar of each case, by its id. The facts of those not yet drawn are read together."""
    keys = {case: key_of(case, now) for case in cases}
    missing = [case for case, key in keys.items() if key not in drawn]
    prefetch_related_objects(missing, "clock__facts")
    found = {}
    for case, key in keys.items():
        if (bar := drawn.get(key)) is None:
            bar = drawn[key] = svg(promise_of(case.clock, now).drawing, FORMS["mini"], f"bar-{case.pk}")
        found[case.pk] = bar
    return found


def key_of(case: Case, now: datetime) -> tuple:
    clock = case.clock
    return (
        clock.pk, case.pk, clock.calendar_version_id, case.state, clock.started_at, clock.due_at, clock.stopped_at,
        now > clock.due_at, int(now.timestamp()) // LASTS, language(),
    )  # fmt: skip
