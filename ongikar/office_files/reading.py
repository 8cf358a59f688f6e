"""Office files, read and checked before anything is written: every fault is named with its file and line."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings

from ongikar.charter.models import Service
from ongikar.delivery.advice.safety_steps import SAFETY_STEPS, read_steps
from ongikar.offices.models import Office
from ongikar.offices.rules.setting_files import SettingFileFault, Versions, read_setting
from ongikar.offices.rules.worded_list import WordedListFault
from ongikar.rules.promise import Promise, PromiseFault
from ongikar.rules.promise.charter_time import CharterTime, read_charter_time
from ongikar.rules.promise.reading import read_promise
from ongikar.rules.promise.terms import PromiseData
from ongikar.rules.promise.undertaking import AT_RECEIPT, STAGE_END, Undertaking
from ongikar.visitors.purposes import PURPOSES, read_purposes
from ongikar.visits.rules.queue_rules import QueueRulesFault
from ongikar.visits.settings import QUEUE, rules_of

from .columns import check_row, check_values, checked_rows
from .holidays import checked_calendar
from .office import (
    check_demo_posts,
    check_foot_numbers,
    check_office,
    check_people,
    check_seats,
    check_urgent,
    missing_advice,
)
from .tables import PART_FIELDS
from .toml_files import OfficeFileFault, Spot, read_toml, read_utf8, toml_rows, toml_table

__all__ = ["OfficeFileFault", "OfficeFiles", "read_office", "read_toml"]


def check_charter(path: Path, charter: dict[str, Any], posts: set[str]) -> None:
    """Raises OfficeFileFault for the first row that cannot stand."""
    head = toml_table(path, charter, "charter")
    # Only an office whose charter was approved on screen knows by whom.
    on_screen = bool(head.get("approver"))
    check_row(Spot(path, "charter"), head, on_screen=on_screen)
    if head.get("approved_by"):
        check_post(Spot(path, "charter"), head, "approved_by", posts)
    check_pairs(Spot(path, "expectations"), charter.get("expectations", []))
    for spot, row in toml_rows(path, charter, "corrections"):
        check_correction(spot, row)
    for spot, row in toml_rows(path, charter, "reservations"):
        check_reservation(spot, row)
    check_services(path, charter, posts, on_screen)
    check_tiers(path, charter, posts, on_screen)


def check_services(path: Path, charter: dict[str, Any], posts: set[str], on_screen: bool) -> None:
    seen: set[str] = set()
    for spot, row in checked_rows(path, charter, "services", on_screen=on_screen):
        code, category, kind = row["code"], row["category"], row["kind"]
        if code in seen:
            raise spot.fault(f"“{code}” দুবার লেখা", f"“{code}” stands twice", key="code")
        seen.add(code)
        if category not in Service.CATEGORIES:
            raise spot.fault(
                f"{code}: “{category}” কোনো শ্রেণি নয়",
                f"{code}: “{category}” is no category",
                key="category",
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
            row["ceiling"] = check_limit(spot, "ceiling", row["ceiling"])
        check_time(spot, row)


def check_tiers(path: Path, charter: dict[str, Any], posts: set[str], on_screen: bool) -> None:
    seen: set[int] = set()
    for spot, row in checked_rows(path, charter, "tiers", on_screen=on_screen):
        if row["tier"] in seen:
            raise spot.fault(f"“{row['tier']}” দুবার লেখা", f"“{row['tier']}” stands twice", key="tier")
        seen.add(row["tier"])
        check_post(spot, row, "post", posts)
        for each in row.get("reservations", []):
            check_reservation(spot, each)
        row["limit"] = check_limit(spot, "limit", row["limit"])
        check_terms(spot, row, posts)


def check_terms(spot: Spot, row: dict[str, Any], posts: set[str]) -> None:
    """Who decides in a tier's place is another post, and its extension one that a clock can count."""
    if row.get("alternate"):
        check_post(spot, row, "alternate", posts)
        if row["alternate"] == row["post"]:
            raise spot.fault(
                "“alternate” ধাপের নিজের পদ হতে পারে না",
                "“alternate” must be another post than the tier’s own",
                key="alternate",
            )
    promise, may_extend = Promise.from_data(row["limit"]), row.get("may_extend", 0)
    check_start(spot, "may_extend", lambda: Undertaking(promise, may_extend=may_extend))


