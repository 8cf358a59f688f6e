"""Who is told what, when something has happened. Every reaction is safe to run twice: its messages are unique."""

from collections.abc import Mapping
from datetime import datetime

from ongikar.cases.actions.drops import deciding_posts
from ongikar.cases.desks import desk_of
from ongikar.cases.models import Case
from ongikar.grievances.models import Stage
from ongikar.grievances.reactions import stage_of
from ongikar.journal.models import Entry, ToDo
from ongikar.journal.outbox import NotYet
from ongikar.offices.models import Post
from ongikar.people.models import Holding
from ongikar.rules.calendar.office_calendar import TZ

from . import recipients, waiting, wording
from .actions import make
from .facts import case_facts, stage_facts
from .models import Message
from .recipients import Recipient
from .sending import GONE, send_message
from .wording import Wording


def tell_applicant(todo: ToDo, *, now: datetime) -> None:
    """Of what was done in one press, such as a walk-in served at once, only the last is told, on one channel."""
    case, beside = case_of(todo.entry), told_with(todo.entry)
    if any(key > todo.entry_id for key in beside):
        return
    to = recipients.applicant(case.applicant)
    about_case(todo, case, to.on_one_channel if to and beside else to, wording.APPLICANT, now)


def told_with(entry: Entry) -> list[int]:
    """The other entries of the same press that the applicant would be told of: made at the very same moment."""
    others = Entry.objects.filter(
        subject_type=entry.subject_type,
        subject_id=entry.subject_id,
        at=entry.at,
        verb__in=list(wording.APPLICANT),
    )
    return list(others.exclude(pk=entry.pk).values_list("pk", flat=True))


def tell_officer(todo: ToDo, *, now: datetime) -> None:
    """Whoever has the case on the desk; not of what they did themselves, nor that a case is new that is done."""
    case = case_of(todo.entry)
    desk = desk_of(case)
    if did_it(todo.entry, desk) or (todo.entry.verb == "case.received" and not case.is_open):
        return
    about_case(todo, case, recipients.post(desk), wording.STAFF, now)


def did_it(entry: Entry, post: Post) -> bool:
    """Whether the act was done by who held the post that day."""
    if entry.actor_type != "user":
        return False
    that_day = Holding.objects.on(entry.at.astimezone(TZ).date())
    return that_day.filter(user_id=entry.actor_id, post=post).exists()


def remind_officer(todo: ToDo, *, now: datetime) -> None:
    """A promise that was kept or broken meanwhile needs no reminder."""
    case = case_of(todo.entry)
    if case.is_open and now < case.clock.due_at:
        about_case(todo, case, recipients.post(desk_of(case)), wording.STAFF, now)


def tell_broken(todo: ToDo, *, now: datetime) -> None:
    """The citizen: that we are sorry, and what right it gives."""
    tell_applicant(todo, now=now)


def tell_superior(todo: ToDo, *, now: datetime) -> None:
    case = case_of(todo.entry)
    if superior := superior_of(case):
        about_case(todo, case, recipients.post(superior), wording.SUPERIOR, now)


def tell_drop_decider(todo: ToDo, *, now: datetime) -> None:
    """The post nearest above that may decide on dropping the work."""
    case = case_of(todo.entry)
    if posts := deciding_posts(case):
        about_case(todo, case, recipients.post(posts[0]), wording.SUPERIOR, now)


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
    stage = stage_of(todo.entry)
    if stage.is_open and now < stage.clock.due_at:
        tell_decider(todo, now=now)


def tell_respondent(todo: ToDo, *, now: datetime) -> None:
    stage = stage_of(todo.entry)
    about_stage(todo, stage, recipients.post(stage.grievance.respondent), wording.RESPONDENT, now)


def send(todo: ToDo, *, now: datetime) -> None:
    """Send one message when it may go out; a fault is the to-do's to try again."""
    message = Message.objects.select_related("office").get(pk=todo.entry.subject_id)
    if message.status in GONE:
        return
    begins = waiting.may_be_sent_from(message, now)
    if begins > now:
        waiting.wait(message, begins)
        raise NotYet(begins)
    if (
        message.status == Message.MADE
        and message.not_before
        and waiting.is_collected(message, todo=todo, now=now)
    ):
        return
    send_message(message, now=now)


# A mail server may take its time, and the database must not wait for it.
send.outside_transaction = True


def case_of(entry: Entry) -> Case:
    """The case an entry tells of, by itself or by its clock."""
    rows = Case.objects.with_all().select_related("office", "post__office").prefetch_related("acts")
    return (
        rows.of_clock(entry.subject_id).get()
        if entry.subject_type == "clock"
        else rows.get(pk=entry.subject_id)
    )


def about_case(
    todo: ToDo, case: Case, to: Recipient | None, table: Mapping[str, Wording], now: datetime
) -> None:
    if to:
        make(
            todo=todo, office=case.office, about=case.reference, to=to, wording=table[todo.entry.verb],
            facts=case_facts(case, to.tongue, now), now=now,
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
