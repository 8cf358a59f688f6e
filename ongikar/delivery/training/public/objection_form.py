"""An objection as a form: by somebody who applied, known by their application, and by anybody else."""

from typing import Any

from ongikar.core.forms.fields import (
    ChoiceField,
    IdempotencyKeyField,
    MobileField,
    TextField,
    WholeNumberField,
)
from ongikar.core.forms.forms import Form
from ongikar.core.i18n.say import say_lazy
from ongikar.delivery.training import words

MOST_ROLL = 9_999_999


class ObjectionForm(Form):
    about = ChoiceField(
        label=say_lazy("আপত্তি কী নিয়ে", "What the objection is about"),
        missing=say_lazy("আপত্তি কী নিয়ে, বেছে নিন", "Choose what the objection is about"),
        choices=[(key, say_lazy(*pair)) for key, pair in words.ABOUT_WORDS.items()],
    )
    roll = WholeNumberField(
        label=say_lazy("কোন রোল নিয়ে", "Which roll it is about"),
        help_text=say_lazy("জানা না থাকলে খালি রাখুন", "Leave it empty if you do not know it"),
        least=1,
        most=MOST_ROLL,
        required=False,
    )
    words = TextField(
        label=say_lazy("কী ভুল, কীভাবে জানেন", "What is wrong, and how you know"),
        help_text=say_lazy("দপ্তর পড়বে; তালিকার পাতায় আসবে না।", "The office reads it; it is not published."),
        missing=say_lazy("কী ভুল, লিখুন", "Write what is wrong"),
        lines=5,
        max_length=2000,
    )
    token = IdempotencyKeyField()

    @property
    def facts(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {name: given.get(name) for name in ("about", "roll", "words")}


class OutsiderObjectionForm(ObjectionForm):
    """Of somebody who has no application here."""

    name = TextField(
        label=say_lazy("আপনার নাম", "Your name"),
        missing=say_lazy("নাম লিখুন", "Write your name"),
        max_length=200,
    )
    mobile = MobileField(
        label=say_lazy("মোবাইল", "Mobile"),
        help_text=say_lazy("উত্তর এই নম্বরে যাবে", "The answer is sent to this number"),
    )
    field_order = ("name", "mobile", "about", "roll", "words", "token")

    @property
    def facts(self) -> dict[str, Any]:
        return super().facts | {name: self.cleaned_data[name] for name in ("name", "mobile")}
