"""An office in the database as the tables of its files: which columns stand in them, and
what they say now.
"""

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from typing import Any

from django.db.models import Model

from ongikar.charter.models import CharterVersion, Service, Tier
from ongikar.core.db.bulk_sql import column_of
from ongikar.offices.models import CalendarVersion, Office, Post
from ongikar.offices.rules.setting_files import rows_of_settings
from ongikar.places.models import Part

from .holidays import with_iso_dates

OFFICE_FIELDS = (
    "name_bn",
    "name_en",
    "department_bn",
    "department_en",
    "address_bn",
    "address_en",
    "geocode",
    "phone",
    "email",
    "host",
)
# Its face; what stands on no line of the file is as every office's.
FACE_FIELDS = ("website", "memo_start", "colour", "head_bn", "head_en", "foot_bn", "foot_en")
POST_FIELDS = ("title_bn", "title_en", "role", "phone", "email")
PLACE_FIELDS = ("kind", "name_bn", "name_en", "union", "eiin", "closed_on")
SERVICE_FIELDS = (
    "category",
    "number",
    "kind",
    "options",
    "name_bn",
    "name_en",
    "short_bn",
    "short_en",
    "summary_bn",
    "summary_en",
    "time_raw",
    "time",
    "ceiling",
    "may_extend",
    "documents",
    "form_source_bn",
    "form_source_en",
    "fee",
    "corrections",
    "reservations",
)
TIER_FIELDS = (
    "when_bn",
    "when_en",
    "title_bn",
    "title_en",
    "limit",
    "window_days",
    "may_extend",
    "address_bn",
    "address_en",
    "phone",
    "email",
    "web",
    "reservations",
)
# Counts of days that a tier may leave to what is usual.
TIER_DAYS = ("window_days", "may_extend")
CHARTER_FIELDS = (
    "title_bn",
    "title_en",
    "vision_bn",
    "vision_en",
    "mission_bn",
    "mission_en",
    "signatory",
    "approver",
)

TomlTable = dict[str, Any]


def filled_columns(row: Model, fields: tuple[str, ...]) -> TomlTable:
    """The columns that say more than one that is left out would."""
    unsaid = {name: column_of(type(row), name).get_default() for name in fields}
    return {name: value for name in fields if (value := getattr(row, name)) != unsaid[name]}


def post_slug(post: Post | None) -> str:
    return post.slug if post else ""


def office_tables(office: Office) -> TomlTable:
    """What office.toml says: the office, its week and dated hours, its posts and places."""
    version = office.calendar_version()
    calendar = version.data if version else {}
    head = {
        "slug": office.slug,
        **filled_columns(office, (*OFFICE_FIELDS, *FACE_FIELDS, "owes_since")),
        "emblem": emblem_file_name(office) or None,
        "default": office.is_default,
    }
    head |= {name: calendar[name] for name in ("after_hours", "roll_closed") if name in calendar}
    posts = office.posts.select_related("superior", "place").order_by("pk")
    return {
        "office": head,
        "week": calendar.get("week", {}),
        **{name: calendar[name] for name in ("messages",) if name in calendar},
        "windows": [with_dates(row) for row in calendar.get("windows", ())],
        "posts": [
            {
                "slug": post.slug,
                **filled_columns(post, POST_FIELDS),
                "superior": post_slug(post.superior),
                "place": post.place.slug if post.place else "",
                "office_bn": post.seat_bn,
                "office_en": post.seat_en,
            }
            for post in posts
        ],
        "urgent": office.urgent,
        "foot_numbers": office.foot_numbers,
        "places": [
            {"slug": place.slug, **filled_columns(place, PLACE_FIELDS)}
            for place in office.places.order_by("pk")
        ],
    }


PART_FIELDS = ("name_bn", "name_en", "unit_bn", "unit_en", "least")


def setting_tables(office: Office) -> TomlTable:
    """What settings.toml says: all that was set on screen and has no place in another file."""
    parts = Part.objects.filter(office=office, least__gt=0).in_use().order_by("pk")
    return {
        "settings": rows_of_settings(office.settings),
        "stock": [{name: getattr(part, name) for name in PART_FIELDS} for part in parts],
    }


def emblem_file_name(office: Office) -> str:
    """The name of the file beside office.toml; "" without an emblem."""
    newest = office.emblems.order_by("-since", "-pk").first()
    return f"emblem.{newest.SUFFIXES[newest.media_type]}" if newest and newest.sha256 else ""


