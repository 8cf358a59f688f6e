"""A published version as a reading, so that the rules judge what the office stands by as they judge a
document.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from ongikar.rules.charter.lint.published import Reservation
from ongikar.rules.charter.lint.services import COUNTABLE
from ongikar.rules.promise import Promise

from .models import CharterVersion, Service, Tier
from .publication.as_reading import service_data, tier_data, with_bounds

NOTHING = {"kind": "none", "min": None, "max": None}


def reading_of_version(version: CharterVersion, services: list[Service], tiers: list[Tier]) -> dict[str, Any]:
    """The shape of `ongikar charter read --json`, without findings. A row's own ceiling is its time."""
    geocode = version.office.geocode
    return {
        "title": version.title_bn,
        "vision": version.vision_bn,
        "mission": version.mission_bn,
        "services": [service_row(service, geocode) for service in services],
        "subordinate_offices": [],
        "expectations": [each["bn"] for each in version.expectations],
        "grievance_tiers": [tier_row(tier) for tier in tiers],
        "signatory": version.signatory or None,
    }


def service_row(service: Service, geocode: str) -> dict[str, Any]:
    """As published, but for what is judged: the office's own limit is the time, and the form itself need not
    be had.
    """
    told = service_data(service, geocode)
    brought = [paper["bn"] for paper in service.documents if not paper.get("provided_by_form")]
    papers = {
        "items": brought,
        "raw": told["documents"]["raw"] or ("" if service.papers_left_open else "নেই"),
    }
    return told | {"time": time_cell(service), "documents": papers}


def time_cell(service: Service) -> dict[str, Any]:
    if service.ceiling:
        return limit_cell(service.ceiling)
    return with_bounds(service.time) | {"raw": service.time_raw}


def limit_cell(limit: dict[str, Any]) -> dict[str, Any]:
    """A limit that the office set. One by a day, or merely of acceptance, is none that a row can promise."""
    promise = Promise.from_data(limit)
    kind = promise.unit if promise.unit in COUNTABLE else "conditional"
    return NOTHING | {"kind": kind, "max": promise.amount or None, "raw": promise.words("bn")}


def tier_row(tier: Tier) -> dict[str, Any]:
    return tier_data(tier) | {"limit": limit_cell(tier.limit)}


def version_reservations(
    version: CharterVersion, services: list[Service], tiers: list[Tier]
) -> Iterator[Reservation]:
    """Everything that was published open: of the charter as a whole, then row by row, then tier by tier."""
    places = [("charter", version.reservations)]
    places += [(f"{service.category}/{service.number}", service.reservations) for service in services]
    places += [(f"tiers/{tier.number}", tier.reservations) for tier in tiers]
    for where, rows in places:
        for row in rows:
            until = date.fromisoformat(row["until"]) if row.get("until") else None
            yield Reservation(where, row["name"], row["reason_bn"], row["reason_en"], until)
