"""The tables of one connection that the fill is made from: offices, their services, people, and one row a
case.
"""

import json
from collections.abc import Iterable, Sequence

from django.db import connection

from ongikar.cases.models import Case
from ongikar.grievances.models import Grievance
from ongikar.offices.models import Office, Post
from ongikar.rules.bangla.text import fiscal_year
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.clock import fold

from .dialect import Dialect
from .people import RARELY, people

DAY = 86_400
# Over so many days the cases of an office came; and so many of an office are open at least, so that the
# pages of a small office are as full as those of a large one.
DAYS, LEAST_OPEN, OPEN_SHARE = 300, 30, 10


def make_work_tables(dialect: Dialect, offices: Sequence[Office], cases: int) -> None:
    rows = [office_row(place, office, dialect) for place, office in enumerate(offices)]
    each = max(cases // len(offices), 1)
    table(
        "growth_office",
        "place office_id calendar_id geocode fiscal_year book_line grievance_line tier_id tier_post"
        " limit_data",
        rows,
    )
    table("growth_service", "place nth service_id post_id promise", service_rows(offices))
    table("growth_person", "i name address folded sounds", people())
    count = min(len(list(services_of(office))) for office in offices)
    open_ = min(max(LEAST_OPEN, each // OPEN_SHARE), each)
    dialect.run(
        f"""
        CREATE TEMP TABLE growth_case AS
        WITH RECURSIVE numbers(n) AS (
            SELECT CAST(1 AS bigint) UNION ALL SELECT n + 1 FROM numbers WHERE n < {each * len(offices)}
        ), placed AS (
            SELECT n, (n - 1) % {len(offices)} AS place, (n - 1) / {len(offices)} AS k FROM numbers
        ), aged AS (
            SELECT n, place, k, k >= {each - open_} AS is_open,
                CAST({DAYS * DAY} AS bigint) * ({each} - k) / {each} AS received
            FROM placed
        )
        SELECT n, aged.place, k, is_open, received, office_id, calendar_id, geocode, fiscal_year,
            book_line + k + 1 AS book_line, service_id, post_id, promise, tier_id, tier_post,
            CASE WHEN n % {RARELY} = 7 THEN {len(people()) - 1}
            ELSE (k * 7919 + aged.place * 31) % {len(people()) - 1} END AS i,
            CASE WHEN is_open THEN {DAY} * (12 - k % 40) + n % 3600
                 WHEN k >= {each - open_ - max(each // 100, 2)} THEN n % 20000 - 5 * {DAY}
                 WHEN n % 20 = 7 THEN received - 3 * {DAY}
                 ELSE received - 10 * {DAY} END AS due,
            CASE WHEN is_open THEN NULL
                 WHEN k >= {each - open_ - max(each // 100, 2)} THEN n % 20000
                 ELSE received - 5 * {DAY} END AS stopped,
            CASE WHEN NOT is_open THEN CASE n % 25 WHEN 3 THEN 'refused' ELSE 'kept' END
                 WHEN k % 3 = 0 THEN 'received' WHEN k % 23 = 1 THEN 'waiting' ELSE 'accepted' END AS state,
            CASE n % 5 WHEN 0 THEN 'counter' WHEN 1 THEN 'phone' ELSE 'online' END AS channel
        FROM aged JOIN growth_office USING (place)
        JOIN growth_service ON growth_service.place = aged.place AND growth_service.nth = k % {count}
        """
    )


def office_row(place: int, office: Office, dialect: Dialect) -> tuple:
    """What the rows of an office are made of. Their numbers begin with a geocode that no office has."""
    version = office.charters.order_by("-number").first()
    calendar = office.calendar_version()
    if version is None or calendar is None:
        raise ValueError(f"{office.slug} has no charter or no calendar to promise by")
    tier = version.tiers.order_by("number").first() or version.tiers.model.objects.first()
    year = fiscal_year(dialect.now.astimezone(TZ).date())
    lines = [
        model.objects.filter(office=office, fiscal_year=year)
        .order_by("-book_serial")
        .values_list("book_serial", flat=True)
        .first()
        or 0
        for model in (Case, Grievance)
    ]
    limit = first_fact(tier.promise.as_data(), calendar.number)
    return (
        place,
        office.pk,
        calendar.pk,
        f"{100_000 + office.pk}",
        year,
        *lines,
        tier.pk,
        tier.post_id,
        limit,
    )


def services_of(office: Office) -> Iterable:
    version = office.charters.order_by("-number").first()
    return version.services.filter(category="citizen").order_by("position") if version else ()


def service_rows(offices: Sequence[Office]) -> list[tuple]:
    found = []
    for place, office in enumerate(offices):
        calendar = office.calendar_version()
        answering = office.posts.filter(role=Post.OFFICER).first() or office.posts.first()
        for nth, row in enumerate(services_of(office)):
            promise = first_fact(row.promise.as_data(), calendar.number if calendar else 1)
            found.append((place, nth, row.pk, row.responsible_id or answering.pk, promise))
    return found


def first_fact(promise: dict, calendar_number: int) -> str:
    """What the first fact of a clock says."""
    return json.dumps({"promise": promise, fold.CALENDAR: calendar_number})


def table(name: str, columns: str, rows: Sequence[tuple]) -> None:
    """A table of these rows, gone with the connection; a column is of its first value's type."""
    kinds = ["bigint" if isinstance(value, int) else "text" for value in rows[0]]
    told = ", ".join(f"{column} {kind}" for column, kind in zip(columns.split(), kinds, strict=True))
    marks = ", ".join(["%s"] * len(kinds))
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMP TABLE {name} ({told})")
        cursor.executemany(f"INSERT INTO {name} VALUES ({marks})", rows)


def drop_work_tables(dialect: Dialect) -> None:
    dialect.run(
        *(
            f"DROP TABLE IF EXISTS growth_{name}"
            for name in ("case", "complaint", "person", "service", "office")
        )
    )
