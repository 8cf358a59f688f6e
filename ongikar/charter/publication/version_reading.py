"""A published version in the shape of a reading: as anyone may take it (docs/open-data.md), and as the rules
judge it, which they do as they judge a document.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, cast

from ongikar.charter.models import CharterVersion, Service, Tier, services_in_force
from ongikar.charter.terms import printed_time
from ongikar.offices.models import Post
from ongikar.rules.bangla import text
from ongikar.rules.charter.lint.published_charter import Reservation
from ongikar.rules.charter.lint.services import COUNTABLE, IN_PARTS
from ongikar.rules.charter.reading_types import (
    CharterReading,
    CharterText,
    ParsedDocuments,
    ParsedOfficer,
    ParsedService,
    ParsedTier,
    ParsedTime,
)
from ongikar.rules.promise import Promise


class OpenService(ParsedService):
    """A row as open data has it."""

    code: str
    name_en: str
    reservations: list[dict[str, str]]


class OpenReading(CharterReading):
    """A charter as open data has it; each of `services` is an OpenService."""

    office: dict[str, Any]
    version: dict[str, Any]
    reservations: list[dict[str, str]]


def version_reading(version: CharterVersion) -> OpenReading:
    """The charter as `charter read --json` would give it, in Bangla; with version, dates, office and the
    English beside.
    """
    return {
        "office": office_data(version),
        "version": version_data(version),
        "title": version.title_bn,
        "vision": version.vision_bn,
        "mission": version.mission_bn,
        "services": [service_data(service, version.office.geocode) for service in services_in_force(version)],
        "subordinate_offices": [],
        "expectations": [each["bn"] for each in version.expectations],
        "grievance_tiers": [tier_data(tier) for tier in version.tiers.select_related("post", "alternate")],
        "signatory": version.signatory or None,
        "reservations": version.reservations,
        "findings": [],
    }


def office_data(version: CharterVersion) -> dict[str, Any]:
    office = version.office
    fields = ("slug", "name_bn", "name_en", "department_bn", "department_en", "geocode", "phone", "email")
    return {field: getattr(office, field) or None for field in fields}


def version_data(version: CharterVersion) -> dict[str, Any]:
    return {
        "number": version.number,
        "effective_from": version.effective_from.isoformat(),
        "effective_to": version.effective_to and version.effective_to.isoformat(),
        "published_at": version.published_at.isoformat(),
        "approved_by": version.approved_by and version.approved_by.title_bn,
    }


def service_data(service: Service, geocode: str) -> OpenService:
    papers = [paper["bn"] for paper in service.documents]
    return {
        "code": service.code,
        "category": service.category,
        "number": service.number,
        "name": service.name_bn,
        "name_en": service.name_en,
        "method": service.options.get("method_bn"),
        "time": time_data(service),
        "documents": {"items": papers, "raw": "; ".join(papers)},
        "form_source": service.form_source_bn or None,
        "fee": {"kind": "none", "amount": None, "raw": ""} | service.fee,
        "responsible": officer_data(service.responsible, geocode),
        "superior": officer_data(service.superior, geocode),
        "extras": {},
        "reservations": service.reservations,
    }


def time_data(service: Service) -> ParsedTime:
    """The time as printed; `ceiling` is the office's own limit, where it set one."""
    time = with_bounds(service.time) | {"raw": printed_time(service)}
    return time | ({"ceiling": limit_data(service.ceiling)} if service.ceiling else {})


def with_bounds(time: Mapping[str, Any]) -> ParsedTime:
    """A time as an office's file may shorten it, with everything that a reading has."""
    whole = {"kind": "none", "min": None, "max": None, "raw": time.get("label", ""), **time}
    parts = {key: [with_bounds(part) for part in whole[key]] for key in IN_PARTS if key in whole}
    return cast(ParsedTime, whole | parts)


def limit_data(limit: Mapping[str, Any]) -> ParsedTime:
    """A limit that the office set, as a time: 5 working days; by a day, its date."""
    promise = Promise.from_data(limit)
    time: ParsedTime = {
        "kind": promise.unit,
        "min": None,
        "max": promise.amount or None,
        "raw": promise.words("bn"),
    }
    if promise.office_time:
        time["office_time"] = True
    return time | ({"until": day_limit_words(promise.until)} if promise.until else {})


def day_limit_words(day: date) -> str:
    return text.date_words(day, "bn", weekday=False)


def officer_data(post: Post | None, geocode: str) -> ParsedOfficer:
    if post is None:
        return {"post": None, "phone": None, "email": None, "geocode": None, "raw": ""}
    words = " ".join(filter(None, (post.title_bn, post.phone, post.email)))
    return {
        "post": post.title_bn,
        "phone": post.phone or None,
        "email": post.email.lower() or None,
        "geocode": geocode or None,
        "raw": words,
    }


def tier_data(tier: Tier) -> ParsedTier:
    return {
        "tier": tier.number,
        "when": tier.when_bn,
        "officer": tier.title_bn,
        "address": tier.address_bn,
        "phone": tier.phone or None,
        "email": tier.email.lower() or None,
        "web": tier.web or None,
        "limit": limit_data(tier.limit),
        "window_days": tier.window_days,
        "may_extend": tier.may_extend,
        "alternate": tier.alternate.title_bn if tier.alternate else None,
    }


def reading_of_version(version: CharterVersion, services: list[Service], tiers: list[Tier]) -> CharterText:
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


def service_row(service: Service, geocode: str) -> ParsedService:
    """As published, but for what is judged: the office's own limit is the time, and the form itself need not
    be had.
    """
    data = service_data(service, geocode)
    brought = [paper["bn"] for paper in service.documents if not paper.get("provided_by_form")]
    papers: ParsedDocuments = {
        "items": brought,
        "raw": data["documents"]["raw"] or ("" if service.papers_left_open else "নেই"),
    }
    return data | {"time": time_cell(service), "documents": papers}


def time_cell(service: Service) -> ParsedTime:
    if service.ceiling:
        return limit_cell(service.ceiling)
    return with_bounds(service.time) | {"raw": service.time_raw}


def limit_cell(limit: Mapping[str, Any]) -> ParsedTime:
    """A limit that the office set. One by a day, or merely of acceptance, is none that a row can promise."""
    promise = Promise.from_data(limit)
    kind = promise.unit if promise.unit in COUNTABLE else "conditional"
    return {"kind": kind, "min": None, "max": promise.amount or None, "raw": promise.words("bn")}


def tier_row(tier: Tier) -> ParsedTier:
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
