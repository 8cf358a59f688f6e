"""What became of the complaints of an office in a period: tier by tier, by the days on which each came before
a post and left it, read from the counts that are kept of them (stage_counts.py).
"""

from collections import defaultdict
from datetime import date, datetime

from django.db.models import BooleanField, Case, Count, F, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from ongikar.books.account import accounts_by_group, start_of_day
from ongikar.books.measures import Measure, MeasureReading, clocks_due, promises_in_time
from ongikar.clock.lateness import has_ended_late
from ongikar.clock.models import Clock
from ongikar.clock.tallies import tally_rows
from ongikar.grievances.models import Grievance, Stage
from ongikar.grievances.rules.disposal import Disposal, PeriodReport, figure_of_ending, way_of
from ongikar.grievances.upward.stage_counts import has_counts, kept_disposals
from ongikar.offices.models import Office, Post
from ongikar.rules.account import Account

WAS_LATE = Case(
    When(has_ended_late("clock__"), then=Value(True)), default=Value(False), output_field=BooleanField()
)


def keys_of_posts(office: Office) -> list[int]:
    return list(Post.objects.filter(office=office).order_by("pk").values_list("pk", flat=True))


def stages_of_office(office: Office) -> QuerySet[Stage]:
    """All stages before the posts of an office, each post by its own index."""
    return Stage.objects.filter(post__in=keys_of_posts(office)).order_by()


def open_at(stages: QuerySet[Stage], moment: datetime) -> list[QuerySet[Stage]]:
    """What waited at a moment: what waits now, and what ended later. Asked apart, each reads its index.

    Of what ended later the moment at which it came is no condition of an index: SQLite, which does not know
    how moments lie in a table, would take that one and read all that ever came.
    """
    later = stages.filter(closed_at__gte=moment).alias(came_at=Coalesce("filed_at", "filed_at"))
    return [
        stages.filter(filed_at__lt=moment, closed_at__isnull=True),
        later.filter(came_at__lt=moment),
    ]


def count_by_tier(parts: list[QuerySet[Stage]]) -> dict[int, int]:
    counts: dict[int, int] = defaultdict(int)
    for part in parts:
        for number, many in part.values_list("number").annotate(many=Count("pk")):
            counts[number] += many
    return counts


def count_period(office: Office, first: date, until: date, now: datetime) -> PeriodReport:
    """From `first` to before `until`, both first days of a month; of a period that is not over, so far."""
    report = count_disposal(office, first, until, now)
    end = min(start_of_day(until), now)
    # Its clock is asked for each that waits: joined, all clocks there are would be read for it.
    day = Clock.objects.filter(pk=OuterRef("clock_id")).values("due_at")[:1]
    waiting = stages_of_office(office).filter(filed_at__lt=end, closed_at__isnull=True)
    waiting = waiting.alias(day=Subquery(day)).filter(day__lt=end)
    for number, many in count_by_tier([waiting]).items():
        report.by_tier[number] = report.by_tier.get(number, Disposal()).more(overdue=many)
    return report


def count_disposal(office: Office, first: date, until: date, now: datetime) -> PeriodReport:
    """The same, without what waits past its day to this moment: that is counted off what is in hand."""
    if has_counts(office):
        disposals = kept_disposals(office, first, until)
    else:
        disposals = fresh_disposals(office, start_of_day(first), min(start_of_day(until), now))
    return PeriodReport(disposals, accounts_by_tier(office, first, until, now))


def fresh_disposals(office: Office, begin: datetime, end: datetime) -> dict[int, Disposal]:
    """What kept_disposals says, by counting the stages."""
    stages = stages_of_office(office)
    disposals: dict[int, Disposal] = defaultdict(Disposal)
    for number, many in count_by_tier(open_at(stages, begin)).items():
        disposals[number] = disposals[number].more(brought=many)
    came = stages.filter(filed_at__gte=begin, filed_at__lt=end)
    for row in came.values("number", "grievance__channel").annotate(many=Count("pk")):
        disposals[row["number"]] = disposals[row["number"]].more(
            **{way_of(row["grievance__channel"]): row["many"]}
        )
    ended = stages.filter(closed_at__gte=begin, closed_at__lt=end)
    for each in ended.values("number", "outcome", was_late=WAS_LATE).annotate(many=Count("pk")):
        figure = figure_of_ending(each["outcome"], not each["was_late"])
        disposals[each["number"]] = disposals[each["number"]].more(**{figure: each["many"]})
    _, ended_later = open_at(stages, end)
    for number, many in count_by_tier([ended_later.filter(clock__due_at__lt=end)]).items():
        disposals[number] = disposals[number].more(overdue=many)
    return dict(disposals)


def accounts_by_tier(office: Office, first: date, until: date, now: datetime) -> dict[int, Account]:
    """The promises to decide whose last day lay in the period, by the one formula of the public account."""
    accounts = accounts_by_group(tally_rows(office, Grievance.SUBJECT, first, until, now))
    return {int(number): accounts[number] for number in sorted(accounts) if number}


def complaints_in_time(office: Office, first: date, last: date, now: datetime) -> MeasureReading:
    """At whatever tier of the office, each stage by itself."""
    clocks = clocks_due(office, first, last, Grievance.SUBJECT)
    return promises_in_time(Grievance.SUBJECT, clocks, F("stage__grievance_id"), now)


COMPLAINTS_IN_TIME = Measure(
    "complaints_in_time",
    ("সময়মতো নিষ্পত্তি করা অভিযোগ", "Complaints decided in time"),
    (
        "এ সময়ে যেসব অভিযোগ ও আপিলের শেষ দিন ছিল, তার কতগুলো সময়মতো নিষ্পত্তি হয়েছে",
        "Of the complaints and appeals that were due in this time, how many were decided in time",
    ),
    complaints_in_time,
)
