"""The sheet of one day: who comes when and to whom, what else is held, the pauses and what is free."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any, NamedTuple

from django.db.models import Count
from django.db.models.functions import TruncDate
from django.urls import reverse

from ongikar.core.i18n.say import language, say
from ongikar.gatherings.week_entries import WeekEntry, week_entries
from ongikar.offices.models import Office, Post
from ongikar.people.models import Holding
from ongikar.people.post_holders import PostHolder
from ongikar.records.words import State
from ongikar.rules.bangla.text import day_month, digits, weekday_name
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.visits.models import Visit
from ongikar.visits.transitions import STATES as VISIT_STATES
from ongikar.visits.transitions import WAITING

from . import transitions
from .at_counter import visits_of
from .free_times import DAY, FreeTime, free_times, moments_of, posts_with_hours, value_of_time
from .models import Booking
from .rules.offers import week_of
from .words import STATES, clock_words

# A week of the office begins on Sunday.
DAYS = 7
MOST_TO_MOVE = 20


class Press(NamedTuple):
    """What comes next, by one press: a form that is sent there, or a page that is opened."""

    url: str
    words: str
    is_form: bool = True


class SheetRow(NamedTuple):
    """One line. `sort`: of its look: booking, entry, pause or free."""

    starts_at: datetime
    sort: str
    clock: str
    title: str
    url: str = ""
    about: str = ""
    with_whom: str = ""
    state: State | None = None
    presses: tuple[Press, ...] = ()


class DayTab(NamedTuple):
    """A day of the week above the sheet. `closed`: why the office is."""

    day: date
    words: str
    many: str
    closed: str
    is_shown: bool


def holders_of(posts: Iterable[int], day: date) -> dict[int, str]:
    """The names of those who hold them that day, by the key of the post."""
    rows = Holding.objects.on(day).filter(post__in=list(posts)).select_related("user").order_by("id")
    return {row.post_id: row.user.name for row in rows}


def day_rows(
    office: Office, day: date, holder: PostHolder, now: datetime, *, may_change: bool
) -> list[SheetRow]:
    begin, end = moments_of(day)
    bookings = list(
        Booking.objects.with_related()
        .filter(office=office, starts_at__gte=begin, starts_at__lt=end)
        .exclude(state__in=transitions.GONE | {transitions.HELD})
        .order_by("starts_at", "id")
    )
    visits = visits_of(each for each in bookings if each.state == transitions.ARRIVED)
    posts = posts_with_hours(office)
    names = holders_of({*(post.pk for post in posts), *(each.post_id for each in bookings)}, day)
    free = free_times(office, posts, day, day, now, for_citizen=False) if may_change else ()
    rows = [
        *(booking_row(each, visits.get(each.pk), names, now, may_change=may_change) for each in bookings),
        *(entry_row(each) for each in week_entries(office, begin, end, holder)),
        *pause_rows(office, day),
        *(free_row(each, names) for each in free),
    ]
    return sorted(rows, key=lambda row: (row.starts_at, ORDER[row.sort]))


ORDER = {"entry": 0, "booking": 1, "free": 2, "pause": 3}


def booking_row(
    booking: Booking, visit: Visit | None, names: dict[int, str], now: datetime, *, may_change: bool
) -> SheetRow:
    state = STATES[booking.state]
    if visit is not None:
        state = state_at_counter(visit)
    elif booking.state == transitions.ARRIVED and booking.arrived_at:
        clock = clock_words(booking.arrived_at.astimezone(TZ))
        state = State(f"{state.bn} {clock}", f"{state.en} {clock}", state.look)
    return SheetRow(
        booking.starts_at,
        "booking",
        clock_words(booking.starts_at.astimezone(TZ)),
        booking.who,
        reverse("appointment", args=[booking.pk]),
        booking.purpose,
        names.get(booking.post_id) or booking.post.title,
        None if booking.state == transitions.BOOKED else state,
        tuple(presses_of(booking, visit, now)) if may_change else (),
    )


def state_at_counter(visit: Visit) -> State:
    """Of whoever came: since when they wait, with which token, or what a desk did with them."""
    if visit.state == WAITING:
        clock = clock_words(visit.arrived_at.astimezone(TZ))
        return State(
            f"এসেছেন {clock}, টোকেন {visit.number}", f"Arrived {clock}, token {visit.number}", "today"
        )
    state = VISIT_STATES[visit.state]
    return State(f"{state.bn}, টোকেন {visit.number}", f"{state.en}, token {visit.number}", state.look)


def presses_of(booking: Booking, visit: Visit | None, now: datetime) -> Iterator[Press]:
    """What may be pressed now; the one that is more likely comes first."""
    state, is_today = booking.state, booking.day == now.astimezone(TZ).date()
    if state in transitions.COMING and is_today:
        yield Press(reverse("appointment_arrive", args=[booking.pk]), say("এসেছেন", "Has arrived"))
    if state == transitions.BOOKED and now >= booking.ends_at:
        yield Press(reverse("appointment_miss", args=[booking.pk]), say("আসেননি", "Did not come"))
    if state == transitions.ARRIVED and visit is not None and visit.is_at_a_desk:
        yield Press(reverse("appointment_serve", args=[booking.pk]), say("দেখা শেষ", "Seen"))
    elif state == transitions.ARRIVED:
        yield Press(reverse("appointment_begin", args=[booking.pk]), say("শুরু করুন", "Begin"))
    if state == transitions.TO_MOVE:
        yield Press(
            reverse("appointment_move", args=[booking.pk]), say("নতুন সময় দিন", "Give a new time"), False
        )


def entry_row(entry: WeekEntry) -> SheetRow:
    """What else is held that day."""
    about = " · ".join(filter(None, (entry.sort_words, entry.where)))
    clock = clock_words(entry.starts_at.astimezone(TZ)) if entry.has_hours else ""
    return SheetRow(entry.starts_at, "entry", clock, entry.title, entry.url, about)


def pause_rows(office: Office, day: date) -> Iterator[SheetRow]:
    """Between two windows of the office hours."""
    for (_, closes), (opens, _) in pairwise(office.calendar.windows(day)):
        span = f"{clock_words(closes.astimezone(TZ))} – {clock_words(opens.astimezone(TZ))}"
        yield SheetRow(closes, "pause", "", say("নামাজ ও খাবার {span}", "Prayer and lunch {span}", span=span))


def free_row(free: FreeTime, names: dict[int, str]) -> SheetRow:
    at, seats = free.slot.starts_at, len(free.seats)
    url = f"{reverse('appointments_new')}?slot={value_of_time(free.post.pk, at)}"
    words = say("খালি", "Free") if seats == 1 else say("খালি {n}টি", "{n} free", n=digits(seats, language()))
    return SheetRow(
        at,
        "free",
        clock_words(at.astimezone(TZ)),
        words,
        with_whom=names.get(free.post.pk) or free.post.title,
        presses=(Press(url, say("সময় দিন", "Give it"), False),),
    )


def day_tabs(office: Office, day: date) -> list[DayTab]:
    """The days of its week, each with how many come."""
    first = week_of(day)
    begin, end = moments_of(first)[0], moments_of(first + timedelta(days=DAYS - 1))[1]
    rows = Booking.objects.filter(office=office, starts_at__gte=begin, starts_at__lt=end)
    rows = rows.exclude(state__in=transitions.GONE | {transitions.HELD})
    counts = dict(rows.annotate(on=TruncDate("starts_at", tzinfo=TZ)).values_list("on").annotate(Count("pk")))
    calendar, tabs = office.calendar, []
    for each in (first + DAY * n for n in range(DAYS)):
        closure, count = calendar.closed_because(each), counts.get(each, 0)
        closed = say("ছুটি", "closed") if closure else ""
        words = f"{weekday_name(each, language())} {digits(each.day, language())}"
        tabs.append(DayTab(each, words, digits(count, language()) if count else "", closed, each == day))
    return tabs


def to_move(office: Office, now: datetime) -> list[Booking]:
    """Those whose time can no longer be kept, the next first."""
    rows = Booking.objects.with_related().filter(office=office, state=transitions.TO_MOVE)
    return list(rows.filter(starts_at__gte=now).order_by("starts_at", "id")[:MOST_TO_MOVE])


def sheet_context(
    office: Office, day: date, holder: PostHolder, now: datetime, *, may_change: bool
) -> dict[str, Any]:
    closure = office.calendar.closed_because(day)
    first = week_of(day)
    return {
        "day": day,
        "rows": day_rows(office, day, holder, now, may_change=may_change),
        "tabs": day_tabs(office, day),
        "week_before": first - timedelta(days=DAYS),
        "week_after": first + timedelta(days=DAYS),
        "closed": say(closure.name_bn, closure.name_en) if closure else "",
        "to_move": to_move(office, now),
        "has_hours": Post.objects.filter(office=office, availabilities__struck_at__isnull=True).exists(),
        "short_day": day_month(day, language()),
    }
