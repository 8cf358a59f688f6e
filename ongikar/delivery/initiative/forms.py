"""What is asked of whoever takes an initiative on its way: the screening, the pilot, the measurement, the
places to which it is spread.
"""

from typing import Any

from ongikar.core.forms.fields import (
    ChoiceField,
    DayField,
    FigureField,
    IdempotencyKeyField,
    TextField,
    WholeNumberField,
)
from ongikar.core.forms.forms import Form
from ongikar.core.i18n.say import say, say_lazy
from ongikar.offices.models import Office, Place

from .models import Measurement
from .words import MEASURES, UNITS, UNITS_OF

ON: dict[str, Any] = {
    "label": say_lazy("কোন দিন", "On which day"),
    "missing": say_lazy("দিনটি লিখুন", "Write the day"),
}


class ScreenForm(Form):
    GO, LEAVE = "go", "leave"

    verdict = ChoiceField(
        label=say_lazy("যাচাই করে", "After the screening"),
        missing=say_lazy("পরীক্ষা করা হবে কি না, বেছে নিন", "Choose whether it is tried"),
        choices=[
            (GO, say_lazy("পরীক্ষা করা হবে", "It is tried")),
            (LEAVE, say_lazy("বাদ", "It is left out")),
        ],
    )
    on = DayField(**ON)
    words = TextField(
        label=say_lazy("কেন", "Why"),
        missing=say_lazy("সিদ্ধান্তের কারণ লিখুন", "Write the reason"),
        lines=3,
        max_length=2000,
    )

    def facts(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        goes_on = given.pop("verdict") == self.GO
        return {**given, "goes_on": goes_on}


class PilotForm(Form):
    where = TextField(
        label=say_lazy("কোথায় পরীক্ষা", "Where it is tried"),
        missing=say_lazy("কোথায় পরীক্ষা, লিখুন", "Write where it is tried"),
        max_length=200,
    )
    on = DayField(label=say_lazy("কবে থেকে", "Since"), missing=say_lazy("কবে থেকে, লিখুন", "Write since when"))
    until = DayField(label=say_lazy("কবে পর্যন্ত", "Until"), required=False)
    words = TextField(
        label=say_lazy("কীভাবে করা হচ্ছে", "How it is done"),
        missing=say_lazy("কীভাবে করা হচ্ছে, লিখুন", "Write how it is done"),
        lines=3,
        max_length=2000,
    )

    def facts(self) -> dict[str, Any]:
        return dict(self.cleaned_data)


class TokenForm(Form):
    """Taken once however often its button is pressed. `replaces`: what stands there is struck through."""

    token = IdempotencyKeyField()

    def facts(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "token"}


class MeasureForm(TokenForm):
    sort = ChoiceField(
        label=say_lazy("কী মাপা হলো", "What was measured"),
        missing=say_lazy("কী মাপা হলো, বেছে নিন", "Choose what was measured"),
        choices=[(measure, MEASURES[measure]) for measure in Measurement.MEASURES],
    )
    unit = ChoiceField(
        label=say_lazy("কোন এককে", "In which unit"),
        missing=say_lazy("একক বেছে নিন", "Choose the unit"),
        choices=[(unit, say_lazy(*words)) for unit, words in UNITS.items()],
    )
    before = FigureField(
        label=say_lazy("আগে, একটি সেবায় গড়ে", "Before, mean of one service"),
        missing=say_lazy("আগে কত লাগত, লিখুন", "Write what it took before"),
    )
    n_before = WholeNumberField(
        label=say_lazy("আগের কয়টি সেবা দেখে", "Services looked at before"),
        missing=say_lazy("আগের কয়টি সেবা দেখে, লিখুন", "Write how many were looked at before"),
        least=1,
        most=100_000,
    )
    after = FigureField(
        label=say_lazy("পরে, একটি সেবায় গড়ে", "After, mean of one service"),
        missing=say_lazy("পরে কত লাগে, লিখুন", "Write what it takes now"),
    )
    n_after = WholeNumberField(
        label=say_lazy("পরের কয়টি সেবা দেখে", "Services looked at after"),
        missing=say_lazy("পরের কয়টি সেবা দেখে, লিখুন", "Write how many were looked at after"),
        least=1,
        most=100_000,
    )
    measured_on = DayField(
        label=say_lazy("কোন দিন মাপা হলো", "Measured on"),
        missing=say_lazy("কোন দিন মাপা হলো, লিখুন", "Write the day of the measurement"),
    )
    how = TextField(
        label=say_lazy("কীভাবে মাপা হলো", "How it was measured"),
        help_text=say_lazy(
            "যেমন রেজিস্টার দেখে, ঘড়ি ধরে, জিজ্ঞেস করে", "Such as from the register, by the clock, by asking"
        ),
        missing=say_lazy("কীভাবে মাপা হলো, লিখুন", "Write how it was measured"),
        max_length=300,
    )
    reason = TextField(
        label=say_lazy("আগের মাপটি কেন বাতিল", "Why the earlier figure is struck"),
        help_text=say_lazy("এই মাপ আগে লেখা থাকলে", "Only where this was measured before"),
        required=False,
        max_length=300,
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        sort, unit = cleaned.get("sort"), cleaned.get("unit")
        if sort and unit and unit not in UNITS_OF[sort]:
            units = say(" বা ", " or ").join(say(*UNITS[each]) for each in UNITS_OF[sort])
            self.add_error(
                "unit",
                say("এই মাপের একক {units}।", "This is measured in {units}.", units=units),
            )
        return cleaned


class SpreadForm(TokenForm):
    name = TextField(
        label=say_lazy("কোথায় চালু হলো", "Where it is done now"),
        help_text=say_lazy("কার্যালয়, ইউনিয়ন বা স্থানের নাম", "The office, union or place"),
        missing=say_lazy("কোথায় চালু হলো, লিখুন", "Write where it is done now"),
        max_length=200,
    )
    place = ChoiceField(
        label=say_lazy("তালিকার কোন স্থান", "Which place of the list"),
        required=False,
        many=True,
    )
    since = DayField(
        label=say_lazy("কবে থেকে", "Since"), missing=say_lazy("কবে থেকে, লিখুন", "Write since when")
    )

    def __init__(self, *args: Any, office: Office, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.office = office
        places = Place.objects.filter(office=office).order_by("id")[:500]
        none = ("", say("তালিকায় নেই", "Not in the list"))
        self.choice_field("place").choices = [none, *((str(each.pk), each.name) for each in places)]

    def clean_place(self) -> Place | None:
        chosen = self.cleaned_data["place"]
        return Place.objects.filter(office=self.office, pk=int(chosen)).first() if chosen else None


class StrikeForm(Form):
    reason = TextField(
        label=say_lazy("কেন বাতিল", "Why it is struck through"),
        missing=say_lazy("কেন বাতিল, লিখুন", "Write why it is struck through"),
        max_length=300,
    )
