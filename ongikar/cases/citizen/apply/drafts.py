"""What a draft holds: its steps, what is kept of what was typed, and the forms that read it; old drafts are
removed.
"""

import logging
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby

from django.db import transaction
from django.http import QueryDict

from ongikar.cases.citizen.forms import ContactForm
from ongikar.cases.form_uploads import MOST_TITLE
from ongikar.cases.kinds import kind_of
from ongikar.cases.models import Draft
from ongikar.charter.models import Service
from ongikar.charter.terms import document_name
from ongikar.core.forms.fields import UploadField
from ongikar.core.forms.forms import Form
from ongikar.journal.actions import WORKER, record
from ongikar.papers.actions import delete_papers, papers_of
from ongikar.papers.models import Paper
from ongikar.rules.identity import names_identity_paper

QUESTIONS, CONTACT, PAPERS, CHECK = "questions", "contact", "papers", "check"
# A longer text than any question takes is not worth keeping whole.
LONGEST = 20_000
MOST_PAPERS = 12
# The field of the contact that is kept sealed beside the steps.
IDENTITY = "identity"


@dataclass(frozen=True, slots=True)
class WantedPaper:
    """A paper that the charter lists and the form does not stand for; its number is its place in the
    charter's list.
    """

    number: int
    title: str
    name: str
    is_required: bool
    papers: tuple[Paper, ...]
    will_show: bool

    @property
    def is_missing(self) -> bool:
        return self.is_required and not self.papers and not self.will_show


def wanted_papers(
    service: Service, papers: Sequence[Paper], to_show: Collection[str] = ()
) -> list[WantedPaper]:
    """The papers that the charter lists and the form does not stand for. `to_show`: numbers of those shown at
    the office.
    """
    return [
        WantedPaper(
            number=number,
            title=document["bn"][:MOST_TITLE],
            name=document_name(document),
            is_required=bool(document.get("required")),
            will_show=str(number) in to_show,
            papers=tuple(paper for paper in papers if paper.title == document["bn"][:MOST_TITLE]),
        )
        for number, document in enumerate(service.documents)
        if not document.get("provided_by_form")
    ]


def typed_values(post: QueryDict, names: list[str]) -> dict[str, list[str]]:
    """What was typed into these fields, right or wrong, as it is kept in a draft."""
    return {
        name: [value[:LONGEST].replace("\0", "") for value in post.getlist(name)]
        for name in names
        if name in post
    }


def post_data(kept: dict[str, list[str]]) -> QueryDict:
    """What was kept, as if it were just sent in."""
    data = QueryDict(mutable=True)
    for name, values in kept.items():
        data.setlist(name, values)
    return data


def step_form(step: str, service: Service, data: QueryDict | None = None, files=None) -> Form:
    """The form of one of the two steps that are a form."""
    if step == CONTACT:
        return ContactForm(
            data, asks_identity=asks_identity(service), is_for_institutions=service.is_for_institutions
        )
    form = kind_of(service).intake_form(data, files, service=service)
    if data is not None and files is None:
        # A file asked for among the questions came with them and lies with the papers by now.
        for field in form.fields.values():
            if isinstance(field, UploadField):
                field.required = False
    return form


def asks_identity(service: Service) -> bool:
    """Whether the number of an identity paper may be given: where the charter row lists one, or its kind
    checks one.
    """
    listed = any(names_identity_paper(document["bn"]) for document in service.documents)
    return listed or getattr(kind_of(service).intake_form(service=service), "asks_identity", False)


def steps_of(service: Service) -> list[str]:
    """The steps of applying for a service; without papers where none need be brought."""
    asks_papers = any(not document.get("provided_by_form") for document in service.documents)
    return [QUESTIONS, CONTACT, *([PAPERS] if asks_papers else []), CHECK]


log = logging.getLogger("ongikar.worker")

# A paper that a charter asks for, such as a birth certificate, may itself take a citizen some weeks to get.
# What nobody
# sent in a month is names, numbers and copies of identity cards that the office has no reason to hold.
DRAFT_RETENTION_DAYS = 30
DRAFT_RETENTION = timedelta(days=DRAFT_RETENTION_DAYS)
# The address opens nothing after KEPT; the files go a day later, so that none is removed from under a page
# being sent.
REMOVED = DRAFT_RETENTION + timedelta(days=1)
# Removed in one go; the rest in the next.
MOST = 200


def is_draft_expired(draft: Draft, now: datetime) -> bool:
    return now - draft.begun_at >= DRAFT_RETENTION


def clear_drafts(now: datetime) -> int:
    """Remove what was begun too long ago, and say how many in one entry an office; returns how many were
    removed.

    A draft that was sent goes too: its case keeps the key, by which a second press is known and the receipt
    opened.
    """
    # Drafts stand in the order they were begun, so one look at the first tells whether there is
    # anything to do.
    first = Draft.objects.order_by("pk").first()
    if first is None or now - first.begun_at < REMOVED:
        return 0
    old = Draft.objects.filter(begun_at__lte=now - REMOVED).order_by("office_id", "pk")[:MOST]
    return sum(
        remove_drafts(office_id, drafts, now)
        for office_id, drafts in groupby(old, lambda draft: draft.office_id)
    )


def remove_drafts(office_id: int, drafts: Iterable[Draft], now: datetime) -> int:
    """Remove drafts of one office, each with its papers before it: a worker killed in between finds the rest
    again.
    """
    gone = [draft.pk for draft in drafts if has_deleted_papers(draft)]
    if gone:
        with transaction.atomic():
            Draft.objects.filter(pk__in=gone).delete()
            record(
                "drafts.removed",
                subject=("office", office_id),
                actor=WORKER,
                office_id=office_id,
                now=now,
                count=len(gone),
            )
    return len(gone)


def has_deleted_papers(draft: Draft) -> bool:
    """Whether its papers are gone. Where the disk refuses, the draft stays and is tried again."""
    try:
        delete_papers(papers_of(draft.reference))
    except OSError:
        log.exception("the papers of %s could not be removed", draft)
        return False
    return True
