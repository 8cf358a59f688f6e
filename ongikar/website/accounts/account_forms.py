"""What an administrator is asked about a person: who it is, the first post, and what a reset or a closing
means.
"""

from datetime import date
from typing import Any

from ongikar.core.forms.fields import CheckboxField, ChoiceField, DayField, EmailField, MobileField, TextField
from ongikar.core.forms.forms import Form
from ongikar.core.i18n.say import say, say_lazy
from ongikar.offices.models import Post
from ongikar.people.accounts import PersonDetails
from ongikar.people.models import Holding, User
from ongikar.people.rules import CHARGE_WORDS


class DetailsForm(Form):
    name_bn = TextField(
        label=say_lazy("নাম, বাংলায়", "Name in Bangla"),
    )
    name_en = TextField(
        label=say_lazy("নাম, ইংরেজিতে", "Name in English"),
    )
    mobile = MobileField(
        label=say_lazy("মোবাইল", "Mobile"),
        required=False,
        help_text=say_lazy(
            "তাঁর নিজের। নতুন জায়গা থেকে প্রবেশ বা পাসওয়ার্ড বদলালে এখানে জানানো হয়।",
            "Their own. Here they are told of a sign-in from a new place and of a new password.",
        ),
    )
    email = EmailField(label=say_lazy("ই-মেইল", "E-mail"), required=False)

    @property
    def details(self) -> PersonDetails:
        return PersonDetails(**{name: self.cleaned_data.get(name) or "" for name in PersonDetails.__slots__})


class AddPersonForm(DetailsForm):
    username = TextField(
        label=say_lazy("ব্যবহারকারীর নাম", "User name"),
        max_length=60,
        help_text=say_lazy(
            "ছোট হাতের ইংরেজি অক্ষর ও সংখ্যা। এ দিয়ে প্রবেশ করবেন; পরে বদলানো যায় না।",
            "Small Latin letters and digits, such as reshma. It is used to sign in and cannot be changed"
            " later.",
        ),
    )
    post = ChoiceField(
        label=say_lazy("কোন পদ", "Which post"),
        many=True,
        required=False,
        help_text=say_lazy(
            "পরেও দেওয়া যায়। পদ ছাড়া কিছুই খোলে না।",
            "It can be given later, too. Without a post nothing opens.",
        ),
    )
    charge = ChoiceField(label=say_lazy("কীভাবে", "In which way"), required=False, optional_mark=False)
    since = DayField(label=say_lazy("প্রথম দিন", "First day"), required=False, optional_mark=False)
    until = DayField(label=say_lazy("শেষ দিন", "Last day"), since="since", required=False)
    memo_number = TextField(
        label=say_lazy("আদেশের স্মারক নম্বর", "Memo number of the order"), required=False, max_length=60
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

    def __init__(self, *args: Any, posts: list[Post], charges: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.posts = {str(post.pk): post for post in posts}
        self.choice_field("post").choices = [
            ("", say("এখন কোনো পদ নয়", "No post yet")),
            *((key, post.title) for key, post in self.posts.items()),
        ]
        self.choice_field("charge").choices = [(charge, say(*CHARGE_WORDS[charge])) for charge in charges]
        self.order_fields(self.order)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("post"):
            for name, words in (
                ("charge", ("কীভাবে, বেছে নিন", "Choose in which way")),
                ("since", ("প্রথম দিন লিখুন", "Enter the first day")),
            ):
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, say(*words))
        return cleaned

    @property
    def first_post(self) -> dict[str, Any] | None:
        """What begin_holding is asked, or None where the person is given no post yet."""
        answers = self.cleaned_data
        if not answers.get("post"):
            return None
        return {
            "post": self.posts[answers["post"]],
            "charge": answers["charge"],
            "since": answers["since"],
            "until": answers["until"],
            "memo_number": answers["memo_number"],
        }


def initial_holding(day: date) -> dict[str, Any]:
    return {"since": day, "charge": Holding.OWN}


class ResetForm(Form):
    second_factor = CheckboxField(
        label=say_lazy(
            "ফোনও হারিয়েছে: দুই ধাপের যাচাইও মুছে দিন", "The phone is lost too: take the second factor away"
        ),
        help_text=say_lazy(
            "অ্যাপ, পাসকি ও উদ্ধার কোড, সব। প্রবেশের সময় তিনি নতুন করে যোগ করবেন।",
            "App, passkeys and recovery codes, all of them. A new one is added at the next sign-in.",
        ),
    )


class CloseForm(Form):
    """`needs_word`: some post would be held by nobody, and whoever closes must say that this is meant."""

    vacant = CheckboxField(label=say_lazy("জানি, পদ খালি থাকবে", "I know that the post stays vacant"))

    def __init__(self, *args: Any, needs_word: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not needs_word:
            del self.fields["vacant"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if "vacant" in self.fields and not cleaned.get("vacant"):
            self.add_error("vacant", say(*VACANCY_UNCONFIRMED))
        return cleaned


VACANCY_UNCONFIRMED = (
    "আগে অন্য কাউকে পদটি দিন; না হলে খালি থাকবে জেনে টিক দিন",
    "Give the post to somebody else first; or tick that you know it stays vacant",
)


def account_details(user: User) -> dict[str, str]:
    return {
        "name_bn": user.name_bn,
        "name_en": user.name_en,
        "mobile": user.mobile,
        "email": user.email,
    }
