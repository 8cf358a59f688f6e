"""What is asked when a list of devices is brought, and of places that it names for the first time."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from ongikar.core.forms.fields import ChoiceField, DayField, UploadField
from ongikar.core.forms.forms import Form
from ongikar.core.i18n.say import language, say, say_lazy
from ongikar.offices.models import Office, Place
from ongikar.people.place_subjects import KIND_WORDS
from ongikar.rules.bangla.text import digits

from .importing.new_places import WantedPlace


class SheetField(UploadField):
    """A spreadsheet."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.widget.attrs["accept"] = ".xlsx"


class ListForm(Form):
    file = SheetField(
        label=say_lazy("XLSX ফাইল", "XLSX file"),
        missing=say_lazy("ফাইলটি বেছে নিন", "Choose the file"),
        help_text=say_lazy(
            "সর্বোচ্চ ৫ MB ও ৬,০০০ সারি। “যন্ত্র” নামের কলাম লাগে; বিজয় ও একত্র করা ঘরও পড়া যায়।",
            "At most 5 MB and 6,000 rows, with a column called “Device”; Bijoy and merged cells are read.",
        ),
    )
    on = DayField(
        label=say_lazy("তালিকাটি কোন দিনের", "Of which day is the list"),
        missing=say_lazy("দিনটি লিখুন", "Enter the day"),
        help_text=say_lazy(
            "এর পরে যে যন্ত্রের নতুন খবর এসেছে, তার বেলায় আপনাকে জিজ্ঞেস করা হবে।",
            "Where there is newer news of a device, you are asked which is right.",
        ),
    )
    place = ChoiceField(
        label=say_lazy("জায়গা লেখা না থাকলে, কোথায়", "Where, if the list does not say it"),
        required=False,
        many=True,
        choices=[],
    )

    def __init__(self, *args: Any, office: Office, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = {
            str(place.pk): place
            for place in Place.objects.filter(office=office).open_on(today).order_by("name_bn", "pk")
        }
        self.choice_field("place").choices = [
            ("", say("তালিকায় লেখা আছে", "The list says it")),
            *((key, place.name) for key, place in self.places.items()),
        ]

    def clean_place(self) -> Place | None:
        return self.places.get(self.cleaned_data["place"])


class NewPlacesForm(Form):
    """Of each name that the list has and the office has not, which sort of place it is, or that it is not
    added now.
    """

    def __init__(self, *args: Any, wanted: Iterable[WantedPlace], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [("", say("এখন নয়", "Not now")), *((kind, str(words)) for kind, words in KIND_WORDS.items())]
        for place in wanted:
            hint = say("{n}টি সারি", "{n} [row|rows]", n=place.rows)
            if place.eiin:
                hint = f"{hint} · {say('ইআইআইএন', 'EIIN')} {digits(place.eiin, language())}"
            self.fields[field_of(place.mark)] = ChoiceField(
                label=place.name,
                help_text=hint,
                required=False,
                optional_mark=False,
                many=True,
                choices=kinds,
                initial=place.kind,
            )

    @property
    def kinds(self) -> dict[str, str]:
        """By the mark of each place its sort, of those that are to be added."""
        return {name.removeprefix(NEW_PLACE): kind for name, kind in self.cleaned_data.items() if kind}


NEW_PLACE = "new_"


def field_of(mark: str) -> str:
    return f"{NEW_PLACE}{mark}"
