"""The seats that a post has in committees: they belong to the post, and whoever takes it over sits there."""

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from ongikar.offices.models import Post
from ongikar.people.charge import ChargeLine, ChargeSource

from .models import Membership
from .wording import CAPACITY_WORDS


def seats_of(post: Post) -> QuerySet[Membership]:
    seats = Membership.objects.on(timezone.localdate()).filter(post=post)
    return seats.select_related("committee").order_by("committee_id", "id")


def seat_lines(post: Post, most: int) -> list[ChargeLine]:
    return [
        ChargeLine(
            str(CAPACITY_WORDS[seat.capacity]),
            seat.committee.name,
            url=reverse("committee", args=[seat.committee_id]),
        )
        for seat in seats_of(post)[:most]
    ]


def count_seats(post: Post) -> int:
    return seats_of(post).count()


SEAT_CHARGE = ChargeSource("seats", ("কমিটিতে আসন", "Seats in committees"), seat_lines, count_seats, order=52)
