"""What each table of an office file must say, held against the columns it is written to."""

from datetime import date
from pathlib import Path
from typing import Any

from django.db import models

from ongikar.charter.models import CharterVersion, Service, Tier
from ongikar.offices.models import Office, Place, Post
from ongikar.rules.bangla.text import digits

from .toml_files import Spot, toml_rows

# Heading → the model its rows become, and the keys that every row needs.
TABLES: dict[str, tuple[type[models.Model], tuple[str, ...]]] = {
    "office": (
        Office,
        (
            "slug",
            "name_bn",
            "name_en",
            "department_bn",
            "department_en",
            "address_bn",
            "address_en",
            "geocode",
        ),
    ),
    "posts": (Post, ("slug", "title_bn", "title_en", "role")),
    "places": (Place, ("slug", "kind", "name_bn", "name_en")),
    "charter": (
        CharterVersion,
        (
            "number",
            "effective_from",
            "title_bn",
            "title_en",
            "vision_bn",
            "vision_en",
            "mission_bn",
            "mission_en",
        ),
    ),
    "services": (
        Service,
        (
            "code",
            "category",
            "number",
            "kind",
            "name_bn",
            "name_en",
            "short_bn",
            "short_en",
            "summary_bn",
            "summary_en",
            "time_raw",
            "time",
            "fee",
            "responsible",
        ),
    ),
    "tiers": (Tier, ("tier", "when_bn", "when_en", "title_bn", "title_en", "post", "limit")),
}
# What a charter that was approved on screen has at least: an officer may leave the rest unsaid there, in a
# language or in both.
ON_SCREEN = {
    "charter": ("number", "effective_from"),
    "services": ("code", "category", "number", "kind", "name_bn", "responsible"),
    "tiers": ("tier", "post", "limit"),
}
# Keys that are written to a column of another name.
COLUMNS = {"office_bn": "seat_bn", "office_en": "seat_en", "tier": "number", "words": "search_words"}
MAX_NUMBER = 32_767
# Counts of days of which there may be none.
MAY_BE_NONE = frozenset({"may_extend", "window_days"})

TEXT, NUMBER, YES_NO = (
    ("লেখা", "text"),
    ("পূর্ণ সংখ্যা", "a whole number"),
    ("true বা false", "true or false"),
)
DAY, ROW, LIST = (
    ("তারিখ", "a date"),
    ("{ } ঘেরা ছক", "a table in braces"),
    ("[ ] ঘেরা তালিকা", "a list in brackets"),
)
# Field of Django → what a file writes for it; the first that fits.
COLUMN_TYPES: list[tuple[type[models.Field], type, tuple[str, str]]] = [
    (models.BooleanField, bool, YES_NO),
    (models.IntegerField, int, NUMBER),
    (models.DateField, date, DAY),
    (models.CharField, str, TEXT),
    (models.TextField, str, TEXT),
    (models.ForeignKey, str, TEXT),
]
CONTAINERS = {dict: ROW, list: LIST}


def check_row(spot: Spot, row: dict[str, Any], *, on_screen: bool = False) -> None:
    """Raises OfficeFileFault for the first key that is missing, of another sort than its column, or too long
    for it.
    """
    _, needed = TABLES[spot.heading]
    for key in ON_SCREEN[spot.heading] if on_screen else needed:
        if row.get(key) in (None, "", {}):
            raise spot.fault(f"“{key}” লেখা নেই", f"“{key}” is missing", key=key)
    check_values(spot, row)


def check_values(spot: Spot, row: dict[str, Any]) -> None:
    """The same of what is said alone."""
    model, _ = TABLES[spot.heading]
    fields = {field.name: field for field in model._meta.get_fields() if isinstance(field, models.Field)}
    for key, value in row.items():
        if field := fields.get(COLUMNS.get(key, key)):
            check_value(spot, key, value, field)


def check_value(spot: Spot, key: str, value: Any, field: models.Field) -> None:
    sort, words = column_type(field)
    if sort is None:
        return
    # A TOML true is an int to Python, and a moment is a date.
    given: Any = value
    if type(given) is not sort:
        raise spot.fault(f"“{key}” হবে {words[0]}", f"“{key}” must be {words[1]}", key=key)
    if sort is str and field.max_length and len(given) > field.max_length:
        raise spot.fault(
            f"“{key}” {digits(field.max_length)} অক্ষরের বেশি লম্বা",
            f"“{key}” is longer than {field.max_length} letters",
            key=key,
        )
    least = 0 if key in MAY_BE_NONE else 1
    if sort is int and not least <= given <= MAX_NUMBER:
        raise spot.fault(
            f"“{key}” হবে {digits(least)} থেকে {digits(MAX_NUMBER)}",
            f"“{key}” must be {least} to {MAX_NUMBER}",
            key=key,
        )


def column_type(field: models.Field) -> tuple[type[Any] | None, tuple[str, str]]:
    """The type a file must give for a column, and its words; None for what is read by its own rules, as a
    limit is.
    """
    if isinstance(field, models.JSONField):
        return (field.default, CONTAINERS[field.default]) if field.default in CONTAINERS else (None, TEXT)
    return next(
        ((sort, words) for kind, sort, words in COLUMN_TYPES if isinstance(field, kind)), (None, TEXT)
    )


def checked_rows(
    path: Path, data: dict[str, Any], heading: str, *, on_screen: bool = False
) -> list[tuple[Spot, dict[str, Any]]]:
    """The rows under `[[heading]]`, each checked, with where it stands."""
    found = toml_rows(path, data, heading)
    for spot, row in found:
        check_row(spot, row, on_screen=on_screen)
    return found
