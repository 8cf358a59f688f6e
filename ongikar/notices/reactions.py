"""Who is told what, when something has happened. Every reaction is safe to run twice: its messages are unique."""

from collections.abc import Mapping
from datetime import datetime

from ongikar.cases.models import Case
from ongikar.grievances.models import Stage
from ongikar.grievances.reactions import stage_of
from ongikar.journal.models import Entry, ToDo
from ongikar.offices.models import Post

from . import recipients, wording
from .actions import make
from .facts import case_facts, stage_facts
from .models import Message
from .recipients import Recipient
from .sending import send_message
from .wording import Wording


def tell_applicant(todo: ToDo, *, now: datetime) -> None:
    case = case_of(todo.entry)
    about_case(todo, case, recipients.applicant(case.applicant), wording.APPLICANT, now)


def tell_officer(todo: ToDo, *, now: datetime) -> None:
    case = case_of(todo.entry)
    about_case(todo, case, recipients.post(case.post), wording.STAFF, now)


def remind_officer(todo: ToDo, *, now: datetime) -> None:
    """A promise that was kept meanwhile needs no reminder."""
    case = case_of(todo.entry)
    if case.is_open:
        about_case(todo, case, recipients.post(case.post), wording.STAFF, now)


def tell_broken(todo: ToDo, *, now: datetime) -> None:
    """The citizen: that we are sorry, and what right it gives."""
    tell_applicant(todo, now=now)


def tell_superior(todo: ToDo, *, now: datetime) -> None:
    case = case_of(todo.entry)
    if superior := superior_of(case):
        about_case(todo, case, recipients.post(superior), wording.SUPERIOR, now)


def superior_of(case: Case) -> Post | None:
    """The charter's superior; where that is the responsible officer himself, the officer of tier 1."""
    superior = case.row.superior
    if superior is None or superior.pk == case.post_id:
        tier = case.row.version.tiers.select_related("post").order_by("number").first()
        return tier and tier.post
    return superior


def tell_complainant(todo: ToDo, *, now: datetime) -> None:
    stage = stage_of(todo.entry)
    about_stage(todo, stage, recipients.applicant(stage.grievance.complainant), wording.COMPLAINANT, now)


def tell_complainant_broken(todo: ToDo, *, now: datetime) -> None:
    tell_complainant(todo, now=now)


def tell_decider(todo: ToDo, *, now: datetime) -> None:
    stage = stage_of(todo.entry)
    decider = recipients.post(stage.post, apart_from=stage.grievance.respondent)
    about_stage(todo, stage, decider, wording.DECIDER, now)


def remind_decider(todo: ToDo, *, now: datetime) -> None:
    if stage_of(todo.entry).is_open:
        tell_decider(todo, now=now)


def tell_respondent(todo: ToDo, *, now: datetime) -> None:
    stage = stage_of(todo.entry)
    about_stage(todo, stage, recipients.post(stage.grievance.respondent), wording.RESPONDENT, now)


def send(todo: ToDo, *, now: datetime) -> None:
    """Send one message; a fault is the to-do's to try again."""
    send_message(Message.objects.get(pk=todo.entry.subject_id), now=now)


# A mail server may take its time, and the database must not wait for it.
send.outside_transaction = True


def case_of(entry: Entry) -> Case:
    """The case an entry tells of, by itself or by its clock."""
    key = "clock_id" if entry.subject_type == "clock" else "pk"
    rows = Case.objects.with_all().select_related("office", "post__office").prefetch_related("acts")
    return rows.get(**{key: entry.subject_id})


def about_case(
    todo: ToDo, case: Case, to: Recipient | None, table: Mapping[str, Wording], now: datetime
) -> None:
    if to:
        make(
            todo=todo, office=case.office, about=case.reference, to=to, wording=table[todo.entry.verb],
            facts=case_facts(case, to.tongue), now=now,
        )  # fmt: skip


def about_stage(
    todo: ToDo, stage: Stage, to: Recipient | None, table: Mapping[str, Wording], now: datetime
) -> None:
    if to:
        grievance = stage.grievance
        has_next = stage.tier.version.tiers.filter(number__gt=stage.number).exists()
        make(
            todo=todo, office=grievance.office, about=grievance.reference, to=to, wording=table[todo.entry.verb],
            facts=stage_facts(stage, to.tongue, has_next=has_next), now=now,
        )  # fmt: skip
