"""Who is named instead of somebody, with the reason; and how a name is written in English."""

import secrets
from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError

from ongikar.core.forms.fields import (
    CheckboxField,
    ChoiceField,
    DayField,
    IdempotencyKeyField,
    MobileField,
    TextField,
)
from ongikar.core.forms.forms import Form
from ongikar.core.i18n.say import language, say, say_lazy
from ongikar.delivery.training.actions.applying import Nominee, claimed_by_gender
from ongikar.delivery.training.actions.replacing import BY_LETTER, BY_PHONE, IN_PERSON, OWN
from ongikar.delivery.training.english_name import EnglishNameField
from ongikar.rules.numbers import identity_fault, normal_identity
from ongikar.rules.selection.explain import DEGREE_WORDS, group_words

PROVED = "proved_"
TOLD_BY_GENDER = {*claimed_by_gender("female"), *claimed_by_gender("hijra")}


class IdentityField(TextField):
    """The number of an identity paper, in either script."""

    def clean(self, value: Any) -> str:
        typed = super().clean(value)
        if not typed:
            return ""
        if fault := identity_fault(typed):
            raise ValidationError(say(*fault))
        return normal_identity(typed)


class ReplaceNomineeForm(Form):
    """`groups`: those for which the seat is kept; of each that no gender tells the paper is asked."""

    name = TextField(
        label=say_lazy("নতুন মনোনীত ব্যক্তির নাম", "Name of whoever is nominated instead"),
        missing=say_lazy("নাম লিখুন", "Write the name"),
    )
    name_en = EnglishNameField()
    post = TextField(label=say_lazy("পদবি", "Post"), required=False)
    mobile = MobileField(label=say_lazy("মোবাইল", "Mobile"), required=False)
    born_on = DayField(label=say_lazy("জন্মতারিখ", "Day of birth"), required=False)
    gender = ChoiceField(
        label=say_lazy("লিঙ্গ", "Gender"),
        missing=say_lazy("লিঙ্গ বেছে নিন", "Choose the gender"),
        choices=[
            ("female", say_lazy("নারী", "Woman")),
            ("male", say_lazy("পুরুষ", "Man")),
            ("hijra", say_lazy("হিজড়া", "Hijra")),
        ],
    )
    education = ChoiceField(
        label=say_lazy("শেষ কোন পরীক্ষায় পাস করেছেন", "The last examination passed"),
        choices=[
            ("", say_lazy("জানা নেই", "Not known")),
            *((key, say_lazy(*said)) for key, said in DEGREE_WORDS.items()),
        ],
        required=False,
        many=True,
    )
    identity = IdentityField(
        label=say_lazy("এনআইডি বা জন্ম নিবন্ধনের নম্বর", "Number of the NID or birth registration"),
        required=False,
        max_length=40,
    )
    how = ChoiceField(
        label=say_lazy("বদলির কথা কীভাবে এসেছে", "How the change was asked for"),
        missing=say_lazy("বদলির কথা কীভাবে এসেছে, বেছে নিন", "Choose how the change was asked for"),
        choices=[
            (BY_LETTER, say_lazy("মনোনয়নকারী অফিসের চিঠিতে", "By letter of the nominating office")),
            (BY_PHONE, say_lazy("ফোনে", "By phone")),
            (IN_PERSON, say_lazy("কার্যালয়ে এসে", "In person")),
            (OWN, say_lazy("এই কার্যালয়ের নিজের সিদ্ধান্ত", "Decided by this office")),
        ],
    )
    memo_number = TextField(
        label=say_lazy("চিঠির স্মারক নম্বর", "Memo number of the letter"), required=False, max_length=80
    )
    memo_date = DayField(label=say_lazy("চিঠির তারিখ", "Date of the letter"), required=False)
    reason = TextField(
        label=say_lazy("কেন বদলানো হচ্ছে", "Why somebody else is named"),
        help_text=say_lazy(
            "আগে যিনি মনোনীত ছিলেন, তিনি এটি চিঠিতে পড়বেন।",
            "Whoever was nominated before reads it in a letter.",
        ),
        missing=say_lazy("কেন বদলানো হচ্ছে, লিখুন", "Write why somebody else is named"),
        lines=2,
        max_length=500,
    )
    token = IdempotencyKeyField()

    def __init__(self, *args: Any, groups: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"token": secrets.token_urlsafe(16)}, **kwargs})
        self.groups = [group for group in groups if group not in TOLD_BY_GENDER]
        for group in self.groups:
            self.fields[f"{PROVED}{group}"] = CheckboxField(
                label=say(
                    "আসনটি এই দলের জন্য রাখা: {group}। তাঁর কাগজ দেখা হয়েছে।",
                    "The seat is kept for {group}. The document of this person was seen.",
                    group=group_words(group, language()),
                ),
                required=False,
            )
        self.order_fields([*[name for name in self.fields if name != "reason"], "reason"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("how") == BY_LETTER and not cleaned.get("memo_number"):
            self.add_error("memo_number", say("চিঠির স্মারক নম্বর লিখুন", "Write the memo number of the letter"))
        return cleaned

    def facts(self) -> dict[str, Any]:
        """What the act is called with."""
        given = self.cleaned_data
        return {
            "nominee": Nominee(
                name=given["name"],
                mobile=given["mobile"],
                post=given["post"],
                born_on=given["born_on"],
                gender=given["gender"],
                education=given["education"],
                identity=given["identity"],
                name_en=given["name_en"],
            ),
            "reason": given["reason"],
            "how": given["how"],
            "memo_number": given["memo_number"],
            "memo_date": given["memo_date"],
            "proved": [group for group in self.groups if given.get(f"{PROVED}{group}")],
            "submission": given["token"],
        }


class EnglishNameForm(Form):
    name_en = EnglishNameField(
        required=True, missing=say_lazy("ইংরেজি নামটি লিখুন", "Write the name in English")
    )
