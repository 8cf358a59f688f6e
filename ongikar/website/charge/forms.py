"""What is asked when charge is handed over: to whom the post goes, or to which post all that lies on it."""

from datetime import date, timedelta
from typing import Any

from ongikar.core.forms.fields import ChoiceField, DayField, TextField, UploadField
from ongikar.core.forms.forms import Form
from ongikar.core.i18n.say import say, say_lazy
from ongikar.offices.models import Post
from ongikar.papers.actions import check_upload, take_files
from ongikar.papers.check import Clean
from ongikar.people.models import User

TO_PERSON, TO_POST = "person", "post"
LATEST = timedelta(days=731)


class ChargeForm(Form):
    """`people`: who may take the post over, none where this person may give it to nobody. `posts`: other
    desks of the office.
    """

    way = ChoiceField(
        label=say_lazy("দায়িত্ব কোথায় যাবে", "Where the charge goes"),
    )
    person = ChoiceField(
        label=say_lazy("কে পদটি নিচ্ছেন", "Who takes the post over"),
        many=True,
        required=False,
        optional_mark=False,
    )
    last_day = DayField(
        label=say_lazy("বিদায়ীর শেষ দিন", "Last day of the one who leaves"),
        required=False,
        optional_mark=False,
    )
    memo_number = TextField(
        label=say_lazy("আদেশের স্মারক নম্বর", "Memo number of the order"), required=False, max_length=60
    )
    post = ChoiceField(
        label=say_lazy("কোন পদের টেবিলে", "To the desk of which post"),
        many=True,
        required=False,
        optional_mark=False,
    )
    reason = TextField(
        label=say_lazy("কেন", "Why"),
        required=False,
        max_length=300,
        help_text=say_lazy(
            "প্রতিটি আবেদন, কাজ ও চিঠিতে লেখা থাকবে।", "It is written at each case, task and letter."
        ),
    )

    def __init__(self, *args: Any, people: list[User], posts: list[Post], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(user.pk): user for user in people}
        self.posts = {str(post.pk): post for post in posts}
        self.today = today
        choose = ("", say("বেছে নিন", "Choose"))
        ways = []
        if people:
            ways.append(
                (
                    TO_PERSON,
                    say(
                        "অন্য একজন পদটি নেবেন; টেবিলের সব সঙ্গে যাবে",
                        "Another takes the post, with all on its desk",
                    ),
                )
            )
        if posts:
            ways.append((TO_POST, say("টেবিলের সব অন্য পদে যাবে", "All on the desk goes to another post")))
        self.choice_field("way").choices = ways
        self.choice_field("person").choices = [
            choose,
            *((key, each.name) for key, each in self.people.items()),
        ]
        self.choice_field("post").choices = [choose, *((key, each.title) for key, each in self.posts.items())]
        if not people:
            for name in ("person", "last_day", "memo_number"):
                del self.fields[name]
        if not posts:
            del self.fields["post"], self.fields["reason"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("way") == TO_PERSON:
            if not cleaned.get("person"):
                self.add_error("person", say("কে নিচ্ছেন, বেছে নিন", "Choose who takes it over"))
            if not (day := cleaned.get("last_day")):
                if "last_day" not in self.errors:
                    self.add_error("last_day", say("শেষ দিন লিখুন", "Enter the last day"))
            elif not self.today - LATEST < day < self.today + LATEST:
                self.add_error("last_day", say("দুই বছরের মধ্যে কোনো দিন দিন", "Give a day within two years"))
        if cleaned.get("way") == TO_POST:
            if not cleaned.get("post"):
                self.add_error("post", say("কোন পদে যাবে, বেছে নিন", "Choose the post"))
            if not cleaned.get("reason"):
                self.add_error("reason", say("কেন, লিখুন", "Write why"))
        return cleaned


class SignedSheetForm(Form):
    """The printed document with both signatures on it."""

    scan = UploadField(
        label=say_lazy("সই করা কাগজের স্ক্যান বা ছবি", "Scan or photo of the signed sheet"),
        help_text=say_lazy("PDF, JPG বা PNG, সর্বোচ্চ ৫ MB", "PDF, JPG or PNG, at most 5 MB"),
    )

    def check_sheet(self) -> Clean | None:
        """The file made safe; None where the form says why it cannot be kept."""
        upload = self.cleaned_data["scan"]
        taken = take_files(self, [("scan", "scan", upload)], lambda _, file: check_upload(file))
        return taken[0] if taken else None
