"""Lending a device of the office for a day: a kind for the tests, as one begins to write another."""

from ongikar.cases.kinds import Intake, Missing, Outcome, Verdict
from ongikar.charter.service_presets import Preset
from ongikar.core.forms.fields import CheckboxField, ChoiceField, DayField, TextField
from ongikar.core.i18n.say import say, say_lazy

from .rare_methods import RareMethods

DEVICES = [("projector", say_lazy("প্রজেক্টর", "A projector")), ("power", say_lazy("জেনারেটর", "A generator"))]


class Wish(Intake):
    ahead = rests_on = ("needed_on",)
    device = ChoiceField(label=say_lazy("কোন যন্ত্র", "Which device"), choices=DEVICES)
    needed_on = DayField(label=say_lazy("কোন দিন", "On which day"))
    purpose = TextField(label=say_lazy("কী কাজে", "What for"), lines=2)


class Handover(Outcome):
    lent = ChoiceField(
        label=say_lazy("দেওয়া হয়েছে কি", "Was it lent"),
        choices=[("yes", say_lazy("হ্যাঁ", "Yes")), ("broken", say_lazy("যন্ত্রটি নষ্ট", "It is broken"))],
    )
    tried = CheckboxField(label=say_lazy("চালিয়ে দেখা হয়েছে", "It was tried"), required=False)


def was_tried(case, outcome, now):
    """A device that nobody has switched on may not work, and then nothing was lent."""
    if not outcome.get("tried"):
        yield Missing("tried", say("যন্ত্রটি চালিয়ে দেখুন।", "Try the device first."))


class Lending(RareMethods):
    intake_form, outcome_form = Wish, Handover
    keep_words, result_words = say_lazy("যন্ত্র দিন", "Lend the device"), say_lazy("ধারের রসিদ", "Loan slip")
    sorts = (Preset(say_lazy("যন্ত্র ধার", "Lending a device"), {"ধার": 5, "lend": 5}),)
    verdict, rules = Verdict("lent", {"yes": "keep", "broken": "open"}), (was_tried,)
    headline, takes_place = "purpose", "needed_on"


KIND = Lending()
