"""The acts of a plan: its rows made with its case, its indicators written, read and reported. Each is one
transaction, and sent twice it is done once.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef

from ongikar.books.measures import measure_named
from ongikar.cases.models import Case
from ongikar.journal.actions import WORKER, Reference, record
from ongikar.offices.serials import next_number
from ongikar.papers.actions import keep_paper, papers_of, remove_files
from ongikar.papers.check import Clean
from ongikar.papers.models import Paper
from ongikar.rules.bangla.text import fiscal_year, nfc
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.performance import (
    YEAR,
    IndicatorLine,
    are_levels,
    likely_year,
    period_days,
    read_indicator_lines,
)

from .models import TYPED, Indicator, Plan, Reading
from .readings import days_of, days_so_far, digest_of, living_indicators, records_of
from .words import PERIODS, SYSTEMS, PerformanceFault, number_words

MOST_INDICATORS, MOST_NAME, MOST_UNIT, MOST_TITLE = 40, 300, 60, 300
REPORTED = (
    "প্রতিবেদন জারি হয়ে গেছে, তাই আর কিছু বদলানো যায় না।",
    "The report is issued, so nothing of it can be changed any more.",
)
TAKEN_OVER = ("name", "unit", "weight", "target", "levels", "measure")
LIVING = Indicator.objects.filter(removed_at__isnull=True)
ENDED = ("আবেদনটি শেষ হয়েছে।", "The case has ended.")


def time_of_plan(answers: Mapping[str, Any], received: datetime) -> tuple[str, int, date]:
    """Which quarter or year the answers of a case mean, of which fiscal year, and its last day."""
    period = str(answers.get("period"))
    period = period if period in PERIODS else YEAR
    year = likely_year(period, received.astimezone(TZ).date())
    return period, year, period_days(period, year)[1]


@transaction.atomic
def open_plan(case: Case, *, now: datetime) -> Plan:
    """The rows of a case about an objective: with its receipt, or adopted later."""
    if known := Plan.objects.filter(case=case).first():
        return known
    answers, year = case.answers, fiscal_year(now.astimezone(TZ).date())
    period, of_year, _ = time_of_plan(answers, case.received_at)
    title = " ".join(str(answers.get("objective") or case.row.short).split())
    plan = Plan.objects.create(
        office=case.office,
        case=case,
        fiscal_year=year,
        book_serial=next_number(case.office, "performance", year),
        title=title[:MOST_TITLE],
        system=answers.get("system") if answers.get("system") in SYSTEMS else "gpms",
        period=period,
        year=of_year,
        made_at=now,
    )
    if lines := read_indicator_lines(nfc(str(answers.get("indicators") or ""))):
        write_lines(plan, lines, now)
    else:
        take_over(plan, now)
    note("opened", plan, WORKER, now)
    return plan


def write_lines(plan: Plan, lines: Sequence[IndicatorLine], now: datetime) -> None:
    """Of more lines than a plan has room for, the last holds what is left in its words."""
    if len(lines) > MOST_INDICATORS:
        rest = "; ".join(line.name for line in lines[MOST_INDICATORS - 1 :])
        lines = [*lines[: MOST_INDICATORS - 1], IndicatorLine(rest)]
    for number, line in enumerate(lines, 1):
        Indicator.objects.create(
            plan=plan,
            number=number,
            name=line.name[:MOST_NAME],
            unit=line.unit[:MOST_UNIT],
            weight=line.weight,
            target=line.target,
            at=now,
            submission=f"line-{plan.pk}-{number}",
        )


def take_over(plan: Plan, now: datetime) -> None:
    """The indicators of the newest plan before it under the same agreement that has any: what the office is
    measured by stays the same from quarter to quarter, with weights, targets and measures.
    """
    before = Plan.objects.filter(office=plan.office_id, system=plan.system, pk__lt=plan.pk)
    former = before.filter(Exists(LIVING.filter(plan=OuterRef("pk")))).order_by("-pk").first()
    for number, each in enumerate(living_indicators(former) if former else (), 1):
        same = {name: getattr(each, name) for name in TAKEN_OVER}
        Indicator.objects.create(
            plan=plan, number=number, at=now, submission=f"line-{plan.pk}-{number}", **same
        )


@transaction.atomic
def set_days(plan: Plan, *, period: str, year: int, actor: Reference, now: datetime) -> None:
    """Another time, or the same of another year. What was read of the first no longer counts."""
    lock_open(plan)
    if (plan.period, plan.year) != (period, year):
        plan.period, plan.year = period, year
        plan.save(update_fields=["period", "year"])
        note("days_set", plan, actor, now)


@transaction.atomic
def add_indicator(plan: Plan, *, submission: str, actor: Reference, now: datetime, **facts: Any) -> Indicator:
    lock_open(plan)
    if known := Indicator.objects.filter(submission=submission).first():
        return known
    living = living_indicators(plan)
    if len(living) >= MOST_INDICATORS:
        raise PerformanceFault(
            "name",
            "এক পরিকল্পনায় {n}টির বেশি সূচক হয় না।",
            "A plan has at most {n} indicators.",
            n=MOST_INDICATORS,
        )
    facts = checked_facts(living, facts)
    number = max((each.number for each in living), default=0) + 1
    made = Indicator.objects.create(
        plan=plan, number=number, at=now, by_id=actor[1], submission=submission, **facts
    )
    note("indicator_added", plan, actor, now)
    return made


@transaction.atomic
def change_indicator(indicator: Indicator, *, actor: Reference, now: datetime, **facts: Any) -> None:
    """What was read by another measure no longer counts."""
    plan = indicator.plan
    lock_open(plan)
    others = [each for each in living_indicators(plan) if each.pk != indicator.pk]
    fresh = living(plan, indicator)
    facts = checked_facts(others, facts)
    if all(getattr(fresh, name) == value for name, value in facts.items()):
        return
    for name, value in facts.items():
        setattr(fresh, name, value)
    fresh.save(update_fields=list(facts))
    note("indicator_changed", plan, actor, now)


@transaction.atomic
def remove_indicator(indicator: Indicator, *, actor: Reference, now: datetime) -> None:
    """It stays among the rows and counts no more; pressed twice it is removed once."""
    lock_open(indicator.plan)
    fresh = Indicator.objects.get(pk=indicator.pk)
    if fresh.removed_at is None:
        fresh.removed_at = now
        fresh.save(update_fields=["removed_at"])
        note("indicator_removed", indicator.plan, actor, now)


def checked_facts(others: Iterable[Indicator], facts: dict[str, Any]) -> dict[str, Any]:
    """Weights never add up to more than a hundred; levels go one way; a measure is one that is kept."""
    weight, target, levels = facts["weight"], facts["target"], facts.get("levels") or []
    left = 100 - sum((each.weight or Decimal(0) for each in others), Decimal(0))
    if weight > left:
        raise PerformanceFault(
            "weight",
            "সব সূচকের মান মিলে ১০০; এটির জন্য বাকি আছে {left}।",
            "All weights together are 100; {left} is left for this one.",
            left=number_words(max(left, Decimal(0))),
        )
    if levels and not are_levels(target, levels):
        raise PerformanceFault(
            "levels",
            "চারটি ধাপ লিখুন, লক্ষ্যমাত্রা থেকে একই দিকে: হয় ক্রমে কম, নয় ক্রমে বেশি।",
            "Write four levels that go one way from the target: each less, or each more.",
        )
    if not levels and target <= 0:
        raise PerformanceFault(
            "target",
            "লক্ষ্যমাত্রা শূন্য হলে চারটি ধাপও লিখতে হয়।",
            "A target of nought needs its four levels, too.",
        )
    if facts["measure"] != TYPED and measure_named(facts["measure"]) is None:
        raise PerformanceFault("measure", "তালিকা থেকে বেছে নিন।", "Choose from the list.")
    return facts | {"levels": [str(level) for level in levels]}


@transaction.atomic
def read_measures(plan: Plan, *, actor: Reference, now: datetime) -> int:
    """Compute every indicator that has a measure, from the records of this moment; gives how many."""
    lock_open(plan)
    days = days_so_far(plan, now)
    if days is None:
        raise PerformanceFault(
            "",
            "সময়টি এখনো শুরু হয়নি; শুরু হয় {day}।",
            "This time has not begun; it begins on {day}.",
            day=days_of(plan)[0],
        )
    count = 0
    for indicator in living_indicators(plan):
        measure = measure_named(indicator.measure)
        if measure is None:
            continue
        measured = measure.read(plan.office, *days, now)
        whole = measured.denominator
        reading = Reading(
            indicator=indicator,
            measure=indicator.measure,
            first=days[0],
            last=days[1],
            numerator=Decimal(measured.numerator),
            denominator=None if whole is None else Decimal(whole),
            records=records_of(measured),
            at=now,
            by_id=actor[1],
        )
        write_reading(reading)
        count += 1
    note("read", plan, actor, now)
    return count


def write_reading(reading: Reading) -> Reading:
    """What says the same as the newest is not written again."""
    reading.sha256 = digest_of(reading)
    newest = reading.indicator.readings.order_by("-id").first()
    if newest and newest.sha256 == reading.sha256 and not reading.is_typed:
        return newest
    reading.submission = reading.submission or f"read-{reading.indicator_id}-{newest.pk if newest else 0}"
    reading.save(force_insert=True)
    return reading


@transaction.atomic
def type_value(
    indicator: Indicator,
    *,
    value: Decimal,
    proof: str,
    content: Clean | None = None,
    submission: str,
    actor: Reference,
    now: datetime,
) -> Reading:
    """Of an indicator that nobody computes: its value, with the words or the paper that prove it."""
    plan = indicator.plan
    lock_open(plan)
    if known := Reading.objects.filter(submission=submission).first():
        return known
    fresh = living(plan, indicator)
    if not fresh.is_typed:
        raise PerformanceFault(
            "value",
            "এই সূচক কার্যালয়ের হিসাব থেকে গোনা হয়, হাতে লেখা যায় না।",
            "This indicator is computed from the office’s records and is not typed.",
        )
    if not proof.strip() and content is None:
        raise PerformanceFault("proof", "প্রমাণ লিখুন বা কাগজ দিন।", "Write the proof, or add the paper.")
    days = days_so_far(plan, now)
    if days is None:
        raise PerformanceFault("value", "সময়টি এখনো শুরু হয়নি।", "This time has not begun.")
    reading = Reading(
        indicator=fresh,
        measure=TYPED,
        first=days[0],
        last=days[1],
        numerator=value,
        proof=proof.strip(),
        paper=keep_proof(plan, content, now) if content else None,
        at=now,
        by_id=actor[1],
        submission=submission,
    )
    made = write_reading(reading)
    note("typed", plan, actor, now)
    return made


def keep_proof(plan: Plan, content: Clean, now: datetime) -> Paper:
    return keep_paper(
        office=plan.office,
        subject=plan.reference,
        title="প্রমাণক",
        content=content,
        now=now,
        brought_by="office",
    )


def living(plan: Plan, indicator: Indicator) -> Indicator:
    fresh = Indicator.objects.filter(pk=indicator.pk, plan=plan, removed_at__isnull=True).first()
    if fresh is None:
        raise PerformanceFault("", "সূচকটি বাদ দেওয়া হয়েছে।", "This indicator was removed.")
    return fresh


def lock_open(plan: Plan) -> None:
    """Two at once act in turn. Raises PerformanceFault once it is reported or its case has ended."""
    fresh = Plan.objects.select_for_update().get(pk=plan.pk)
    plan.period, plan.year, plan.letter_id = fresh.period, fresh.year, fresh.letter_id
    if fresh.letter_id:
        raise PerformanceFault("", *REPORTED)
    if not Case.objects.get(pk=plan.case_id).is_open:
        raise PerformanceFault("", *ENDED)


def note(verb: str, plan: Plan, actor: Reference, now: datetime) -> None:
    """Last in its act: the entry seals what was written before it."""
    record(
        f"performance.{verb}",
        subject=plan.reference,
        actor=actor,
        office_id=plan.office_id,
        now=now,
    )


@transaction.atomic
def forget_proofs(case: Case) -> None:
    """Empty the words and papers that were brought as proof; figures and hashes stay. Twice is once."""
    plan = Plan.objects.filter(case=case).first()
    if plan is not None:
        Reading.objects.filter(indicator__plan=plan).exclude(proof="").update(proof="")
        remove_files(paper for paper in papers_of(plan.reference) if paper.file)
