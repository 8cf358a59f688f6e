"""What is asked of those who complain. On a phone in under two minutes: what happened, whose work, the name;
all else stands folded below, for whom it concerns.
"""

from collections.abc import Sequence
from typing import Any

from django.forms import BoundField, HiddenInput

from ongikar.core.forms.fields import (
    CheckboxField,
    ChoiceField,
    EmailField,
    IdempotencyKeyField,
    MobileField,
    TextField,
    UploadsField,
    WholeNumberField,
)
from ongikar.core.forms.forms import Form
from ongikar.core.i18n.say import say, say_lazy
from ongikar.offices.models import Office, Post

from ..models import Grievance
from .filing import FurtherFacts

WHAT_HAPPENED: dict[str, Any] = {
    "label": say_lazy("কী হয়েছে", "What happened"),
    "help_text": say_lazy(
        "কবে, কোথায়, কে কী করেছেন বা করেননি, আর আপনি কী চান, লিখুন।",
        "Write when, where, who did or did not do what, and what you ask for.",
    ),
    "lines": 7,
    "width": "",
    "max_length": 5000,
}
WHAT_ABOUT: dict[str, Any] = {
    "label": say_lazy("কী নিয়ে অভিযোগ", "What is it about"),
    "choices": list(Grievance.ABOUT.items()),
}
HIDE_MY_NAME = say_lazy(
    "যাঁর বিরুদ্ধে অভিযোগ, তাঁর কাছে আমার নাম গোপন রাখুন", "Hide my name from the officer named in the complaint"
)
NOT_KNOWN = "not_known"
# Those whose work can be complained of here; who hears appeals is complained of elsewhere.
RESPONDENT_ROLES = (Post.OFFICER, Post.ASSISTANT, Post.GRO)
EVIDENCE = "evidence"


def evidence_field(*, required: bool = False, label: Any = None) -> UploadsField:
    return UploadsField(
        label=label or say_lazy("প্রমাণ: ছবি বা কাগজ", "Evidence: photos or documents"),
        help_text=say_lazy(
            "JPG, PNG বা PDF, প্রতিটি ৫ MB পর্যন্ত, একবারে ৫টি। ছবির ভেতরের জায়গা ও যন্ত্রের তথ্য আর ফাইলের নাম রাখা হয় না।",
            "JPG, PNG or PDF, up to 5 MB each, 5 at once. The place and the device inside a photo, and the"
            " names of files, are not kept.",
        ),
        required=required,
    )


class SubmissionForm(Form):
    """A form that, sent twice, is taken once."""

    submission = IdempotencyKeyField(required=False)
    # Set once it was told what the text may be instead of a complaint.
    hinted = WholeNumberField(required=False, widget=HiddenInput)


class CaseComplaintForm(SubmissionForm):
    about = ChoiceField(**WHAT_ABOUT)
    text = TextField(**WHAT_HAPPENED)
    evidence = evidence_field()
    identity_hidden = CheckboxField(label=HIDE_MY_NAME)


