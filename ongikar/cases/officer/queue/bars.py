"""The small bars of promises that the lists of cases show, each drawn once in ten minutes."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import prefetch_related_objects
from django.utils.safestring import SafeString

from ongikar.cases.case_promise import display_promise
from ongikar.cases.models import Case
from ongikar.clock.bar_svg import BAR_FORMS, draw_svg
from ongikar.core.i18n.say import language

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
