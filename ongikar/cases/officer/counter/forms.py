"""The one screen for a person at the desk or on the phone: who, which service, what was asked, what came of
it.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, cast

from django.forms import BoundField
from django.http import QueryDict
from django.utils.html import format_html

from ongikar.cases.actions.intake_debts import showable_papers
from ongikar.cases.kinds import kind_of
from ongikar.cases.kinds.intake_forms import Intake
from ongikar.cases.kinds.intake_part import IntakePart
from ongikar.cases.models import Case
from ongikar.cases.officer.case.forms import TickBoxesField, listed_titles, paper_choices
from ongikar.charter.models import Service
from ongikar.charter.undertakings import is_limit, running_first
from ongikar.core.forms.fields import (
    ChoiceField,
    EmailField,
    IdempotencyKeyField,
    MobileField,
    TextField,
    WholeNumberField,
)
from ongikar.core.forms.forms import Form
from ongikar.core.i18n.say import say, say_lazy
from ongikar.core.not_none import not_none
from ongikar.offices.models import Office
from ongikar.people.models import Applicant
from ongikar.rules.calendar.office_calendar import TZ

from . import letter_form, paper_day_form
from .checks import CHECKS, ELSEWHERE, GIVEN, PAPERS, TAKEN

# Keys pressed with Alt: a figure chooses the service, a letter of the upper row what came of it.
SERVICE_KEYS, OUTCOME_KEYS = "123456789", "qwer"
MOST_DAYS = 250
OUTCOMES = [
    (GIVEN, say_lazy("এখনই দিয়েছি", "Given at once")),
    (TAKEN, say_lazy("তারিখ দিয়ে নিলাম", "Accepted with due date")),
    (PAPERS, say_lazy("কাগজ কম, তালিকা দিলাম", "Documents missing, listed")),
    (ELSEWHERE, say_lazy("এ কার্যালয়ের কাজ নয়", "Not this office’s work")),
]


class CounterForm(Form):
    """`today`: the day on which it is received. Once the service is known, its kind's own questions are asked
    (`intake`).
    """

    mobile = MobileField(label=say_lazy("মোবাইল", "Mobile"), required=False, optional_mark=False)
    name = TextField(label=say_lazy("নাম", "Name"), max_length=120)
    address = TextField(
        label=say_lazy("ঠিকানা", "Address"), required=False, optional_mark=False, max_length=300
    )
    institution = TextField(
        label=say_lazy("প্রতিষ্ঠানের নাম", "Name of the institution"),
        missing=say_lazy(
            "প্রতিষ্ঠানের নাম লিখুন: এই সেবা প্রতিষ্ঠানের জন্য",
            "Enter the name of the institution: this service is for institutions",
        ),
        help_text=say_lazy("প্রতিষ্ঠানের পক্ষে হলে", "When asked for an institution"),
        required=False,
        optional_mark=False,
    )
    channel = ChoiceField(
        label=say_lazy("কীভাবে চেয়েছেন", "How it was asked"),
        choices=[
            (Case.COUNTER, say_lazy("সরাসরি আবেদন", "Walk-in")),
            (Case.PHONE, say_lazy("ফোনে আবেদন", "Phone request")),
            (Case.LETTER, say_lazy("চিঠিতে আবেদন", "Letter received")),
        ],
    )
    service = ChoiceField(label=say_lazy("কোন সেবা", "Which service"))
    asked = TextField(
        label=say_lazy("কী চাইলেন", "What was asked"),
        lines=2,
        max_length=2000,
        width="",
    )
    seen = TickBoxesField(
        label=say_lazy("যে কাগজ দেখেছেন তাতে টিক দিন", "Tick the documents you have seen"),
        required=False,
        optional_mark=False,
    )
    email = EmailField(label=say_lazy("ই-মেইল", "E-mail"), required=False)
    outcome = ChoiceField(
        label=say_lazy("কী হলো", "Outcome"),
        choices=OUTCOMES,
    )
    days = WholeNumberField(
        label=say_lazy("কত কার্যদিবস", "Working days"),
        help_text=say_lazy("খালি রাখলে সেবার নিজের সময়সীমা।", "Left empty: the service’s own limit."),
        required=False,
        optional_mark=False,
        least=0,
        most=MOST_DAYS,
    )
    papers = TickBoxesField(
        label=say_lazy("কোন কাগজ লাগবে", "Which documents are needed"), required=False, optional_mark=False
    )
    answer = TextField(
        label=say_lazy("কী দিলেন বা কী বললেন", "Answer given"),
        required=False,
        optional_mark=False,
        lines=2,
        max_length=2000,
        width="",
    )
    # Pressed twice is saved once.
    token = IdempotencyKeyField()
    # Of what was received on paper, while there was no power (paper_day_form.py).
    slip, slip_day, slip_time, slip_reason = paper_day_form.slip_fields()
    # Of the letter by which it came (letter_form.py).
    letter_memo, letter_written, letter_came = letter_form.letter_fields()

    def __init__(
        self,
        *args: Any,
        services: Sequence[Service],
        office: Office,
        now: datetime,
        today: date,
        typed: Any = None,
        **kwargs: Any,
    ) -> None:
        """`typed`: what was typed so far, where the screen is shown again before it is saved."""
        self.office, self.now = office, now
        self.services = {row.code: row for row in services}
        super().__init__(*args, **kwargs)
        self.choice_field("service").choices = [(row.code, row.short) for row in services]
        self.choice_field("outcome").choices = [
            (name, counter_outcome_words(words) if name == GIVEN else words) for name, words in OUTCOMES
        ]
        self.fields["mobile"].widget.attrs["autofocus"] = True
        self.chosen = self.services.get((self.data if self.is_bound else self.initial).get("service", ""))
        self.intake = self.intake_of(self.chosen, today, typed or {}) if self.chosen else None
        self.ask_for_papers_of(self.chosen)
        self.ask_for_letter()
        if self.chosen and self.chosen.is_for_institutions:
            self.fields["institution"].required = True

    def intake_of(self, row: Service, today: date, typed: Any) -> IntakePart:
        """The kind's questions: as they were answered, or to be answered where the page has not asked them
        yet.
        """
        if self.is_bound and (self.has_asked or not self.must_ask(row)):
            return IntakePart(
                row,
                today=today,
                data=cast(QueryDict, self.data),
                files=self.files,
                sentence=self.data.get("asked", ""),
                may_leave_out=True,
            )
        return IntakePart(
            row, today=today, initial=IntakePart.typed_answers(typed), sentence="", may_leave_out=True
        )

    def ask_for_papers_of(self, row: Service | None) -> None:
        """The papers seen, and where papers are missing, those asked for: at first all that are required and
        not seen.
        """
        typed = self.data if self.is_bound else self.initial
        self.asks_for_papers = row is not None and typed.get("outcome") == PAPERS
        seen = showable_papers(row) if row else []
        if seen:
            self.choice_field("seen").choices = seen
        else:
            del self.fields["seen"]
        if row is None or not self.asks_for_papers:
            del self.fields["papers"]
            return
        self.choice_field("papers").choices = paper_choices(row)
        required = [place for place, _ in seen if row.documents[int(place)].get("required")]
        if not self.is_bound:
            self.initial.setdefault("papers", required)
        elif not self.has_asked and not (sent := cast(QueryDict, self.data)).getlist("papers"):
            self.data = anew = sent.copy()
            anew.setlist("papers", required)

    def ask_for_letter(self) -> None:
        """Of what came by letter: its number and days, where neither the kind asks for them nor the diary has
        them.
        """
        typed = self.data if self.is_bound else self.initial
        self.is_letter = letter_form.is_letter(typed)
        key = str(typed.get(letter_form.LETTER, ""))
        self.known_letter = letter_form.find_letter(self.office, key) if self.is_letter else None
        asked = self.intake.form.fields if self.intake else {}
        by_kind = {
            letter_form.MEMO: self.intake and self.intake.form.letter_memo,
            letter_form.WRITTEN: "letter_date",
        }
        for name in letter_form.FIELDS:
            if self.known_letter or (self.is_letter and by_kind.get(name) in asked):
                del self.fields[name]

    @property
    def has_asked(self) -> bool:
        """Whether the page that was sent asked what this service asks; a service chosen since has its own
        questions.
        """
        return self.chosen is not None and self.data.get("asked_of", "") == self.chosen.code

    def must_ask(self, row: Service) -> bool:
        """Whether the service asks for something that may not be left out, or for papers to be seen."""
        rests_on = kind_of(row).intake_form(service=row).always_asked
        return bool(rests_on or showable_papers(row))

    @property
    def must_show(self) -> bool:
        return self.chosen is not None and not self.has_asked and self.must_ask(self.chosen)

    @property
    def letter_questions(self) -> list[BoundField]:
        return [self[name] for name in letter_form.FIELDS if name in self.fields]

    @property
    def row(self) -> Service:
        return self.services[self.cleaned_data["service"]]

    @property
    def questions(self) -> Intake:
        """The kind's own form, once the service is chosen."""
        return not_none(self.intake).form

    @property
    def answers(self) -> dict[str, Any]:
        return self.questions.as_answers()

    @property
    def applicant_kind(self) -> str:
        return Applicant.INSTITUTION if self.cleaned_data["institution"] else Applicant.CITIZEN

    @property
    def is_understood(self) -> bool:
        """Whether the kind's questions were asked and rightly answered."""
        return self.intake is not None and self.questions.is_bound and self.questions.is_valid()

    @property
    def has_limit(self) -> bool:
        """Whether the service's own words name a day for what was chosen."""
        return is_limit(running_first(kind_of(self.row).undertaking(self.answers, self.row)))

    @property
    def gives_at_once(self) -> bool:
        """Whether what was given can be told here, in a sentence."""
        return self.cleaned_data["outcome"] == GIVEN and kind_of(self.row).at_counter(self.row)

    @property
    def is_closed_on_its_page(self) -> bool:
        return self.cleaned_data["outcome"] == GIVEN and not self.gives_at_once

    @property
    def missing_papers(self) -> list[dict[str, Any]]:
        return listed_titles(self.row, self.cleaned_data.get("papers", ()))

    @property
    def seen_papers(self) -> list[str] | None:
        """Titles of the papers seen; None where the charter row lists none to be shown."""
        if "seen" not in self.fields:
            return None
        return [each["bn"] for each in listed_titles(self.row, self.cleaned_data.get("seen", ()))]

    @property
    def parts(self) -> list[Form]:
        """The forms on the page whose faults are summed up together."""
        return [self, self.intake.form] if self.intake and self.intake.form.is_bound else [self]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.intake and self.intake.form.is_bound:
            faults = self.intake.faults_of_sentence()
            for fault in faults if "asked" not in self.errors else ():
                self.add_error("asked", fault)
        if self.is_understood:
            for name, reason in self.questions.contact_faults(cleaned).items():
                if name in self.fields and name not in self.errors:
                    self.add_error(name, reason)
        self.on_paper = paper_day_form.check_slip(self, self.office, self.now)
        if self.is_letter:
            letter_form.check_letter_days(self, self.now.astimezone(TZ).date())
        if cleaned.get("service") and (check := CHECKS.get(cleaned.get("outcome", ""))):
            check(self, cleaned)
        return cleaned

    def is_valid(self) -> bool:
        return super().is_valid() and (self.must_show or self.is_understood)

    def require_answer(self, bn: str, en: str) -> None:
        if not self.cleaned_data.get("answer") and "answer" not in self.errors:
            self.add_error("answer", say(bn, en))

    # As the page shows it.

    @property
    def questions_at_once(self) -> list[BoundField]:
        """Of a letter everything is asked at once: nobody stands there who could be asked later."""
        if not self.intake:
            return []
        return [*self.intake.at_once(), *(self.intake.others() if self.is_letter else [])]

    @property
    def questions_for_later(self) -> list[BoundField]:
        if not self.intake:
            return []
        return [*([] if self.is_letter else self.intake.others()), self["email"]]


def counter_outcome_words(words: str) -> str:
    """Given at once; where the service's result does not fit in a sentence, the page shows the second
    instead.
    """
    on_page = say("দিয়েছি, ফল লিখব আবেদনের পাতায়", "Given, its result goes on the case’s page")
    return format_html('<span class="at-once">{}</span><span class="on-page">{}</span>', words, on_page)
