"""A nomination as a form: by the office or school itself, or typed at the desk from its letter; and who is
named instead of somebody, with the reason.
"""

import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError

from ongikar.cases.actions import Person, receive_case
from ongikar.cases.models import Case
from ongikar.charter.documents import faults
from ongikar.charter.documents.faults import DocumentFault
from ongikar.charter.documents.xlsx import sheet_cells
from ongikar.core.forms.fields import (
    CheckboxField,
    ChoiceField,
    DayField,
    IdempotencyKeyField,
    MobileField,
    TextField,
    UploadField,
)
from ongikar.core.forms.forms import Form
from ongikar.core.i18n.say import language, say, say_lazy
from ongikar.journal.actions import Reference
from ongikar.people.models import Applicant
from ongikar.rules.numbers import identity_fault, normal_identity
from ongikar.rules.selection.explain import DEGREE_WORDS, group_words

from .actions.applying import CALL, RESULT_ON, Nominee, claimed_by_gender, nominate
from .actions.replacing import BY_LETTER, BY_PHONE, IN_PERSON, OWN
from .english_name import EnglishNameField
from .models import Call
from .nomination_sheet import RowFault, read_sheet

MOST_BYTES, MOST_FAULTS = 2_000_000, 30
ZIP = b"PK"
PROVED = "proved_"
TOLD_BY_GENDER = {*claimed_by_gender("female"), *claimed_by_gender("hijra")}


class NominationForm(Form):
    institution = TextField(
        label=say_lazy("অফিস বা প্রতিষ্ঠানের নাম", "Name of the office or school"),
        max_length=200,
    )
    name = TextField(
        label=say_lazy("যিনি মনোনয়ন দিচ্ছেন", "Who nominates"),
        max_length=200,
    )
    mobile = MobileField(label=say_lazy("মোবাইল", "Mobile"))
    memo_number = TextField(
        label=say_lazy("পত্রের স্মারক নম্বর", "Memo number of the letter"), required=False, max_length=80
    )
    memo_date = DayField(label=say_lazy("পত্রের তারিখ", "Date of the letter"), required=False)
    sheet = UploadField(
        label=say_lazy("তালিকা (XLSX)", "The list (XLSX)"),
        help_text=say_lazy(
            "প্রথম সারিতে: নাম, নাম (ইংরেজি), মোবাইল, পদবি, জন্মতারিখ, লিঙ্গ, শিক্ষা, এনআইডি। কেবল নাম"
            " আবশ্যক; ইংরেজি নামটি ইংরেজি সনদে ঠিক সেভাবে ছাপা হয়।",
            "In the first row: Name, Name (English), Mobile, Post, Date of birth, Gender, Education, NID."
            " Only the name is needed; the name in English is printed exactly so on the English certificate.",
        ),
    )
    token = IdempotencyKeyField()

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now
        self.nominees: tuple[Nominee, ...] = ()
        self.row_faults: tuple[RowFault, ...] = ()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        upload = cleaned.get("sheet")
        if upload is None:
            return cleaned
        try:
            read = read_sheet(read_cells(upload))
        except DocumentFault as fault:
            self.add_error("sheet", say(fault.bn, fault.en))
            return cleaned
        self.nominees, self.row_faults = read.nominees, read.faults[:MOST_FAULTS]
        if read.faults:
            self.add_error("sheet", " ".join(str(each) for each in self.row_faults))
        return cleaned


def read_cells(upload: Any) -> list[dict[tuple[int, int], str]]:
    """Raises DocumentFault, which says what is wrong with the file. A million empty rows cost nothing."""
    if upload.size > MOST_BYTES:
        raise DocumentFault(
            "ফাইলটি ২ MB-এর চেয়ে বড়; ভাগ করে পাঠান।", "The file is larger than 2 MB; send it in parts."
        )
    content = upload.read()
    if not content.startswith(ZIP):
        raise DocumentFault("এটি XLSX ফাইল নয়।", "This is no XLSX file.")
    try:
        return sheet_cells(content)
    except (MemoryError, RecursionError, ValueError, KeyError, IndexError) as fault:
        raise faults.BROKEN.fault(kind="XLSX") from fault


def receive_nomination(
    call: Call, form: NominationForm, *, channel: str, actor: Reference, now: datetime
) -> Case:
    """The letter as a case of its own, and everybody it names with theirs. Sent twice it is received once."""
    given = form.cleaned_data
    case = receive_case(
        service=call.service,
        person=Person(
            name=given["name"],
            mobile=given["mobile"],
            institution=given["institution"],
            kind=Applicant.INSTITUTION,
            language=language(),
        ),
        answers={
            CALL: call.pk,
            RESULT_ON: call.result_on.isoformat(),
            "topic": call.batch.course.title_bn,
            "names": "\n".join(each.name for each in form.nominees),
        },
        channel=channel,
        submission=f"nomination-{call.pk}-{given['token']}"[:64],
        now=now,
        actor=actor,
    )
    nominate(
        case,
        call=call,
        nominees=form.nominees,
        memo_number=given["memo_number"],
        memo_date=given["memo_date"],
        actor=actor,
        now=now,
    )
    return case


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
    )
    name_en = EnglishNameField()
    post = TextField(label=say_lazy("পদবি", "Post"), required=False)
    mobile = MobileField(label=say_lazy("মোবাইল", "Mobile"), required=False)
    born_on = DayField(label=say_lazy("জন্মতারিখ", "Day of birth"), required=False)
    gender = ChoiceField(
        label=say_lazy("লিঙ্গ", "Gender"),
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
