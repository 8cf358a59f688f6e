"""Asking for a correction: which of what is held is wrong, and what it should be."""

from django.core.exceptions import ValidationError

from ongikar.frame.fields import Choice, Email, Mobile, Text
from ongikar.frame.forms import Form
from ongikar.frame.say import say, say_later
from ongikar.people.models import Applicant

from ..act_words import FIELDS

# How each field reads what is typed; a field not named here is a line of text.
READ_BY = {"mobile": Mobile, "email": Email}


class AskCorrection(Form):
    field = Choice(
        label=say_later("কোনটি ভুল", "What is wrong"),
        missing=say_later("কোনটি ভুল, বেছে নিন", "Choose what is wrong"),
        choices=[(name, say_later(*words)) for name, words in FIELDS.items()],
    )
    new = Text(
        label=say_later("ঠিক কথাটি কী", "What it should be"),
        missing=say_later("ঠিক কথাটি লিখুন", "Write what it should be"),
        max_length=200,
    )
    words = Text(
        label=say_later("কীভাবে জানব", "How we can tell"),
        help_text=say_later("যেমন: জাতীয় পরিচয়পত্রে এভাবে লেখা আছে", "Such as: it stands so on my national ID card"),
        required=False,
        lines=3, max_length=1000,
    )  # fmt: skip

    def __init__(self, *args, person: Applicant | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        self.person = person

    def clean(self):
        cleaned = super().clean()
        reader = READ_BY.get(cleaned.get("field", ""))
        if reader and cleaned.get("new"):
            try:
                cleaned["new"] = reader().clean(cleaned["new"])
            except ValidationError as fault:
                self.add_error("new", fault)
        if cleaned.get("field") == "name" and len(cleaned.get("new", "")) > 120:
            self.add_error("new", say("নামটি খুব লম্বা", "This name is too long"))
        if (
            self.person
            and cleaned.get("new")
            and cleaned["new"] == getattr(self.person, cleaned.get("field", ""), None)
        ):
            # A register would cross it out to write it anew.
            self.add_error(
                "new",
                say(
                    "এটিই এখন লেখা আছে। ঠিক কথাটি লিখুন।",
                    "This is what stands there now. Write what it should be.",
                ),
            )
        return cleaned
