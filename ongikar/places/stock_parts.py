"""What the stock shows elsewhere: on the page of a place and of a device, and on Today."""

from datetime import datetime

from django.db.models.expressions import Combinable
from django.urls import reverse

from ongikar.core.db.capped_count import CappedCount
from ongikar.core.i18n.say import language, say
from ongikar.core.slots import Answer
from ongikar.offices.models import Place
from ongikar.people.desk import DeskRequest
from ongikar.people.today_lines import AsideRow, TodayCountedFor, TodayQuestion, TodayShare
from ongikar.places.rules.part_stock import USED
from ongikar.rules.bangla.text import grouped_number

from .models import Device, Part

# Of one device: who used more reads the stock book.
MOST_SHOWN = 20


def bring_list(request: DeskRequest, place: Place, now: datetime) -> Answer:
    """The way to bring the list of this place; shown to those who may."""
    return ("places/bring_list.html", {"place": place})


def parts_used(request: DeskRequest, device: Device, now: datetime) -> Answer | None:
    """What was built into a device; what was taken back is left out. One statement."""
    used = device.parts_used.filter(movement=USED, taken_back__isnull=True).select_related("part")
    lines = [(each, each.part.quantity_words(-each.change)) for each in used.order_by("-id")[:MOST_SHOWN]]
    return ("places/parts_used.html", {"used": lines}) if lines else None


# Named one by one; of more their number is told.
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
