"""The application as a paper to print and fill in by hand: the questions of the screen, for whoever comes
without one.
"""

from datetime import datetime
from typing import NamedTuple

from django import forms
from django.forms import BoundField
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ongikar.cases.kinds import is_asked_for, own_duty
from ongikar.charter.models import Service, service_in_force
from ongikar.charter.terms import caption_of, terms_of
from ongikar.core.forms.fields import UploadField
from ongikar.core.http.page_cache import cacheable_page
from ongikar.core.slots import Answer
from ongikar.offices.middleware import OfficeRequest

from .forms import CONTACT, QUESTIONS, step_form, wanted_papers

# More places than these are written down sooner than found on paper.
MOST_CHOICES = 8


class PaperQuestion(NamedTuple):
    """One question on paper: what may be ticked, or else how many empty lines to write on."""

    label: str
    hint: str
    may_be_left_out: bool
    choices: list[str]
    empty: range


@require_safe
@cacheable_page
def blank_form(request: OfficeRequest, code: str) -> HttpResponse:
    service = service_in_force(request.office, code, timezone.localdate())
    if service is None or not is_asked_for(service):
        raise Http404
    context = {
        "service": service,
        "caption": caption_of(service),
        "terms": terms_of(service),
        "questions": paper_questions(step_form(QUESTIONS, service)),
        "contact": paper_questions(step_form(CONTACT, service)),
        "papers": wanted_papers(service, ()),
    }
    return render(request, "cases/citizen/blank_form.html", context)


def paper_questions(form: forms.Form) -> list[PaperQuestion]:
    """The questions of a form; a file cannot be written on paper, and is among what is brought along."""
    return [
        paper_question(field) for field in form.visible_fields() if not isinstance(field.field, UploadField)
    ]


def paper_question(field: BoundField) -> PaperQuestion:
    choices = [str(words) for value, words in getattr(field.field, "choices", ()) if value]
    choices = choices if len(choices) <= MOST_CHOICES else []
    rows = int(field.field.widget.attrs.get("rows", 1)) if not choices else 0
    may_be_left_out = not field.field.required and getattr(field.field, "optional_mark", True)
    return PaperQuestion(str(field.label), str(field.help_text), may_be_left_out, choices, range(rows))


def why_nobody_asks(*, request: HttpRequest, service: Service, now: datetime) -> Answer | None:
    """What the office owes by itself takes no requests, and nothing is said to those who would make one."""
    return ("cases/citizen/own_duty.html", {"why": why}) if (why := own_duty(service)) else None


def blank_form_panel(*, request: HttpRequest, service: Service, now: datetime) -> Answer | None:
    """The way to the paper, beside the other ways to ask."""
    return ("cases/citizen/blank_form_link.html", {"service": service}) if is_asked_for(service) else None
