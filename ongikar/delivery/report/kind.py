"""Report: a letter asks for information, and a letter answers it. Returns come by themselves.

Kept when the letter has gone to whom it was promised (replies.py): there is no button that says so.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.urls import reverse

from ongikar.cases.kinds import Intake, Kind, Outcome
from ongikar.cases.models import Case
from ongikar.charter.models import Service
from ongikar.charter.service_presets import Preset
from ongikar.core.forms.fields import ChoiceField, DayField, TextField, WholeNumberField
from ongikar.core.i18n.say import say, say_lazy
from ongikar.rules.promise import Promise

from .items import drop_open_items, give_items
from .models import StandingReturn
from .replies import unsent_letter
from .returns import SILENT_RETURNS, open_due_returns, period_words

HAND, PHONE = "hand", "phone"


class ReceivedLetter(Intake):
    """The letter received. Its due date, if it names one, becomes the promise."""

    behind = ("letter_date",)
    letter_memo = "memo_number"
    memo_number = TextField(
        label=say_lazy("পত্রের স্মারক নম্বর", "Memo number of the letter"),
        max_length=80,
    )
    letter_date = DayField(
        label=say_lazy("পত্রের তারিখ", "Date of the letter"),
    )
    due_date = DayField(
        label=say_lazy("কোন তারিখের মধ্যে চাওয়া হয়েছে", "Asked for by"),
        help_text=say_lazy("পত্রে তারিখ না থাকলে খালি রাখুন।", "Leave it empty if the letter names no date."),
        required=False,
    )
    items = TextField(
        label=say_lazy("কী কী চাওয়া হয়েছে", "What is asked for"),
        help_text=say_lazy("প্রতি লাইনে একটি", "One on each line"),
        lines=5,
        max_length=4000,
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        self.check("due_date", self.due_fault)
        return cleaned

    def due_fault(self, due: date) -> str:
        written = self.cleaned_data.get("letter_date")
        if written and due < written:
            return say(
                "পত্রের তারিখের আগে কিছু চাওয়া যায় না। দুটি তারিখ মিলিয়ে দেখুন।",
                "Nothing can be asked for before the date of the letter. Check both dates.",
            )
        if due < self.today:
            return say(
                "এই তারিখ পেরিয়ে গেছে, এর মধ্যে আর দেওয়া যাবে না। পত্রদাতার সঙ্গে ঠিক করা নতুন তারিখ লিখুন,"
                " না থাকলে খালি রাখুন।",
                "This date has passed and can no longer be kept. Write the new date agreed with the sender,"
                " or leave it empty.",
            )
        return self.day_ahead(due)


class ReplyLetter(Outcome):
    """The letter issued."""

    words = TextField(
        label=say_lazy("পত্রের মূল কথা", "Body of the letter"),
        help_text=say_lazy(
            "যে তথ্য পাঠানো হলো, চাওয়ার ক্রম অনুযায়ী",
            "What was sent, in the order in which it was asked for",
        ),
        lines=8,
        max_length=5000,
    )
    sent_by = ChoiceField(
        label=say_lazy("কীভাবে পাঠানো হলো", "How it was sent"),
        choices=[
            ("nothi", say_lazy("ই-নথিতে", "By e-Nothi")),
            ("email", say_lazy("ই-মেইলে", "By e-mail")),
            ("post", say_lazy("ডাকে", "By post")),
            (HAND, say_lazy("হাতে হাতে", "By hand")),
            (PHONE, say_lazy("ফোনে", "By phone")),
        ],
    )
    enclosures = WholeNumberField(
        label=say_lazy("সংযুক্তি, পাতা", "Enclosures, pages"),
        required=False,
        most=5000,
    )
    copy_to = TextField(
        label=say_lazy("অনুলিপি", "Copy to"),
        help_text=say_lazy("প্রতি লাইনে একজন", "One on each line"),
        required=False,
        lines=3,
        max_length=1000,
    )


class Report(Kind):
    sorts = (
        Preset(
            say_lazy("প্রতিবেদন ও তথ্য প্রেরণ", "Reports sent"),
            {"প্রতিবেদন": 4, "তথ্য প্রেরণ": 4, "প্রেরণ": 1, "রিটার্ন": 2, "report": 4},
        ),
    )
    looks = (SILENT_RETURNS,)
    intake_form = ReceivedLetter
    outcome_form = ReplyLetter
    keep_words = say_lazy("প্রতিবেদন পাঠান", "Send the report")
    is_kept_by_form = False
    result_words = say_lazy("প্রতিবেদন পাঠানোর পত্র", "Letter sending the report")
    # Since the second its items are tasks, and it is kept by the letter that goes out.
    form_version = 2

    def promise(self, answers: Mapping[str, Any], row: Service) -> Promise | None:
        """By the letter's own date; a letter that names none is answered within the charter row's limit."""
        due = answers.get("due_date")
        return Promise("by_date", until=date.fromisoformat(due)) if due else None

    def begin(self, case: Case, *, now: datetime) -> None:
        give_items(case, now=now)

    def make_rows(self, case: Case, *, now: datetime) -> None:
        give_items(case, now=now)

    def open_due_cases(self, *, now: datetime) -> Iterable[Case]:
        return open_due_returns(now)

    def closing_page(self, case: Case) -> str:
        """The promise is sending: it is kept on the page of the letter, of the draft where one is begun."""
        begun = unsent_letter(case)
        return reverse("letter", args=[begun.pk]) if begun else reverse("write_reply", args=[case.number])

    def facts(self, case: Case) -> list[tuple[str, str]]:
        key = case.answers.get("return")
        if key is None:
            return super().facts(case)
        standing = StandingReturn.objects.select_related("contact").get(pk=key)
        first, last = map(date.fromisoformat, case.answers["period"])
        return [
            (say("কী পাঠাতে হবে", "What is to be sent"), str(case.answers["title"])),
            (say("কোন সময়ের", "For"), period_words(first, last)),
            (say("কাকে", "To"), standing.contact.full_title),
        ]

    def end(self, case: Case, *, now: datetime) -> None:
        """Items that no letter answered are no longer owed once the case has ended."""
        drop_open_items(case, now=now)

    def request_line(self, case: Case) -> str:
        return str(case.answers["title"]) if "title" in case.answers else super().request_line(case)

    def outcome_from_text(
        self, words: str, row: Service, *, asked: str = "", channel: str = ""
    ) -> dict[str, str]:
        return {"words": words, "sent_by": PHONE if channel == Case.PHONE else HAND}


KIND = Report()