def check_post(spot: Spot, row: dict[str, Any], key: str, posts: set[str]) -> None:
    if row[key] not in posts:
        raise spot.fault(f"পদ “{row[key]}” লেখা নেই", f"the post “{row[key]}” is not in office.toml", key=key)


def check_pairs(spot: Spot, rows: Any, *, key: str = "") -> None:
    """Texts that stand in a list, each in both languages."""
    for row in rows:
        if not isinstance(row, dict) or not all(isinstance(row.get(tongue), str) for tongue in ("bn", "en")):
            raise spot.fault("প্রতিটিতে “bn” ও “en” লেখা চাই", "each needs a text “bn” and a text “en”", key=key)


def check_correction(spot: Spot, row: Any) -> None:
    """What was printed, what stands instead, and why: published side by side, so none of it
    may be missing.
    """
    for key in ("field", "from", "to", "reason_bn", "reason_en"):
        if not isinstance(row, dict) or not isinstance(row.get(key), str):
            raise spot.fault(f"সংশোধনে “{key}” লেখা নেই", f"a correction says no “{key}”", key=key)


def check_reservation(spot: Spot, row: Any) -> None:
    """What stands open, and why, in both languages; `until`, the day by which it is to be settled, may be
    left out.
    """
    for key in ("name", "reason_bn", "reason_en"):
        if not isinstance(row, dict) or not isinstance(row.get(key), str):
            raise spot.fault(f"যা খোলা আছে তাতে “{key}” লেখা নেই", f"a reservation says no “{key}”", key=key)
    until = row.get("until")
    if until is not None and type(until) is not date:
        raise spot.fault(
            "“until” তারিখ হতে হবে, যেমন 2027-01-31", "“until” must be a date, like 2027-01-31", key="until"
        )


def check_limit(spot: Spot, key: str, limit: Any) -> PromiseData:
    """A limit, in words or as a table, as the plain data it is stored as."""
    try:
        promise = Promise.from_data(limit) if isinstance(limit, dict) else read_promise(str(limit))
    except PromiseFault as fault:
        raise OfficeFileFault(spot.path, spot.line(key), f"{key}: {fault.bn}", f"{key}: {fault.en}") from None
    return promise.as_data()


# What a part of a time is called where a fault is told.
TIME_PARTS = {"cases": ("ধরন", "case"), "stages": ("ধাপ", "stage")}


def check_time(spot: Spot, row: dict[str, Any]) -> None:
    """Raises OfficeFileFault for the first thing in a row's time by which no clock could run."""
    check_shape(spot, row["time"])
    time, findings = read_charter_time(row["time"])
    for finding in findings:
        raise part_fault(spot, row["time"], finding.where, finding.bn, finding.en)
    check_labels(spot, row["time"], time)
    ceiling = Promise.from_data(row["ceiling"]) if "ceiling" in row else None
    held, may_extend = ceiling or Promise("accept"), row.get("may_extend", 0)
    check_start(spot, "may_extend", lambda: Undertaking(held, may_extend=may_extend))
    check_start(spot, "time", lambda: time.undertaking(ceiling))
    check_ceiling(spot, time, ceiling)


def check_start(spot: Spot, key: str, start: Callable[[], Undertaking]) -> None:
    try:
        start()
    except PromiseFault as refused:
        raise spot.fault(f"{key}: {refused.bn}", f"{key}: {refused.en}", key=key) from None


def check_shape(spot: Spot, time: dict[str, Any]) -> None:
    for key, (bn, en) in TIME_PARTS.items():
        parts = time.get(key, [])
        if not isinstance(parts, list) or not all(isinstance(part, dict) for part in parts):
            raise spot.fault(
                f"time: “{key}” হবে {{ }} ঘেরা {bn}গুলোর তালিকা",
                f"time: “{key}” must be a list of {en}s, each in braces",
                key="time",
            )


