"""The sheet as it is written, who signs it, and the table of triage."""

from datetime import date
from typing import Any

from django import forms

from ongikar.core.forms.fields import (
    ChoiceField,
    DayField,
    IdempotencyKeyField,
    TextField,
    UploadField,
    WholeNumberField,
)
from ongikar.core.forms.forms import Form
from ongikar.core.i18n.say import say, say_lazy
from ongikar.rules.signature_strokes import Stroke, StrokesFault, read_strokes
from ongikar.rules.triage import EFFECTS, MOST_DAYS, URGENCIES, TriageTable

from .forms import JobForm, choices_of
from .models import Sheet
from .triage import EFFECT_WORDS, URGENCY_WORDS
from .words import WAY_WORDS


class SheetForm(JobForm):
    way = ChoiceField(
        label=say_lazy("কীভাবে কাজ হলো", "How the work was done"),
        missing=say_lazy("কীভাবে কাজ হলো, বেছে নিন", "Choose how the work was done"),
        choices=choices_of(WAY_WORDS),
    )
    looked_on = DayField(
        label=say_lazy("কোন দিন", "On which day"), missing=say_lazy("কোন দিন, লিখুন", "Write the day")
    )
    found = TextField(
        label=say_lazy("কী পাওয়া গেল", "What was found"),
        missing=say_lazy("কী পাওয়া গেল, লিখুন", "Write what was found"),
        lines=4,
        max_length=2000,
    )
    done = TextField(
        label=say_lazy("কী করা হলো", "What was done"),
        missing=say_lazy("কী করা হলো, লিখুন", "Write what was done"),
        lines=4,
        max_length=3000,
    )


class SignForm(JobForm):
    """Drawn on the board, or the picture of the signed paper: the one or the other."""

    name = TextField(
        label=say_lazy("কে স্বাক্ষর করছেন", "Who signs"),
        missing=say_lazy("কে স্বাক্ষর করছেন, নাম লিখুন", "Write the name of who signs"),
        max_length=120,
    )
    post = TextField(
        label=say_lazy("পদবি", "Post"),
        missing=say_lazy("পদবি লিখুন", "Write the post"),
        max_length=120,
    )
    strokes = forms.CharField(widget=forms.HiddenInput, required=False)
    paper = UploadField(
        label=say_lazy("কাগজে স্বাক্ষর হলে তার ছবি", "If it was signed on paper: its picture"),
        help_text=say_lazy("JPG, PNG বা PDF, সর্বোচ্চ ৫ MB", "JPG, PNG or PDF, at most 5 MB"),
        required=False,
    )
    # The version that was shown when it was signed.
    sheet = forms.CharField(widget=forms.HiddenInput, required=False)
    field_order = ("name", "post", "paper")

    drawn: list[Stroke]

    def __init__(self, *args: Any, shown: Sheet, **kwargs: Any) -> None:
        super().__init__(*args, initial={"sheet": str(shown.pk)}, **kwargs)
        self.drawn = []

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        sent, paper = cleaned.get("strokes"), cleaned.get("paper")
        if paper:
            return cleaned
        if not sent:
            if "paper" not in self.errors:
                self.add_error(
                    "paper",
                    say(
                        "পর্দায় স্বাক্ষর আঁকুন, কিংবা স্বাক্ষরিত কাগজের ছবি দিন",
                        "Draw the signature on the screen, or add a picture of the signed document",
                    ),
                )
            return cleaned
        try:
            self.drawn = read_strokes(sent)
        except StrokesFault as fault:
            self.add_error(None, say(fault.bn, fault.en))
        return cleaned


class TriageTableForm(Form):
    """Another table from a day on: nine numbers."""

    token = IdempotencyKeyField()
    since = DayField(
        label=say_lazy("কোন দিন থেকে", "From which day"),
        missing=say_lazy("কোন দিন থেকে, লিখুন", "Write from which day"),
    )

    def __init__(self, *args: Any, table: TriageTable, today: date, **kwargs: Any) -> None:
        super().__init__(*args, initial={"since": today}, **kwargs)
        self.today = today
        for urgency in URGENCIES:
            for effect in EFFECTS:
                field = WholeNumberField(
                    label=say(
                        "{urgency}: {effect}",
                        "{urgency}: {effect}",
                        urgency=say(*URGENCY_WORDS[urgency]),
                        effect=say(*EFFECT_WORDS[effect]),
                    ),
                    missing=say(
                        "দিনের সংখ্যা লিখুন, সেই দিনেই হলে ০", "Write the number of days, 0 for the same day"
                    ),
                    most=MOST_DAYS,
                )
                field.initial = table.days_for(urgency, effect)
                self.fields[cell_name(urgency, effect)] = field

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        since = cleaned.get("since")
        if since and since < self.today:
            self.add_error(
                "since",
                say(
                    "আজ বা পরের কোনো দিন দিন। আগে যা ঠিক হয়েছে, তা বদলায় না।",
                    "Give today or a later day. What was judged before does not change.",
                ),
            )
        return cleaned

    @property
    def days(self) -> dict[str, dict[str, int]]:
        return {
            urgency: {effect: self.cleaned_data[cell_name(urgency, effect)] for effect in EFFECTS}
            for urgency in URGENCIES
        }


def cell_name(urgency: str, effect: str) -> str:
    return f"{urgency}-{effect}"
