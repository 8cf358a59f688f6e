"""The share of the stock in Today: the parts of which less is there than the office wants to have."""

from django.urls import reverse

from ongikar.core.i18n.say import language, say
from ongikar.people.desk import STAFF_ROLES
from ongikar.people.today_lines import AsideRow, TodayQuestion, TodayShare
from ongikar.rules.bangla.text import grouped_number

from .models import Part

# Named one by one; of more their number is told.
NAMED = 3


def today_of_stock(question: TodayQuestion) -> TodayShare:
    """One statement. Each part by its name, with what is left of it; one line where they are many."""
    if not question.desk.has(question.office.pk, STAFF_ROLES):
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
