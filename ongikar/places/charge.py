"""The devices of the office, place by place, for whoever takes charge: they are counted, and stay there."""

from django.db.models import Count, Q
from django.urls import reverse

from ongikar.core.i18n.say import language, say
from ongikar.offices.models import Place, Post
from ongikar.people.charge import ChargeLine, ChargeSource
from ongikar.rules.bangla.text import digits

from .models import Device


def device_lines(post: Post, most: int) -> list[ChargeLine]:
    """One line a place; what stands where is in the device book."""
    counted = Device.objects.filter(office=post.office_id, place__isnull=False).exclude(state="condemned")
    figures = {
        place: (all_of, missing)
        for place, all_of, missing in counted.order_by()
        .values_list("place")
        .annotate(all_of=Count("pk"), missing=Count("pk", filter=Q(state="missing")))
    }
    places = Place.objects.filter(pk__in=figures).order_by("kind", "name_bn", "pk")[:most]
    return [device_line(place, *figures[place.pk]) for place in places]


def device_line(place: Place, all_of: int, missing: int) -> ChargeLine:
    words = say("{n}টি যন্ত্র", "{n} [device|devices]", n=all_of)
    if missing:
        words += say(", {n}টি পাওয়া যায়নি", ", {n} not found", n=missing)
    return ChargeLine(
        digits(place.eiin, language()), f"{place.name}: {words}", url=reverse("place", args=[place.pk])
    )


def count_places(post: Post) -> int:
    held = Device.objects.filter(office=post.office_id, place__isnull=False).exclude(state="condemned")
    return held.order_by().values("place").distinct().count()


DEVICE_CHARGE = ChargeSource(
    "devices", ("যেখানে যন্ত্র আছে", "Places with devices"), device_lines, count_places, order=81
)
