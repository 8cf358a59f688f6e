"""The one screen for a person at the desk or on the phone: who, which service, what was asked, what came of it."""

from collections.abc import Sequence
from typing import Any

from django.forms import BoundField
from django.utils.html import format_html

from ongikar.charter.models import Service
from ongikar.charter.undertakings import is_limit, running_first
from ongikar.frame.fields import Choice, Key, Mobile, Text, Whole
from ongikar.frame.forms import Form
from ongikar.frame.say import say, say_later

from ..kinds import kind_of
from ..limits import LIMIT, limit_question, undertaking_of
from ..models import Case
from .forms import is_sentence
from .paper_forms import Ticks, explain_fault, listed, must_be_explained, paper_choices

GIVEN, TAKEN, PAPERS, ELSEWHERE = "given", "taken", "papers", "elsewhere"
# Keys pressed with Alt: a figure chooses the service, a letter of the upper row what came of it.
SERVICE_KEYS, OUTCOME_KEYS = "123456789", "qwer"
MOST_DAYS = 250


class Counter(Form):
    mobile = Mobile(label=say_later("মোবাইল", "Mobile"), required=False, optional_mark=False)
    name = Text(label=say_later("নাম", "Name"), missing=say_later("নাম লিখুন", "Enter the name"), max_length=120)
    address = Text(label=say_later("ঠিকানা", "Address"), required=False, optional_mark=False, max_length=300)
    channel = Choice(
        label=say_later("কীভাবে চেয়েছেন", "How it was asked"),
        choices=[
            (Case.COUNTER, say_later("কেউ এসেছেন", "In person")),
            (Case.PHONE, say_later("ফোনে চেয়েছেন", "By phone")),
            (Case.LETTER, say_later("চিঠিতে চেয়েছেন", "By letter")),
        ],
    )  # fmt: skip
    service = Choice(
        label=say_later("কোন সেবা", "Which service"), missing=say_later("সেবাটি বেছে নিন", "Choose the service")
    )
    asked = Text(
        label=say_later("কী চাইলেন", "What was asked"), missing=say_later("কী চাইলেন লিখুন", "Write what was asked"),
        lines=2, max_length=2000, width="",
    )  # fmt: skip
    outcome = Choice(
        label=say_later("কী হলো", "What came of it"),
        choices=[
            (GIVEN, say_later("এখনই দিয়েছি", "Given at once")),
            (TAKEN, say_later("তারিখ দিয়ে নিলাম", "Taken, with a date")),
            (PAPERS, say_later("কাগজ কম, তালিকা দিলাম", "Papers missing, listed")),
            (ELSEWHERE, say_later("এ কার্যালয়ের কাজ নয়", "Not this office’s work")),
        ],
        missing=say_later("কী হলো বেছে নিন", "Choose what came of it"),
    )  # fmt: skip
    days = Whole(
        label=say_later("কত কার্যদিবস", "Working days"),
        help_text=say_later("খালি রাখলে সেবার নিজের সময়সীমা।", "Left empty: the service’s own limit."), required=False, optional_mark=False, least=0, most=MOST_DAYS,
    )  # fmt: skip
    papers = Ticks(
        label=say_later("কোন কাগজ লাগবে", "Which papers are needed"), required=False, optional_mark=False
    )
    told = Text(
        label=say_later("কী দিলেন বা কী বললেন", "What was given or said"), required=False, optional_mark=False,
        lines=2, max_length=2000, width="",
    )  # fmt: skip
    # Pressed twice is saved once.
    token = Key()

    def __init__(self, *args, services: Sequence[Service], **kwargs):
        self.services = {row.code: row for row in services}
        super().__init__(*args, **kwargs)
        self.fields["service"].choices = [(row.code, row.short) for row in services]
        self.fields["outcome"].choices = [
            (name, in_two_ways(words) if name == GIVEN else words)
            for name, words in self.fields["outcome"].choices
        ]
        self.fields["mobile"].widget.attrs["autofocus"] = True
        chosen = self.services.get(self.data.get("service", "")) if self.is_bound else None
        question = limit_question(chosen) if chosen else None
        if question:
            self.fields[LIMIT] = question
        self.asks_for_papers = bool(chosen) and self.data.get("outcome") == PAPERS
        if self.asks_for_papers:
            self.fields["papers"].choices = paper_choices(chosen)
        else:
            del self.fields["papers"]

    @property
    def row(self) -> Service:
        return self.services[self.cleaned_data["service"]]

    @property
    def limit_asked(self) -> BoundField | None:
        """Which of the service's limits applies, where it has several: asked once the service is chosen."""
        return self[LIMIT] if LIMIT in self.fields else None

    @property
    def limit_answer(self) -> dict[str, str]:
        return {LIMIT: self.cleaned_data[LIMIT]} if self.cleaned_data.get(LIMIT) else {}

    @property
    def has_limit(self) -> bool:
        """Whether the service's own words name a day for what was chosen."""
        return is_limit(running_first(undertaking_of(self.limit_answer, self.row, None)))

    @property
    def gives_at_once(self) -> bool:
        """Whether what was given can be told here, in a sentence."""
        return self.cleaned_data["outcome"] == GIVEN and kind_of(self.row).at_counter(self.row)

    @property
    def is_closed_on_its_page(self) -> bool:
        return self.cleaned_data["outcome"] == GIVEN and not self.gives_at_once

    @property
    def missing_papers(self) -> list[dict[str, Any]]:
        return listed(self.row, self.cleaned_data.get("papers", ()))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("service") and (check := CHECKS.get(cleaned.get("outcome", ""))):
            check(self, cleaned)
        return cleaned

    def needs_told(self, bn: str, en: str) -> None:
        if not self.cleaned_data.get("told") and "told" not in self.errors:
            self.add_error("told", say(bn, en))


