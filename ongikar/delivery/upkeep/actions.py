"""The acts of things that must stay fresh: begun as a series of tasks with proof, and ended. Each is one
transaction, and sent twice it is done once.
"""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import IntegrityError, transaction

from ongikar.cases.models import Case
from ongikar.core.db.violations import violates
from ongikar.core.forms.faults import ActFault, require
from ongikar.delivery.upkeep.models import UpkeepItem
from ongikar.journal.actions import WORKER, Reference
from ongikar.offices.models import Office, Post
from ongikar.records.actions import act_on, note
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.tasks.actions.series import begin_series, end_series
from ongikar.tasks.models import Series, Task

from .catalogue import OTHER, PORTAL_PAGE, REGISTERS, RULES

MOST_TITLE = 200
# The word of a charter row's option `of`, and the sort of its lines.
SORT_OF = {"portal": PORTAL_PAGE, "books": REGISTERS}


@transaction.atomic
def begin_item(
    *,
    office: Office,
    sort: str,
    title: str,
    address: str = "",
    how_often: str,
    evidence: Iterable[str] = (Task.WORDS,),
    owner: Post,
    given_by: Post,
    last_known: date | None = None,
    case: Case | None = None,
    submission: str,
    actor: Reference,
    now: datetime,
) -> UpkeepItem:
    """A thing that must stay fresh. Its first task opens when it stops being fresh; where nobody knows when
    it was renewed, now. Raises UpkeepFault, or TaskFault where the work cannot be given so.
    """
    if known := UpkeepItem.objects.filter(submission=submission).first():
        return known
    today = now.astimezone(TZ).date()
    is_past = last_known is None or last_known <= today
    require(is_past, "last_known", "এই দিনটি এখনো আসেনি।", "This day has not come yet.")
    rule, begins = RULES[how_often], office.owes_from(today)
    try:
        with transaction.atomic():
            series = begin_series(
                office=office,
                title=title[:MOST_TITLE],
                words=address,
                owner=owner,
                given_by=given_by,
                check=given_by if given_by != owner else None,
                evidence=evidence,
                rule=rule,
                starts_on=max(rule.shift(last_known), begins) if last_known else begins,
                subject=case.reference if case else None,
                submission=f"upkeep-{submission}"[:80],
                actor=actor,
                now=now,
            )
            item = UpkeepItem.objects.create(
                office=office,
                sort=sort,
                title=title[:MOST_TITLE],
                address=address,
                case=case,
                series=series,
                last_known=last_known,
                began_on=today,
                at=now,
                by_id=actor[1],
                submission=submission,
            )
    except IntegrityError as fault:
        if known := UpkeepItem.objects.filter(submission=submission).first():
            # The other press of the same page came first.
            return known
        if not violates(fault, UpkeepItem, "office", "title"):
            raise
        raise ActFault("title", "এই নামে একটি আগেই আছে।", "One of this name is kept already.") from fault
    note(item, "begun", actor, now)
    return item


def end_item(item: UpkeepItem, *, reason: str, actor: Reference, now: datetime) -> None:
    """It need not stay fresh any more; what of it is open stays. Pressed twice it is ended once."""
    with act_on(item):
        if item.ended_at:
            return
        require(reason.strip(), "reason", "কেন আর লাগবে না, লিখুন।", "Write why it is no longer kept.")
        # An act of its own, before anything of this one is written.
        end_series(Series.objects.get(pk=item.series_id), actor=actor, now=now)
        item.ended_at, item.ended_reason = now, reason.strip()
        item.save(update_fields=["ended_at", "ended_reason"])
        note(item, "ended", actor, now)


def lines_of_case(case: Case) -> list[str]:
    """What a case wants kept fresh, a line each, without the same twice."""
    lines = (line.strip()[:MOST_TITLE] for line in str(case.answers.get("what") or "").splitlines())
    return list(dict.fromkeys(filter(None, lines)))


@transaction.atomic
def begin_items_of_case(
    case: Case, *, owner: Post, how_often: str = "", actor: Reference, now: datetime
) -> list[UpkeepItem]:
    """Each line of a case becomes a thing of its own; one that stands under that name already is left as it
    is. Done twice it is done once.
    """
    how_often = how_often or str(case.answers.get("how_often") or "")
    if how_often not in RULES:
        # Wanted once: the case itself is that work.
        return []
    last, made = case.answers.get("last_done"), []
    living = set(
        UpkeepItem.objects.filter(office=case.office, ended_at__isnull=True).values_list("title", flat=True)
    )
    for place, line in enumerate(lines_of_case(case)):
        submission = f"case-{case.pk}-{place}"
        if line in living:
            continue
        made.append(
            begin_item(
                office=case.office,
                sort=SORT_OF.get(case.row.options.get("of", ""), OTHER),
                title=line,
                how_often=how_often,
                owner=owner,
                given_by=case.post,
                last_known=date.fromisoformat(last) if last else None,
                case=case,
                submission=submission,
                actor=actor,
                now=now,
            )
        )
    return made


def adopt_items(case: Case, *, now: datetime) -> None:
    """What stood in the answers of an open case of before."""
    begin_items_of_case(case, owner=case.post, actor=WORKER, now=now)
