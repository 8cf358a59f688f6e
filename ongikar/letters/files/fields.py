"""The field in which a file is named by its number, in either script and in whichever form it is written."""

from typing import Any

from django.core.exceptions import ValidationError

from ongikar.core.forms.fields import TextField
from ongikar.core.i18n.say import say, say_lazy
from ongikar.letters.rules.file_numbers import file_number_fault, normal_file_number
from ongikar.offices.models import Office

from ..models import File

# So many of the newest open files are offered while one types.
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


class OpenFileField(FileNumberField):
    """An open file of the office, which the form hands over as `office`; None for none."""

    office: Office | None = None

    def clean(self, value: Any) -> Any:
        number = super().clean(value)
        if not number:
            return None
        found = File.objects.filter(office=self.office, number=number).first()
        if found is None:
            raise ValidationError(
                say(
                    "এই নম্বরের নথি সূচিতে নেই। আগে নথি খুলুন, বা নম্বরটি মিলিয়ে দেখুন।",
                    "No file of the index has this number. Open the file first, or check the number.",
                )
            )
        if not found.is_open:
            raise ValidationError(
                say(
                    "নথিটি {day} বন্ধ হয়েছে। নতুন নথি খুলুন।",
                    "This file was closed on {day}. Open a new one.",
                    day=found.closed_on,
                )
            )
        return found


def offered_files(office: Office) -> list[File]:
    """The newest open files, for the list that the field offers."""
    return list(File.objects.filter(office=office, closed_on=None).order_by("-opened_on", "-id")[:OFFERED])
