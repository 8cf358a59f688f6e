"""When messages go out: to citizens from one time of day to another, to officers in office hours or then."""

from datetime import date, time
from typing import Any

from ongikar.core.forms.fields import ChoiceField, TimeOfDayField
from ongikar.core.i18n.say import language, say, say_lazy
from ongikar.offices.message_hours import MESSAGES
from ongikar.offices.models import Office
from ongikar.offices.rules.setting_versions import Data
from ongikar.rules.bangla.text import time_words
from ongikar.rules.calendar.hours import LEAST_MINUTES, OFFICE_HOURS
from ongikar.rules.calendar.rows import Hours

from .groups import Line, Settings, SettingsForm, SettingsGroup

SAME = "same"
OFFICERS = {
    OFFICE_HOURS: say_lazy("শুধু অফিসের সময়ে", "In office hours only"),
    SAME: say_lazy("নাগরিকের মতো একই সময়ে", "At the same hours as citizens"),
}


class MessageHoursForm(SettingsForm):
    citizens_from = TimeOfDayField(label=say_lazy("নাগরিককে, কখন থেকে", "To citizens, from"))
    citizens_to = TimeOfDayField(label=say_lazy("নাগরিককে, কখন পর্যন্ত", "To citizens, until"))
    officers = ChoiceField(label=say_lazy("কর্মকর্তাকে", "To officers"), choices=[*OFFICERS.items()])

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        begins, ends = said.get("citizens_from"), said.get("citizens_to")
        if begins and ends:
            minutes = minute_of(ends) - minute_of(begins)
            if minutes <= 0:
                self.add_error(
                    "citizens_to",
                    say("শেষের সময় শুরুর পরে হতে হবে", "The hours must end after they begin"),
                )
            elif minutes < LEAST_MINUTES:
                self.add_error("citizens_to", say("দিনে অন্তত এক ঘণ্টা দিন", "Give at least an hour a day"))
        return said


def minute_of(moment: time) -> int:
    return moment.hour * 60 + moment.minute


class MessageHoursGroup(SettingsGroup):
    name = MESSAGES
    words = ("বার্তার সময়", "Message hours")
    about = (
        "দেরির খবর ও চাওয়া কোড যেকোনো সময়ে যায়। অন্য বার্তা রাতে তৈরি হলে সকালের জন্য থাকে।",
        "News of a delay and codes that were asked for go at any time. Other messages made at night wait for"
        " the morning.",
    )
    also = "এসএমএস ই-মেইল রাতে খুদে বার্তা কখন যায় sms email quiet hours night notification time"
    form_class = MessageHoursForm

    def summary(self, office: Office, day: date) -> str:
        return hours_of_citizens(self.current(office, day)[""])

    def current(self, office: Office, day: date) -> Settings:
        own = office.setting(self.name, day)
        if own is not None:
            return {"": own}
        hours = office.calendar.rows.messages
        officers = OFFICE_HOURS if hours.officers is None else windows(hours.officers)
        return {
            "": {
                "citizens": OFFICE_HOURS if hours.citizens is None else windows(hours.citizens),
                "officers": officers,
            }
        }

    def initial(self, office: Office, current: Settings) -> dict[str, Any]:
        said = current[""]
        begins, ends = ("", "") if said["citizens"] == OFFICE_HOURS else said["citizens"][0]
        return {
            "citizens_from": time.fromisoformat(begins) if begins else None,
            "citizens_to": time.fromisoformat(ends) if ends else None,
            "officers": OFFICE_HOURS if said["officers"] == OFFICE_HOURS else SAME,
        }

    def settings_from(self, form: MessageHoursForm) -> Settings:
        said = form.cleaned_data
        citizens = [[f"{said['citizens_from']:%H:%M}", f"{said['citizens_to']:%H:%M}"]]
        officers = OFFICE_HOURS if said["officers"] == OFFICE_HOURS else citizens
        return {"": {"citizens": citizens, "officers": officers}}

    def lines(self, item: str, data: Data) -> list[Line]:
        officers = OFFICE_HOURS if data["officers"] == OFFICE_HOURS else SAME
        return [
            Line(say("নাগরিককে", "To citizens"), hours_of_citizens(data)),
            Line(say("কর্মকর্তাকে", "To officers"), str(OFFICERS[officers])),
        ]


def windows(hours: Hours) -> list[list[str]]:
    """As a file of the office writes them."""
    return [[f"{minute // 60:02d}:{minute % 60:02d}" for minute in window] for window in hours]


def hours_of_citizens(data: Data) -> str:
    if data["citizens"] == OFFICE_HOURS:
        return say("অফিসের সময়ে", "In office hours")
    return ", ".join(
        " – ".join(time_words(time.fromisoformat(end), language()) for end in window)
        for window in data["citizens"]
    )
