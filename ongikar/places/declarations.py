"""Where places, devices and stock show elsewhere: Today, the search, the handing over of charge."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Count, Exists, OuterRef, Q
from django.db.models.expressions import Combinable
from django.urls import reverse

from ongikar.core.db.capped_count import CappedCount
from ongikar.core.i18n.say import language, say
from ongikar.core.slots import Answer
from ongikar.offices.models import Office, Place, Post
from ongikar.offices.models.place import PlaceQuerySet
from ongikar.people.charge import ChargeLine, ChargeSource, register_charge
from ongikar.people.contact_subjects import ADDRESS_BOOK_ROLES
from ongikar.people.post_holders import STAFF_ROLES, StaffRequest
from ongikar.people.search_sources import SearchQuestion, SearchResult, SearchSource, register_search
from ongikar.people.subjects import (
    SubjectLine,
    SubjectType,
    readable_by_roles,
    register_referring_model,
    register_subject,
)
from ongikar.people.today_lines import AsideRow, TodayCountedFor, TodayQuestion, TodayShare, register_today
from ongikar.places.rules.device_state import IN_USE, MISSING
from ongikar.places.rules.entered_values import serial_key
from ongikar.places.rules.part_stock import USED
from ongikar.rules.bangla.text import digits, grouped_number

from .device_lines import LOOKS
from .models import Device, DeviceFact, DeviceImport, Part, PartMovement, Stocktake
from .models.device import DeviceQuerySet
from .slots import DEVICE, PLACE_ACTS
from .words import read_device_number


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
    numbered = Device.objects.filter(office=office, number=number) if number else Device.objects.none()
    return numbered.values_list("pk", flat=True).first()


def load_stocktakes(keys: Iterable[int]) -> dict[int, SubjectLine]:
    stocktakes = Stocktake.objects.filter(pk__in=list(keys)).select_related("place")
    return {
        row.pk: SubjectLine("", row.place.name, reverse("stocktake", args=[row.pk]), row.office_id)
        for row in stocktakes
    }


STOCKTAKE_SUBJECT = SubjectType(
    Stocktake.SUBJECT,
    ("মজুত যাচাই", "Stocktake"),
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


# An imported list: whoever may import may read it.
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
            row.get_state_display(),
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


def device_lines(post: Post, most: int) -> list[ChargeLine]:
    """One line a place; what stands where is in the device book."""
    places = list(places_with_devices(post).by_name("kind")[:most])
    figures = Device.objects.counted_at(places, all_of=Count("pk"), lost=Count("pk", filter=Q(state=MISSING)))
    return [device_line(place, *figures.get(place.pk, (0, 0))) for place in places]


def places_with_devices(post: Post) -> PlaceQuerySet:
    """Of each place one device is looked at, however many it has."""
    devices = Device.objects.filter(place=OuterRef("pk"), state__in=IN_USE)
    return Place.objects.filter(Exists(devices), office=post.office_id)


def device_line(place: Place, all_of: int, missing: int) -> ChargeLine:
    words = say("{n}টি যন্ত্র", "{n} [device|devices]", n=all_of)
    if missing:
        words += say(", {n}টি পাওয়া যায়নি", ", {n} not found", n=missing)
    return ChargeLine(
        digits(place.eiin, language()), f"{place.name}: {words}", url=reverse("place", args=[place.pk])
    )


def count_places(post: Post) -> int:
    return places_with_devices(post).count()


DEVICE_CHARGE = ChargeSource(
    "devices", ("যেখানে যন্ত্র আছে", "Places with devices"), device_lines, count_places, order=81
)


# Of one device: who used more reads the stock book.
MOST_SHOWN = 20


def bring_list(request: StaffRequest, place: Place, now: datetime) -> Answer:
    """The way to bring the list of this place; shown to those who may."""
    return ("places/bring_list.html", {"place": place})


def parts_used(request: StaffRequest, device: Device, now: datetime) -> Answer | None:
    """What was built into a device; what was taken back is left out. One statement."""
    used = device.parts_used.filter(movement=USED, taken_back__isnull=True).select_related("part")
    lines = [(each, each.part.quantity_words(-each.change)) for each in used.order_by("-id")[:MOST_SHOWN]]
    return ("places/parts_used.html", {"used": lines}) if lines else None


# How many are named one by one; beyond that only their number is given.
NAMED = 3


def parts_low(counted: TodayCountedFor) -> Combinable:
    """Whether there are any."""
    return CappedCount(Part.objects.filter(office=counted.office).low(), 1)


def today_of_stock(question: TodayQuestion) -> TodayShare:
    """Each part by its name, with what is left of it; one line where they are many."""
    if not question.count("parts_low"):
        return TodayShare()
    low = list(Part.objects.filter(office=question.office).low())
    if len(low) > NAMED:
        words = say("কমে গেছে এমন যন্ত্রাংশ", "Parts that run low")
        address = f"{reverse('parts')}?tab=low"
        return TodayShare(in_office=[AsideRow(words, address, grouped_number(len(low), language()))])
    return TodayShare(
        in_office=[
            AsideRow(
                say("কমে গেছে: {part}", "Runs low: {part}", part=part.name),
                reverse("part", args=[part.pk]),
                part.in_stock,
            )
            for part in low
        ]
    )


# Behind what other apps begin there.
PLACE_ACTS.add(bring_list, order=90)
DEVICE.add(parts_used)
register_today("stock", today_of_stock, order=55, counts={"parts_low": parts_low})
register_subject(LIST_SUBJECT)
register_search(DEVICE_SEARCH)
register_charge(DEVICE_CHARGE)
register_subject(DEVICE_SUBJECT)
register_subject(STOCKTAKE_SUBJECT)
for model in (DeviceFact, PartMovement):
    register_referring_model(model)
