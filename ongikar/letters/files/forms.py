"""The forms of a file: opened under its number, and the next paragraph of its note sheet."""

from datetime import date
from typing import Any

from ongikar.core.forms.fields import ChoiceField, DayField, TextField
from ongikar.core.forms.forms import Form
from ongikar.core.i18n.say import choices_of, say, say_lazy
from ongikar.offices.models import Post

from ..models import File
from .fields import FileNumberField


class OpenFileForm(Form):
    number = FileNumberField(
        help_text=say_lazy(
            "২২ সংখ্যা, ৮ অংশে: ০৫.৫৫.৮৫৪৯.০০০.০০০.১৬.০০০২.২৬। আগে খোলা নথির ১৮ বা ১৯ সংখ্যাও চলবে।",
            "22 digits in 8 parts: 05.55.8549.000.000.16.0002.26. The 18 or 19 of an older file do, too.",
        ),
        width="",
    )
    title = TextField(
        label=say_lazy("নথির শিরোনাম", "Title of the file"),
        max_length=300,
        width="",
    )
    retention = ChoiceField(
        label=say_lazy("সংরক্ষণের শ্রেণি", "Class of keeping"),
        choices=choices_of(File.RETENTION),
    )
    opened_on = DayField(label=say_lazy("কবে খোলা হলো", "Opened on"))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        self.today = today
        super().__init__(*args, **kwargs)

    def clean_opened_on(self) -> date:
        day = self.cleaned_data["opened_on"]
        if day > self.today:
            self.add_error("opened_on", say("দিনটি এখনো আসেনি।", "This day has not come yet."))
        return day


class NoteForm(Form):
    words = TextField(
        label=say_lazy("পরের অনুচ্ছেদ", "The next paragraph"),
        lines=6,
        max_length=8000,
        width="",
    )
    to = ChoiceField(
        label=say_lazy("কার কাছে পেশ করবেন", "Put up to"), many=True, required=False, optional_mark=False
    )

    def __init__(self, *args: Any, posts: list[Post], **kwargs: Any) -> None:
        self.posts = {str(post.pk): post for post in posts}
        super().__init__(*args, **kwargs)
        self.choice_field("to").choices = [
            ("", say("কারও কাছে নয়", "To nobody")),
            *((key, post.title) for key, post in self.posts.items()),
        ]

    @property
    def put_up_to(self) -> Post | None:
        return self.posts.get(self.cleaned_data.get("to", ""))
