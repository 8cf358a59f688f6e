"""What a draft holds: its steps, what is kept of what was typed, and the forms that read it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.http import QueryDict

from ongikar.charter.models import Service
from ongikar.charter.terms import document_name
from ongikar.frame.fields import Upload
from ongikar.frame.forms import Form
from ongikar.papers.models import Paper
from ongikar.rules.identity import names_identity_paper

from ..asked_files import MOST_TITLE
from ..kinds import kind_of
from .forms import Contact

QUESTIONS, CONTACT, PAPERS, CHECK = "questions", "contact", "papers", "check"
# A longer text than any question takes is not worth keeping whole.
LONGEST = 20_000
MOST_PAPERS = 12
# The field of the contact that is kept sealed beside the steps.
IDENTITY = "identity"


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


def wanted_of(service: Service, papers: Sequence[Paper], to_show: Collection[str] = ()) -> list[Wanted]:
    """The papers that the charter lists and the form does not stand for. `to_show`: numbers of those shown at the office."""
    return [
        Wanted(
            number=number, title=document["bn"][:MOST_TITLE], name=document_name(document),
            is_required=bool(document.get("required")), will_show=str(number) in to_show,
            papers=tuple(paper for paper in papers if paper.title == document["bn"][:MOST_TITLE]),
        )
        for number, document in enumerate(service.documents)
        if not document.get("provided_by_form")
    ]  # fmt: skip


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
        return Contact(
            data, asks_identity=asks_identity(service), is_for_institutions=service.is_for_institutions
        )
    form = kind_of(service).intake_form(data, files, service=service)
    if data is not None and files is None:
        # A file asked for among the questions came with them and lies with the papers by now.
        for field in form.fields.values():
            if isinstance(field, Upload):
                field.required = False
    return form


def asks_identity(service: Service) -> bool:
    """Whether the number of an identity paper may be given: where the charter row lists one, or its kind checks one."""
    listed = any(names_identity_paper(document["bn"]) for document in service.documents)
    return listed or getattr(kind_of(service).intake_form(service=service), "asks_identity", False)


def steps_of(service: Service) -> list[str]:
    """The steps of applying for a service; without papers where none need be brought."""
    asks_papers = any(not document.get("provided_by_form") for document in service.documents)
    return [QUESTIONS, CONTACT, *([PAPERS] if asks_papers else []), CHECK]
