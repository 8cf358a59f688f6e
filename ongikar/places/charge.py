"""The devices of the office, place by place, for whoever takes charge: they are counted, and stay there."""

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from ongikar.core.i18n.say import language, say
from ongikar.offices.models import Place, Post
from ongikar.people.charge import ChargeLine, ChargeSource
from ongikar.places.rules.device_state import IN_USE, MISSING
from ongikar.rules.bangla.text import digits

from .models import Device


def device_lines(post: Post, most: int) -> list[ChargeLine]:
    """One line a place; what stands where is in the device book."""
    places = list(places_with_devices(post).order_by("kind", "name_bn", "pk")[:most])
    figures = Device.objects.counted_at(
        places, all_of=Count("pk"), missing=Count("pk", filter=Q(state=MISSING))
    )
    return [device_line(place, *figures.get(place.pk, (0, 0))) for place in places]


def places_with_devices(post: Post) -> QuerySet[Place]:
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
