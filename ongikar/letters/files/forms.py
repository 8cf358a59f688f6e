"""The forms of a file: named by its number, in either script and in whichever form it is written; opened
under it; and the next paragraph of its note sheet.
"""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.forms import TextInput
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from ongikar.core.forms.fields import ChoiceField, DayField, TextField
from ongikar.core.forms.forms import Form
from ongikar.core.i18n.say import choices_of, language, say, say_lazy
from ongikar.offices.models import Office, Post
from ongikar.rules.bangla.text import digits

from ..models import File
from ..rules.file_numbers import file_number_fault, normal_file_number

# How many of the newest open files are offered while one types.
OFFERED = 100


class FileNumberField(TextField):
    """The number of a file as it is kept; "" for none."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label", say_lazy("নথি নম্বর", "File number"))
        super().__init__(*args, max_length=60, **kwargs)

    def clean(self, value: Any) -> str:
        typed = super().clean(value)
        if not typed:
            return ""
        if fault := file_number_fault(typed):
            raise ValidationError(say(*fault))
        return normal_file_number(typed)


class FileInput(TextInput):
    """Offers the open files while one types, by title or number: nobody has to know 22 digits by heart."""

    office: Office | None = None

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        offered = offered_files(self.office) if self.office else []
        if not offered:
            return super().render(name, value, attrs, renderer)
        files = f"files-for-{name}"
        options = format_html_join(
            "",
            '<option value="{}" lang="bn">{}</option>',
            ((digits(file.number, language()), file.title) for file in offered),
        )
        typed = super().render(name, value, {**(attrs or {}), "list": files}, renderer)
        return format_html('{}<datalist id="{}">{}</datalist>', typed, files, options)


class OpenFileField(FileNumberField):
    """An open file of the office, which the form hands over as `office`; None for none."""

    widget = FileInput

    @property
    def office(self) -> Office | None:
        return self.widget.office

    @office.setter
    def office(self, office: Office) -> None:
        self.widget.office = office

    def clean(self, value: Any) -> Any:
        number = super().clean(value)
        if not number:
            return None
        file = File.objects.filter(office=self.office, number=number).first()
        if file is None:
            raise ValidationError(
                say(
                    "এই নম্বরের নথি সূচিতে নেই। আগে নথি খুলুন, বা নম্বরটি মিলিয়ে দেখুন।",
                    "No file of the index has this number. Open the file first, or check the number.",
                )
            )
        if not file.is_open:
            raise ValidationError(
                say(
                    "নথিটি {day} বন্ধ হয়েছে। নতুন নথি খুলুন।",
                    "This file was closed on {day}. Open a new one.",
                    day=file.closed_on,
                )
            )
        return file


def offered_files(office: Office) -> list[File]:
    """The newest open files, for the list that the field offers."""
    return list(File.objects.filter(office=office, closed_on=None).order_by("-opened_on", "-id")[:OFFERED])


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