def in_two_ways(words: str) -> str:
    """Given at once; where the service's result does not fit in a sentence, the page shows the second instead."""
    on_page = say("দিয়েছি, ফল লিখব আবেদনের পাতায়", "Given, its result goes on the case’s page")
    return format_html('<span class="at-once">{}</span><span class="on-page">{}</span>', words, on_page)


def check_given(form: Counter, cleaned: dict[str, Any]) -> None:
    if form.gives_at_once:
        form.needs_told("কী দিলেন লিখুন", "Write what was given")


def check_taken(form: Counter, cleaned: dict[str, Any]) -> None:
    if not {"days", LIMIT} & form.errors.keys() and cleaned.get("days") is None and not form.has_limit:
        form.add_error(
            "days",
            say(
                "এই সেবার সময়সীমা ঠিক করা নেই; কত কার্যদিবসে দেবেন লিখুন",
                "No limit is set for this service; write in how many working days",
            ),
        )


def check_papers(form: Counter, cleaned: dict[str, Any]) -> None:
    if not form.row.documents:
        form.add_error(
            "outcome",
            say(
                "চার্টারে এই সেবার কোনো কাগজের নাম নেই, তাই কাগজ চাওয়া যায় না",
                "The charter lists no paper for this service, so none can be asked for",
            ),
        )
    elif not cleaned.get("papers"):
        form.add_error("papers", say("যে কাগজ লাগবে তাতে টিক দিন", "Tick the papers that are needed"))
    elif any(map(must_be_explained, form.missing_papers)) and not is_sentence(cleaned.get("told", "")):
        form.add_error("told", explain_fault(form.missing_papers))


def check_elsewhere(form: Counter, cleaned: dict[str, Any]) -> None:
    form.needs_told("কোন কার্যালয়ে যেতে হবে, লিখুন", "Write which office to go to")


CHECKS = {GIVEN: check_given, TAKEN: check_taken, PAPERS: check_papers, ELSEWHERE: check_elsewhere}
