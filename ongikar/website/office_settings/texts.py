"""The texts of messages to whoever applied: with their placeholders, how they read, and what they cost."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.urls import reverse

from ongikar.core.forms.fields import TextField
from ongikar.core.i18n.say import override_language, say, say_in, say_lazy
from ongikar.notices.own_texts import (
    MOST_PARTS,
    OWN_TEXTS,
    TEXTS,
    count_parts,
    has_other_signs,
    placeholders_of,
)
from ongikar.notices.wording import APPLICANT
from ongikar.notices.wording.message import ONCE
from ongikar.offices.models import Office
from ongikar.offices.rules.setting_versions import Data
from ongikar.offices.sites import site_of
from ongikar.records.words import Words

from .groups import Line, Settings, SettingsForm, SettingsGroup

MOST_LETTERS = 400
# What stands for a placeholder on this page: what it is, and a sample of it in either language.
SAMPLES: dict[str, tuple[Words, Words]] = {
    "number": (("নম্বর", "number"), ("৮৫৪৯-২৬-০০৪১৭", "8549-26-00417")),
    "promised": (
        ("কবে সেবা পাবেন", "when the service is given"),
        ("৯ ডিসেম্বর ২০২৬ তারিখের মধ্যে সেবা পাবেন।", "You will have the service by 9 December 2026."),
    ),
    "due": (("শেষ দিন", "last day"), ("৯ ডিসেম্বর ২০২৬", "9 December 2026")),
    "by": (("শেষ দিনের", "the last day"), ("৯ ডিসেম্বরের", "9 December")),
    "counted": (("মাঝে কত দিন বন্ধ", "days closed between"), (", মাঝে ২ দিন বন্ধ", ", closed 2 days between")),
    "missing": (("কী লাগবে", "what is needed"), ("এনআইডির কপি", "copy of the NID")),
    "day": (("দিন ও সময়", "day and time"), ("৯ ডিসেম্বর সকাল ১০টা", "9 December, 10:00 am")),
    "how_given": (("কীভাবে দেওয়া হলো", "how it was given"), ("উত্তর ডাকে পাঠানো হয়েছে", "the answer was posted")),
    "given_short": (("যা দেওয়া হলো", "what was given"), ("তালিকা", "the list")),
    "left_short": (("যা বাকি", "what is left"), ("মানচিত্র", "the map")),
    "memo": (("স্মারক", "memo"), ("৮৫৪৯.২৬২৭.০০৩১", "8549.2627.0031")),
}


@dataclass(frozen=True, slots=True)
class TextPreview:
    tongue: str
    words: str

    @property
    def count_words(self) -> str:
        return say(
            "{n} অক্ষর, {parts}টি SMS-এর দাম",
            "{n} [character|characters], the price of {parts} SMS",
            n=len(self.words),
            parts=count_parts(self.words),
        )


@dataclass(frozen=True, slots=True)
class TextLine:
    """One message on the page: its fields, what may stand in it, and how it reads."""

    title: str
    bn: forms.BoundField
    en: forms.BoundField
    # Each with what it stands for.
    placeholders: list[tuple[str, str]]
    previews: list[TextPreview]

    @property
    def is_open(self) -> bool:
        return bool(self.bn.errors or self.en.errors)

    @property
    def summary(self) -> str:
        return self.previews[0].count_words


def field_name(verb: str, tongue: str) -> str:
    return f"{verb.replace('.', '-')}-{tongue}"


def title_of(verb: str) -> str:
    """The title of the message, without the number that it ends with."""
    bn, en = (each.partition(":")[0] for each in APPLICANT[verb].title)
    return say(bn, en)


class TextsForm(SettingsForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for verb in OWN_TEXTS:
            for tongue, label in (
                ("bn", say_lazy("বাংলায়", "In Bangla")),
                ("en", say_lazy("ইংরেজিতে", "In English")),
            ):
                field = TextField(label=label, lines=3, max_length=MOST_LETTERS)
                field.called = f"{title_of(verb)}, {label}"
                field.widget.attrs["lang"] = tongue
                self.fields[field_name(verb, tongue)] = field

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        for verb in OWN_TEXTS:
            for place, tongue in enumerate(("bn", "en")):
                name = field_name(verb, tongue)
                if name in said and (fault := text_fault(self.office, verb, tongue, said[name])):
                    self.refuse(name, fault)
                    said[name] = APPLICANT[verb].text[place]
        return said

    @property
    def lines(self) -> list[TextLine]:
        return [self.line(verb) for verb in OWN_TEXTS]

    def line(self, verb: str) -> TextLine:
        bn, en = self[field_name(verb, "bn")], self[field_name(verb, "en")]
        needed = placeholders_of(APPLICANT[verb].text[0])
        return TextLine(
            title_of(verb),
            bn,
            en,
            [(f"{{{name}}}", say(*SAMPLES[name][0])) for name in needed],
            [
                TextPreview(tongue, preview(self.office, verb, tongue, str(field.value() or "")))
                for tongue, field in (("bn", bn), ("en", en))
            ],
        )


def text_fault(office: Office, verb: str, tongue: str, text: str) -> str:
    """Why a text will not do, in the language of the page; "" where it does."""
    place = ("bn", "en").index(tongue)
    needed, given = set(placeholders_of(APPLICANT[verb].text[place])), set(placeholders_of(text))
    if missing := sorted(needed - given):
        names = ", ".join(f"{{{name}}} ({say(*SAMPLES[name][0])})" for name in missing)
        return say("লেখায় এটি থাকতে হবে: {names}", "The text must hold {names}", names=names)
    if unknown := sorted(given - needed):
        names = ", ".join(f"{{{name}}}" for name in unknown)
        return say("এই বার্তায় {names} বসে না", "{names} has no place in this message", names=names)
    if has_other_signs(text):
        return say("{ } বা [ ] চিহ্ন লেখায় চলে না", "The signs { } and [ ] cannot be used in a text")
    parts = count_parts(preview(office, verb, tongue, text))
    if parts > MOST_PARTS[tongue]:
        return say(
            "এত লম্বা লেখা {n}টি SMS হয়; {most}টির মধ্যে লিখুন",
            "So long a text makes {n} SMS; keep it to {most}",
            n=parts,
            most=MOST_PARTS[tongue],
        )
    return ""


def preview(office: Office, verb: str, tongue: str, text: str) -> str:
    """The SMS with samples in the place of what it is filled with; as it was typed where it cannot be."""
    place = ("bn", "en").index(tongue)
    samples = {name: words[place] for name, (_, words) in SAMPLES.items()}
    can_be_filled = not has_other_signs(text) and set(placeholders_of(text)) <= samples.keys()
    filled = say_in(tongue, text, text, **samples) if can_be_filled else text
    with override_language(tongue):
        way = (
            "/o/" + "x" * 22 + "/"
            if APPLICANT[verb].page == ONCE
            else f"{reverse('track')}?number=8549-26-00417"
        )
    return f"{filled} {site_of(office)}{way}"


class TextsGroup(SettingsGroup):
    name = TEXTS
    words = ("রসিদ ও বার্তার লেখা", "Texts of messages")
    about = (
        "আবেদনকারী SMS-এ যা পান। { }-এর জায়গায় আবেদনের নিজের কথা বসে; সেগুলো রাখতে হবে।",
        "What applicants are sent as SMS. What stands in { } is filled in by the program and must stay.",
    )
    also = "এসএমএস খুদে বার্তা লেখা টেমপ্লেট ভাষা sms template wording text message receipt"
    form_class = TextsForm
    fields_template = "website/office_settings/texts.html"

    def summary(self, office: Office, day: date) -> str:
        return say("{n}টি", "{n} texts", n=len(OWN_TEXTS))

    def current(self, office: Office, day: date) -> Settings:
        found: dict[str, Data] = {}
        for verb in OWN_TEXTS:
            bn, en = APPLICANT[verb].text
            found[verb] = office.setting(f"{TEXTS}.{verb}", day) or {"bn": bn, "en": en}
        return found

    def initial(self, office: Office, current: Settings) -> dict[str, Any]:
        return {
            field_name(verb, tongue): said[tongue]
            for verb, said in current.items()
            for tongue in ("bn", "en")
        }

    def settings_from(self, form: TextsForm) -> Settings:
        return {
            verb: {tongue: form.cleaned_data[field_name(verb, tongue)] for tongue in ("bn", "en")}
            for verb in OWN_TEXTS
        }

    def lines(self, item: str, data: Data) -> list[Line]:
        return [
            Line(say("{title}, বাংলায়", "{title}, Bangla", title=title_of(item)), data["bn"]),
            Line(say("{title}, ইংরেজিতে", "{title}, English", title=title_of(item)), data["en"]),
        ]
