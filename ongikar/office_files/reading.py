"""Office files, read and checked before anything is written: every fault is named with its file and line."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ongikar.offices.models import Office

from .charter import check_charter, check_limit
from .columns import check_values, checked_rows
from .holidays import checked_calendar
from .office import check_demo_posts, check_office, check_people, check_seats, check_urgent, missing_advice
from .toml_files import OfficeFileFault, Spot, read_toml, read_utf8, toml_rows, toml_table

__all__ = ["OfficeFileFault", "OfficeFiles", "read_office", "read_toml"]


@dataclass
class OfficeFiles:
    """What the folder of one office says, checked."""

    folder: Path
    office: dict[str, Any]
    posts: list[dict[str, Any]]
    places: list[dict[str, Any]]
    calendar: dict[str, Any]
    charter: dict[str, Any]
    services: list[dict[str, Any]]
    tiers: list[dict[str, Any]]
    document: str
    # What to do at once, and whom to call, by the key of an urgency.
    urgent: list[dict[str, Any]] = field(default_factory=list)
    demo: dict[str, Any] = field(default_factory=dict)
    # What stops nothing and a clerk should look at again.
    doubts: list[OfficeFileFault] = field(default_factory=list)


def read_office(folder: Path, *, with_demo: bool) -> OfficeFiles:
    """Read one office's folder; raises OfficeFileFault for the first fault a person must mend."""
    if not folder.is_dir():
        raise OfficeFileFault(folder, None, "এই নামে কোনো ফোল্ডার নেই", "there is no such folder")
    office_path, charter_path, demo_path = (folder / f"{name}.toml" for name in ("office", "charter", "demo"))
    office = read_toml(office_path)
    document = folder / "charter.txt"
    # A new office has no charter yet: its document is brought to the charter's desk, and published from
    # there.
    is_new = not charter_path.exists() and not document.exists()
    charter = {} if is_new else read_toml(charter_path)
    demo = read_toml(demo_path) if with_demo and demo_path.exists() else {}
    posts = check_office(office_path, office)
    places = checked_rows(office_path, office, "places") + checked_rows(demo_path, demo, "places")
    posts |= check_demo_posts(demo_path, demo, posts)
    check_seats(
        [*checked_rows(office_path, office, "posts"), *checked_rows(demo_path, demo, "posts")],
        [row for _, row in places],
    )
    if not is_new:
        check_charter(charter_path, charter, posts)
    check_people(demo_path, demo, posts)
    set_ceilings(demo_path, toml_table(demo_path, demo, "ceilings"), charter.get("services", []))
    if (own := folder / "grievances.toml").exists():
        check_grievances(own)
    known_as = Office(slug=office["office"]["slug"], geocode=office["office"]["geocode"])
    urgent = check_urgent(office_path, office)
    calendar, doubts = checked_calendar(folder, known_as)
    # What a demonstration says otherwise of the office: it has lived for weeks when it is loaded.
    otherwise = toml_table(demo_path, demo, "office")
    check_values(Spot(demo_path, "office"), otherwise)
    return OfficeFiles(
        folder,
        office["office"] | otherwise,
        [*office["posts"], *demo.get("posts", [])],
        [row for _, row in places],
        calendar,
        charter,
        charter.get("services", []),
        charter.get("tiers", []),
        read_utf8(document) if document.exists() else "",
        urgent,
        demo,
        [*doubts, *missing_advice(office_path, urgent, charter.get("services", []))],
    )


def set_ceilings(path: Path, ceilings: dict[str, str], services: list[dict[str, Any]]) -> None:
    """The sample limits of the demonstration, each onto its service."""
    rows = {row["code"]: row for row in services}
    for code, words in ceilings.items():
        if code not in rows:
            raise Spot(path, "ceilings").fault(
                f"“{code}” চার্টারে নেই", f"“{code}” is not in the charter", key=code
            )
        rows[code]["ceiling"] = check_limit(Spot(path, "ceilings"), code, words)


def check_grievances(path: Path) -> None:
    """Raises OfficeFileFault for what the desk could not work by; ongikar.grievances.house_rules reads the
    file.
    """
    data = read_toml(path)
    window = toml_table(path, data, "appeal").get("window_days")
    if type(window) is not int or window < 0:
        raise Spot(path, "appeal").fault(
            "“window_days” হবে কত দিন, পূর্ণ সংখ্যায়",
            "“window_days” must be a whole number of days",
            key="window_days",
        )
    reasons = toml_rows(path, data, "not_accepted")
    if not reasons:
        raise Spot(path).fault("গ্রহণ না করার কোনো কারণ লেখা নেই", "no reason for not accepting is written")
    for spot, reason in reasons:
        require_words(spot, reason, ("code", "bn", "en"))
    # What is left out of these is as everywhere.
    days = toml_table(path, data, "hearing").get("notice_days", 0)
    if type(days) is not int or not 0 <= days <= 30:
        raise Spot(path, "hearing").fault(
            "“notice_days” হবে ০ থেকে ৩০, পূর্ণ সংখ্যায়",
            "“notice_days” must be a whole number from 0 to 30",
            key="notice_days",
        )
    after = toml_table(path, data, "auto_file").get("after_days", 0)
    if type(after) is not int or not 0 <= after <= 60:
        raise Spot(path, "auto_file").fault(
            "“after_days” হবে ০ থেকে ৬০, পূর্ণ সংখ্যায়",
            "“after_days” must be a whole number from 0 to 60",
            key="after_days",
        )
    for name, keys in OWN_LISTS.items():
        for spot, row in toml_rows(path, data, name):
            require_words(spot, row, keys)


# The lists of a desk that an office may write itself, with what each row must say.
OWN_LISTS = {
    "cause": ("code", "bn", "en"),
    "decision_text": ("code", "bn", "en", "decision_bn", "decision_en", "reasons_bn", "reasons_en"),
}


def require_words(spot: Spot, row: dict[str, Any], keys: tuple[str, ...]) -> None:
    for key in keys:
        if not isinstance(row.get(key), str) or not row[key]:
            raise spot.fault(f"“{key}” লেখা নেই", f"“{key}” is missing", key=key)
