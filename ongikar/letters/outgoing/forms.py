"""The forms of a letter that goes out: its draft with those it is for, its signature, issue and dispatch,
and what becomes of it on the way.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError

from ongikar.core.forms.fields import (
    NAMELESS,
    CheckboxField,
    ChoiceField,
    EmailField,
    IdempotencyKeyField,
    TextField,
    UploadField,
    UploadsField,
    WholeNumberField,
)
from ongikar.core.forms.forms import Form
from ongikar.core.i18n.say import LANGUAGES, choices_of, say, say_lazy
from ongikar.offices.models import Office, Post
from ongikar.people.models import Contact
from ongikar.rules.bangla.search import fold

from ..files.forms import OpenFileField
from ..models import Dispatch, Letter, LetterText, Recipient
from .actions import Addressee, Ties, Wording
from .kinds import DRAFTED, KINDS, PLACEHOLDER, template_of
from .ways import asked_channel
from .words import CHANNELS, ROLES

# How many rows for recipients stand on the page at first, and how many more at each press.
ROWS, MORE, MOST_ROWS = 3, 3, 60
MOST_REMIND = 365


class DraftForm(Form):
    """What a letter says, who signs it, and in which file it lies."""

    token = IdempotencyKeyField()
    kind = ChoiceField(
        label=say_lazy("কোন ধরনের চিঠি", "Kind of letter"),
        many=True,
        choices=[(name, KINDS[name].words) for name in DRAFTED],
    )
    language = ChoiceField(
        label=say_lazy("ভাষা", "Language"),
        choices=choices_of(LANGUAGES),
    )
    subject_line = TextField(label=say_lazy("বিষয়", "Subject"), max_length=300)
    source = TextField(
        label=say_lazy("সূত্র", "Reference"),
        help_text=say_lazy(
            "যে চিঠি বা আদেশের প্রেক্ষিতে লিখছেন, তার নম্বর ও তারিখ",
            "Number and date of the letter or order that this one refers to",
        ),
        required=False,
        max_length=500,
        lines=2,
    )
    body = TextField(
        label=say_lazy("লেখা", "Text"),
        help_text=say_lazy(
            "অনুচ্ছেদের মাঝে এক লাইন ফাঁকা রাখুন। এক্সেল থেকে কপি করা ছক বসালে চিঠিতেও ছক হবে;"
            " হাতে লিখলে ঘরের মাঝে | দিন। তালিকার প্রতি লাইন শুরু করুন ১।, ক) বা - দিয়ে।",
            "Leave an empty line between paragraphs. A table pasted from Excel becomes a table; by hand, put"
            " | between the cells. Begin each line of a list with 1., a) or -.",
        ),
        missing=say_lazy("চিঠির লেখা দিন", "Write the letter"),
        lines=10,
        max_length=12_000,
    )
    file = OpenFileField(
        help_text=say_lazy(
            "নথিতে থাকলে স্মারক নম্বর নথির নম্বর দিয়ে শুরু হবে।", "The memo number then begins with it."
        ),
        required=False,
    )
    signer = ChoiceField(
        label=say_lazy("কে স্বাক্ষর করবেন", "Who signs"),
        many=True,
    )
    remind_after = WholeNumberField(
        label=say_lazy("উত্তর না এলে কত দিন পর তাগিদ", "Days after which a reminder is drafted"),
        help_text=say_lazy("উত্তর না লাগলে ফাঁকা রাখুন।", "Leave it empty where no answer is wanted."),
        required=False,
        least=1,
        most=MOST_REMIND,
    )
    paper_titles = TextField(
        label=say_lazy("কাগজে সংযুক্তি", "Enclosures on paper"),
        help_text=say_lazy("প্রতি লাইনে একটি, পাতার সংখ্যাসহ", "One on each line, with the number of pages"),
        required=False,
        lines=2,
        max_length=1_000,
    )
    enclosed = UploadsField(
        label=say_lazy("সংযুক্তির ফাইল", "Files enclosed"),
        help_text=say_lazy(
            "ফাইলের নামই কাগজের নাম হবে। JPG, PNG বা PDF, প্রতিটি সর্বোচ্চ ৫ MB।",
            "The name of the file becomes the name of the document. JPG, PNG or PDF, at most 5 MB each.",
        ),
        required=False,
        optional_mark=False,
    )

    def __init__(self, *args: Any, office: Office, letter: Letter | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.office, self.letter = office, letter
        cast(OpenFileField, self.fields["file"]).office = office
        officers = Post.objects.filter(office=office, role=Post.OFFICER).order_by("pk")
        self.posts = {str(post.pk): post for post in officers}
        self.choice_field("signer").choices = [(key, post.title) for key, post in self.posts.items()]
        if letter is not None:
            # What it is stays; a reminder stays one.
            self.fields.pop("kind")

    def clean_body(self) -> str:
        body: str = self.cleaned_data["body"]
        if PLACEHOLDER in body:
            raise ValidationError(
                say(
                    "লেখায় “…” রয়ে গেছে। সেখানে যা লিখতে হবে লিখুন, বা মুছে দিন।",
                    "“…” still stands in the text. Write what belongs there, or remove it.",
                ),
                NAMELESS,
            )
        return body

    @property
    def letter_kind(self) -> str:
        return self.letter.kind if self.letter else self.cleaned_data["kind"]

    @property
    def signer_post(self) -> Post:
        return self.posts[self.cleaned_data["signer"]]

    @property
    def wording(self) -> Wording:
        given = self.cleaned_data
        return Wording(given["subject_line"], given["body"], given["source"], given["language"])

    def ties(self, known: Ties) -> Ties:
        """What the form says of them, with what the letter already has to do with."""
        return Ties(
            subject=known.subject,
            answers=known.answers,
            reminder_of=known.reminder_of,
            replaces=known.replaces,
            file=self.cleaned_data["file"],
            remind_after=self.cleaned_data["remind_after"],
        )

    @property
    def titles_on_paper(self) -> list[str]:
        return [line.strip()[:200] for line in self.cleaned_data["paper_titles"].splitlines() if line.strip()]


class RecipientForm(Form):
    """One row: to whom, in which role, where and how. An empty name is no row."""

    role = ChoiceField(label=say_lazy("ভূমিকা", "Role"), many=True, choices=list(ROLES.items()))
    name = TextField(
        label=say_lazy("কাকে", "To whom"),
        required=False,
        optional_mark=False,
        max_length=500,
        # The book of addresses is offered while one types (outgoing/edit.html).
        widget=forms.TextInput(attrs={"list": "contacts"}),
    )
    address = TextField(
        label=say_lazy("ঠিকানা", "Address"), required=False, optional_mark=False, max_length=300
    )
    email = EmailField(label=say_lazy("ই-মেইল", "E-mail"), required=False, optional_mark=False)
    channel = ChoiceField(
        label=say_lazy("কীভাবে", "How"),
        many=True,
        required=False,
        choices=[
            ("", say_lazy("পরে ঠিক হবে", "To be decided")),
            *((name, CHANNELS[name]) for name in Dispatch.CHANNELS),
        ],
    )

    @property
    def is_empty(self) -> bool:
        return not self.cleaned_data.get("name")

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        is_by_email = given.get("channel") == Dispatch.EMAIL and given.get("name")
        if is_by_email and not given.get("email") and "email" not in self.errors and not self.contact_email():
            self.add_error("email", say("ই-মেইল ঠিকানা লিখুন", "Enter the e-mail address"))
        if not given.get("name") and (given.get("address") or given.get("email")):
            self.add_error("name", say("কাকে পাঠাবেন, লিখুন", "Write whom it is for"))
        return given

    # The office whose book of addresses is looked through; set by the page.
    office: Office
    today: date

    def contact(self) -> Contact | None:
        """Who is called so in the book of addresses: by whole title, never by a part of it."""
        name = fold(self.cleaned_data.get("name", ""))
        if not name:
            return None
        words = name.split()
        contacts = Contact.objects.in_use(self.today).filter(office=self.office)
        for word in words[:6]:
            contacts = contacts.filter(search__contains=word)
        return next(
            (each for each in contacts[:20] if name in (fold(each.title), fold(each.full_title))), None
        )

    def contact_email(self) -> str:
        contact = self.contact()
        return contact.email if contact else ""

    @property
    def addressee(self) -> Addressee:
        given, contact = self.cleaned_data, self.contact()
        return Addressee(
            given["name"],
            given["role"],
            given["address"] or (contact.address if contact else ""),
            given["email"] or (contact.email if contact else ""),
            given["channel"],
            contact=contact,
        )


def recipient_forms(
    data: Mapping[str, Any] | None, *, office: Office, today: date, known: list[dict[str, Any]], rows: int
) -> list[RecipientForm]:
    made = []
    for place in range(rows):
        initial = known[place] if place < len(known) else {"role": default_role(place)}
        form = RecipientForm(data, prefix=f"r{place}", initial=initial)
        form.office, form.today = office, today
        made.append(form)
    return made


def default_role(place: int) -> str:
    return Recipient.TO if place == 0 else Recipient.COPY


def initial_of(letter: Letter, text: LetterText) -> dict[str, Any]:
    return {
        "language": text.language,
        "subject_line": text.subject_line,
        "source": text.source,
        "body": text.body,
        "file": letter.file.number if letter.file else "",
        "signer": str(letter.signer_id or ""),
        "remind_after": letter.remind_after,
    }


def initial_of_new(kind: str, tongue: str, signer: Post | None) -> dict[str, Any]:
    return {
        "kind": kind,
        "language": tongue,
        "body": template_of(kind, tongue),
        "signer": str(signer.pk) if signer else "",
    }


class ReasonForm(Form):
    """Why a draft goes back, or is not sent at all."""

    reason = TextField(
        label=say_lazy("কারণ", "Reason"),
        lines=3,
        max_length=1_000,
    )


class ScanForm(Form):
    """The paper with the signature on it."""

    scan = UploadField(
        label=say_lazy("সই করা চিঠির স্ক্যান বা ছবি", "Scan or photo of the signed letter"),
        help_text=say_lazy("PDF, JPG বা PNG, সর্বোচ্চ ৫ MB", "PDF, JPG or PNG, at most 5 MB"),
    )


class IssueForm(Form):
    """Issued under our own number, or in D-Nothi under theirs."""

    dnothi = CheckboxField(
        label=say_lazy(
            "ডি-নথিতে জারি হয়েছে; আমাদের নম্বর লাগবে না", "Issued in D-Nothi; no number of ours is drawn"
        )
    )
    dnothi_number = TextField(
        label=say_lazy("ডি-নথির স্মারক নম্বর", "Memo number in D-Nothi"),
        required=False,
        optional_mark=False,
        max_length=100,
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if given.get("dnothi") and not given.get("dnothi_number") and "dnothi_number" not in self.errors:
            self.add_error("dnothi_number", say("ডি-নথির নম্বরটি লিখুন", "Enter the number in D-Nothi"))
        return given

    @property
    def number(self) -> str:
        return self.cleaned_data["dnothi_number"] if self.cleaned_data["dnothi"] else ""


class DispatchForm(Form):
    """How it goes to one recipient, and what there is to show for it."""

    token = IdempotencyKeyField()
    # How many times it had gone to this recipient when the page was opened.
    seen = WholeNumberField(required=False, widget=forms.HiddenInput)
    channel = ChoiceField(
        label=say_lazy("কীভাবে পাঠাচ্ছেন", "How it goes"),
        choices=[(name, CHANNELS[name]) for name in Dispatch.CHANNELS],
    )
    carried_by = TextField(
        label=say_lazy("কে নিয়ে গেলেন", "Who carries it"),
        help_text=say_lazy(
            "পিয়ন বই ও ডাকের জন্য: যিনি প্রাপকের কাছে বা ডাকঘরে নিয়ে গেলেন",
            "For the peon book and the post: who takes it to the recipient or to the post office",
        ),
        required=False,
        optional_mark=False,
        max_length=200,
    )
    taken_by = TextField(
        label=say_lazy("কে সই করে নিলেন (হাতে দিলে)", "Who took it and signed (by hand)"),
        required=False,
        optional_mark=False,
        max_length=200,
    )
    reference = TextField(
        label=say_lazy("ডাকের রসিদ বা ডি-নথির নম্বর", "Number of the post office’s receipt or of D-Nothi"),
        required=False,
        optional_mark=False,
        max_length=100,
    )
    address = TextField(
        label=say_lazy("ডাকের ঠিকানা", "Postal address"),
        help_text=say_lazy("গ্রাম, ডাকঘর, উপজেলা, জেলা", "Village, post office, upazila, district"),
        required=False,
        optional_mark=False,
        max_length=300,
    )
    proof = UploadField(
        label=say_lazy("প্রাপ্তির প্রমাণ", "Proof of receipt"),
        help_text=say_lazy(
            "পিয়ন বইয়ের স্বাক্ষর বা রসিদের ছবি", "A photo of the signature in the peon book, or of the slip"
        ),
        required=False,
        optional_mark=False,
    )
    reason = TextField(
        label=say_lazy("অন্যভাবে গেলে কেন", "Why, if it goes another way"),
        required=False,
        optional_mark=False,
        max_length=300,
    )

    def __init__(self, *args: Any, recipient: Recipient, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if recipient.applicant_id:
            # They may come for it, or read it on their page.
            field = cast(ChoiceField, self.fields["channel"])
            field.choices = [
                (name, CHANNELS[name]) for name in (*Dispatch.CHANNELS, Dispatch.COUNTER, Dispatch.PAGE)
            ]
        asked = asked_channel(recipient)
        if asked:
            self.fields["channel"].help_text = say(
                "চাওয়া হয়েছিল: {way}।", "Asked for: {way}.", way=CHANNELS[asked]
            )
        else:
            del self.fields["reason"]


class ResultForm(Form):
    """The outcome of a dispatch."""

    result = ChoiceField(
        label=say_lazy("কী হলো", "Outcome"),
        choices=[
            (Dispatch.DELIVERED, say_lazy("পৌঁছেছে", "Delivered")),
            (Dispatch.RETURNED, say_lazy("ফেরত এসেছে", "Came back")),
            (Dispatch.FAILED, say_lazy("পৌঁছায়নি", "Not delivered")),
        ],
    )
    words = TextField(
        label=say_lazy("কে নিলেন, বা কেন ফেরত", "Who took it, or why it came back"),
        required=False,
        optional_mark=False,
        max_length=200,
    )
