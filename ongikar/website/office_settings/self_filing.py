"""Whether a ready complaint files itself, and after how many working days."""

from datetime import date
from typing import Any

from ongikar.core.forms.fields import ChoiceField, WholeNumberField
from ongikar.core.i18n.say import say, say_lazy
from ongikar.grievances.house_rules import SELF_FILING, auto_file_days
from ongikar.offices.models import Office
from ongikar.offices.rules.setting_versions import Data

from .groups import Line, Settings, SettingsForm, SettingsGroup

NEVER, LATE = "never", "late"
MOST_DAYS = 60


class SelfFilingForm(SettingsForm):
    when = ChoiceField(
        label=say_lazy("অভিযোগ নিজে থেকে জমা হবে", "The ready complaint files itself"),
        choices=[
            (NEVER, say_lazy("কখনো না", "Never")),
            (LATE, say_lazy("দেরির পরে, নাগরিক না থামালে", "After a delay, unless the citizen stops it")),
        ],
    )
    days = WholeNumberField(
        label=say_lazy("দেরির কত কার্যদিবস পরে", "How many working days after the delay"),
        least=1,
        most=MOST_DAYS,
        required=False,
        optional_mark=False,
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if said.get("when") == LATE and said.get("days") is None and "days" not in self.errors:
            self.add_error("days", say("কত কার্যদিবস পরে, লিখুন", "Write after how many working days"))
        return said


class SelfFilingGroup(SettingsGroup):
    name = SELF_FILING
    words = ("নিজে জমা হওয়া অভিযোগ", "Complaints that file themselves")
    about = (
        "কথা রাখতে দেরি হলে নাগরিকের অভিযোগ লেখা থাকে। তিনি না পাঠালেও কবে তা জমা হবে, এখানে ঠিক হয়। যে"
        " আবেদনে আগেই দেরি হয়েছে, তাতে যে দিন জানানো হয়েছে সেটিই থাকে।",
        "When a promise breaks, the citizen’s complaint is ready. Here stands when it is filed though nobody"
        " sends it. Where a promise broke before, the day that was told stays.",
    )
    also = "জিআরএস অভিযোগ স্বয়ংক্রিয় দেরি grs complaint automatic auto file"
    form_class = SelfFilingForm

    def summary(self, office: Office, day: date) -> str:
        return days_words(auto_file_days(office, day))

    def current(self, office: Office, day: date) -> Settings:
        return {"": {"days": auto_file_days(office, day)}}

    def initial(self, office: Office, current: Settings) -> dict[str, Any]:
        days = current[""]["days"]
        return {"when": LATE if days else NEVER, "days": days or None}

    def settings_from(self, form: SelfFilingForm) -> Settings:
        said = form.cleaned_data
        return {"": {"days": said["days"] if said["when"] == LATE else 0}}

    def lines(self, item: str, data: Data) -> list[Line]:
        return [Line(say("নিজে জমা হবে", "Files itself"), days_words(data["days"]))]


def days_words(days: int) -> str:
    return say("{n} কার্যদিবস পরে", "after {n} working [day|days]", n=days) if days else say("কখনো না", "never")
