"""The board of a batch as data: where it stands, what is to be done next, its seats and its applicants."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from ongikar.core.i18n.say import language, say
from ongikar.rules.selection.explain import rule_words

from . import states, words
from .actions.offering import last_draw
from .classes_steps import Next
from .models import Application, Batch, Call, Offer, Standing
from .models.call import rule_of
from .steps import next_of

PAGE = 50
TODO, ENROLLED, WAITING, ALL = "todo", "enrolled", "waiting", "all"
TABS = {
    TODO: ("যেখানে কিছু করার আছে", "To do"),
    ENROLLED: ("ভর্তি", "Enrolled"),
    WAITING: ("অপেক্ষায়", "Waiting"),
    ALL: ("সবাই", "All"),
}


@dataclass(frozen=True, slots=True)
class SeatMark:
    """One seat as it is drawn: taken, offered, or free; where it stands, in per cent of the width."""

    look: str
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Board:
    batch: Batch
    call: Call | None
    counts: Counter
    stations: Sequence[tuple[str, bool, bool]]
    next: Next
    seats: Sequence[SeatMark]
    seat_words: str
    flow: Sequence[tuple[int, str, bool]] = field(default_factory=list)
    dates: Sequence[tuple[str, str]] = field(default_factory=list)
    rule: Sequence[str] = field(default_factory=list)


def board_of(batch: Any) -> Board:
    """Asked once of a batch that was read for a page."""
    if not hasattr(batch, "board"):
        batch.board = make_board(batch, timezone.now())
    found: Board = batch.board
    return found


def make_board(batch: Batch, now: datetime) -> Board:
    call = Call.objects.filter(batch=batch).select_related("service").first()
    counts: Counter = Counter()
    if call:
        call.batch = batch
        counts.update(Application.objects.filter(call=call).values_list("state", flat=True))
    held = Counter(
        Offer.objects.filter(seat__batch=batch, state__in=Offer.HOLDING).values_list("state", flat=True)
    )
    return Board(
        batch,
        call,
        counts,
        stations_of(batch),
        next_of(batch, call, counts, now),
        seat_marks(batch.seats, held[Offer.ACCEPTED], held[Offer.OPEN]),
        say(
            "{all}টির {taken}টি ভর্তি, {open}টি উত্তর বাকি, {free}টি খালি",
            "{taken} of {all} taken, {open} to answer, {free} free",
            all=batch.seats,
            taken=held[Offer.ACCEPTED],
            open=held[Offer.OPEN],
            free=batch.seats - held.total(),
        ),
        flow_of(call, counts, batch) if call else [],
        dates_of(batch, call),
        rule_words(rule_of(call), language()) if call else [],
    )


def stations_of(batch: Batch) -> list[tuple[str, bool, bool]]:
    """Each step as (words, is done, is where it stands); a cancelled batch stands nowhere."""
    at = states.STATIONS.index(batch.state) if batch.state in states.STATIONS else -1
    return [
        (say(*words.STATION_WORDS[state]), place < at, place == at)
        for place, state in enumerate(states.STATIONS)
    ]


def seat_marks(seats: int, taken: int, offered: int) -> list[SeatMark]:
    """All seats in one row, as wide as there is room."""
    step = 100 / seats
    looks = ["on"] * taken + ["ask"] * offered
    looks += ["free"] * (seats - len(looks))
    return [
        SeatMark(look, round(place * step + step * 0.08, 2), round(step * 0.84, 2))
        for place, look in enumerate(looks)
    ]


def flow_of(call: Call, counts: Counter, batch: Batch) -> list[tuple[int, str, bool]]:
    """How many came how far, as (count, words, is where it stands)."""
    out = counts[states.INELIGIBLE] + counts[states.DOUBLE]
    seated = counts[states.ENROLLED] + counts[states.COMPLETED] + counts[states.NOT_COMPLETED]
    told = [
        (counts.total(), say("আবেদন", "Applications"), batch.state == states.CALLED),
        (
            counts.total() - out - counts[states.RECEIVED],
            say("যোগ্য", "May take part"),
            batch.state == states.CLOSED,
        ),
        (counts[states.OFFERED], say("উত্তর বাকি", "To answer"), False),
        (seated, say("ভর্তি", "Enrolled"), batch.state == states.OFFERING),
        (counts[states.WAITING], say("অপেক্ষায়", "Waiting"), False),
        (out, say("অযোগ্য বা দ্বিতীয়", "Not admitted"), False),
    ]
    return told


def dates_of(batch: Batch, call: Call | None) -> list[tuple[str, str]]:
    found = []
    if call:
        found += [
            (
                say("আবেদন", "Applications"),
                f"{words.short_day(call.opens_at)} – {words.short_day(call.closes_at)}",
            ),
            *([(say("পরীক্ষা", "Test"), words.short_day(call.test_on))] if call.test_on else []),
            *([(say("মৌখিক", "Viva"), words.short_day(call.viva_on))] if call.viva_on else []),
            (say("লটারি", "Draw"), words.short_day(call.draw_at)),
            (say("ফল", "Result"), words.short_day(call.result_on)),
        ]
    found.append((say("প্রথম ক্লাস", "First class"), words.short_day(batch.starts_on)))
    found.append((say("শেষ ক্লাস", "Last class"), words.short_day(batch.ends_on)))
    return found


def applicants(call: Call, tab: str) -> QuerySet[Application]:
    """The applicants of a tab with their place, in the order of the result where there is one."""
    draw = last_draw(call.batch)
    place = Standing.objects.filter(draw=draw, application=OuterRef("pk")).values("position")[:1]
    points = Standing.objects.filter(draw=draw, application=OuterRef("pk")).values("points")[:1]
    until = Offer.objects.filter(application=OuterRef("pk"), state=Offer.OPEN).values("expires_at")[:1]
    rows = Application.objects.filter(call=call).annotate(
        position=Subquery(place), points=Subquery(points), until=Subquery(until)
    )
    if tab == ENROLLED:
        rows = rows.filter(state=states.ENROLLED)
    elif tab == WAITING:
        rows = rows.filter(state=states.WAITING)
    elif tab == TODO:
        rows = rows.filter(
            Q(state=states.DOUBLE, case__closed_at=None) | Q(state__in=(states.RECEIVED, states.OFFERED))
        )
    order = ("position", "roll") if draw else ("roll",)
    return rows.select_related("case__applicant").order_by(*order)


def tab_counts(counts: Counter) -> dict[str, int]:
    return {
        TODO: counts[states.RECEIVED] + counts[states.OFFERED],
        ENROLLED: counts[states.ENROLLED],
        WAITING: counts[states.WAITING],
        ALL: counts.total(),
    }
