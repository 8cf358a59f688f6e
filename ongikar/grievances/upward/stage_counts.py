"""How many stages came before the posts of an office and left them in each month, kept by the acts that open,
move and close a stage.

An act writes its change as rows of its own, and waits for nobody; the worker adds them to the sums, and a
page reads both in one statement. An office whose complaints were there before owes its counts: the worker
counts it once, and until then its pages count the stages.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import (
    BooleanField,
    CharField,
    Count,
    DateField,
    DateTimeField,
    F,
    IntegerField,
    QuerySet,
    Sum,
    Value,
    When,
)
from django.db.models import Case as CaseWhen
from django.db.models.functions import Cast, Greatest, TruncDate, TruncMonth

from ongikar.clock.lateness import has_ended_late, month_of
from ongikar.core.db.bulk_sql import run_statement
from ongikar.core.not_none import not_none
from ongikar.grievances.rules.disposal import (
    DECIDED,
    FIGURES,
    ON_PAPER,
    ONLINE,
    OWN_MOTION,
    WAYS,
    Disposal,
    figure_of_ending,
    way_of,
)
from ongikar.offices.locks import lock_office
from ongikar.offices.models import Office
from ongikar.rules.calendar.office_calendar import TZ

from ..models import OwedStageCount, Stage, StageCount

OVERDUE = StageCount.OVERDUE
# By what the sums of an office are told apart.
PLACE = ("month", "number", "figure")
# How many changes are added up in one go.
BATCH = 2_000
WAS_LATE = has_ended_late("clock__")

# ---- what an act changes ----

# At a post: in which month, in which figure, how many more.
Change = tuple[int, date, str, int]
# The office is that of the post, which whoever acts has not always read.
ADD = """
    SELECT office_id, %s, %s, %s, %s, true FROM offices_post WHERE id = %s
"""


def write_changes(number: int, *changes: Change) -> None:
    values: list[Any] = []
    for post_id, month, figure, many in changes:
        values += [month, number, figure, many, post_id]
    run_statement(
        "INSERT INTO grievances_stagecount (office_id, month, number, figure, many, is_change)"
        + " UNION ALL ".join([ADD] * len(changes)),
        *values,
    )


def count_opening(stage: Stage) -> None:
    way = way_of(stage.grievance.channel)
    write_changes(stage.number, (stage.post_id, month_of(stage.filed_at), way, 1))


def count_moving(stage: Stage, from_post: int) -> None:
    """It lies at another post now, as if it had come there."""
    month, way = month_of(stage.filed_at), way_of(stage.grievance.channel)
    write_changes(stage.number, (from_post, month, way, -1), (stage.post_id, month, way, 1))


def count_ending(stage: Stage) -> None:
    """Called once the clock of the stage has stopped: whether that was late is said by the clock."""
    clock, ended = stage.clock, month_of(not_none(stage.closed_at))
    in_time = not (clock.broke_before or not_none(clock.stopped_at) > clock.due_at)
    changes: list[Change] = [(stage.post_id, ended, figure_of_ending(stage.outcome, in_time), 1)]
    late_from = month_of(max(clock.due_at, stage.filed_at))
    if late_from < ended:
        changes += [(stage.post_id, late_from, OVERDUE, 1), (stage.post_id, ended, OVERDUE, -1)]
    write_changes(stage.number, *changes)


# ---- what a page asks ----


def has_counts(office: Office) -> bool:
    return not OwedStageCount.objects.filter(office=office).exists()


def kept_disposals(office: Office, first: date, until: date) -> dict[int, Disposal]:
    """By tier, what came and ended from `first` to before `until`, both first days of a month, and what was
    brought. Of what is overdue those alone that have ended since.
    """
    is_before = CaseWhen(
        When(month__lt=first, then=Value(True)), default=Value(False), output_field=BooleanField()
    )
    rows = StageCount.objects.filter(office=office, month__lt=until).order_by()
    summed = rows.values_list("number", "figure", is_before).annotate(sum=Sum("many"))
    disposals: dict[int, Disposal] = defaultdict(Disposal)
    for number, figure, before, many in summed:
        if before and figure != OVERDUE:
            figure, many = "brought", many if figure in WAYS else -many
        disposals[number] = disposals[number].more(**{figure: many})
    return {number: each for number, each in disposals.items() if each != Disposal()}


# ---- what the worker does ----


def add_up_stages(now: datetime) -> int:
    """The worker's duty: count an office that owes its counts, and add to the sums what acts have changed."""
    return count_next_office() + add_up_changes()


def count_next_office() -> int:
    owed = OwedStageCount.objects.order_by("pk").first()
    if owed is None:
        return 0
    with transaction.atomic():
        count_office(owed.office_id)
        OwedStageCount.objects.filter(pk=owed.pk).delete()
    return 1


@transaction.atomic
def add_up_changes() -> int:
    """Add to the sums what acts have changed; how many changes there were."""
    changes = StageCount.objects.filter(is_change=True).order_by("id")
    offices = sorted(set(changes.values_list("office_id", flat=True)[:BATCH]))
    return sum(add_up_office(office_id) for office_id in offices)


