"""What an agent writes for the citizen at hand: who they are, which service, its questions and papers, and
how they say yes to it.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.forms import BoundField

from ongikar.cases.actions.attachments import SLIP_TITLE
from ongikar.cases.actions.intake_debts import TO_SHOW
from ongikar.cases.citizen.apply.forms import WantedPaper, add_paper_fields, paper_rows, wanted_papers
from ongikar.cases.kinds.intake_forms import Intake
from ongikar.cases.kinds.intake_part import IntakePart
from ongikar.cases.models import Draft
from ongikar.charter.models import Service
from ongikar.core.forms.fields import (
    ChoiceField,
    EmailField,
    IdempotencyKeyField,
    MobileField,
    TextField,
    UploadField,
)
from ongikar.core.forms.forms import Form
from ongikar.core.i18n.say import say, say_lazy
from ongikar.core.not_none import not_none
from ongikar.papers.models import Paper
from ongikar.rules.bangla.text import latin_digits


class AgentFilingForm(Form):
    """`draft`: what papers lie aside for it. The papers of a service are asked for once it is known which it
    is. How the citizen agrees is asked last, when they have heard what is written.
    """

    mobile = MobileField(
        label=say_lazy("নাগরিকের মোবাইল", "The citizen’s mobile"),
        help_text=say_lazy(
            "খবর এই নম্বরেই যাবে; কেন্দ্রের নম্বর দেবেন না।",
            "News goes to this number; do not give the centre’s.",
        ),
    )
    name = TextField(
        label=say_lazy("নাগরিকের নাম", "The citizen’s name"),
        max_length=120,
    )
    address = TextField(label=say_lazy("ঠিকানা", "Address"), required=False, max_length=300)
    institution = TextField(
        label=say_lazy("প্রতিষ্ঠানের নাম", "Name of the institution"),
        missing=say_lazy(
            "প্রতিষ্ঠানের নাম লিখুন: এই সেবা প্রতিষ্ঠানের জন্য",
            "Enter the name of the institution: this service is for institutions",
        ),
        help_text=say_lazy("প্রতিষ্ঠানের পক্ষে হলে লিখুন।", "Only when asking for an institution."),
        required=False,
        optional_mark=False,
    )
    email = EmailField(label=say_lazy("ই-মেইল", "E-mail"), required=False)
    service = ChoiceField(
        label=say_lazy("কোন সেবা", "Which service"),
        many=True,
    )
    # One of the two, unless the citizen said yes in this sitting already (consent.py).
    code = TextField(
        label=say_lazy("নাগরিকের মোবাইলে যাওয়া ৬ সংখ্যার কোড", "The 6 digits sent to the citizen’s mobile"),
        max_length=20,
        width="w11",
        required=False,
        optional_mark=False,
    )
    signed_slip = UploadField(
        label=say_lazy("সই করা স্লিপের ছবি", "Photograph of the signed slip"),
        help_text=say_lazy("JPG, PNG বা PDF, সর্বোচ্চ ৫ MB", "JPG, PNG or PDF, at most 5 MB"),
        required=False,
        optional_mark=False,
    )
    # Pressed twice is filed once.
    token = IdempotencyKeyField()

    BEFORE_PAPERS = ("mobile", "name", "address", "email", "institution", "service")

    def __init__(
        self, *args: Any, services: Sequence[Service], today: date, draft: Draft | None = None, **kwargs: Any
    ) -> None:
        self.services, self.draft = {row.code: row for row in services}, draft
        super().__init__(*args, **kwargs)
        self.choice_field("service").choices = [("", say("বেছে নিন", "Choose")), *group_services(services)]
        self.chosen = self.services.get(self.data.get("service", "")) if self.is_bound else None
        # Asked once it is known which service; a service chosen since has its own questions.
        asked: dict[str, Any] = {"data": self.data, "files": self.files} if self.has_asked else {}
        self.intake = IntakePart(self.chosen, today=today, **asked) if self.chosen else None
        if self.chosen and self.chosen.is_for_institutions:
            self.fields["institution"].required = True
        add_paper_fields(
            self,
            self.paper_lines,
            say(
                "ছবি নেই, নাগরিক কার্যালয়ে এসে দেখাবেন",
                "There is no picture, the citizen will show it at the office",
            ),
        )
        self.order_fields([*self.BEFORE_PAPERS, *self.paper_fields, "code", "signed_slip"])
        self.fields["code"].widget.attrs |= {"inputmode": "numeric", "autocomplete": "off"}

    def clean_code(self) -> str:
        return "".join(latin_digits(self.cleaned_data["code"]).split())

    @property
    def slips(self) -> list[Paper]:
        """The photographs of the signed slip that lie aside for it."""
        kept = self.draft.papers if self.draft else ()
        return [paper for paper in kept if paper.title == SLIP_TITLE]

    @property
    def paper_lines(self) -> list[WantedPaper]:
        """The papers of the service at hand, with what lies aside and what was ticked."""
        if self.chosen is None:
            return []
        ticked = {str(place) for place in range(len(self.chosen.documents)) if f"show-{place}" in self.data}
        return wanted_papers(self.chosen, self.draft.papers if self.draft else (), ticked)

    @property
    def paper_fields(self) -> list[str]:
        return [f"{what}-{paper.number}" for paper in self.paper_lines for what in ("paper", "show")]

    @property
    def has_asked(self) -> bool:
        """Whether the page that was sent asked what this service asks."""
        return self.chosen is not None and self.data.get("asked_of", "") == self.chosen.code

    @property
    def must_ask(self) -> bool:
        return self.chosen is not None and not self.has_asked

    @property
    def questions(self) -> Intake:
        """The kind's own form, once the service is chosen."""
        return not_none(self.intake).form

    @property
    def parts(self) -> list[Form]:
        """The forms on the page whose faults are summed up together."""
        return [self, self.questions] if self.has_asked else [self]

    def clean(self) -> dict:
        cleaned = super().clean()
        if self.has_asked and self.questions.is_valid():
            for name, reason in self.questions.contact_faults(cleaned).items():
                if name in self.fields and name not in self.errors:
                    self.add_error(name, reason)
        return cleaned

    @property
    def is_complete(self) -> bool:
        """Whether everything was asked and rightly answered; what is missing among the papers is a fault of
        the form.
        """
        return not self.errors and self.has_asked and self.questions.is_valid()

    @property
    def row(self) -> Service:
        return self.services[self.cleaned_data["service"]]

    @property
    def answers(self) -> dict:
        to_show = [paper.title for paper in self.paper_lines if paper.will_show and not paper.papers]
        shown = {TO_SHOW: to_show} if to_show else {}
        return self.questions.as_answers() | shown

    def person_fields(self) -> list[BoundField]:
        """What a phone asks of every service."""
        return [self[name] for name in self.BEFORE_PAPERS]

    # As the page shows it: the papers have their own place between what is asked and the consent.

    def before_papers(self) -> list[BoundField]:
        return [self[name] for name in self.BEFORE_PAPERS if name in self.fields]

    def papers_asked(self) -> list[tuple[WantedPaper, BoundField, BoundField]]:
        return paper_rows(self, self.paper_lines)


def group_services(services: Sequence[Service]) -> list[tuple[str, list[tuple[str, str]]]]:
    """The services to choose from, under a heading for citizens and one for institutions."""
    headings = (
        (False, say("নাগরিকের সেবা", "Services to citizens")),
        (True, say("প্রতিষ্ঠানের সেবা", "Services to institutions")),
    )
    groups = [
        (heading, [(row.code, row.short) for row in services if row.is_for_institutions == own])
        for own, heading in headings
    ]
    return [(heading, rows) for heading, rows in groups if rows]
