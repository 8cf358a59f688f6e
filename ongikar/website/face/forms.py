"""What is asked about an office's face."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from ongikar.core.forms.fields import CheckboxField, TextField, UploadField
from ongikar.core.forms.forms import Form
from ongikar.core.i18n.say import say, say_lazy
from ongikar.offices.face import FIELDS, NO_EMBLEM, NewEmblem
from ongikar.offices.models import Office
from ongikar.offices.rules.palette import ColourFault, check_colour
from ongikar.papers.check import PaperFault
from ongikar.papers.emblem import MOST_BYTES, TOO_LARGE, check_emblem

OPTIONAL: dict[str, Any] = {"required": False}


class ColourField(TextField):
    """A colour on which words can be read, as "#rrggbb"."""

    def clean(self, value: Any) -> str:
        text: str = super().clean(value)
        if not text:
            return ""
        try:
            return check_colour(text)
        except ColourFault as fault:
            raise ValidationError(say(fault.bn, fault.en)) from None


class EmblemField(UploadField):
    """A checked emblem."""

    widget = forms.ClearableFileInput(attrs={"accept": "image/svg+xml,image/png"})

    def clean(self, data: Any, initial: Any = None) -> NewEmblem | None:
        file = super().clean(data, initial)
        if not file:
            return None
        try:
            if file.size > MOST_BYTES:
                # Not read: what it is does not matter.
                raise PaperFault(*TOO_LARGE)
            return NewEmblem(*check_emblem(file.read()))
        except PaperFault as fault:
            raise ValidationError(say(fault.bn, fault.en)) from None


class FaceForm(Form):
    name_bn = TextField(label=say_lazy("কার্যালয়ের নাম, বাংলায়", "Name of the office in Bangla"))
    name_en = TextField(label=say_lazy("কার্যালয়ের নাম, ইংরেজিতে", "Name of the office in English"))
    emblem = EmblemField(
        label=say_lazy("প্রতীক", "Emblem"),
        help_text=say_lazy(
            "SVG বা PNG, ২০০ KB পর্যন্ত। পাতার মাথায়, ব্রাউজারের ট্যাবে, চিঠি ও সনদে থাকবে।",
            "An SVG or a PNG of at most 200 KB. It stands at the head of the pages, in the browser’s tab,"
            " and on letters and certificates.",
        ),
        **OPTIONAL,
    )
    without_emblem = CheckboxField(label=say_lazy("প্রতীক সরিয়ে দিন", "Take the emblem away"))
    colour = ColourField(
        label=say_lazy("রং", "Colour"),
        max_length=20,
        width="w11",
        help_text=say_lazy(
            "# আর ছয়টি অঙ্ক বা অক্ষর, যেমন #006a4e। খালি রাখলে সবার মতো সবুজ।",
            "# and six figures or letters, such as #006a4e. Empty: the green that all have.",
        ),
        **OPTIONAL,
    )
    head_bn = TextField(label=say_lazy("চিঠির মাথায়, বাংলায়", "At the head of letters, in Bangla"), **OPTIONAL)
    head_en = TextField(
        label=say_lazy("চিঠির মাথায়, ইংরেজিতে", "At the head of letters, in English"), **OPTIONAL
    )
    foot_bn = TextField(label=say_lazy("চিঠির পায়ে, বাংলায়", "At the foot of letters, in Bangla"), **OPTIONAL)
    foot_en = TextField(
        label=say_lazy("চিঠির পায়ে, ইংরেজিতে", "At the foot of letters, in English"), **OPTIONAL
    )

    def __init__(self, *args: Any, office: Office, **kwargs: Any) -> None:
        super().__init__(*args, initial={name: getattr(office, name) for name in FIELDS}, **kwargs)
        if not office.emblem:
            del self.fields["without_emblem"]

    @property
    def words(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in FIELDS}

    @property
    def new_emblem(self) -> NewEmblem | None:
        """What was chosen; none from now on; or None, which leaves the one there is."""
        chosen: NewEmblem | None = self.cleaned_data["emblem"]
        return chosen or (NO_EMBLEM if self.cleaned_data.get("without_emblem") else None)
