"""Versions of an office's calendar: composed out of its files and the orders given since; running promises
follow in the worker.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from ongikar.core import cache_version
from ongikar.core.not_none import not_none
from ongikar.journal.actions import Reference, record
from ongikar.journal.models import EntryFacts
from ongikar.rules.calendar.office_calendar import Calendar
from ongikar.rules.calendar.reading import read_rows
from ongikar.rules.calendar.rows import GAZETTED
from ongikar.rules.calendar.scopes import NATIONAL, Seat, rows_of_office, scope_of

from .models import CalendarOrder, CalendarVersion, Office
from .sites import office_seat

Data = dict[str, Any]
Row = Mapping[str, Any]
ONE_DAY = timedelta(days=1)


def compose_calendar(files: Data, orders: Iterable[CalendarOrder], seat: Seat) -> Data:
    """The data of the calendar; `files` is what the office's own files say.

    Raises CalendarFault for a row that does not say where it holds. What else is wrong, `calendar_findings`
    tells.
    """
    orders = sorted(orders, key=lambda order: order.memo_date)
    data = dict(files)
    ordered = [
        row | {"ordered": order.memo_date, "of": seat_name(order.scope, seat)}
        for order in orders
        for row in order.mark_rows(order.days)
    ]
    data["days"] = rows_of_office(
        [*(row_with_scope(row, seat) for row in files.get("days", ())), *ordered], seat
    )
    windows: list[Mapping[str, Any]] = list(files.get("windows", ()))
    years = dict(files.get("years", {}))
    for order in orders:
        windows = replace_windows(windows, order.mark_rows(order.windows))
        for year, authority in order.years.items():
            years[year] = GAZETTED if GAZETTED in (authority, years.get(year)) else authority
    data["windows"], data["years"] = windows, years
    return data


def row_with_scope(row: Row, seat: Seat) -> Row:
    """A row of the office's own files: one of an area that does not name it is of the office's own."""
    if "of" in row:
        return row
    # Asked with a name in place, so that only an unknown scope is refused.
    scope = scope_of({**row, "of": seat.office}, "days")
    return {**row, "of": seat_name(scope, seat)}


def seat_name(scope: str, seat: Seat) -> str:
    return "" if scope == NATIONAL else getattr(seat, scope)


def replace_windows(windows: list[Row], later: Sequence[Row]) -> list[Row]:
    """Dated hours with later ones laid over them: of the earlier, what lies outside the later's dates is
    left.
    """
    for window in later:
        windows = [piece for earlier in windows for piece in cut_window(earlier, window)]
    return [*windows, *later]


def cut_window(earlier: Row, later: Row) -> Iterator[Row]:
    (first, last), (start, end) = row_dates(earlier), row_dates(later)
    if last < start or end < first:
        yield earlier
        return
    if first < start:
        yield {**earlier, "to": (start - ONE_DAY).isoformat()}
    if end < last:
        yield {**earlier, "from": (end + ONE_DAY).isoformat()}


def row_dates(row: Row) -> tuple[date, date]:
    return date.fromisoformat(row["from"]), date.fromisoformat(row.get("to", row["from"]))


FILES: Reference = ("office files", None)


class CalendarChanged(Exception):
    """Another version was made since the one that the order was judged by."""


def give_order(
    orders: Sequence[CalendarOrder], *, seen: Sequence[int], actor: Reference, now: datetime
) -> list[CalendarVersion]:
    """Enter one order in each of its offices, unsaved as they come; the versions it made, new ones or those
    of before.

    `seen`: the keys of the versions that it was judged by. Raises CalendarChanged where one is no longer
    the newest, and CalendarFault where the calendar cannot stand with it.
    """
    with transaction.atomic():
        offices = [order.office_id for order in orders]
        # Two orders at once are given one after the other. Receiving applications need not wait for either.
        locked = Office.objects.select_for_update(no_key=True).filter(pk__in=offices).order_by("pk")
        by_key = {office.pk: office for office in locked}
        known = CalendarVersion.objects.filter(order__office__in=offices, order__key=orders[0].key)
        if versions := list(known.order_by("pk")):
            return versions
        latest = {office: not_none(by_key[office].calendar_version()) for office in offices}
        if sorted(version.pk for version in latest.values()) != sorted(seen):
            raise CalendarChanged
        return [
            _order(order, by_key[order.office_id], latest[order.office_id], actor, now) for order in orders
        ]


def _order(
    order: CalendarOrder, office: Office, latest: CalendarVersion, actor: Reference, now: datetime
) -> CalendarVersion:
    data = compose_calendar(latest.said_by_files, [*office.calendar_orders.all(), order], office_seat(office))
    Calendar.from_data(data)
    order.save()
    return _version(office, latest, data=data, files=latest.said_by_files, order=order, actor=actor, now=now)


@transaction.atomic
def adopt_files(office: Office, files: dict[str, Any], *, now: datetime) -> CalendarVersion | None:
    """The calendar that an office's files now say, under all orders given since; None where they say nothing
    new.

    Files that were written out of a database tell its orders themselves; those are not laid over them again.
    """
    Office.objects.select_for_update(no_key=True).get(pk=office.pk)
    latest = office.calendar_version()
    if latest and latest.said_by_files == files:
        return None
    orders = {row.get("order") for row in (*files.get("days", ()), *files.get("windows", ()))}
    given = [order for order in office.calendar_orders.all() if order.key not in orders]
    data = compose_calendar(files, given, office_seat(office))
    if latest and read_rows(data) == read_rows(latest.data):
        return None
    Calendar.from_data(data)
    return _version(office, latest, data=data, files=files, order=None, actor=FILES, now=now)


def _version(
    office: Office,
    latest: CalendarVersion | None,
    *,
    data: Data,
    files: Data,
    order: CalendarOrder | None,
    actor: Reference,
    now: datetime,
) -> CalendarVersion:
    version = CalendarVersion.objects.create(
        office=office,
        number=latest.number + 1 if latest else 1,
        data=data,
        files=files,
        order=order,
        made_at=now,
        reason=order.memo_number if order else "office files",
    )
    if latest:
        # The first calendar of an office changes nothing for anybody.
        facts: EntryFacts = {"version": version.number}
        if order:
            facts["order"] = order.pk
        subject = ("office", office.pk)
        record("calendar.ordered", subject=subject, actor=actor, office_id=office.pk, now=now, **facts)
    cache_version.invalidate(office.pk)
    return version
