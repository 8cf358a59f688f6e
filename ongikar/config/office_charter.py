"""The charter's file: that every row names what this office has, a limit that can be counted, and papers in both languages."""

from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings

from ongikar.charter.models import Service
from ongikar.rules.promise import Promise, PromiseFault

from .office_columns import check_row, rows_of
from .office_faults import OfficeFileFault, Spot
from .office_times import check_time
from .office_toml import rows, table


def check_charter(path: Path, charter: dict[str, Any], posts: set[str]) -> None:
    """Raises OfficeFileFault for the first row that cannot stand."""
    head = table(path, charter, "charter")
    # Only an office whose charter was approved on screen knows by whom.
    on_screen = bool(head.get("approver"))
    check_row(Spot(path, "charter"), head, on_screen=on_screen)
    if head.get("approved_by"):
        check_post(Spot(path, "charter"), head, "approved_by", posts)
    check_pairs(Spot(path, "expectations"), charter.get("expectations", []))
    for spot, row in rows(path, charter, "corrections"):
        check_correction(spot, row)
    for spot, row in rows(path, charter, "reservations"):
        check_reservation(spot, row)
    check_services(path, charter, posts, on_screen)
    check_tiers(path, charter, posts, on_screen)


def check_services(path: Path, charter: dict[str, Any], posts: set[str], on_screen: bool) -> None:
    seen: set[str] = set()
    for spot, row in rows_of(path, charter, "services", on_screen=on_screen):
        code, category, kind = row["code"], row["category"], row["kind"]
        if code in seen:
            raise spot.fault(f"“{code}” দুবার লেখা", f"“{code}” stands twice", key="code")
        seen.add(code)
        if category not in Service.CATEGORIES:
            raise spot.fault(
                f"{code}: “{category}” কোনো শ্রেণি নয়", f"{code}: “{category}” is no category", key="category"
            )
        if kind not in settings.DELIVERY_KINDS:
            raise spot.fault(
                f"{code}: “{kind}” নামে কোনো ধরন নেই", f"{code}: there is no kind “{kind}”", key="kind"
            )
        for key in ("responsible", "superior"):
            if row.get(key):
                check_post(spot, row, key, posts)
        check_pairs(spot, row.get("documents", []), key="documents")
        for each in row.get("corrections", []):
            check_correction(spot, each)
        for each in row.get("reservations", []):
            check_reservation(spot, each)
        if "ceiling" in row:
            row["ceiling"] = ceiling(spot, "ceiling", row["ceiling"])
        check_time(spot, row)


def check_tiers(path: Path, charter: dict[str, Any], posts: set[str], on_screen: bool) -> None:
    seen: set[int] = set()
    for spot, row in rows_of(path, charter, "tiers", on_screen=on_screen):
        if row["tier"] in seen:
            raise spot.fault(f"“{row['tier']}” দুবার লেখা", f"“{row['tier']}” stands twice", key="tier")
        seen.add(row["tier"])
        check_post(spot, row, "post", posts)
        for each in row.get("reservations", []):
            check_reservation(spot, each)
        row["limit"] = ceiling(spot, "limit", row["limit"])


def check_post(spot: Spot, row: dict[str, Any], key: str, posts: set[str]) -> None:
    if row[key] not in posts:
        raise spot.fault(f"পদ “{row[key]}” লেখা নেই", f"the post “{row[key]}” is not in office.toml", key=key)


def check_pairs(spot: Spot, rows: Any, *, key: str = "") -> None:
    """Texts that stand in a list, each in both languages."""
    for row in rows:
        if not isinstance(row, dict) or not all(isinstance(row.get(tongue), str) for tongue in ("bn", "en")):
            raise spot.fault("প্রতিটিতে “bn” ও “en” লেখা চাই", "each needs a text “bn” and a text “en”", key=key)


def check_correction(spot: Spot, row: Any) -> None:
    """What was printed, what stands instead, and why: published side by side, so none of it may be missing."""
    for key in ("field", "from", "to", "reason_bn", "reason_en"):
        if not isinstance(row, dict) or not isinstance(row.get(key), str):
            raise spot.fault(f"সংশোধনে “{key}” লেখা নেই", f"a correction says no “{key}”", key=key)


def check_reservation(spot: Spot, row: Any) -> None:
    """What stands open, and why, in both languages; `until`, the day by which it is to be settled, may be left out."""
    for key in ("name", "reason_bn", "reason_en"):
        if not isinstance(row, dict) or not isinstance(row.get(key), str):
            raise spot.fault(f"যা খোলা আছে তাতে “{key}” লেখা নেই", f"a reservation says no “{key}”", key=key)
    until = row.get("until")
    if until is not None and type(until) is not date:
        raise spot.fault(
            "“until” তারিখ হতে হবে, যেমন 2027-01-31", "“until” must be a date, like 2027-01-31", key="until"
        )


def ceiling(spot: Spot, key: str, limit: Any) -> dict[str, Any]:
    """A limit, in words or as a table, as the plain data it is stored as."""
    try:
        promise = Promise.from_data(limit) if isinstance(limit, dict) else Promise.parse(str(limit))
    except PromiseFault as fault:
        raise OfficeFileFault(spot.path, spot.line(key), f"{key}: {fault.bn}", f"{key}: {fault.en}") from None
    return promise.as_data()