class GeneralComplaintForm(SubmissionForm):
    NAMED, HIDDEN, ANONYMOUS = "named", "hidden", "anonymous"
    # Asked below the fold.
    MORE = ("kind", "service_post", "service_no", "institution", "address", "email")

    respondent = ChoiceField(label=say_lazy("কার কাজ নিয়ে", "Whose work is it about"))
    about = ChoiceField(**WHAT_ABOUT)
    text = TextField(**WHAT_HAPPENED)
    evidence = evidence_field()
    who = ChoiceField(
        label=say_lazy("নাম দেবেন কি", "Do you give your name"),
        choices=[
            (
                NAMED,
                say_lazy(
                    "হ্যাঁ। নাম ও মোবাইল সবাই দেখবেন না: শুধু যাঁর বিরুদ্ধে অভিযোগ ও যিনি সিদ্ধান্ত দেবেন।",
                    "Yes. Only the officer complained of and whoever decides see the name.",
                ),
            ),
            (
                HIDDEN,
                say_lazy(
                    "হ্যাঁ, তবে গোপনে। যাঁর বিরুদ্ধে অভিযোগ, তিনি নাম, মোবাইল ও প্রমাণ দেখবেন না; যিনি সিদ্ধান্ত দেবেন, শুধু"
                    " তিনি দেখবেন।",
                    "Yes, but hidden. The officer complained of sees neither name, mobile nor evidence; only"
                    " whoever decides does.",
                ),
            ),
            (
                ANONYMOUS,
                say_lazy(
                    "না, নাম ছাড়া। তখন কোনো SMS বা ই-মেইল পাবেন না; নম্বর দিয়ে নিজে খোঁজ নিতে হবে।",
                    "No, without a name. No SMS or e-mail then comes; you follow it yourself by its number.",
                ),
            ),
        ],
        initial=NAMED,
    )
    name = TextField(
        label=say_lazy("আপনার নাম", "Your name"), required=False, optional_mark=False, max_length=120
    )
    mobile = MobileField(label=say_lazy("মোবাইল নম্বর", "Mobile number"), required=False, optional_mark=False)
    kind = ChoiceField(
        label=say_lazy("আপনি কে", "You complain as"),
        choices=list(Grievance.KINDS.items()),
        initial=Grievance.CITIZEN,
    )
    service_post = TextField(
        label=say_lazy("আপনার পদ ও কার্যালয়", "Your post and office"),
        help_text=say_lazy("কর্মকর্তা-কর্মচারী হলে লিখুন।", "Only where you are an officer or employee."),
        required=False,
        optional_mark=False,
    )
    service_no = TextField(
        label=say_lazy("আপনার চাকরির পরিচিতি নম্বর", "Your service number"),
        help_text=say_lazy("কর্মকর্তা-কর্মচারী হলে লিখুন।", "Only where you are an officer or employee."),
        required=False,
        optional_mark=False,
        max_length=40,
        width="w11",
    )
    institution = TextField(
        label=say_lazy("দপ্তর বা প্রতিষ্ঠানের নাম", "Name of the office or institution"),
        help_text=say_lazy("কোনো দপ্তরের পক্ষে হলে লিখুন।", "Only where you complain for an office."),
        required=False,
        optional_mark=False,
    )
    address = TextField(label=say_lazy("ঠিকানা", "Address"), required=False, max_length=300)
    email = EmailField(label=say_lazy("ই-মেইল", "E-mail"), required=False)

    def __init__(self, *args: Any, office: Office, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.office = office
        self.posts = {
            post.slug: post for post in office.posts.filter(role__in=RESPONDENT_ROLES).order_by("pk")
        }
        named = [(slug, post.title) for slug, post in self.posts.items()]
        self.choice_field("respondent").choices = [*named, (NOT_KNOWN, say("জানি না", "I do not know"))]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.asks_name:
            return cleaned
        if cleaned.get("who") in (self.NAMED, self.HIDDEN):
            self.require("name", say("আপনার নাম লিখুন", "Enter your name"))
            self.require("mobile", say("মোবাইল নম্বর লিখুন", "Enter a mobile number"))
            if cleaned.get("kind") == Grievance.STAFF:
                self.require("service_post", say("আপনার পদ ও কার্যালয় লিখুন", "Enter your post and office"))
                self.require("service_no", say("চাকরির পরিচিতি নম্বর লিখুন", "Enter your service number"))
        if cleaned.get("kind") == Grievance.OFFICIAL:
            self.require("institution", say("দপ্তরের নাম লিখুন", "Enter the name of the office"))
            if cleaned.get("who") == self.ANONYMOUS:
                self.add_error(
                    "who",
                    say(
                        "দপ্তরের পক্ষে নাম ছাড়া অভিযোগ হয় না।",
                        "On behalf of an office a name is needed.",
                    ),
                )
        return cleaned

    def require(self, name: str, words: str) -> None:
        if name in self.fields and not self.cleaned_data.get(name) and name not in self.errors:
            self.add_error(name, words)

    @property
    def asks_name(self) -> bool:
        """Whether who complains is not known from elsewhere."""
        return True

    @property
    def is_named(self) -> bool:
        return self.cleaned_data["who"] != self.ANONYMOUS

    @property
    def post_complained_of(self) -> Post:
        """The post complained of; where it is not known, the one that answers for the office."""
        chosen = self.posts.get(self.cleaned_data["respondent"])
        return chosen or next(post for post in self.posts.values() if post.role == Post.OFFICER)

    def service_facts(self) -> FurtherFacts:
        """What somebody in the service tells of themselves; nothing of anybody else, whatever was typed."""
        cleaned = self.cleaned_data
        if cleaned["kind"] != Grievance.STAFF or not self.is_named:
            return {}
        return {"service_no": cleaned["service_no"], "service_post": cleaned["service_post"]}

    # As the page shows it.

    def main_fields(self) -> list[BoundField]:
        return [field for field in self.visible_fields() if field.name not in self.MORE]

    def more_fields(self) -> Sequence[BoundField]:
        return [self[name] for name in self.MORE if name in self.fields]

    @property
    def is_more_open(self) -> bool:
        """Whether what stands below the fold has a fault or an answer of its own."""
        given = self.data.get("kind", Grievance.CITIZEN) if self.is_bound else Grievance.CITIZEN
        return given != Grievance.CITIZEN or any(name in self.errors for name in self.MORE)


class WithdrawForm(Form):
    sure = CheckboxField(
        label=say_lazy(
            "হ্যাঁ, অভিযোগটি তুলে নিচ্ছি। পরে আর আপিল করা যায় না।",
            "Yes, I withdraw it. It cannot be appealed afterwards.",
        ),
        required=True,
        missing=say_lazy("তুলে নিতে চাইলে ঘরে টিক দিন", "Tick the box to withdraw it"),
    )
    words = TextField(
        label=say_lazy("কেন তুলে নিচ্ছেন", "Why you withdraw it"),
        help_text=say_lazy(
            "চাপ দিয়ে বা ভয় দেখিয়ে কেউ তুলে নিতে বলে থাকলে এখানে লিখুন। শুধু যিনি সিদ্ধান্ত দেন, তিনি পড়বেন।",
            "If anybody pressed or threatened you to withdraw, write it here. Only whoever decides reads it.",
        ),
        required=False,
        lines=3,
        width="",
        max_length=1000,
    )


class EvidenceForm(Form):
    """Files, words, or both."""

    evidence = evidence_field()
    words = TextField(
        label=say_lazy("এগুলো কী দেখায়, বা আর যা বলার আছে", "What these show, or what else is to be said"),
        required=False,
        lines=3,
        width="",
        max_length=1000,
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not (cleaned.get("evidence") or cleaned.get("words") or self.errors):
            self.add_error(
                "evidence", say("একটি ফাইল বেছে নিন, বা কিছু লিখুন", "Choose a file, or write something")
            )
        return cleaned
