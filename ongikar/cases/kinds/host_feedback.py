"""What whoever held a class says of it: on their own page, or told to the office, which writes it down."""

from typing import Any

from ongikar.core.forms.fields import ChoiceField, TextField
from ongikar.core.forms.forms import Form
from ongikar.core.i18n.say import say_lazy

MARKS = [
    ("5", say_lazy("৫: খুব ভালো", "5: very good")),
    ("4", say_lazy("৪: ভালো", "4: good")),
    ("3", say_lazy("৩: চলে", "3: fair")),
    ("2", say_lazy("২: খারাপ", "2: poor")),
    ("1", say_lazy("১: খুব খারাপ", "1: very poor")),
]
YES_NO = [("yes", say_lazy("হ্যাঁ", "Yes")), ("no", say_lazy("না", "No"))]


class FeedbackForm(Form):
    clear = ChoiceField(
        label=say_lazy("বোঝানো কেমন ছিল", "How clear was it"),
        choices=MARKS,
    )
    useful = ChoiceField(
        label=say_lazy("কতটা কাজে লাগবে", "How useful will it be"),
        choices=MARKS,
    )
    again = ChoiceField(
        label=say_lazy("আবার ডাকবেন", "Would you invite us again"),
        missing=say_lazy("আবার ডাকবেন কি না, বেছে নিন", "Choose whether you would invite us again"),
        choices=YES_NO,
    )
    words = TextField(
        label=say_lazy("আর কিছু বলার থাকলে", "Anything else"), lines=3, max_length=2000, required=False
    )

    def facts(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {
            "clear": int(given["clear"]),
            "useful": int(given["useful"]),
            "again": given["again"] == "yes",
            "words": given["words"],
        }


class ToldFeedbackForm(FeedbackForm):
    """The same, entered by the office."""

    via = ChoiceField(
        label=say_lazy("কীভাবে জানিয়েছেন", "How they said so"),
        choices=[
            ("phone", say_lazy("ফোনে", "By phone")),
            ("counter", say_lazy("কার্যালয়ে এসে", "At the counter")),
            ("letter", say_lazy("চিঠিতে বা ই-মেইলে", "By letter or e-mail")),
        ],
    )

    def facts(self) -> dict[str, Any]:
        return super().facts() | {"via": self.cleaned_data["via"]}