def charter_tables(version: CharterVersion) -> TomlTable:
    """What charter.toml says: one published version, its rows and its ladder."""
    return {
        "charter": {
            "number": version.number,
            "effective_from": version.effective_from,
            "approved_by": post_slug(version.approved_by),
            **filled_columns(version, CHARTER_FIELDS),
        },
        "expectations": version.expectations,
        "reservations": [until_a_day(row) for row in version.reservations],
        "corrections": version.corrections,
        "services": [
            service_table(row) for row in version.services.select_related("responsible", "superior")
        ],
        "tiers": [tier_table(row) for row in version.tiers.select_related("post", "alternate")],
    }


def service_table(row: Service) -> TomlTable:
    posts = {"responsible": post_slug(row.responsible), "superior": post_slug(row.superior)}
    reservations = [until_a_day(each) for each in row.reservations]
    return {
        "code": row.code,
        **filled_columns(row, SERVICE_FIELDS),
        "reservations": reservations,
        **posts,
        "words": row.search_words,
    }


def tier_table(row: Tier) -> TomlTable:
    reservations = [until_a_day(each) for each in row.reservations]
    return {
        "tier": row.number,
        "post": post_slug(row.post),
        "alternate": post_slug(row.alternate),
        **filled_columns(row, TIER_FIELDS),
        "reservations": reservations,
    }


def until_a_day(reservation: TomlTable) -> TomlTable:
    until = reservation.get("until")
    return reservation | ({"until": date.fromisoformat(until)} if until else {})


def holiday_tables(version: CalendarVersion) -> dict[int, TomlTable]:
    """What each year's file says: the list the office began with, then every order given since, by its date.

    Orders are told with their keys, so that a database which has them too does not take them twice.
    """
    data, rows = version.data, [dict(row) for row in version.said_by_files.get("days", ())]
    for order in version.office.calendar_orders.order_by("memo_date", "pk"):
        rows += [row | {"ordered": order.memo_date.isoformat()} for row in order.mark_rows(order.days)]
    pieces = sorted((piece for row in rows for piece in split_by_year(row)), key=row_year)
    by_year = {year: [with_dates(row) for row in days] for year, days in groupby(pieces, row_year)}
    return {
        int(year): {"year": int(year), "authority": authority, "days": by_year.get(int(year), [])}
        for year, authority in sorted(data["years"].items())
    }


def row_year(row: TomlTable) -> int:
    return int(row["from"][:4])


def split_by_year(row: TomlTable) -> Iterator[TomlTable]:
    """A row that runs over the end of a year stands in the files of both."""
    first, last = row["from"][:4], str(row.get("to", row["from"]))[:4]
    if first == last:
        yield row
        return
    yield row | {"to": f"{first}-12-31"}
    yield row | {"from": f"{last}-01-01"}


def with_dates(row: TomlTable) -> TomlTable:
    """A row of the calendar with its dates as dates. Its year is the file's."""
    days = {name: date.fromisoformat(row[name]) for name in ("from", "to", "ordered") if name in row}
    return {name: value for name, value in (row | days).items() if name != "year"}


def is_same_charter(version: CharterVersion, charter: TomlTable, document: str) -> bool:
    """Whether a charter's file is this version, however it is written out."""
    return version.document == document and comparable(charter_tables(version)) == comparable(charter)


def comparable(charter: TomlTable) -> TomlTable:
    """A charter's tables without what is empty. Of a tier no days are no empty cell: unsaid, each is another
    number.
    """
    terms = [{name: str(row[name]) for name in TIER_DAYS if name in row} for row in charter.get("tiers", ())]
    unsaid = {"may_extend": str(column_of(Tier, "may_extend").get_default())}
    rest = [{name: row[name] for name in row if name not in TIER_DAYS} for row in charter.get("tiers", ())]
    return {
        **without_empty({**charter, "tiers": rest}),
        "terms of tiers": [unsaid | row for row in terms],
    }


def without_empty(value: Any) -> Any:
    """The same without what is empty, and with dates as text: an empty cell may be written, or left out."""
    if isinstance(value, dict):
        return {
            key: kept
            for key, each in value.items()
            if (kept := without_empty(each)) not in ("", None, [], {}, 0, False)
        }
    if isinstance(value, list | tuple):
        return [without_empty(each) for each in value]
    return with_iso_dates(value)
