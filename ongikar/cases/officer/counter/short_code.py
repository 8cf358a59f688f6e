"""The code of a short form that was filled in at home: a reader types it, and the screen is filled in, which
is seen before it is saved.
"""

from datetime import datetime

from django.http import QueryDict

from ongikar.cases.rules.short_form import (
    ANOTHER_OFFICE,
    DAMAGED,
    FOREIGN,
    TOO_OLD,
    CodeFault,
    decode_form,
)
from ongikar.core.forms.fields import TextField, without_nulls
from ongikar.core.forms.forms import Form
from ongikar.core.i18n.say import say, say_lazy
from ongikar.offices.models import Office
from ongikar.rules.calendar.office_calendar import TZ

READ = "read"
FAULTS = {
    FOREIGN: say_lazy(
        "এটি ছোট ফর্মের কোড নয়। কোডটি আবার পড়ান, বা কথাগুলো লিখে নিন।",
        "This is no code of a short form. Read it again, or write the words down.",
    ),
    DAMAGED: say_lazy(
        "কোডটি পুরো পড়া যায়নি। আবার পড়ান, বা কথাগুলো লিখে নিন।",
        "The code was not read whole. Read it again, or write the words down.",
    ),
    ANOTHER_OFFICE: say_lazy(
        "কোডটি অন্য কার্যালয়ের জন্য বানানো। কথাগুলো লিখে নিন।",
        "The code was made for another office. Write the words down.",
    ),
    TOO_OLD: say_lazy(
        "কোডটি ৩০ দিনের বেশি পুরোনো। এখন কী চান জেনে লিখে নিন।",
        "The code is older than 30 days. Ask what is needed now and write it down.",
    ),
}


class ShortCodeForm(Form):
    code = TextField(
        label=say_lazy("ছোট ফর্মের কোড", "Code of a short form"),
        help_text=say_lazy(
            "ঘরটিতে কার্সর রেখে রিডার দিয়ে পড়ান, বা কোডটি পেস্ট করুন।",
            "Put the cursor here and read it with the reader, or paste the code.",
        ),
        missing=say_lazy("কোডটি পড়ান বা পেস্ট করুন", "Read the code, or paste it"),
        max_length=4_000,
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs |= {"autocomplete": "off", "spellcheck": "false"}


def read_short_code(
    sent: QueryDict, office: Office, services: set[str], now: datetime
) -> tuple[ShortCodeForm, QueryDict]:
    """The form with its fault, where the code is not taken; and what was typed with what it says."""
    form, filled = ShortCodeForm(sent), sent.copy()
    if not form.is_valid():
        return form, filled
    try:
        said = decode_form(form.cleaned_data["code"], office=office.slug, day=now.astimezone(TZ).date())
    except CodeFault as fault:
        form.add_error("code", FAULTS[fault.name])
        return form, filled
    if said["service"] not in services:
        form.add_error(
            "code", say("এই সেবা এখন চাওয়া যায় না। কী চান জেনে লিখে নিন।", "This service is not asked for now.")
        )
        return form, filled
    for name, value in said.items():
        filled[name] = without_nulls(value)
    return ShortCodeForm(), filled
