"""An application on its way: what was typed at each step, what is still missing, and sending it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.http import QueryDict

from ongikar.charter.models import Service
from ongikar.charter.terms import document_name
from ongikar.frame.forms import Form, Upload
from ongikar.papers.actions import papers_of
from ongikar.papers.models import Paper

from ..actions import Person, receive_case
from ..kinds import kind_of
from ..models import Case, Draft
from .forms import Contact

QUESTIONS, CONTACT, PAPERS, CHECK = "questions", "contact", "papers", "check"
# A longer text than any question takes is not worth keeping whole.
LONGEST = 20_000
MOST_PAPERS = 12
TITLE = 200
# Where the answers of a case say which papers the person will show at the office.
TO_SHOW = "to_show_at_office"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A paper that the charter lists and the form does not stand for; its number is its place in the charter's list."""

    number: int
    title: str
    name: str
    is_required: bool
    papers: tuple[Paper, ...]
    will_show: bool

    @property
    def is_missing(self) -> bool:
        return self.is_required and not self.papers and not self.will_show


def typed(post: QueryDict, names: list[str]) -> dict[str, list[str]]:
    """What was typed into these fields, right or wrong, as it is kept in a draft."""
    return {
        name: [value[:LONGEST].replace("\0", "") for value in post.getlist(name)]
        for name in names
        if name in post
    }


def as_post(kept: dict[str, list[str]]) -> QueryDict:
    """What was kept, as if it were just sent in."""
    data = QueryDict(mutable=True)
    for name, values in kept.items():
        data.setlist(name, values)
    return data


def form_of(step: str, service: Service, data: QueryDict | None = None, files=None) -> Form:
    """The form of one of the two steps that are a form."""
    if step == CONTACT:
        return Contact(data)
    form = kind_of(service).intake_form(data, files, service=service)
    if data is not None and files is None:
        # A file asked for among the questions came with them and lies with the papers by now.
        for field in form.fields.values():
            if isinstance(field, Upload):
                field.required = False
    return form


def kept_form(draft: Draft, service: Service, step: str) -> Form:
    """The form as it was left: with its faults, if anything was typed."""
    kept = draft.steps.get(step)
    return form_of(step, service, None if kept is None else as_post(kept))


def steps_of(service: Service) -> list[str]:
    """The steps of applying for a service; without papers where none need be brought."""
    asks_papers = any(not document.get("provided_by_form") for document in service.documents)
    return [QUESTIONS, CONTACT, *([PAPERS] if asks_papers else []), CHECK]


def is_done(draft: Draft, service: Service, step: str) -> bool:
    if step not in draft.steps:
        return False
    return step == PAPERS or kept_form(draft, service, step).is_valid()


def next_step(draft: Draft, service: Service) -> str:
    """The first step that is not done; at last the check."""
    return next((step for step in steps_of(service)[:-1] if not is_done(draft, service, step)), CHECK)


def wanted_papers(draft: Draft, service: Service) -> list[Wanted]:
    kept = list(papers_of(draft.reference))
    to_show = draft.steps.get(PAPERS, {}).get("show", [])
    return [
        Wanted(
            number=number, title=document["bn"][:TITLE], name=document_name(document),
            is_required=bool(document.get("required")), will_show=str(number) in to_show,
            papers=tuple(paper for paper in kept if paper.title == document["bn"][:TITLE]),
        )
        for number, document in enumerate(service.documents)
        if not document.get("provided_by_form")
    ]  # fmt: skip


def missing_papers(draft: Draft, service: Service) -> Iterator[Wanted]:
    """Required papers that neither came nor will be shown: with one of these the application is not complete."""
    return (wanted for wanted in wanted_papers(draft, service) if wanted.is_missing)


@transaction.atomic
def send(draft: Draft, service: Service, *, tongue: str, now: datetime) -> Case:
    """Make the case of a complete draft, once. What was typed lives on in the case and no longer in the draft."""
    questions, contact = (kept_form(draft, service, step) for step in (QUESTIONS, CONTACT))
    if not (questions.is_valid() and contact.is_valid()):
        raise ValueError("only a complete draft is sent")
    told = contact.cleaned_data
    answers: dict[str, Any] = questions.as_answers()
    if to_show := [wanted.title for wanted in wanted_papers(draft, service) if wanted.will_show]:
        answers[TO_SHOW] = to_show
    person = Person(
        name=told["name"], mobile=told["mobile"], address=contact.address(), email=told["email"],
        institution=told["institution"], kind=told["kind"], language=tongue,
    )  # fmt: skip
    case = receive_case(
        service=service, person=person, answers=answers, channel=Case.ONLINE, submission=draft.token, now=now,
        draft=draft.reference,
    )  # fmt: skip
    Draft.objects.filter(pk=draft.pk).update(sent_at=now, steps={})
    return case
