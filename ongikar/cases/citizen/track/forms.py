"""The forms of the person who follows an application: an answer to the office, a rating, and why they
withdraw.
"""

from collections.abc import Iterator
from typing import Any

from django.core.files.uploadedfile import UploadedFile

from ongikar.cases.models import words as column_words
from ongikar.core.forms.fields import (
    CheckboxField,
    ChoiceField,
    TextField,
    UploadField,
)
from ongikar.core.forms.forms import Form
from ongikar.core.i18n.say import choices_of, say, say_lazy


class AnswerToOfficeForm(Form):
    """What the office asked for in writing: one file for each paper named, and words. `names`: as the page
    says them.
    """

    words = TextField(
        label=say_lazy("আপনার উত্তর", "Your answer"),
        help_text=say_lazy("কিছু বুঝিয়ে বলার থাকলে লিখুন।", "If there is something to explain."),
        lines=3,
        max_length=3000,
        required=False,
    )

    def __init__(
        self, *args: Any, asked: list[str], names: dict[str, str] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.asked = asked
        for number, title in enumerate(asked):
            self.fields[f"paper-{number}"] = UploadField(
                label=(names or {}).get(title, title),
                required=False,
                optional_mark=False,
                help_text=say("JPG, PNG বা PDF, সর্বোচ্চ ৫ MB", "JPG, PNG or PDF, at most 5 MB"),
            )
        self.order_fields([name for name in self.fields if name != "words"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.errors and not any(cleaned.values()):
            first = "paper-0" if self.asked else "words"
            self.add_error(
                first,
                say(
                    "যা চাওয়া হয়েছে, তার ছবি দিন বা উত্তর লিখুন",
                    "Send a picture of what was asked for, or write an answer",
                ),
            )
        return cleaned

    def uploads(self) -> Iterator[tuple[str, str, UploadedFile]]:
        """(field, title, file) of each file that came."""
        for number, title in enumerate(self.asked):
            if upload := self.cleaned_data.get(f"paper-{number}"):
                yield f"paper-{number}", title, upload


STARS = choices_of(column_words.STARS)


class RatingForm(Form):
    """One to five, once."""

    stars = ChoiceField(label=say_lazy("সেবা কেমন লাগল", "How was the service"), choices=STARS)
    words = TextField(
        label=say_lazy("আর কিছু বলার থাকলে", "Anything else"), lines=3, max_length=1000, required=False
    )


class WithdrawalForm(Form):
    """Why the person withdraws, and that they mean it."""

    words = TextField(
        label=say_lazy("কেন তুলে নিচ্ছেন", "Why do you withdraw it"), lines=3, max_length=1000, required=False
    )
    sure = CheckboxField(
        label=say_lazy("হ্যাঁ, আবেদনটি তুলে নিতে চাই", "Yes, I want to withdraw my application"),
        required=True,
        missing=say_lazy("তুলে নিতে চাইলে এই ঘরে টিক দিন", "Tick this box if you want to withdraw it"),
    )


class DisownForm(Form):
    """That they never asked for what a digital centre filed, and that they mean it."""

    words = TextField(
        label=say_lazy("কিছু বলার থাকলে", "Anything to say"), lines=3, max_length=1000, required=False
    )
    sure = CheckboxField(
        label=say_lazy("হ্যাঁ, এই আবেদন করতে আমি কাউকে বলিনি", "Yes, I asked nobody to file this application"),
        required=True,
        missing=say_lazy("না বলে থাকলে এই ঘরে টিক দিন", "Tick this box if you did not ask for it"),
    )


class EnoughForm(Form):
    """That what was given is enough, and that they mean it."""

    words = TextField(
        label=say_lazy("কিছু বলার থাকলে", "Anything to say"), lines=3, max_length=1000, required=False
    )
    sure = CheckboxField(
        label=say_lazy(
            "হ্যাঁ, যা পেয়েছি তা-ই যথেষ্ট; বাকিটুকু আর লাগবে না",
            "Yes, what I have is enough; I no longer need the rest",
        ),
        required=True,
        missing=say_lazy("এটুকুই যথেষ্ট হলে এই ঘরে টিক দিন", "Tick this box if it is enough"),
    )
