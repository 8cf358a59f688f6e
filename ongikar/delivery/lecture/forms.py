"""What is written of a class: what was handed out, the tour and the honorarium."""

from datetime import datetime
from typing import Any

from ongikar.core.forms.fields import (
    DayField,
    IdempotencyKeyField,
    TextField,
    TimeOfDayField,
    UploadField,
    WholeNumberField,
)
from ongikar.core.forms.forms import Form
from ongikar.core.i18n.say import say_lazy
from ongikar.rules.calendar.office_calendar import TZ

MOST_TAKA = 9_999_999


class LectureForm(Form):
    """A form about a class, taken once however often its button is pressed. `replaces`: something stands
    there already, which it strikes through.
    """

    token = IdempotencyKeyField()
    reason = TextField(
        label=say_lazy("আগের লেখাটি কেন বাতিল", "Why what stands there is struck"),
        missing=say_lazy("আগের লেখাটি কেন বাতিল, লিখুন", "Write why what stands there is struck"),
        max_length=300,
    )

    def __init__(self, *args: Any, replaces: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if replaces:
            self.order_fields([*(name for name in self.fields if name != "reason"), "reason"])
        else:
            del self.fields["reason"]

    def facts(self) -> dict[str, Any]:
        """What the action is called with, beside the key of the form."""
        return {name: value for name, value in self.cleaned_data.items() if name != "token"}


class MaterialForm(LectureForm):
    title = TextField(
        label=say_lazy("কী দেওয়া হয়েছে", "What was given"),
        missing=say_lazy("কী দেওয়া হয়েছে, লিখুন", "Write what was given"),
    )
    paper = UploadField(
        label=say_lazy("ফাইল", "File"),
        help_text=say_lazy("JPG, PNG বা PDF, সর্বোচ্চ ৫ MB", "JPG, PNG or PDF, at most 5 MB"),
        missing=say_lazy("ফাইলটি দিন", "Add the file"),
    )


class TourForm(LectureForm):
    traveller = TextField(
        label=say_lazy("কে গিয়েছেন", "Who went"), missing=say_lazy("কে গিয়েছেন, লিখুন", "Write who went")
    )
    to_place = TextField(label=say_lazy("কোথায়", "Where to"), missing=say_lazy("কোথায়, লিখুন", "Write where to"))
    day = DayField(label=say_lazy("কোন দিন", "Day"), missing=say_lazy("কোন দিন, লিখুন", "Write the day"))
    left = TimeOfDayField(
        label=say_lazy("কয়টায় গিয়েছেন", "Left at"), missing=say_lazy("কয়টায় গিয়েছেন, লিখুন", "Write the time")
    )
    back = TimeOfDayField(
        label=say_lazy("কয়টায় ফিরেছেন", "Back at"), missing=say_lazy("কয়টায় ফিরেছেন, লিখুন", "Write the time")
    )
    transport = TextField(
        label=say_lazy("কীসে", "By what"),
        help_text=say_lazy("যেমন অটোরিকশা, সরকারি গাড়ি", "Such as auto-rickshaw, office car"),
        missing=say_lazy("কীসে গিয়েছেন, লিখুন", "Write by what"),
        max_length=60,
    )
    kilometres = WholeNumberField(label=say_lazy("কিলোমিটার", "Kilometres"), required=False, most=2000)

    def facts(self) -> dict[str, Any]:
        given = super().facts()
        day = given.pop("day")
        for name in ("left", "back"):
            given[f"{name}_at"] = datetime.combine(day, given.pop(name), TZ)
        return given


class HonorariumForm(LectureForm):
    amount = WholeNumberField(
        label=say_lazy("সম্মানী, টাকা", "Honorarium, taka"),
        help_text=say_lazy("না পেলে ০", "0 if none"),
        missing=say_lazy("সম্মানী লিখুন, না পেলে ০", "Write the honorarium, 0 if none"),
        most=MOST_TAKA,
    )
    deducted = WholeNumberField(
        label=say_lazy("কর কর্তন, টাকা", "Tax deducted, taka"), required=False, most=MOST_TAKA
    )
    paid_on = DayField(label=say_lazy("কোন দিন পেয়েছেন", "Paid on"), required=False)
    voucher = TextField(label=say_lazy("ভাউচার নম্বর", "Voucher number"), required=False, max_length=60)

    def facts(self) -> dict[str, Any]:
        given = super().facts()
        return given | {"deducted": given["deducted"] or 0}
