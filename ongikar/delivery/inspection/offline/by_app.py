"""An inspection answered with an app that speaks OpenRosa: its checklist as a form on the phones of the
staff, and what comes back as answers of the inspection.
"""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID, uuid5

from ongikar.core.forms.faults import ActFault
from ongikar.core.not_none import not_none
from ongikar.journal.actions import Reference
from ongikar.packs.actions import LASTS
from ongikar.papers.models import Paper
from ongikar.people.models import User
from ongikar.questionnaires.actions import close_round, open_round
from ongikar.questionnaires.models import AnonymousResponse, QuestionnaireFault, Response, Round
from ongikar.records.actions import perform
from ongikar.rules.questionnaire.definition import UPLOADS

from ..answering import GivenAnswer, record_answers
from ..checklist import is_item, text_of
from ..models import Inspection, InspectionPhoto

# Of each answer of a response its own number, the same however often the response is read.
NUMBERS = UUID("4f5c1b1e-6f0e-4c56-9a53-6f8c2f7d1a35")


def round_by_app(inspection: Inspection, now: datetime) -> Round | None:
    """The round by which phones fill it now; None where none is open."""
    kind, key = inspection.reference
    rounds = Round.objects.filter(subject_type=kind, subject_id=key, office=inspection.office_id)
    return next((round for round in rounds.order_by("-id")[:5] if round.is_open(now)), None)


def open_by_app(inspection: Inspection, *, actor: Reference, now: datetime) -> Round:
    """For seven days every phone of the staff may fill it; opened twice it is one. Raises ActFault."""
    inspection.require_under_way()
    if known := round_by_app(inspection, now):
        return known
    return open_round(
        questionnaire=inspection.version.questionnaire,
        office=inspection.office,
        version=inspection.version,
        subject=inspection.reference,
        opens_at=now,
        closes_at=now + LASTS,
        respondents=Round.OFFICER,
        once=False,
        actor=actor,
        now=now,
    )


def close_by_app(inspection: Inspection, *, actor: Reference, now: datetime) -> None:
    if known := round_by_app(inspection, now):
        close_round(known, actor=actor, now=now)


def take_response(response: Response | AnonymousResponse, *, now: datetime) -> None:
    """Its answers are answers of the inspection, each said by whoever has the phone.

    Raises QuestionnaireFault where the inspection takes none: what the phone sent is then kept for somebody
    to look at.
    """
    subject = response.round.subject
    if subject is None or subject[0] != Inspection.SUBJECT or not isinstance(response, Response):
        return
    inspection = Inspection.objects.with_related().get(pk=subject[1])
    user = User.objects.get(pk=not_none(response.respondent_id))
    questions = inspection.version.questions.by_name
    given = [
        GivenAnswer(name, text_of(value), uuid=uuid5(NUMBERS, f"{response.pk} {name}"))
        for name, value in response.answers.items()
        if (question := questions.get(name)) and is_item(question) and question.type not in UPLOADS
    ]
    wanted = [each for each in given if not inspection.only_items or each.item in inspection.only_items]
    try:
        record_answers(inspection, wanted, said_at=now, by=user, now=now, source=f"{response.via}-{user.pk}")
    except ActFault as fault:
        raise QuestionnaireFault(fault.field, fault.bn, fault.en) from fault


def take_photos(response: Response, photos: Mapping[str, int], *, now: datetime) -> None:
    """Photos that an app took of items are photos of the inspection, as those from our own page. The app says
    neither when nor where: the moment they came stands for it.
    """
    subject = response.round.subject
    if subject is None or subject[0] != Inspection.SUBJECT:
        return
    inspection = Inspection.objects.with_related().get(pk=subject[1])
    for item, key in photos.items():
        paper = Paper.objects.get(pk=key)
        if inspection.only_items and item not in inspection.only_items:
            continue
        row = InspectionPhoto(
            inspection=inspection,
            item=item,
            uuid=uuid5(NUMBERS, f"{response.pk} photo {item}"),
            sha256=paper.sha256,
            paper=paper,
            taken_at=now,
        )
        paper.subject_type, paper.subject_id = inspection.reference
        paper.title, paper.brought_by = row.paper_title, "office"
        paper.save(update_fields=["subject_type", "subject_id", "title", "brought_by"])
        perform(inspection, row, actor=("user", not_none(response.respondent_id)), now=now)
