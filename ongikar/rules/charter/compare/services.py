"""Data type for a service in a comparison: its place, its name in a sentence, and whether it exists in each
charter.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

from ongikar.rules.charter.lint import service_path

from .change import Change, in_bangla, in_english, quoted

Service = dict[str, Any]

# Category → what a sentence calls its services.
CAPTIONS = {
    "citizen": ("নাগরিক সেবা", "citizen service"),
    "institutional": ("প্রাতিষ্ঠানিক সেবা", "service to institutions"),
    "internal": ("অভ্যন্তরীণ সেবা", "internal service"),
}
PLAIN = ("সেবা", "service")


class ServicePlace(NamedTuple):
    """The path of a service and its caption in both languages: “নাগরিক সেবা ৮”, “citizen service 8”."""

    path: str
    bn: str
    en: str


def service_place(service: Service, among: Sequence[Service]) -> ServicePlace:
    """The place of a service; its category is named where the charter has more than one."""
    several = len({each["category"] for each in among}) > 1
    bn, en = CAPTIONS.get(service["category"], PLAIN) if several else PLAIN
    return ServicePlace(
        service_path(service), f"{bn} {in_bangla(service['number'])}", f"{en} {in_english(service['number'])}"
    )


def compare_presence(old: Service | None, new: Service | None) -> list[Change]:
    """A service that only one of the charters has. To drop one is worse for whoever needs it."""
    if new is not None:
        place, name = service_place(new, ()), new["name"]
        bn, en = f"নতুন সেবা: {quoted(name)}", f"new service: {quoted(name)}"
        return [Change(place.path, "service", "", name, bn, en, False)]
    if old is None:
        return []
    place, name = service_place(old, ()), old["name"]
    bn, en = f"সেবাটি আর নেই: {quoted(name)}", f"service no longer there: {quoted(name)}"
    return [Change(place.path, "service", name, "", bn, en, True)]
