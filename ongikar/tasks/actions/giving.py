"""Giving a task: a number, an owner, a day, and a clock that runs from then on."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import IntegrityError, transaction

from ongikar.core.db.bulk_sql import insert_row
from ongikar.core.db.compiled_query import CompiledQuery
from ongikar.core.db.violations import violates
from ongikar.journal.actions import Reference, SubjectReference
from ongikar.offices.models import Office, Place, Post
from ongikar.offices.serials import next_number
from ongikar.people.models import Contact
from ongikar.rules.bangla.text import fiscal_year
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.tasks import transitions
from ongikar.tasks.models import Series, Task
from ongikar.tasks.models.task import MOST_TITLE
from ongikar.tasks.transitions import TaskFault

from .act_log import record_act, require_day, start_task_clock, write_act

GIVEN = CompiledQuery(lambda: Task.objects.filter(submission=CompiledQuery.parameter(0)))


def give_task(
    *,
    office: Office,
    title: str,
    words: str = "",
    owner: Post | Contact,
    given_by: Post,
    check: Post | None = None,
    evidence: Iterable[str] = (),
    due: date,
    subject: SubjectReference | None = None,
    origin: str = "own",
    series: Series | None = None,
    period: str = "",
    place: Place | None = None,
    submission: str,
    actor: Reference,
    now: datetime,
    opens: datetime | None = None,
) -> Task:
    """A new task with its clock. The same `submission` twice is one task.

    `opens`: since when the work was owed, where that is before `now`: a period that came while nobody looked.
    Raises TaskFault for a day that has passed, an owner of another office, or an owner who checks himself.
    """
    if known := GIVEN(submission):
        return known[0]
    received = opens or now
    validate_task(office, title=title, owner=owner, given_by=given_by, check=check, due=due, now=received)
    require_in_use(owner, received)
    try:
        with transaction.atomic():
            clock = start_task_clock(office, due=due, received=received)
            task = insert_row(
                Task(
                    office=office,
                    # Drawn as late as can be: others who give work wait for it.
                    number=next_number(office, "tasks", 0),
                    fiscal_year=fiscal_year(now.astimezone(TZ).date()),
                    subject_type=subject[0] if subject else "",
                    subject_id=subject[1] if subject else None,
                    origin=origin,
                    title=title.strip(),
                    words=words.strip(),
                    owner_post=owner if isinstance(owner, Post) else None,
                    owner_contact=owner if isinstance(owner, Contact) else None,
                    given_by=given_by,
                    check_post=check,
                    evidence=[kind for kind in Task.EVIDENCE if kind in set(evidence)],
                    clock=clock,
                    series=series,
                    period=period,
                    place=place,
                    given_at=received,
                    submission=submission,
                )
            )
            data = {"due": due.isoformat(), "owner": owner_reference(owner)}
            write_act(task, transitions.GIVE, actor=actor, now=received, data=data, clock=clock)
            record_act("given", task, actor=actor, now=now)
    except IntegrityError as fault:
        if not violates(fault, Task, "submission"):
            raise
        # The same press arrived twice at once; the other one has given it.
        return Task.objects.get(submission=submission)
    return task


def owner_reference(owner: Post | Contact) -> list[str | int]:
    """The owner as an act keeps it."""
    return ["contact" if isinstance(owner, Contact) else "post", owner.pk]


def validate_task(
    office: Office,
    *,
    title: str,
    owner: Post | Contact,
    given_by: Post,
    check: Post | None,
    due: date,
    now: datetime,
) -> None:
    if not title.strip():
        raise TaskFault("title", "কী করতে হবে লিখুন।", "Write what is to be done.")
    if len(title.strip()) > MOST_TITLE:
        raise TaskFault(
            "title", "শিরোনামটি ছোট করুন; বাকিটা বিবরণে লিখুন।", "Shorten the title; write the rest below."
        )
    require_day(due, now)
    for who in (owner, given_by, check):
        if who is not None and who.office_id != office.pk:
            raise TaskFault(
                "owner",
                "তিনি এই কার্যালয়ের তালিকায় নেই। তালিকা থেকে বেছে নিন।",
                "Not on this office’s list. Choose from the list.",
            )
    require_other_checker(owner, check)


def require_other_checker(owner: Post | Contact, check: Post | None) -> None:
    if check is not None and isinstance(owner, Post) and check.pk == owner.pk:
        raise TaskFault(
            "check",
            "যাঁর কাজ, তিনিই যাচাই করতে পারেন না। অন্য কোনো পদ দিন, বা যাচাই ছাড়া রাখুন।",
            "Whoever does the work cannot check it. Name another post, or leave it unchecked.",
        )


def require_in_use(owner: Post | Contact, now: datetime) -> None:
    if isinstance(owner, Contact):
        day = now.astimezone(TZ).date()
        if owner.merged_into_id or (owner.until and owner.until < day):
            raise TaskFault(
                "owner",
                "এই ঠিকানায় এখন আর লেখা হয় না। তালিকা থেকে এখনকার কাউকে বেছে নিন।",
                "This contact is no longer in use. Choose one that is.",
            )
