"""What is asked of those who complain and appeal, of those who decide, and of the officer complained of."""

from typing import Any

from ongikar.core.forms.fields import (
    CheckboxField,
    ChoiceField,
    EmailField,
    IdempotencyKeyField,
    MobileField,
    TextField,
)
from ongikar.core.forms.forms import Form
from ongikar.core.i18n.say import say, say_lazy
from ongikar.offices.models import Office, Post

from .words import ABOUT, KINDS

WHAT_HAPPENED: dict[str, Any] = {
    "label": say_lazy("কী হয়েছে", "What happened"),
    "help_text": say_lazy(
        "কবে, কোথায়, কে কী করেছেন বা করেননি, আর আপনি কী চান, লিখুন।",
        "Write when, where, who did or did not do what, and what you ask for.",
    ),
    "missing": say_lazy("কী হয়েছে, লিখুন", "Write what happened"),
    "lines": 7,
    "width": "",
    "max_length": 5000,
}
WHY_LATE: dict[str, Any] = {
    "label": say_lazy("আপিল করতে দেরি হলো কেন", "Why the appeal comes late"),
    "missing": say_lazy("দেরির কারণ লিখুন", "Write the reason for coming late"),
    "lines": 3,
    "width": "",
    "max_length": 1000,
}
WHAT_ABOUT: dict[str, Any] = {
    "label": say_lazy("কী নিয়ে অভিযোগ", "What is it about"),
    "choices": list(ABOUT.items()),
}
HIDE_MY_NAME = say_lazy(
    "যাঁর বিরুদ্ধে অভিযোগ, তাঁর কাছে আমার নাম গোপন রাখুন", "Hide my name from the officer named in the complaint"
)
NOT_KNOWN = "not_known"
# Those whose work can be complained of here; who hears appeals is complained of elsewhere.
RESPONDENT_ROLES = (Post.OFFICER, Post.ASSISTANT, Post.GRO)


class SubmissionForm(Form):
    """A form that, sent twice, is taken once."""

    submission = IdempotencyKeyField(required=False)


class CaseComplaintForm(SubmissionForm):
    about = ChoiceField(**WHAT_ABOUT)
    text = TextField(**WHAT_HAPPENED)
    identity_hidden = CheckboxField(label=HIDE_MY_NAME)


class GeneralComplaintForm(SubmissionForm):
    NAMED, ANONYMOUS = "named", "anonymous"

    about = ChoiceField(**WHAT_ABOUT)
    respondent = ChoiceField(label=say_lazy("কার কাজ নিয়ে", "Whose work is it about"))
    text = TextField(**WHAT_HAPPENED)
    kind = ChoiceField(
        label=say_lazy("আপনি কে", "You complain as"), choices=list(KINDS.items()), initial="citizen"
    )
    who = ChoiceField(
        label=say_lazy("নাম দেবেন কি", "Do you give your name"),
        choices=[
            (NAMED, say_lazy("হ্যাঁ, নাম ও মোবাইল দেব", "Yes, my name and mobile")),
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
    name = TextField(label=say_lazy("আপনার নাম", "Your name"), required=False, optional_mark=False)
    mobile = MobileField(label=say_lazy("মোবাইল নম্বর", "Mobile number"), required=False, optional_mark=False)
    address = TextField(label=say_lazy("ঠিকানা", "Address"), required=False, max_length=300)
    email = EmailField(label=say_lazy("ই-মেইল", "E-mail"), required=False)
    identity_hidden = CheckboxField(label=HIDE_MY_NAME)

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
        if cleaned.get("who") == self.NAMED and self.asks_name:
            if not cleaned.get("name") and "name" not in self.errors:
                self.add_error("name", say("আপনার নাম লিখুন", "Enter your name"))
            if not cleaned.get("mobile") and "mobile" not in self.errors:
                self.add_error("mobile", say("মোবাইল নম্বর লিখুন", "Enter a mobile number"))
        return cleaned

    @property
    def asks_name(self) -> bool:
        """Whether who complains is not known from elsewhere."""
        return True

    @property
    def post_complained_of(self) -> Post:
        """The post complained of; where it is not known, the one that answers for the office."""
        chosen = self.posts.get(self.cleaned_data["respondent"])
        return chosen or next(post for post in self.posts.values() if post.role == Post.OFFICER)


class OfferForm(Form):
    """The ready words, to be changed before they are sent. An appeal past its window needs its reason."""

    text = TextField(
        label=say_lazy("আপনার কথা", "Your words"),
        missing=say_lazy("লেখাটি খালি রাখা যায় না", "The text cannot be empty"),
        lines=7,
        width="",
        max_length=5000,
    )
    late_reason = TextField(**WHY_LATE)
    identity_hidden = CheckboxField(label=HIDE_MY_NAME)

    def __init__(self, *args: Any, is_late: bool, is_appeal: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_late:
            del self.fields["late_reason"]
        if is_appeal:
            # Chosen when the complaint was filed, and kept.
            del self.fields["identity_hidden"]


class AnswerForm(Form):
    words = TextField(
        label=say_lazy("আপনার জবাব", "Your answer"),
        missing=say_lazy("জবাব লিখুন", "Write your answer"),
        lines=6,
        width="",
        max_length=5000,
    )


class RespondentAppealForm(Form):
    words = TextField(
        label=say_lazy("কেন আপিল করছেন", "Why you appeal"),
        missing=say_lazy("কেন আপিল করছেন, লিখুন", "Write why you appeal"),
        lines=5,
        width="",
        max_length=5000,
    )
    late_reason = TextField(**WHY_LATE)

    def __init__(self, *args: Any, is_late: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_late:
            del self.fields["late_reason"]
