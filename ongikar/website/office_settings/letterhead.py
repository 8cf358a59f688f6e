"""The letterhead: names, lines and ways to reach the office, its emblem and colour, and what its memo numbers
begin with.
"""

from base64 import b64encode
from collections.abc import Mapping, Sequence
from copy import copy
from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse

from ongikar.core.forms.fields import CheckboxField, EmailField, TextField, UploadField
from ongikar.core.i18n.say import language, say, say_lazy
from ongikar.core.number_formats import phone_of
from ongikar.journal.actions import Reference
from ongikar.offices.face import FIELDS, NO_EMBLEM, NewEmblem, set_face
from ongikar.offices.models import Office, Post, SettingChange
from ongikar.offices.rules.palette import ColourFault, check_colour
from ongikar.offices.rules.setting_versions import Data
from ongikar.offices.setting_changes import NewSetting
from ongikar.papers.check import PaperFault
from ongikar.papers.emblem import MOST_BYTES, TOO_LARGE, check_emblem
from ongikar.papers.letterhead import letterhead
from ongikar.rules.bangla.text import bangla_date_words, date_words, digits, fiscal_year
from ongikar.rules.numbers import memo_number

from .fields import MemoStartField, TelephoneField, WebsiteField
from .groups import ImmediateForm, Line, Settings, SettingsGroup

OPTIONAL: dict[str, Any] = {"required": False, "optional_mark": False}
EMBLEM_SHOWN = 8


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


class LetterheadForm(ImmediateForm):
    head_bn = TextField(label=say_lazy("সবার ওপরে, বাংলায়", "At the very top, in Bangla"), **OPTIONAL)
    head_en = TextField(label=say_lazy("সবার ওপরে, ইংরেজিতে", "At the very top, in English"), **OPTIONAL)
    department_bn = TextField(label=say_lazy("অধিদপ্তর, বাংলায়", "Department in Bangla"))
    department_en = TextField(label=say_lazy("অধিদপ্তর, ইংরেজিতে", "Department in English"))
    name_bn = TextField(label=say_lazy("কার্যালয়ের নাম, বাংলায়", "Name of the office in Bangla"))
    name_en = TextField(label=say_lazy("কার্যালয়ের নাম, ইংরেজিতে", "Name of the office in English"))
    address_bn = TextField(label=say_lazy("ঠিকানা, বাংলায়", "Address in Bangla"), max_length=300)
    address_en = TextField(label=say_lazy("ঠিকানা, ইংরেজিতে", "Address in English"), max_length=300)
    phone = TelephoneField(label=say_lazy("ফোন", "Phone"), **OPTIONAL)
    email = EmailField(label=say_lazy("ই-মেইল", "E-mail"), **OPTIONAL)
    website = WebsiteField(label=say_lazy("ওয়েবসাইট", "Website"), max_length=120, **OPTIONAL)
    memo_start = MemoStartField(
        label=say_lazy("স্মারকের শুরু", "Memo numbers begin with"),
        max_length=30,
        help_text=say_lazy(
            "যেমন ৫৬.০৪.৮৫৪৯.০০০। নথির চিঠিতে নথির নম্বরই থাকে।",
            "Such as 56.04.8549.000. A letter of a file bears the number of its file.",
        ),
        **OPTIONAL,
    )
    foot_bn = TextField(label=say_lazy("চিঠির নিচে, বাংলায়", "At the foot, in Bangla"), **OPTIONAL)
    foot_en = TextField(label=say_lazy("চিঠির নিচে, ইংরেজিতে", "At the foot, in English"), **OPTIONAL)
    emblem = EmblemField(
        label=say_lazy("মনোগ্রাম বা প্রতীক", "Emblem"),
        help_text=say_lazy("SVG বা PNG, ২০০ KB পর্যন্ত", "An SVG or a PNG of at most 200 KB"),
        **OPTIONAL,
    )
    colour = ColourField(
        label=say_lazy("রং", "Colour"),
        max_length=20,
        width="w11",
        help_text=say_lazy(
            "যেমন #006a4e। খালি রাখলে সবার মতো সবুজ।", "Such as #006a4e. Empty: the green that all have."
        ),
        **OPTIONAL,
    )
    without_emblem = CheckboxField(label=say_lazy("প্রতীক সরিয়ে দিন", "Take the emblem away"))

    def __init__(self, *args: Any, office: Office, **kwargs: Any) -> None:
        super().__init__(*args, office=office, **kwargs)
        if not office.emblem:
            del self.fields["without_emblem"]

    @property
    def new_emblem(self) -> NewEmblem | None:
        """What was chosen; none from now on; or None, which leaves the one there is."""
        chosen: NewEmblem | None = self.cleaned_data["emblem"]
        return chosen or (NO_EMBLEM if self.cleaned_data.get("without_emblem") else None)


