"""Lending a device of the office, with a loan book: the kind of docs/how-to/new-kind-with-rows.md."""

from ongikar.cases.kinds import Intake, Outcome
from ongikar.cases.record_desk import RecordKind
from ongikar.charter.service_presets import Preset
from ongikar.core.forms.fields import DayField, TextField
from ongikar.core.i18n.say import say_lazy

from . import models


class Wish(Intake):
    ahead = rests_on = ("needed_on",)
    device = TextField(label=say_lazy("কোন যন্ত্র", "Which device"))
    needed_on = DayField(label=say_lazy("কোন দিন", "On which day"))


class Lent(Outcome):
    words = TextField(label=say_lazy("কী দেওয়া হলো", "What was lent"), lines=2)


class Loan(RecordKind):
    record = models.Loan
    intake_form, outcome_form = Wish, Lent
    keep_words, result_words = say_lazy("যন্ত্র দিন", "Lend the device"), say_lazy("ধারের রসিদ", "Loan slip")
    sorts = (Preset(say_lazy("যন্ত্র ধার", "Lending a device"), {"ধার": 5, "lend": 5}),)
    headline, takes_place = "device", "needed_on"


KIND = Loan()
