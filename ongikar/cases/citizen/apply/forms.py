"""The forms of applying, each a step of the wizard: the questions of the service's kind, the contact, and the
papers; and how what was typed into them is kept in a draft and read from it.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.forms import BoundField, TextInput
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from ongikar.cases.kinds import kind_of
from ongikar.charter.models import Service
from ongikar.charter.terms import document_name
from ongikar.core.forms.fields import (
    CheckboxField,
    ChoiceField,
    EmailField,
    MobileField,
    TextField,
    UploadField,
    UploadsField,
)
from ongikar.core.forms.forms import Form
from ongikar.core.i18n.say import language, say, say_lazy
from ongikar.papers.actions import MOST_TITLE
from ongikar.papers.models import Paper
from ongikar.people.models import Applicant
from ongikar.rules.bangla.text import digits
from ongikar.rules.numbers import identity_fault, masked_identity, names_identity_paper, normal_identity

QUESTIONS, CONTACT, PAPERS, CHECK = "questions", "contact", "papers", "check"


# A longer text than any question takes is not worth keeping whole.
LONGEST = 20_000


# The field of the contact that is kept encrypted beside the steps.
IDENTITY = "identity"


class NeverEchoedInput(TextInput):
    """A line whose value, once it is right, is not written into a page again."""

    def format_value(self, value: Any) -> Any:
        return "" if normal_identity(str(value or "")) else super().format_value(value)


class ContactForm(Form):
    """Who asks, and where they can be reached."""

    kind = ChoiceField(
        label=say_lazy("কার পক্ষে আবেদন", "Who is asking"),
        choices=[
            (Applicant.CITIZEN, say_lazy("আমি নিজে, একজন নাগরিক হিসেবে", "I am, as a citizen")),
            (
                Applicant.INSTITUTION,
                say_lazy(
                    "একটি প্রতিষ্ঠান, যেমন স্কুল, কার্যালয় বা ডিজিটাল সেন্টার",
                    "An institution, such as a school, an office or a digital centre",
                ),
            ),
        ],
    )
    institution = TextField(
        label=say_lazy("প্রতিষ্ঠানের নাম", "Name of the institution"),
        help_text=say_lazy("প্রতিষ্ঠানের পক্ষে হলে লিখুন।", "Only when asking for an institution."),
        required=False,
        optional_mark=False,
        width="w20",
    )
    name = TextField(
        label=say_lazy("আপনার নাম", "Your name"),
        help_text=say_lazy("জাতীয় পরিচয়পত্রে যেমন আছে", "As on your national ID card"),
        max_length=120,
    )
    village = TextField(
        label=say_lazy("গ্রাম বা মহল্লা", "Village or neighbourhood"),
        max_length=120,
    )
    union = TextField(
        label=say_lazy("ইউনিয়ন বা পৌরসভা, ডাকঘর", "Union or municipality, post office"),
        max_length=150,
    )
    mobile = MobileField(
        label=say_lazy("মোবাইল নম্বর", "Mobile number"),
        help_text=say_lazy(
            "আবেদনের খবর এই নম্বরে যাবে। বাংলা বা ইংরেজি, যে কোনো অঙ্কে লিখুন।",
            "News of your application goes to this number. Bangla or English digits, both will do.",
        ),
    )
    email = EmailField(
        label=say_lazy("ই-মেইল", "E-mail"),
        required=False,
    )
    identity = TextField(
        label=say_lazy(
            "জাতীয় পরিচয়পত্র বা জন্ম নিবন্ধনের নম্বর",
            "Number of the national ID card or birth registration",
        ),
        help_text=say_lazy(
            "দিলে পরিচয় মেলাতে সুবিধা হয়। নম্বরটি তালাবদ্ধ রাখা হয়, কোনো তালিকায় পুরো দেখা যায় না।",
            "It makes it easier to check who you are. The number is kept locked; no list shows it whole.",
        ),
        required=False,
        max_length=60,
        widget=NeverEchoedInput,
    )

    AUTOCOMPLETE = {
        "name": "name",
        "village": "address-line1",
        "union": "address-line2",
        "email": "email",
        "institution": "organization",
    }

    def __init__(
        self, *args: Any, asks_identity: bool = False, is_for_institutions: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.is_for_institutions = is_for_institutions
        if is_for_institutions:
            # Nobody asks for it as a citizen, so who is asking is no question.
            del self.fields["kind"]
            institution = self.fields["institution"]
            institution.required, institution.help_text = True, ""
            institution.error_messages["required"] = say(
                "প্রতিষ্ঠানের নাম লিখুন", "Enter the name of the institution"
            )
        for name, word in self.AUTOCOMPLETE.items():
            self.fields[name].widget.attrs["autocomplete"] = word
        if asks_identity:
            self.fields["identity"].widget.attrs |= {"autocomplete": "off", "inputmode": "numeric"}
        else:
            del self.fields["identity"]

    def clean_identity(self) -> str:
        typed = self.cleaned_data["identity"]
        if typed and (fault := identity_fault(typed)):
            raise ValidationError(say(*fault))
        return normal_identity(typed)

    def say_identity_kept(self, typed: str) -> None:
        """A number that was taken is not shown again; its last figures tell which it was. "": it does not
        open any more.
        """
        if "identity" in self.fields and not typed:
            self.fields["identity"].help_text = say(
                "আগে যে নম্বর দিয়েছিলেন তা আর খোলা যায় না। চাইলে আবার লিখুন।",
                "The number you gave before cannot be opened any more. You may enter it again.",
            )
        if "identity" in self.fields and (number := normal_identity(typed)):
            self.fields["identity"].help_text = say(
                "দেওয়া আছে: {masked}। খালি রাখলে এটিই থাকবে।",
                "Already given: {masked}. Leave it empty to keep this one.",
                masked=digits(masked_identity(number), language()),
            )

    def need(self, reasons: Mapping[str, str]) -> None:
        """What may otherwise be left out, field → why the answers of the step before call for it."""
        for name, reason in reasons.items():
            # An address is asked for here in its parts, of which the village stands first.
            name = "village" if name == "address" else name
            self.fields[name].required = True
            self.fields[name].help_text = reason

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.is_for_institutions:
            cleaned["kind"] = Applicant.INSTITUTION
        elif cleaned.get("kind") == Applicant.INSTITUTION and not cleaned.get("institution"):
            self.add_error("institution", say("প্রতিষ্ঠানের নাম লিখুন", "Enter the name of the institution"))
        if cleaned.get("kind") == Applicant.CITIZEN:
            cleaned["institution"] = ""
        return cleaned

    def address(self) -> str:
        return f"{self.cleaned_data['village']}, {self.cleaned_data['union']}"


@dataclass(frozen=True, slots=True)
class WantedPaper:
    """A paper that the charter lists and the form does not stand for; its number is its place in the
    charter's list.
    """

    number: int
    title: str
    name: str
    is_required: bool
    papers: tuple[Paper, ...]
    will_show: bool

    @property
    def is_missing(self) -> bool:
        return self.is_required and not self.papers and not self.will_show


def wanted_papers(
    service: Service, papers: Sequence[Paper], to_show: Collection[str] = ()
) -> list[WantedPaper]:
    """The papers that the charter lists and the form does not stand for. `to_show`: numbers of those shown at
    the office.
    """
    return [
        WantedPaper(
            number=number,
            title=document["bn"][:MOST_TITLE],
            name=document_name(document),
            is_required=bool(document.get("required")),
            will_show=str(number) in to_show,
            papers=tuple(paper for paper in papers if paper.title == document["bn"][:MOST_TITLE]),
        )
        for number, document in enumerate(service.documents)
        if not document.get("provided_by_form")
    ]


class PapersForm(Form):
    """A file and a tick for each paper that the charter lists and the form does not stand for."""

    def __init__(self, *args: Any, wanted: list[WantedPaper], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        add_paper_fields(
            self,
            wanted,
            say("ছবি নেই, কার্যালয়ে এসে দেখাব", "I have no picture, I will show it at the office"),
        )


def add_paper_fields(form: Form, wanted: list[WantedPaper], will_show: str) -> None:
    """The file and the tick of each paper; `will_show` is what the tick says."""
    for paper in wanted:
        upload = form.fields[f"paper-{paper.number}"] = UploadsField(
            label=say("ছবি বা PDF", "Picture or PDF"),
            required=False,
            optional_mark=not paper.is_required,
            help_text=say(
                "JPG, PNG বা PDF, প্রতিটি সর্বোচ্চ ৫ MB। কয়েক পাতা হলে ছবিগুলো একসঙ্গে বা একটির পর একটি দিন।",
                "JPG, PNG or PDF, at most 5 MB each. Pictures of several pages: at once or one by one.",
            ),
        )
        upload.called = paper.name
        form.fields[f"show-{paper.number}"] = CheckboxField(label=will_show, initial=paper.will_show)


def paper_rows(form: Form, wanted: list[WantedPaper]) -> list[tuple[WantedPaper, BoundField, BoundField]]:
    """Each paper with its two fields, as a page shows them."""
    return [(each, form[f"paper-{each.number}"], form[f"show-{each.number}"]) for each in wanted]


def files_by_paper(form: Form, wanted: list[WantedPaper]) -> Iterator[tuple[str, str, UploadedFile]]:
    """(field, title, file) of each file that came."""
    for paper in wanted:
        for upload in form.cleaned_data.get(name := f"paper-{paper.number}") or ():
            yield name, paper.title, upload


def missing_paper_fault(paper: str) -> str:
    return say(
        "“{paper}” দিন, অথবা কার্যালয়ে এসে দেখাবেন কি না বলুন",
        "Add “{paper}”, or say that you will show it at the office",
        paper=paper,
    )


def typed_values(post: QueryDict, names: list[str]) -> dict[str, list[str]]:
    """What was typed into these fields, right or wrong, as it is kept in a draft."""
    return {
        name: [value[:LONGEST].replace("\0", "") for value in post.getlist(name)]
        for name in names
        if name in post
    }


def post_data(kept: dict[str, list[str]]) -> MultiValueDict[str, str]:
    """What was kept, as if it were just sent in."""
    return MultiValueDict(kept)


def step_form(
    step: str,
    service: Service,
    data: MultiValueDict[str, str] | None = None,
    files: MultiValueDict[str, UploadedFile] | None = None,
) -> Form:
    """The form of one of the two steps that are a form."""
    if step == CONTACT:
        return ContactForm(
            data, asks_identity=asks_identity(service), is_for_institutions=service.is_for_institutions
        )
    form = kind_of(service).intake_form(data, files, service=service)
    if data is not None and files is None:
        # A file asked for among the questions came with them and lies with the papers by now.
        for field in form.fields.values():
            if isinstance(field, UploadField):
                field.required = False
    return form


def asks_identity(service: Service) -> bool:
    """Whether the number of an identity paper may be given: where the charter row lists one, or its kind
    checks one.
    """
    listed = any(names_identity_paper(document["bn"]) for document in service.documents)
    return listed or getattr(kind_of(service).intake_form(service=service), "asks_identity", False)


def steps_of(service: Service) -> list[str]:
    """The steps of applying for a service; without papers where none need be brought."""
    asks_papers = any(not document.get("provided_by_form") for document in service.documents)
    return [QUESTIONS, CONTACT, *([PAPERS] if asks_papers else []), CHECK]
