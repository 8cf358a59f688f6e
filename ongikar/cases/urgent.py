"""What cannot wait for an answer: money being taken now. The office's own words say what to do at once, and
whom to call.
"""

from datetime import datetime
from typing import Any, NamedTuple

from django import forms
from django.db.models import QuerySet, Value

from ongikar.charter.models import Service
from ongikar.core.db.compiled_query import CompiledQuery
from ongikar.core.db.index_conditions import sql_literal
from ongikar.core.i18n.say import language, say
from ongikar.core.number_formats import phone_of
from ongikar.core.slots import Answer
from ongikar.offices.middleware import OfficeRequest
from ongikar.offices.models import Office

from .kinds import Urgency, is_asked_for, kind_of
from .models import Case

MOST_SHOWN = 20


class UrgentContact(NamedTuple):
    """Whom to call. `number`: as it is dialled, "" where `note` says how to find it."""

    name: str
    number: str
    note: str
    is_confirmed: bool

    @property
    def shown_number(self) -> str:
        return phone_of(self.number)

    @property
    def line(self) -> str:
        """As a paper says it."""
        unsure = (
            ""
            if self.is_confirmed or not self.number
            else say("কার্যালয় নম্বরটি মিলিয়ে দেখবে", "number to be confirmed by the office")
        )
        rest = "; ".join(filter(None, (self.note, unsure)))
        return " ".join(filter(None, (f"{self.name}:", self.shown_number, f"({rest})" if rest else "")))


class UrgentAdvice(NamedTuple):
    """What the office says in one urgent matter, in the page's language."""

    title: str
    steps: list[str]
    contacts: list[UrgentContact]

    @property
    def as_text(self) -> str:
        """For a paper: the steps numbered, then whom to call, a line each."""
        steps = [
            say("{n}. {words}", "{n}. {words}", n=place, words=words)
            for place, words in enumerate(self.steps, 1)
        ]
        return "\n".join([*steps, *(contact.line for contact in self.contacts)])


def find_advice(office: Office, key: str) -> UrgentAdvice | None:
    """The office's advice under this key, as its office.toml has it; None where it has none."""
    advice = next((row for row in office.urgent if row["key"] == key), None) if key else None
    if advice is None:
        return None
    tongue = language()

    def word(row: dict[str, Any], name: str) -> str:
        return row.get(f"{name}_{tongue}") or row.get(f"{name}_bn", "")

    contacts = [
        UrgentContact(
            word(row, "name"), row.get("number", ""), word(row, "note"), row.get("confirmed", False)
        )
        for row in advice["contacts"]
    ]
    return UrgentAdvice(word(advice, "title"), [step[tongue] for step in advice["steps"]], contacts)


def advice_for_case(case: Case) -> UrgentAdvice | None:
    """The advice for a case that was urgent when it was received."""
    return find_advice(case.office, case.urgent)


def urgencies_of(row: Service) -> list[Urgency]:
    """Those of its kind that the questions of this charter row can bring."""
    kind = kind_of(row)
    if not kind.urgencies:
        return []
    form = kind.intake_form(service=row)
    return [urgency for urgency in kind.urgencies if is_advice_possible(urgency, form)]


def is_advice_possible(urgency: Urgency, form: forms.Form) -> bool:
    return all(
        name in form.fields and value in dict(getattr(form.fields[name], "choices", ()))
        for name, value in urgency.answers.items()
    )


def advice_before(row: Service, office: Office) -> list[UrgentAdvice]:
    """What is said before anything is sent, on the pages of a service whose answers may be urgent."""
    return list(filter(None, (find_advice(office, urgency.key) for urgency in urgencies_of(row))))


def advice_panel(request: OfficeRequest, *, service: Service, now: datetime) -> Answer | None:
    """The part of the service's public page."""
    advice = advice_before(service, request.office) if is_asked_for(service) else []
    return ("cases/urgent_before.html", {"advices": advice}) if advice else None


class MarkedRadios(forms.RadioSelect):
    """Radio buttons of which some answers are part of what makes a request urgent: the page's style looks for
    their classes.
    """

    marks: dict[str, str] = {}

    def create_option(
        self,
        name: str,
        value: Any,
        label: Any,
        selected: bool,
        index: int,
        subindex: int | None = None,
        attrs: dict[str, Any] | None = None,
    ) -> dict[str, Any]:
        option = super().create_option(name, value, label, selected, index, subindex, attrs)
        if mark := self.marks.get(str(value)):
            option["attrs"]["class"] = mark
        return option


def mark_urgent(form: forms.Form, row: Service) -> None:
    """Mark the answers that are urgent together, so that the advice stands there as soon as they are chosen
    (look.css).
    """
    for urgency in urgencies_of(row):
        count = len(urgency.answers)
        for place, (name, value) in enumerate(urgency.answers.items(), 1):
            field = form.fields.get(name)
            if field is None or not isinstance(field.widget, forms.RadioSelect):
                continue
            radios = MarkedRadios(attrs=field.widget.attrs)
            radios.choices, radios.is_required = field.widget.choices, field.widget.is_required
            # One answer that is urgent alone stands for both.
            radios.marks = {value: f"urgent-{place}" if count > 1 else "urgent-1 urgent-2"}
            field.widget = radios


def open_urgent_cases(office: Office | Value) -> QuerySet[Case]:
    """The urgent cases that are not closed, the oldest first: found by an index of their own, which holds
    these alone.
    """
    # As the condition of that index is written.
    cases = Case.objects.filter(office=office, closed_at__isnull=True).exclude(urgent=sql_literal(""))
    return cases.order_by("id")


OPEN_URGENT = CompiledQuery(
    lambda: open_urgent_cases(CompiledQuery.parameter(0)).select_related("applicant")[:MOST_SHOWN]
)


def open_urgent(office: Office) -> list[Case]:
    """Those of them that a page shows."""
    return list(OPEN_URGENT(office.pk))
