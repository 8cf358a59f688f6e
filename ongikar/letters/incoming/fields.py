"""What the forms of a letter that comes in share: its days, its pages, and the letter that it is about."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from ongikar.core.forms.fields import NAMELESS, DayField, TextField, UploadsField
from ongikar.core.forms.forms import Form
from ongikar.core.i18n.say import say, say_lazy
from ongikar.offices.models import Office
from ongikar.papers.actions import check_upload
from ongikar.papers.check import Clean, PaperFault
from ongikar.rules.bangla.text import fiscal_year, latin_digits, nfc

from ..letter_search import with_our_memo, with_their_memo
from ..models import Letter
from ..transitions import IN

FILES = "pages"
MOST_AT_ONCE = 10
# What came longer ago was diarised in its own year.
OLDEST = timedelta(days=366)
FURTHEST = timedelta(days=730)


class PagesField(UploadsField):
    """The pages of a letter: several photos or PDFs, in the order in which they were chosen."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label", say_lazy("চিঠির পাতা: ছবি বা স্ক্যান", "Pages of the letter: photos or scans"))
        kwargs.setdefault(
            "help_text",
            say_lazy(
                "মোবাইলে তোলা ছবিও চলবে। JPG, PNG বা PDF, প্রতিটি সর্বোচ্চ ৫ MB, একবারে ১০টি।",
                "Phone photos are fine. JPG, PNG or PDF, at most 5 MB each, 10 at once.",
            ),
        )
        super().__init__(*args, required=False, optional_mark=False, **kwargs)


class MemoField(TextField):
    """The number of a letter as its sender writes it, in Latin digits: it is found in either script."""

    def to_python(self, value: Any) -> Any:
        value = super().to_python(value)
        return latin_digits(value) if isinstance(value, str) else value


def sound_pages(form: Form) -> list[Clean]:
    """The files of a form, checked; of each that is refused the form says why."""
    chosen: Iterable[UploadedFile] = getattr(form, "cleaned_data", {}).get(FILES) or ()
    chosen = list(chosen)
    if len(chosen) > MOST_AT_ONCE:
        form.add_error(
            FILES,
            ValidationError(
                say("একবারে সর্বোচ্চ ১০টি ফাইল দেওয়া যায়।", "At most 10 files can be sent at once."), NAMELESS
            ),
        )
        return []
    sound = []
    for upload in chosen:
        try:
            sound.append(check_upload(upload))
        except PaperFault as fault:
            words = say(fault.bn, fault.en)
            words = f"{upload.name}: {words}" if len(chosen) > 1 else words
            form.add_error(FILES, ValidationError(words, NAMELESS))
    return sound


def received_day_field() -> DayField:
    return DayField(
        label=say_lazy("পাওয়ার তারিখ", "Received on"),
    )


def check_days(form: Form, *, today: date) -> None:
    """When it was received and when it was written: neither lies in the future, nor does it come before it is
    written.
    """
    received, written = form.cleaned_data.get("received_on"), form.cleaned_data.get("their_date")
    if received and received > today:
        form.add_error(
            "received_on",
            say("দিনটি এখনো আসেনি। মিলিয়ে দেখুন।", "This day has not come yet. Check it."),
        )
    elif received and received < today - OLDEST:
        form.add_error(
            "received_on",
            say(
                "এক বছরের বেশি আগের চিঠি সেই বছরের ডায়েরিতে থাকে। তারিখটি মিলিয়ে দেখুন।",
                "A letter of more than a year ago stands in the diary of its year. Check the date.",
            ),
        )
    if received and written and written > received:
        form.add_error(
            "their_date",
            say(
                "চিঠির তারিখ পাওয়ার তারিখের পরে হতে পারে না। মিলিয়ে দেখুন।",
                "A letter cannot be written after it was received. Check the date.",
            ),
        )


def due_day_fault(due: date, *, office: Office, today: date) -> str:
    """Why an answer cannot be due on this day; "" where it can."""
    if due < today:
        return say(
            "এই দিন পেরিয়ে গেছে। উত্তর যেদিনের মধ্যে দেবেন, সেই দিন লিখুন।",
            "This day has passed. Enter the day by which you will answer.",
        )
    if due > today + FURTHEST:
        return say("দিনটি অনেক দূরে। বছরটি মিলিয়ে দেখুন।", "This day is far away. Check the year.")
    calendar = office.calendar
    if not calendar.is_open_day(due):
        before = calendar.previous_open_day(due)
        if before < today:
            return say(
                "সেদিন কার্যালয় বন্ধ। কার্যদিবস লিখুন।", "The office is closed on that day. Enter a working day."
            )
        return say(
            "সেদিন কার্যালয় বন্ধ। তার আগের কার্যদিবস {day}; সেটি লিখুন।",
            "The office is closed on that day. The working day before it is {day}; enter that.",
            day=before,
        )
    return ""


def find_our_letter(office: Office, typed: str) -> Letter | None:
    """The issued letter of ours with this memo number."""
    number = latin_digits(nfc(typed)).strip()
    return with_our_memo(office, number).first() if number else None


def find_diary_letter(office: Office, typed: str, today: date) -> Letter | None:
    """The letter of the diary with this serial, of this fiscal year or, where it has none, of the one before;
    or with this memo number of its sender.
    """
    number = latin_digits(nfc(typed)).strip()
    if not number:
        return None
    diary = Letter.objects.filter(office=office, direction=IN)
    if number.isascii() and number.isdigit() and len(number) <= 6:
        year = fiscal_year(today)
        letters = diary.filter(fiscal_year__in=(year, year - 1), book_serial=int(number))
        return letters.order_by("-fiscal_year").first()
    return with_their_memo(office, number).first()
