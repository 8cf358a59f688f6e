"""Office hours: what holds now. They are changed by an order, on the page of the calendar."""

from datetime import date
from typing import Any

from django.urls import reverse

from ongikar.core.i18n.say import language, say
from ongikar.offices.models import Office
from ongikar.offices.rules.setting_versions import Data
from ongikar.rules.bangla.text import date_words
from ongikar.rules.calendar.hours_words import hours_words, windows_words

from .groups import Line, Settings, SettingsGroup

# Of other hours that are to come, as those of Ramadan.
MOST_SHOWN = 4


class OfficeHoursGroup(SettingsGroup):
    name = "office_hours"
    words = ("অফিসের সময়", "Office hours")
    about = (
        "সাপ্তাহিক সময়, আর সামনে যেদিন আলাদা। বদলায় আদেশে, ছুটির পাতায়: কোন আবেদনের দিন সরবে, আগেই দেখা যায়।",
        "The week, and the days ahead that differ. An order changes them, on the page of holidays, which says"
        " before saving whose days move.",
    )
    also = "কর্মঘণ্টা রমজান ছুটি সাপ্তাহিক opening hours week ramadan holidays"
    form_class = None

    @property
    def leads_to(self) -> tuple[str, str]:
        return reverse("calendar_orders"), say("ছুটি ও সময়ের পাতা", "Holidays and hours")

    def summary(self, office: Office, day: date) -> str:
        return office.hours_words.partition("\n")[0].partition(",")[0]

    def current(self, office: Office, day: date) -> Settings:
        version = office.calendar_version()
        data: dict[str, Any] = version.data if version else {}
        ahead = [each for each in data.get("windows", ()) if each.get("to", each["from"]) >= day.isoformat()]
        return {"": {"week": data.get("week", {}), "windows": ahead[:MOST_SHOWN]}}

    def lines(self, item: str, data: Data) -> list[Line]:
        tongue = language()
        weekly = [
            Line(say("প্রতি সপ্তাহে", "Each week"), each)
            for each in hours_words(data["week"], tongue).split("\n")
        ]
        return weekly + [
            Line(
                each.get(f"name_{tongue}") or each.get("name_bn") or say("আলাদা সময়", "Other hours"),
                say(
                    "{first} – {last}: {hours}",
                    "{first} – {last}: {hours}",
                    first=date_words(date.fromisoformat(each["from"]), tongue, weekday=False),
                    last=date_words(date.fromisoformat(each.get("to", each["from"])), tongue, weekday=False),
                    hours=windows_words(each.get("hours", ()), tongue),
                ),
            )
            for each in data["windows"]
        ]
