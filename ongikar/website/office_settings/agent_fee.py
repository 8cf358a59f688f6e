"""What the office pays a digital centre for one application that it filed, if it pays."""

from datetime import date
from typing import Any

from ongikar.cases.agent.months import AGENT_FEE, agent_fee
from ongikar.core.forms.fields import WholeNumberField
from ongikar.core.i18n.say import language, say, say_lazy
from ongikar.offices.models import Office
from ongikar.offices.rules.setting_versions import Data
from ongikar.rules.bangla.text import grouped_number

from .groups import Line, Settings, SettingsForm, SettingsGroup

MOST_TAKA = 10_000


class AgentFeeForm(SettingsForm):
    taka = WholeNumberField(
        label=say_lazy("প্রতি আবেদনে কত টাকা", "Taka for each application"),
        help_text=say_lazy("খালি থাকলে শুধু গোনা হবে।", "Empty: they are only counted."),
        least=1,
        most=MOST_TAKA,
        width="w11",
        required=False,
        optional_mark=False,
    )


class AgentFeeGroup(SettingsGroup):
    name = AGENT_FEE
    words = ("ডিজিটাল সেন্টারের ফি", "Fee of digital centres")
    about = (
        "উদ্যোক্তা নাগরিকের হয়ে আবেদন করলে কার্যালয় কত দেয়। নাগরিকের কাছ থেকে এই টাকা নেওয়া হয় না।",
        "What the office pays an entrepreneur for an application. The citizen pays none of it.",
    )
    also = "উদ্যোক্তা কমিশন ইউডিসি ডিজিটাল সেন্টার টাকা udc commission entrepreneur agent fee"
    form_class = AgentFeeForm

    def summary(self, office: Office, day: date) -> str:
        return fee_words(agent_fee(office, day))

    def current(self, office: Office, day: date) -> Settings:
        return {"": {"taka": agent_fee(office, day)}}

    def initial(self, office: Office, current: Settings) -> dict[str, Any]:
        return dict(current[""])

    def settings_from(self, form: AgentFeeForm) -> Settings:
        return {"": {"taka": form.cleaned_data["taka"]}}

    def lines(self, item: str, data: Data) -> list[Line]:
        return [Line(say("প্রতি আবেদনে", "For each application"), fee_words(data["taka"]))]


def fee_words(taka: int | None) -> str:
    if taka is None:
        return say("শুধু গোনা হয়", "only counted")
    return say("{n} টাকা", "{n} taka", n=grouped_number(taka, language()))
