"""What to do at once in an urgent matter, and whom to call: the [[urgent]] rows of an office's own file."""

import re
from pathlib import Path
from typing import Any

from ongikar.cases.kinds import kinds
from ongikar.cases.urgent import urgencies_of
from ongikar.charter.models import Service
from ongikar.rules.bangla.text import digits

from .toml_files import OfficeFileFault, Spot, toml_rows

# As it is dialled: a short code of three figures or more, or a whole number with its country.
PHONE_NUMBER = re.compile(r"\+?[0-9]{3,15}")
MAX_ROWS = 8
MAX_LETTERS = 400
TITLE, NAME, NOTE = ("title_bn", "title_en"), ("name_bn", "name_en"), ("note_bn", "note_en")


def known_keys() -> list[str]:
    """Every urgency that some kind of service can tell of."""
    return sorted({urgency.key for kind in kinds().values() for urgency in kind.urgencies})


def check_urgent(path: Path, data: dict[str, Any]) -> list[dict[str, Any]]:
    """The rows, checked; raises OfficeFileFault for the first that cannot be shown to somebody in need."""
    seen: set[str] = set()
    found = toml_rows(path, data, "urgent")
    for spot, row in found:
        key = row.get("key")
        if key not in known_keys():
            raise spot.fault(
                f"“{key}” নামে কোনো জরুরি বিষয় নেই: {', '.join(known_keys())}",
                f"“{key}” is no urgent matter: {', '.join(known_keys())}",
                key="key",
            )
        if key in seen:
            raise spot.fault(f"“{key}” দুবার লেখা", f"“{key}” stands twice", key="key")
        seen.add(key)
        check_words(spot, row, *TITLE)
        for step in required_rows(spot, row, "steps"):
            check_words(spot, step, "bn", "en", within="steps")
        for contact in required_rows(spot, row, "contacts"):
            check_contact(spot, contact)
    return [row for _, row in found]


def required_rows(spot: Spot, row: dict[str, Any], name: str) -> list[dict[str, Any]]:
    """What stands under a name: at least one row and not more than can be read in need."""
    found = row.get(name)
    if (
        not isinstance(found, list)
        or not all(isinstance(each, dict) for each in found)
        or not 1 <= len(found) <= MAX_ROWS
    ):
        raise spot.fault(
            f"“{name}” হবে ১ থেকে {digits(MAX_ROWS)}টি সারির তালিকা",
            f"“{name}” must be a list of 1 to {MAX_ROWS} rows",
            key=name,
        )
    return found


def check_words(spot: Spot, row: dict[str, Any], *names: str, within: str = "") -> None:
    for name in names:
        words = row.get(name)
        if not isinstance(words, str) or not words.strip() or len(words) > MAX_LETTERS:
            where = f"{within}.{name}" if within else name
            raise spot.fault(
                f"“{where}” লিখতে হবে, {digits(MAX_LETTERS)} অক্ষরের মধ্যে",
                f"“{where}” must be written, in at most {MAX_LETTERS} characters",
                key=within or name,
            )


def check_contact(spot: Spot, row: dict[str, Any]) -> None:
    check_words(spot, row, *NAME, within="contacts")
    number = row.get("number", "")
    if not isinstance(number, str) or (number and not PHONE_NUMBER.fullmatch(number)):
        raise spot.fault(
            f'“contacts.number” হবে শুধু ইংরেজি অঙ্ক, যেমন "999" বা "+8802589962488"; “{number}” চলবে না',
            f'“contacts.number” must be figures alone, such as "999" or "+8802589962488", not “{number}”',
            key="contacts",
        )
    if not number or any(name in row for name in NOTE):
        # Who is named without a number must be found in some other way.
        check_words(spot, row, *NOTE, within="contacts")
    if type(row.get("confirmed", False)) is not bool:
        raise spot.fault(
            "“contacts.confirmed” হবে true বা false",
            "“contacts.confirmed” must be true or false",
            key="contacts",
        )


def missing_advice(
    path: Path, urgent: list[dict[str, Any]], services: list[dict[str, Any]]
) -> list[OfficeFileFault]:
    """A doubt for each service whose answers may be urgent while the office says nothing of it."""
    known = {row["key"] for row in urgent}
    missing: dict[str, OfficeFileFault] = {}
    for row in services:
        service = Service(
            code=row["code"], kind=row["kind"], category=row["category"], options=row.get("options", {})
        )
        if row["kind"] in kinds() and kinds()[row["kind"]].urgencies:
            missing |= {each.key: row["code"] for each in urgencies_of(service) if each.key not in known}
    return [
        Spot(path).fault(
            f"“{code}” সেবায় জরুরি বিষয় “{key}” আসতে পারে, কিন্তু কী করতে হবে তা [[urgent]] অংশে লেখা নেই",
            f"“{code}” may bring the urgent matter “{key}”, and no [[urgent]] row says what to do",
        )
        for key, code in missing.items()
    ]
