"""What the feed of an office tells of its charter and its calendar."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse

from ongikar.core.i18n.say import language, say
from ongikar.offices.models import CalendarOrder, Office
from ongikar.offices.news import MOST, News, register_news
from ongikar.rules.bangla.text import digits

from .models import CharterVersion


def news_of_charter(office: Office, now: datetime) -> Iterator[News]:
    """Each published version."""
    versions = CharterVersion.objects.filter(office=office, published_at__lte=now).order_by("-number")
    for number, day, at in versions.values_list("number", "effective_from", "published_at")[:MOST]:
        yield News(
            f"charter-{number}",
            say("সিটিজেন চার্টারের সংস্করণ {n}", "Version {n} of the Citizen's Charter", n=number),
            say("{day} থেকে চলবে", "In force from {day}", day=day),
            reverse("charter_versions"),
            at,
        )


def news_of_calendar(office: Office, now: datetime) -> Iterator[News]:
    """Each order that changes days."""
    orders = CalendarOrder.objects.filter(office=office, entered_at__lte=now).order_by("-id")
    for order in orders.only("id", "memo_number", "memo_date", "issuer", "entered_at")[:MOST]:
        yield News(
            f"calendar-{order.pk}",
            say("ছুটি বা কাজের দিন বদলেছে", "Holidays or working days have changed"),
            say(
                "{issuer}, স্মারক {memo}, {day}",
                "{issuer}, memo {memo}, {day}",
                issuer=order.issuer,
                memo=digits(order.memo_number, language()),
                day=order.memo_date,
            ),
            reverse("calendar"),
            order.entered_at,
        )


register_news(news_of_charter)
register_news(news_of_calendar)