LABELS = {
    name: field.label for name, field in LetterheadForm.base_fields.items() if name in (*FIELDS, "emblem")
}
IN_FIGURES = frozenset({"memo_start"})


class LetterheadGroup(SettingsGroup):
    name = "letterhead"
    words = ("চিঠির প্যাড", "Letterhead")
    about = (
        "এরপর যে চিঠি সই হবে তাতে, আর সব পাতার মাথায়। আগে সই করা চিঠি যেমন ছিল তেমনই থাকে।",
        "For letters signed from now on, and at the head of all pages. Those signed before stay so.",
    )
    also = "লোগো মনোগ্রাম প্রতীক রং লেটারহেড চিঠির মাথা চেহারা স্মারক ঠিকানা ওয়েবসাইট logo emblem colour pad look memo"
    form_class = LetterheadForm
    aside_template = "website/office_settings/letterhead.html"

    def summary(self, office: Office, day: date) -> str:
        changes = SettingChange.objects.filter(office=office, group=self.name).count()
        return say("সংস্করণ {n}", "Version {n}", n=changes + 1)

    def current(self, office: Office, day: date) -> Settings:
        return {"": {name: getattr(office, name) for name in (*FIELDS, "emblem")}}

    def initial(self, office: Office, current: Settings) -> dict[str, Any]:
        return {name: current[""][name] for name in FIELDS}

    def settings_from(self, form: LetterheadForm) -> Settings:
        emblem = form.office.emblem if form.new_emblem is None else form.new_emblem.sha256
        return {"": {name: form.cleaned_data[name] for name in FIELDS} | {"emblem": emblem}}

    def lines(self, item: str, data: Data) -> list[Line]:
        return [Line(str(LABELS[name]), said_of(name, data.get(name, ""))) for name in LABELS]

    def aside(self, office: Office, form: Any, shown: Settings, day: date) -> dict[str, Any]:
        """The head of a letter as it would be printed, and where the PDF of what is in force is had."""
        emblem = form.cleaned_data.get("emblem") if form is not None and form.is_bound else None
        return {
            "paper": sample_paper(changed_office(office, shown[""]), day),
            "new_emblem": data_address(emblem) if emblem else "",
            "keeps_emblem": shown[""]["emblem"] == office.emblem != "",
            "pdf_url": reverse("settings_letter"),
        }

    def keep(
        self,
        office: Office,
        form: LetterheadForm,
        changes: Sequence[NewSetting],
        *,
        actor: Reference,
        post: Post,
        now: datetime,
    ) -> None:
        words = {name: form.cleaned_data[name] for name in FIELDS}
        with transaction.atomic():
            super().keep(office, form, changes, actor=actor, post=post, now=now)
            set_face(office, words, emblem=form.new_emblem, is_of_screen=True, actor=actor, now=now)


def said_of(name: str, value: str) -> str:
    if name == "emblem":
        return value[:EMBLEM_SHOWN]
    if name == "phone":
        return phone_of(value) if value else ""
    return digits(value, language()) if name in IN_FIGURES else value


def data_address(emblem: NewEmblem) -> str:
    """The picture itself as an address: it is kept nowhere yet."""
    return f"data:{emblem.media_type};base64,{b64encode(emblem.content).decode()}"


def changed_office(office: Office, said: Data) -> Office:
    """The office as it would be, written nowhere."""
    changed = copy(office)
    for name in FIELDS:
        setattr(changed, name, said[name])
    changed.emblem = said["emblem"]
    return changed


def sample_paper(office: Office, day: date) -> dict[str, Any]:
    """A letter that nobody sends, under the letterhead of the office, in the language at hand."""
    number = memo_number(office.memo_start or office.geocode, fiscal_year(day), 1)
    return {
        "language": language(),
        "office": letterhead(office),
        "memo_number": digits(number, language()),
        "date": date_words(day, language(), weekday=False),
        "date_bangla": bangla_date_words(day) if language() == "bn" else "",
        "subject": say("নমুনা চিঠি", "Sample letter"),
        "to": [],
        "body": [
            say(
                "উপর্যুক্ত বিষয়ে জানানো যাচ্ছে যে, প্যাডটি ছাপলে এমন দেখাবে। এটি নমুনা; কোথাও পাঠানো হয়নি।",
                "This is how the letterhead is printed. It is a sample and was sent to nobody.",
            )
        ],
        "signer": [say("স্বাক্ষর", "Signature"), office.name],
    }


def sample_letter(office: Office, day: date) -> Mapping[str, Any]:
    return sample_paper(office, day) | {
        "mark": say("নমুনা: নম্বর ও তারিখ চিঠি জারির সময় বসে", "SAMPLE: number and date are entered at issue")
    }
