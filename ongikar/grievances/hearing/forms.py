"""What is asked of whoever calls a hearing, puts it off, calls it off, or writes down what was said."""

from datetime import date, datetime, time
from typing import Any

from ongikar.core.forms.fields import ChoiceField, DayField, TextField, TimeOfDayField
from ongikar.core.i18n.say import say, say_lazy
from ongikar.rules.calendar.office_calendar import TZ

from ..handling.desk_forms import DeskForm
from ..models import Hearing, HearingParty, Stage
from .actions import PartyEntry, coming_hearing
from .words import ATTENDED, MANNERS

DAY: dict[str, Any] = {
    "label": say_lazy("কোন দিন", "On which day"),
}
BEGINS: dict[str, Any] = {
    "label": say_lazy("কখন শুরু", "When it begins"),
}
APART_DAY: dict[str, Any] = {
    "label": say_lazy("অভিযোগকারীকে আলাদা শুনলে: দিন", "Where the complainant is heard apart: day"),
    "required": False,
    "optional_mark": False,
}
APART_BEGINS: dict[str, Any] = {
    "label": say_lazy("অভিযোগকারীকে আলাদা শুনলে: সময়", "Where the complainant is heard apart: time"),
    "required": False,
    "optional_mark": False,
}
PLACE: dict[str, Any] = {
    "label": say_lazy("কোথায়", "Place"),
    "max_length": 200,
    "width": "",
}
REASON: dict[str, Any] = {
    "label": say_lazy("কারণ", "Reason"),
    "help_text": say_lazy("দুই পক্ষই এটি পড়বেন।", "Both sides will read it."),
    "lines": 2,
    "width": "",
    "max_length": 300,
}


def moment_of(day: Any, begins: Any) -> datetime | None:
    if isinstance(day, date) and isinstance(begins, time):
        return datetime.combine(day, begins, TZ)
    return None


class HearingForm(DeskForm):
    """A day and a time for the hearing; and for the complainant, where they are heard apart."""

    def apart_at(self) -> datetime | None:
        return moment_of(self.cleaned_data.get("apart_day"), self.cleaned_data.get("apart_begins"))

    def starts_at(self) -> datetime | None:
        return moment_of(self.cleaned_data["day"], self.cleaned_data["begins"])


class CallHearingForm(HearingForm):
    day = DayField(**DAY)
    begins = TimeOfDayField(**BEGINS)
    place = TextField(**PLACE)
    manner = ChoiceField(label=say_lazy("কীভাবে শুনবেন", "How they are heard"))
    apart_day = DayField(**APART_DAY)
    apart_begins = TimeOfDayField(**APART_BEGINS)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        manners = [
            code
            for code in Hearing.MANNERS
            if code != Hearing.TOGETHER or self.stage.grievance.is_open_identity
        ]
        self.choice_field("manner").choices = [(code, MANNERS[code]) for code in manners]
        self.fields["manner"].initial = manners[0]
        self.fields["place"].initial = self.stage.post.seat or self.office.name

    @property
    def facts(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        is_apart = cleaned["manner"] == Hearing.APART
        return {
            "starts_at": self.starts_at(),
            "place": cleaned["place"],
            "manner": cleaned["manner"],
            "apart_at": self.apart_at() if is_apart else None,
        }


class PutOffHearingForm(HearingForm):
    day = DayField(**DAY)
    begins = TimeOfDayField(**BEGINS)
    apart_day = DayField(**APART_DAY)
    apart_begins = TimeOfDayField(**APART_BEGINS)
    place = TextField(**PLACE)
    reason = TextField(**REASON)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hearing = coming_hearing(self.stage)
        if hearing is None:
            return
        self.fields["place"].initial = hearing.gathering.where
        local = hearing.gathering.starts_at.astimezone(TZ)
        self.fields["begins"].initial = local.time()
        if hearing.apart is None:
            del self.fields["apart_day"], self.fields["apart_begins"]
            return
        local = hearing.apart.starts_at.astimezone(TZ)
        self.fields["apart_day"].initial, self.fields["apart_begins"].initial = local.date(), local.time()

    @property
    def facts(self) -> dict[str, Any]:
        return {
            "starts_at": self.starts_at(),
            "apart_at": self.apart_at(),
            "place": self.cleaned_data["place"],
            "reason": self.cleaned_data["reason"],
        }


class CallOffHearingForm(DeskForm):
    reason = TextField(**REASON)


class RecordHearingForm(DeskForm):
    """Who came, for each side, and what was said."""

    complainant = ChoiceField(label=say_lazy("অভিযোগকারী", "The complainant"))
    complainant_by = TextField(
        label=say_lazy("অভিযোগকারীর প্রতিনিধি", "Who came in the complainant’s stead"), required=False
    )
    respondent = ChoiceField(label=say_lazy("যাঁর বিরুদ্ধে অভিযোগ", "The officer complained of"))
    respondent_by = TextField(
        label=say_lazy("তাঁর প্রতিনিধি", "Who came in that officer’s stead"), required=False
    )
    record = TextField(
        label=say_lazy("কে কী বললেন", "What was said"),
        help_text=say_lazy("দুই পক্ষই এটি পড়তে পারবেন।", "Both sides can read it."),
        lines=6,
        width="",
        max_length=10_000,
    )
    record_apart = TextField(
        label=say_lazy("অভিযোগকারী আলাদা যা বললেন", "What the complainant said apart"),
        help_text=say_lazy("শুধু আপনি ও অভিযোগকারী পড়বেন।", "Only you and the complainant read it."),
        required=False,
        lines=5,
        width="",
        max_length=10_000,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for side in (Stage.COMPLAINANT, Stage.RESPONDENT):
            self.choice_field(side).choices = list(ATTENDED.items())
        if self.stage.grievance.is_open_identity:
            del self.fields["record_apart"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for side in (Stage.COMPLAINANT, Stage.RESPONDENT):
            if cleaned.get(side) == HearingParty.REPRESENTED and not cleaned.get(f"{side}_by"):
                self.add_error(
                    f"{side}_by", say("প্রতিনিধির নাম ও পরিচয় লিখুন", "Write who came in their stead")
                )
        return cleaned

    @property
    def facts(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        return {
            "parties": {
                side: PartyEntry(cleaned[side], cleaned[f"{side}_by"])
                for side in (Stage.COMPLAINANT, Stage.RESPONDENT)
            },
            "record": cleaned["record"],
            "record_apart": cleaned.get("record_apart", ""),
        }
