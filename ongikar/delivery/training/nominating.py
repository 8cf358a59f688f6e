"""A nomination as a form: by the office or school itself, or typed at the desk from its letter."""

from datetime import datetime
from typing import Any

from ongikar.cases.actions import Person, receive_case
from ongikar.cases.models import Case
from ongikar.charter.documents import faults
from ongikar.charter.documents.faults import DocumentFault
from ongikar.charter.documents.xlsx import sheet_cells
from ongikar.core.forms.fields import DayField, IdempotencyKeyField, MobileField, TextField, UploadField
from ongikar.core.forms.forms import Form
from ongikar.core.i18n.say import language, say, say_lazy
from ongikar.delivery.training import actions
from ongikar.delivery.training.actions.applying import CALL, RESULT_ON, Nominee
from ongikar.delivery.training.models import Call
from ongikar.delivery.training.nomination_sheet import RowFault, read_sheet
from ongikar.journal.actions import Reference
from ongikar.people.models import Applicant

MOST_BYTES, MOST_FAULTS = 2_000_000, 30
ZIP = b"PK"


class NominationForm(Form):
    institution = TextField(
        label=say_lazy("অফিস বা প্রতিষ্ঠানের নাম", "Name of the office or school"),
        missing=say_lazy("প্রতিষ্ঠানের নাম লিখুন", "Write the name of the institution"),
        max_length=200,
    )
    name = TextField(
        label=say_lazy("যিনি মনোনয়ন দিচ্ছেন", "Who nominates"),
        missing=say_lazy("নাম লিখুন", "Write the name"),
        max_length=200,
    )
    mobile = MobileField(
        label=say_lazy("মোবাইল", "Mobile"), missing=say_lazy("মোবাইল নম্বর লিখুন", "Write the mobile number")
    )
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
        missing=say_lazy("তালিকার ফাইল দিন", "Give the file of the list"),
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
    actions.nominate(
        case,
        call=call,
        nominees=form.nominees,
        memo_number=given["memo_number"],
        memo_date=given["memo_date"],
        actor=actor,
        now=now,
    )
    return case