def hold_counts(office_id: int) -> None:
    """Nobody else adds up or counts this office until the transaction ends."""
    lock_office(office_id)


def add_up_office(office_id: int) -> int:
    hold_counts(office_id)
    rows = StageCount.objects.filter(office=office_id, is_change=True)
    changes = list(rows.order_by("id").values_list("pk", *PLACE, "many")[:BATCH])
    sums: Counter[tuple[Any, ...]] = Counter()
    for _, *place, many in changes:
        sums[tuple(place)] += many
    for place, many in sums.items():
        told = {"office_id": office_id, **dict(zip(PLACE, place, strict=True)), "is_change": False}
        if many and not StageCount.objects.filter(**told).update(many=F("many") + many):
            StageCount.objects.create(**told, many=many)
    StageCount.objects.filter(pk__in=[key for key, *_ in changes]).delete()
    return len(changes)


# ---- counting ----


@transaction.atomic
def count_office(office_id: int) -> None:
    """Count an office anew, whatever was kept of it. Run again it changes nothing.

    What acts change meanwhile is lost by neither side: the stages are counted and the rows of before are
    removed in one look at the database, so what it does not see of one it does not see of the other.
    """
    hold_counts(office_id)
    made = [each.query.get_compiler(connection=connection).as_sql() for each in counted_stages(office_id)]
    insert = (
        "INSERT INTO grievances_stagecount (office_id, number, month, figure, is_change, many) "
        + " UNION ALL ".join(text for text, _ in made)
    )
    values = [value for _, each in made for value in each]
    delete = "DELETE FROM grievances_stagecount WHERE office_id = %s"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"WITH gone AS ({delete}) {insert}", [office_id, *values])
        else:
            cursor.execute(delete, [office_id])
            cursor.execute(insert, values)
    while add_up_office(office_id):
        pass


def counted_stages(office_id: int) -> list[QuerySet]:
    stages = Stage.objects.filter(post__office=office_id).order_by()
    ended = stages.filter(closed_at__isnull=False)
    came_by = CaseWhen(
        *(When(grievance__channel=way, then=Value(way)) for way in (ONLINE, OWN_MOTION)),
        default=Value(ON_PAPER),
        output_field=CharField(),
    )
    ended_as = CaseWhen(
        When(WAS_LATE, outcome=DECIDED, then=Value(figure_of_ending(DECIDED, in_time=False))),
        When(outcome=DECIDED, then=Value(figure_of_ending(DECIDED, in_time=True))),
        *(When(outcome=outcome, then=Value(figure)) for outcome, figure in FIGURES.items()),
        output_field=CharField(),
    )
    overdue = Value(OVERDUE, output_field=CharField())
    late_from = first_of_month(Greatest("clock__due_at", "filed_at", output_field=DateTimeField()))
    late = ended.alias(late_from=late_from, over=first_of_month("closed_at")).filter(late_from__lt=F("over"))
    return [
        sums_of(stages, first_of_month("filed_at"), came_by),
        sums_of(ended, first_of_month("closed_at"), ended_as),
        sums_of(late, late_from, overdue),
        sums_of(late, first_of_month("closed_at"), overdue, Value(0) - Count("pk")),
    ]


def first_of_month(moment: Any) -> TruncMonth:
    # Of the day, which no zone moves any more.
    return TruncMonth(TruncDate(moment, tzinfo=TZ), output_field=DateField())


def sums_of(stages: QuerySet[Stage], month: Any, figure: Any, many: Any = None) -> QuerySet:
    # At first changes like others: the sums of before are there until the statement is over.
    told = stages.annotate(
        month=month, figure=figure, is_change=Value(True, output_field=BooleanField())
    ).values_list("post__office_id", "number", "month", "figure", "is_change")
    return told.annotate(many=Cast(many or Count("pk"), IntegerField()))


def what_differs(office_id: int) -> dict[tuple[Any, ...], int]:
    """By month, tier and figure: how many more its stages say than its sums and what is to be added to them.
    In one statement, so that an act meanwhile is in both or in neither.
    """
    kept = StageCount.objects.filter(office=office_id).order_by()
    fewer = kept.values_list("office_id", "number", "month", "figure", "is_change", Value(0) - F("many"))
    first, *others = counted_stages(office_id)
    differences: Counter[tuple[Any, ...]] = Counter()
    for _, number, month, figure, _, many in first.union(*others, fewer, all=True):
        differences[month, number, figure] += many
    return {place: many for place, many in differences.items() if many}


def recount_stages() -> Iterator[tuple[str, bool]]:
    """Each office, counted anew: its slug, and whether a sum differed."""
    for office_id, slug in Office.objects.order_by("pk").values_list("pk", "slug"):
        with transaction.atomic():
            hold_counts(office_id)
            owed, _ = OwedStageCount.objects.filter(office=office_id).delete()
            differs = bool(what_differs(office_id))
            if differs:
                count_office(office_id)
        yield slug, differs and not owed
