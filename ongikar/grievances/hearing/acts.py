"""The acts by which a hearing is called, put off, called off or written down, as the desk offers them, and
what each asks.
"""

from datetime import date, datetime, time
from typing import Any

from ongikar.core.forms.fields import ChoiceField, DayField, TextField, TimeOfDayField
from ongikar.core.i18n.say import say_lazy
from ongikar.rules.calendar.office_calendar import TZ

from .. import actions
from ..handling.desk_acts import DeskAct, register_act
from ..handling.desk_forms import DeskForm
from ..models import Hearing, HearingParty, Stage
from ..remedy.forms import RecommendForm
from ..transitions import GrievanceFault
from .actions import PartyEntry, coming_hearing, require_party

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
SAID: dict[str, Any] = {
    "help_text": say_lazy("দুই পক্ষই এটি পড়তে পারবেন।", "Both sides can read it."),
    "required": False,
    "optional_mark": False,
    "lines": 4,
    "width": "",
    "max_length": 10_000,
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
        self.choice_field("manner").choices = [(code, Hearing.MANNERS[code]) for code in manners]
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
    """For each side who came and what was said; then what others said."""

    complainant = ChoiceField(label=say_lazy("অভিযোগকারী", "The complainant"))
    complainant_by = TextField(
        label=say_lazy("অভিযোগকারীর প্রতিনিধি", "Who came in the complainant’s stead"), required=False
    )
    complainant_said = TextField(label=say_lazy("অভিযোগকারী কী বললেন", "What the complainant said"), **SAID)
    respondent = ChoiceField(label=say_lazy("যাঁর বিরুদ্ধে অভিযোগ", "The officer complained of"))
    respondent_by = TextField(
        label=say_lazy("তাঁর প্রতিনিধি", "Who came in that officer’s stead"), required=False
    )
    respondent_said = TextField(
        label=say_lazy("যাঁর বিরুদ্ধে অভিযোগ, তিনি কী বললেন", "What the officer complained of said"), **SAID
    )
    said_by_others = TextField(
        label=say_lazy("অন্যরা কী বললেন", "What others said"),
        help_text=say_lazy(
            "যেমন সাক্ষী বা তদন্তকারী; কে বললেন, সঙ্গে লিখুন। দুই পক্ষই এটি পড়তে পারবেন।",
            "A witness, say, or whoever looked into it; write who said it. Both sides can read it.",
        ),
        required=False,
        lines=3,
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
            self.choice_field(side).choices = list(HearingParty.ATTENDED.items())
        if self.stage.grievance.is_open_identity:
            del self.fields["record_apart"]

    def clean(self) -> dict[str, Any]:
        """Both sides at once, so that whoever left out two things hears of both."""
        cleaned = super().clean()
        for side in (Stage.COMPLAINANT, Stage.RESPONDENT):
            if side not in cleaned:
                continue
            try:
                require_party(side, self.entry(side), has_said_apart=bool(cleaned.get("record_apart")))
            except GrievanceFault as fault:
                self.add_fault(fault.field, fault.bn, fault.en)
        return cleaned

    def entry(self, side: str) -> PartyEntry:
        named = (self.cleaned_data.get(f"{side}_{what}", "") for what in ("by", "said"))
        return PartyEntry(self.cleaned_data[side], *named)

    @property
    def facts(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        return {
            "parties": {side: self.entry(side) for side in (Stage.COMPLAINANT, Stage.RESPONDENT)},
            "said_by_others": cleaned["said_by_others"],
            "record_apart": cleaned.get("record_apart", ""),
        }


def has_coming_hearing(stage: Stage) -> bool:
    return any(hearing.is_coming for hearing in stage.hearings.all())


def has_none_coming(stage: Stage) -> bool:
    return not has_coming_hearing(stage)


def time_of_hearing(stage: Stage) -> datetime | None:
    """From when on the hearing that is called can be written down."""
    coming = (hearing for hearing in stage.hearings.all() if hearing.is_coming)
    return next((hearing.last_begins_at for hearing in coming), None)


def register_hearing_acts() -> None:
    register_act(
        "call_hearing",
        DeskAct(
            say_lazy("শুনানি ডাকুন", "Call a hearing"),
            say_lazy(
                "শুনানি ডাকা হয়েছে। দুই পক্ষকে জানানো হচ্ছে।", "The hearing is called. Both sides are being told."
            ),
            CallHearingForm,
            actions.call_hearing,
            order=30,
            condition=has_none_coming,
            lead=say_lazy(
                "দুই পক্ষের কাছে নোটিশ যাবে। যাঁর নাম গোপন, তাঁর পরিচয় কোনো নোটিশে থাকে না।",
                "A notice goes to both sides. No notice tells who complains under a hidden name.",
            ),
        ),
    )
    register_act(
        "record_hearing",
        DeskAct(
            say_lazy("শুনানি শেষ, লিখে রাখুন", "The hearing is over: write it down"),
            say_lazy("শুনানির কথা লেখা হয়েছে।", "The hearing is written down."),
            RecordHearingForm,
            actions.record_hearing,
            order=30,
            condition=has_coming_hearing,
            opens=time_of_hearing,
            template="grievances/record_hearing.html",
        ),
    )
    register_act(
        "put_off_hearing",
        DeskAct(
            say_lazy("আরেক দিন দিন", "Put off to another day"),
            say_lazy(
                "নতুন দিন দেওয়া হয়েছে। দুই পক্ষকে জানানো হচ্ছে।", "A new day is set. Both sides are being told."
            ),
            PutOffHearingForm,
            actions.put_off_hearing,
            order=31,
            condition=has_coming_hearing,
            is_rare=True,
        ),
    )
    register_act(
        "call_off_hearing",
        DeskAct(
            say_lazy("শুনানি বাতিল করুন", "Call the hearing off"),
            say_lazy(
                "শুনানি বাতিল হয়েছে। দুই পক্ষকে জানানো হচ্ছে।", "The hearing is off. Both sides are being told."
            ),
            CallOffHearingForm,
            actions.call_off_hearing,
            order=32,
            condition=has_coming_hearing,
            is_rare=True,
        ),
    )
    register_act(
        "recommend",
        DeskAct(
            say_lazy("সেবা সহজ করার পরামর্শ দিন", "Recommend a change of the service"),
            say_lazy("পরামর্শ লেখা হয়েছে।", "The recommendation is written."),
            RecommendForm,
            actions.recommend,
            order=50,
            lead=say_lazy(
                "যেন এমন অভিযোগ আর না আসে: পরামর্শটি কার্যালয়ের উদ্যোগ হয়ে খোলে।",
                "So that nobody complains of it again: it opens as an initiative of the office.",
            ),
        ),
    )
