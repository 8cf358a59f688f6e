"""How a device and a count are named where something points at them; a device is found by its number."""

from collections.abc import Iterable

from django.urls import reverse

from ongikar.offices.models import Office
from ongikar.people.contact_subjects import ADDRESS_BOOK_ROLES
from ongikar.people.desk import STAFF_ROLES
from ongikar.people.search_sources import SearchQuestion, SearchResult, SearchSource
from ongikar.people.subjects import SubjectLine, SubjectType, readable_by_roles
from ongikar.places.rules.serial_key import serial_key

from .device_lines import LOOKS
from .models import Device, DeviceImport, Stocktake
from .models.device import DeviceQuerySet
from .words import STATE_WORDS, read_device_number


def load_devices(keys: Iterable[int]) -> dict[int, SubjectLine]:
    return {
        row.pk: SubjectLine(
            row.shown_number, row.shown_name, reverse("device", args=[row.number]), row.office_id
        )
        for row in Device.objects.filter(pk__in=list(keys))
    }


def find_device(office: Office, typed: str) -> int | None:
    """By the number with its head: figures alone are those of anything."""
    if not typed[:1].isalpha():
        return None
    number = read_device_number(typed)
    found = Device.objects.filter(office=office, number=number) if number else Device.objects.none()
    return found.values_list("pk", flat=True).first()


def load_stocktakes(keys: Iterable[int]) -> dict[int, SubjectLine]:
    found = Stocktake.objects.filter(pk__in=list(keys)).select_related("place")
    return {
        row.pk: SubjectLine("", row.place.name, reverse("stocktake", args=[row.pk]), row.office_id)
        for row in found
    }


STOCKTAKE_SUBJECT = SubjectType(
    Stocktake.SUBJECT,
    ("মজুত মেলানো", "Stocktake"),
    load_stocktakes,
    readable_by_roles(ADDRESS_BOOK_ROLES),
)
DEVICE_SUBJECT = SubjectType(
    Device.SUBJECT, ("যন্ত্র", "Device"), load_devices, readable_by_roles(ADDRESS_BOOK_ROLES), find_device
)


def load_lists(keys: Iterable[int]) -> dict[int, SubjectLine]:
    return {
        row.pk: SubjectLine("", row.file_name, reverse("device_list", args=[row.pk]), row.office_id)
        for row in DeviceImport.objects.filter(pk__in=list(keys))
    }


# A list that was brought; who may bring one may read it.
LIST_SUBJECT = SubjectType(
    DeviceImport.SUBJECT, ("যন্ত্রের তালিকা", "List of devices"), load_lists, readable_by_roles(STAFF_ROLES)
)


def device_by_number(question: SearchQuestion) -> str:
    """The page of the device whose label was typed, with its head: figures alone are those of anything."""
    key = find_device(question.office, question.typed)
    number = Device.objects.filter(pk=key).values_list("number", flat=True).first() if key else None
    return reverse("device", args=[number]) if number else ""


def devices_bearing(office: Office, typed: str) -> DeviceQuerySet:
    """By the whole serial, as its label is read; or by the number."""
    serial, number = serial_key(typed), read_device_number(typed)
    if serial is None and number is None:
        return Device.objects.none()
    rows = Device.objects.filter(office=office)
    return rows.filter(serial_key=serial) if serial is not None else rows.filter(number=number or 0)


def found_devices(question: SearchQuestion) -> list[SearchResult]:
    rows = devices_bearing(question.office, question.typed).select_related("place").order_by("number")
    return [
        SearchResult(
            reverse("device", args=[row.number]),
            f"{row.shown_name} {row.shown_number}",
            " · ".join(filter(None, (row.make, row.place.name))),
            LOOKS[row.state],
            str(STATE_WORDS[row.state]),
        )
        for row in rows[: question.most]
    ]


DEVICE_SEARCH = SearchSource(
    "devices",
    ("যন্ত্র", "Devices"),
    ADDRESS_BOOK_ROLES,
    found_devices,
    exact=device_by_number,
    order=65,
)
