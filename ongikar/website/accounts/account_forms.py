"""What an administrator is asked about a person: who it is, the first post, and what a reset or a closing means."""

from datetime import date
from typing import Any

from ongikar.core.forms.fields import Choice, Day, Email, Mobile, Text, Tick
from ongikar.core.forms.forms import Form
from ongikar.core.i18n.say import say, say_later
from ongikar.offices.models import Post
from ongikar.people.accounts import Details
from ongikar.people.models import Holding, User
from ongikar.rules.post_assignments import CHARGE_WORDS


class DetailsForm(Form):
    name_bn = Text(
        label=say_later("নাম, বাংলায়", "Name in Bangla"), missing=say_later("বাংলায় নাম লিখুন", "Enter the name in Bangla")
    )  # fmt: skip
    name_en = Text(
        label=say_later("নাম, ইংরেজিতে", "Name in English"), missing=say_later("ইংরেজিতে নাম লিখুন", "Enter the name in English")
    )  # fmt: skip
    mobile = Mobile(
        label=say_later("মোবাইল", "Mobile"), required=False,
        help_text=say_later("তাঁর নিজের। নতুন জায়গা থেকে প্রবেশ বা পাসওয়ার্ড বদলালে এখানে জানানো হয়।",
                            "Their own. Here they are told of a sign-in from a new place and of a new password."),
    )  # fmt: skip
    email = Email(label=say_later("ই-মেইল", "E-mail"), required=False)

    @property
    def details(self) -> Details:
        return Details(**{name: self.cleaned_data.get(name) or "" for name in Details.__slots__})


class AddPerson(DetailsForm):
    username = Text(
        label=say_later("ব্যবহারকারীর নাম", "User name"), max_length=60,
        help_text=say_later("ছোট হাতের ইংরেজি অক্ষর ও সংখ্যা। এ দিয়ে প্রবেশ করবেন; পরে বদলানো যায় না।",
                            "Small Latin letters and digits, such as reshma. It is used to sign in and cannot be changed later."),
        missing=say_later("ব্যবহারকারীর নাম লিখুন", "Enter a user name"),
    )  # fmt: skip
    post = Choice(
        label=say_later("কোন পদ", "Which post"), many=True, required=False,
        help_text=say_later("পরেও দেওয়া যায়। পদ ছাড়া কিছুই খোলে না।", "It can be given later, too. Without a post nothing opens."),
    )  # fmt: skip
    charge = Choice(label=say_later("কীভাবে", "In which way"), required=False, optional_mark=False)
    since = Day(label=say_later("প্রথম দিন", "First day"), required=False, optional_mark=False)
    until = Day(label=say_later("শেষ দিন", "Last day"), required=False)
    memo_number = Text(
        label=say_later("আদেশের স্মারক নম্বর", "Memo number of the order"), required=False, max_length=60
    )
    order = (
        "username",
        "name_bn",
        "name_en",
        "mobile",
        "email",
        "post",
        "charge",
        "since",
        "until",
        "memo_number",
    )

    def __init__(self, *args, posts: list[Post], charges: tuple[str, ...], **kwargs):
        super().__init__(*args, **kwargs)
        self.posts = {str(post.pk): post for post in posts}
        self.fields["post"].choices = [
            ("", say("এখন কোনো পদ নয়", "No post yet")),
            *((key, post.title) for key, post in self.posts.items()),
        ]
        self.fields["charge"].choices = [(charge, say(*CHARGE_WORDS[charge])) for charge in charges]
        self.order_fields(self.order)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("post"):
            for name, words in (("charge", ("কীভাবে, বেছে নিন", "Choose in which way")),
                                ("since", ("প্রথম দিন লিখুন", "Enter the first day"))):  # fmt: skip
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, say(*words))
        return cleaned

    @property
    def first_post(self) -> dict[str, Any] | None:
        """What begin_holding is asked, or None where the person is given no post yet."""
        told = self.cleaned_data
        if not told.get("post"):
            return None
        return {
            "post": self.posts[told["post"]], "charge": told["charge"], "since": told["since"], "until": told["until"],
            "memo_number": told["memo_number"],
        }  # fmt: skip


def first_answers(day: date) -> dict[str, Any]:
    return {"since": day, "charge": Holding.OWN}


class ResetForm(Form):
    second_factor = Tick(
        label=say_later("ফোনও হারিয়েছে: দুই ধাপের যাচাইও মুছে দিন", "The phone is lost too: take the second factor away"),
        help_text=say_later("অ্যাপ, পাসকি ও উদ্ধার কোড, সব। প্রবেশের সময় তিনি নতুন করে যোগ করবেন।",
                            "App, passkeys and recovery codes, all of them. A new one is added at the next sign-in."),
    )  # fmt: skip


class CloseForm(Form):
    """`needs_word`: some post would be held by nobody, and whoever closes must say that this is meant."""

    vacant = Tick(label=say_later("জানি, পদ খালি থাকবে", "I know that the post stays vacant"))

    def __init__(self, *args, needs_word: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not needs_word:
            del self.fields["vacant"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if "vacant" in self.fields and not cleaned.get("vacant"):
            self.add_error("vacant", say(*SAY_SO))
        return cleaned


SAY_SO = (
    "আগে অন্য কাউকে পদটি দিন; না হলে খালি থাকবে জেনে টিক দিন",
    "Give the post to somebody else first; or tick that you know it stays vacant",
)


def details_of(user: User) -> dict[str, str]:
    return {
        "name_bn": user.name_bn, "name_en": user.name_en, "mobile": user.mobile, "email": user.email,
    }  # fmt: skip