def check_labels(spot: Spot, written: dict[str, Any], time: CharterTime) -> None:
    """The intake offers the cases, and pages tell the steps, by their names: each has one, and no two the
    same.
    """
    for key, (bn, en) in TIME_PARTS.items():
        labels = [part.get("label") for part in written.get(key, ())] if written.get("kind") == key else []
        for place, label in enumerate(labels, 1):
            if not isinstance(label, str) or not label.strip():
                raise part_fault(
                    spot,
                    written,
                    f"time/{key}/{place}",
                    f"{bn}টির “label” লেখা নেই",
                    f"the {en} has no “label”",
                )
            if label in labels[: place - 1]:
                raise part_fault(
                    spot, written, f"time/{key}/{place}", f"“{label}” দুবার লেখা", f"“{label}” stands twice"
                )


def check_ceiling(spot: Spot, time: CharterTime, ceiling: Promise | None) -> None:
    """Between two steps the office's ceiling runs. Accepting cannot stand for it there: that is done once."""
    awaited = [trigger for trigger, *_ in time.stages[1:] if trigger not in (AT_RECEIPT, STAGE_END)]
    if awaited and ceiling is None:
        raise spot.fault(
            "একটি ধাপ ঘটনার অপেক্ষায় থাকে; ততক্ষণের সীমা “ceiling” লিখুন",
            "a step waits for an event; write the limit until then as “ceiling”",
            key="time",
        )


def part_fault(spot: Spot, written: dict[str, Any], where: str, bn: str, en: str) -> OfficeFileFault:
    """The fault with the line of its part, where that has one of its own: time/cases/2/max is in the second
    case.
    """
    place = f"{where}: "
    return OfficeFileFault(
        spot.path, part_line(spot, written, where), f"{spot} {place}{bn}", f"{spot} {place}{en}"
    )


def part_line(spot: Spot, written: dict[str, Any], where: str) -> int | None:
    first = spot.line("time")
    _, *steps = where.split("/")
    if first is None or len(steps) < 2 or steps[0] not in TIME_PARTS:
        return first
    label = written[steps[0]][int(steps[1]) - 1].get("label")
    lines = numbered_lines(spot.path)[first - 1 :]
    return next((first + n for n, line in enumerate(lines) if label and f'"{label}"' in line), first)


def numbered_lines(path: Path) -> list[str]:
    return path.read_text("utf-8").splitlines()


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
    # Numbers at the foot of every public page.
    foot_numbers: list[dict[str, Any]] = field(default_factory=list)
    # Versions of settings, and how many of which part the office wants to have (settings.toml).
    settings: Versions = field(default_factory=dict)
    stock: list[dict[str, Any]] = field(default_factory=list)
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
    setting_path = folder / "settings.toml"
    more = read_toml(setting_path) if setting_path.exists() else {}
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
        check_foot_numbers(office_path, office),
        check_settings(setting_path, more),
        check_stock(setting_path, more),
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


def check_settings(path: Path, data: dict[str, Any]) -> Versions:
    """Raises OfficeFileFault for the first version that no rule could work by."""
    found: Versions = {}
    for spot, row in toml_rows(path, data, "settings"):
        try:
            name, version = read_setting(row)
            if name == QUEUE:
                rules_of(version[1])
            if name == PURPOSES:
                read_purposes(version[1])
            if name == SAFETY_STEPS:
                read_steps(version[1])
        except SettingFileFault as fault:
            raise spot.fault(fault.bn, fault.en, key=fault.key) from None
        except (QueueRulesFault, WordedListFault) as fault:
            raise spot.fault(fault.bn, fault.en, key="says") from None
        found.setdefault(name, []).append(version)
    return found


def check_stock(path: Path, data: dict[str, Any]) -> list[dict[str, Any]]:
    """Raises OfficeFileFault for the first alarm that is of no part, or of no number."""
    rows = toml_rows(path, data, "stock")
    words = [key for key in PART_FIELDS if key != "least"]
    for spot, row in rows:
        for key in words:
            if not isinstance(row.get(key), str) or not row[key].strip():
                raise spot.fault(f"“{key}” লেখা নেই", f"it has no “{key}”", key=key)
        if type(row.get("least")) is not int or row["least"] < 1:
            raise spot.fault(
                "“least” হবে অন্তত কতটি, পূর্ণ সংখ্যায়", "“least” must be a whole number, at least 1", key="least"
            )
    return [{key: row[key] for key in PART_FIELDS} for _, row in rows]


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
