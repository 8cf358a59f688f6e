"""From the questions answered to a complaint filed: the same for the citizen's own page, the counter's
device, an agent and the desk.
"""

from datetime import datetime
from typing import Any, cast

from django.core.exceptions import ValidationError
from django.http import QueryDict

from ongikar.cases.actions import Person
from ongikar.cases.models import Case
from ongikar.core.forms.fields import NAMELESS
from ongikar.core.forms.forms import Form
from ongikar.core.i18n.say import language, say
from ongikar.core.slots import Answer
from ongikar.offices.middleware import OfficeRequest
from ongikar.people.models import Applicant
from ongikar.rules.bangla.text import digits

from .. import actions
from ..handling.evidence import CHOOSE_AGAIN, sound_evidence
from ..models import Grievance
from ..slots import hints_about
from .forms import EVIDENCE, GeneralComplaintForm


def file_general_complaint(
    request: OfficeRequest,
    form: GeneralComplaintForm,
    *,
    now: datetime,
    submission: str,
    case: Case | None = None,
    tongue: str = "",
    **facts: Any,
) -> Grievance | None:
    """File what a form that is valid says; None where a file of it is refused or the same stands already, and
    the form says so. `tongue`: the language of the complainant, else that of the page. `case`: one whose
    applicant complains.
    """
    files = sound_evidence(form, EVIDENCE, request, now=now)
    if form.errors:
        return None
    cleaned = form.cleaned_data
    person = person_of(form, tongue or language()) if form.is_named and case is None else None
    facts.setdefault("respondent", form.post_complained_of)
    try:
        return actions.file_complaint(
            office=request.office,
            case=case,
            person=person,
            about=cleaned["about"],
            text=cleaned["text"],
            kind=cleaned["kind"],
            identity_hidden=cleaned["who"] == GeneralComplaintForm.HIDDEN,
            evidence=files,
            is_once=True,
            submission=submission,
            now=now,
            **form.service_facts(),
            **facts,
        )
    except actions.SameComplaint as same:
        add_same_fault(form, same.known)
        return None


def person_of(form: GeneralComplaintForm, tongue: str) -> Person:
    cleaned = form.cleaned_data
    is_office = cleaned["kind"] == Grievance.OFFICIAL
    return Person(
        name=cleaned["name"],
        mobile=cleaned["mobile"],
        address=cleaned["address"],
        email=cleaned["email"],
        institution=cleaned["institution"] if is_office else "",
        kind=Applicant.OFFICE if is_office else Applicant.CITIZEN,
        language=tongue,
    )


def add_same_fault(form: Form, known: Grievance) -> None:
    """Beside the text: under which number it stands."""
    words = say(
        "এই কথাগুলো এই মোবাইল থেকে আগেই জমা হয়েছে, নম্বর {number}। আবার জমা দিতে হবে না; নতুন কিছু থাকলে সেই"
        " অভিযোগে প্রমাণ যোগ করুন।",
        "These words came from this mobile before, under number {number}. It need not be sent again; what is"
        " new can be added to that complaint as evidence.",
        number=digits(known.number, language()),
    )
    form.add_error("text", nameless(words))


def nameless(words: str) -> ValidationError:
    return ValidationError(words, NAMELESS)


def hints_to_show(request: OfficeRequest, form: Form) -> list[Answer]:
    """What the text of a valid form may be instead, the first time it is sent; the form then bears that it
    was told.
    """
    if form.cleaned_data["hinted"]:
        return []
    hints = hints_about(request, form.cleaned_data["text"])
    if hints:
        # A form that was sent has the request's own, which nobody writes into.
        told = cast(QueryDict, form.data).copy()
        told["hinted"] = "1"
        form.data = told
        if form.cleaned_data.get(EVIDENCE):
            form.add_error(EVIDENCE, nameless(say(*CHOOSE_AGAIN)))
    return hints
