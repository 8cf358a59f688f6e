"""What is asked of those who complain and appeal."""

from ongikar.core.forms.fields import Choice, Email, Key, Mobile, Text, Tick
from ongikar.core.forms.forms import Form
from ongikar.core.i18n.say import say, say_later
from ongikar.offices.models import Office, Post

from .words import ABOUT, KINDS

WHAT_HAPPENED = {
    "label": say_later("কী হয়েছে", "What happened"),
    "help_text": say_later(
        "কবে, কোথায়, কে কী করেছেন বা করেননি, আর আপনি কী চান, লিখুন।",
        "Write when, where, who did or did not do what, and what you ask for.",
    ),
    "missing": say_later("কী হয়েছে, লিখুন", "Write what happened"),
    "lines": 7,
    "width": "",
    "max_length": 5000,
}
WHY_LATE = {
    "label": say_later("আপিল করতে দেরি হলো কেন", "Why the appeal comes late"),
    "missing": say_later("দেরির কারণ লিখুন", "Write the reason for coming late"),
    "lines": 3,
    "width": "",
    "max_length": 1000,
}
WHAT_ABOUT = {"label": say_later("কী নিয়ে অভিযোগ", "What is it about"), "choices": list(ABOUT.items())}
HIDE_MY_NAME = say_later(
    "যাঁর বিরুদ্ধে অভিযোগ, তাঁর কাছে আমার নাম গোপন রাখুন", "Hide my name from the officer named in the complaint"
)
NOT_KNOWN = "not_known"
# Those whose work can be complained of here; who hears appeals is complained of elsewhere.
COMPLAINED_OF = (Post.OFFICER, Post.ASSISTANT, Post.GRO)


class Submission(Form):
    """A form that, sent twice, is taken once."""

    submission = Key(required=False)


class AboutCase(Submission):
    about = Choice(**WHAT_ABOUT)
    text = Text(**WHAT_HAPPENED)
    identity_hidden = Tick(label=HIDE_MY_NAME)


class AboutNoCase(Submission):
    NAMED, ANONYMOUS = "named", "anonymous"

    about = Choice(**WHAT_ABOUT)
    respondent = Choice(label=say_later("কার কাজ নিয়ে", "Whose work is it about"))
    text = Text(**WHAT_HAPPENED)
    kind = Choice(
        label=say_later("আপনি কে", "You complain as"), choices=list(KINDS.items()), initial="citizen"
    )
    who = Choice(
        label=say_later("নাম দেবেন কি", "Do you give your name"),
        choices=[
            (NAMED, say_later("হ্যাঁ, নাম ও মোবাইল দেব", "Yes, my name and mobile")),
            (
                ANONYMOUS,
                say_later(
                    "না, নাম ছাড়া। তখন কোনো SMS বা ই-মেইল পাবেন না; নম্বর দিয়ে নিজে খোঁজ নিতে হবে।",
                    "No, without a name. No SMS or e-mail then comes; you follow it yourself by its number.",
                ),
            ),
        ],
        initial=NAMED,
    )
    name = Text(label=say_later("আপনার নাম", "Your name"), required=False, optional_mark=False)
    mobile = Mobile(label=say_later("মোবাইল নম্বর", "Mobile number"), required=False, optional_mark=False)
    address = Text(label=say_later("ঠিকানা", "Address"), required=False, max_length=300)
    email = Email(label=say_later("ই-মেইল", "E-mail"), required=False)
    identity_hidden = Tick(label=HIDE_MY_NAME)

    def __init__(self, *args, office: Office, **kwargs):
        super().__init__(*args, **kwargs)
        self.office = office
        self.posts = {post.slug: post for post in office.posts.filter(role__in=COMPLAINED_OF).order_by("pk")}
        named = [(slug, post.title) for slug, post in self.posts.items()]
        self.fields["respondent"].choices = [*named, (NOT_KNOWN, say("জানি না", "I do not know"))]

    def clean(self):
        told = super().clean()
        if told.get("who") == self.NAMED and self.asks_name:
            if not told.get("name") and "name" not in self.errors:
                self.add_error("name", say("আপনার নাম লিখুন", "Enter your name"))
            if not told.get("mobile") and "mobile" not in self.errors:
                self.add_error("mobile", say("মোবাইল নম্বর লিখুন", "Enter a mobile number"))
        return told

    @property
    def asks_name(self) -> bool:
        """Whether who complains is not known from elsewhere."""
        return True

    @property
    def post_complained_of(self) -> Post:
        """The post complained of; where it is not known, the one that answers for the office."""
        chosen = self.posts.get(self.cleaned_data["respondent"])
        return chosen or next(post for post in self.posts.values() if post.role == Post.OFFICER)


class OfferWords(Form):
    """The ready words, to be changed before they are sent. An appeal past its window needs its reason."""

    text = Text(
        label=say_later("আপনার কথা", "Your words"), missing=say_later("লেখাটি খালি রাখা যায় না", "The text cannot be empty"),
        lines=7, width="", max_length=5000,
    )  # fmt: skip
    late_reason = Text(**WHY_LATE)
    identity_hidden = Tick(label=HIDE_MY_NAME)

    def __init__(self, *args, is_late: bool, is_appeal: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not is_late:
            del self.fields["late_reason"]
        if is_appeal:
            # Chosen when the complaint was filed, and kept.
            del self.fields["identity_hidden"]
