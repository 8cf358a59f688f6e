"""A plan of performance: its indicators are read from the office's own records, and its report keeps it."""

import html
import re
from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from ongikar.books.measures import measures
from ongikar.books.registry import book_named
from ongikar.cases import actions as case_actions
from ongikar.cases.adoption import adopt_open_cases
from ongikar.cases.kinds import OutcomeFault, kind_of
from ongikar.cases.models import Case
from ongikar.charter.models import Service, service_of
from ongikar.core.forms.faults import ActFault
from ongikar.delivery.performance import actions
from ongikar.delivery.performance.models import TYPED, Indicator, Plan, Reading
from ongikar.delivery.performance.readings import difference_of, holds, progress_of
from ongikar.delivery.performance.report import issue_report
from ongikar.letters.models import Dispatch, Letter
from ongikar.letters.outgoing.actions import Addressee
from ongikar.letters.tests.outgoing import carry
from ongikar.records.actions import change, perform
from ongikar.records.retention import forget_people
from ongikar.rules.calendar.office_calendar import TZ

pytestmark = pytest.mark.django_db
CODE = "internal-2"
LINES = "সময়মতো দেওয়া সেবার হার, শতকরা, মান ৬০, লক্ষ্যমাত্রা ৯০\nশুদ্ধাচার সভা, সংখ্যা, মান ৪০, লক্ষ্যমাত্রা ২"
PLAN = {"system": "gpms", "period": "q2", "objective": "সময়মতো সেবা", "indicators": LINES}
# Beyond the day of every case that the tests receive, and still in the quarter.
LATER = timedelta(days=20)
SCHOOL = Addressee("জেলা প্রশাসক, রংপুর")


@pytest.fixture
def actor(karim):
    return ("user", karim.pk)


@pytest.fixture
def plan(receive):
    return fresh(Plan.objects.get(case=receive(CODE, answers=PLAN, person=None, channel="planned")))


def fresh(plan):
    row = Plan.objects.select_related("office", "letter").get(pk=plan.pk)
    row.case = Case.objects.with_related().get(pk=row.case_id)
    return row


def facts_of(indicator, **changes):
    names = ("name", "unit", "weight", "target", "measure")
    return {name: getattr(indicator, name) for name in names} | {"levels": []} | changes


def put_right(indicator, actor, now, **changes):
    change(indicator, "indicator_changed", actor=actor, now=now, **facts_of(indicator, **changes))


def set_days(plan, actor, now, period):
    change(plan, "days_set", actor=actor, now=now, period=period, year=2026)


@pytest.fixture
def in_time(plan, actor, now):
    """The first indicator, computed: cases in time."""
    indicator = plan.indicators.get(number=1)
    put_right(indicator, actor, now, measure="cases_in_time")
    return Indicator.objects.select_related("plan__office").get(pk=indicator.pk)


@pytest.fixture
def two_cases(receive, karim, now):
    """One kept in time, and one that is late by then."""
    kept, late = receive(), receive()
    case_actions.keep(kept, outcome={"words": "চারটি", "fully": "yes"}, actor=("user", karim.pk), now=now)
    return kept, late


def type_second(plan, actor, now, value="1"):
    row = Reading(indicator=plan.indicators.get(number=2), numerator=Decimal(value), proof="কার্যবিবরণী ১২")
    return perform(plan, row, submission=f"typed {plan.pk} {value}", actor=actor, now=now)


def issue(plan, actor, now):
    signer = plan.office.posts.get(role="officer")
    return issue_report(plan, to=SCHOOL, words="প্রতিবেদন পাঠানো হলো।", signer=signer, actor=actor, now=now)


@pytest.mark.fast
def test_from_the_lines_of_its_case_to_its_report(plan, in_time, two_cases, actor, now):
    assert (plan.book_serial, plan.period, plan.year) == (1, "q2", 2026)
    at = now + LATER
    late_due = two_cases[1].clock.due_at
    assert late_due < at
    assert actions.read_measures(plan, actor=actor, now=at) == 1
    (reading,) = Reading.objects.all()
    assert reading.records == {"subject": "case", "counted": [two_cases[0].pk], "others": [two_cases[1].pk]}
    assert (reading.numerator, reading.denominator, holds(reading)) == (1, 2, True)
    with pytest.raises(ActFault, match="with its proof"):
        issue(plan, actor, at)
    type_second(plan, actor, at)
    found = progress_of(fresh(plan))
    # 50 per cent of 90 is 55.56 of 60; one of two meetings is 20 of 40.
    assert [line.points for line in found.lines] == [Decimal("33.34"), Decimal(20)]
    assert (found.score, found.reached_percent) == (Decimal("53.34"), 53)
    letter = issue(plan, actor, at)
    assert issue(fresh(plan), actor, at) == letter == Letter.objects.get(kind="performance_report")
    # The school has no e-mail address: nobody has carried it yet, so no book says so and nothing is kept.
    assert (fresh(plan).case.is_open, Dispatch.objects.filter(recipient__letter=letter).exists()) == (
        True,
        False,
    )
    carry(letter, at, actor=actor)
    case = fresh(plan).case
    assert (case.state, case.outcome["reached"], case.memo_number) == ("kept", 53, letter.memo_number)
    told = dict(kind_of(case.row).result(case).parts)
    assert "হাতে লেখা; প্রমাণক: কার্যবিবরণী ১২" in told["২. শুদ্ধাচার সভা"]
    assert "২টির মধ্যে ১টি" in told["১. সময়মতো দেওয়া সেবার হার"]
    (line,) = book_named("performance").rows(plan.office, 2026)[:5]
    assert line.texts[7:10] == ("১", "১", "৫৩.৩৪")
    assert "সময়মতো দেওয়া সেবার হার: ৫০" in line.texts[6]


def test_what_is_frozen_stays_and_later_records_show_a_difference(
    plan, in_time, two_cases, receive, actor, now
):
    at = now + LATER
    type_second(plan, actor, at)
    issue(plan, actor, at)
    reading = Reading.objects.get(indicator=in_time)
    assert reading.frozen_at == at
    assert difference_of(plan, reading, at) is None
    # Entered afterwards, and late by then.
    receive(now=now)
    found = difference_of(plan, reading, at)
    assert (found.added_count, found.gone_count) == (1, 0)
    assert holds(reading)
    reading.records["others"] = []
    assert not holds(reading)
    for act in (
        lambda: actions.read_measures(fresh(plan), actor=actor, now=at),
        lambda: actions.remove_indicator(in_time, actor=actor, now=at),
        lambda: type_second(fresh(plan), actor, at, "2"),
        lambda: set_days(fresh(plan), actor, at, "q3"),
    ):
        with pytest.raises(ActFault, match="issued"):
            act()


def test_the_weights_are_a_hundred_before_it_is_reported(plan, actor, now):
    indicator = plan.indicators.get(number=1)
    with pytest.raises(ActFault, match="is left for this one"):
        put_right(indicator, actor, now, weight=Decimal("60.01"))
    put_right(plan.indicators.get(number=1), actor, now, weight=Decimal(50))
    with pytest.raises(ActFault, match="must add up to 100") as raised:
        issue(plan, actor, now)
    assert raised.value.words == "সব সূচকের মান মিলে ১০০ হতে হয়; এখন ৯০।"
    facts = facts_of(indicator, name="ল্যাব পরিদর্শন", weight=Decimal(10), measure="inspections")
    perform(plan, Indicator(plan=plan, **facts), submission="third", actor=actor, now=now)
    assert [each.number for each in plan.indicators.all()] == [1, 2, 3]
    assert progress_of(plan).is_weighed


def test_a_target_that_is_better_when_less_has_its_levels(plan, actor, now):
    indicator = plan.indicators.get(number=2)
    with pytest.raises(ActFault, match="four levels"):
        put_right(indicator, actor, now, target=Decimal(0))
    put_right(plan.indicators.get(number=2), actor, now, target=Decimal(0), levels=["2", "4", "6", "8"])
    type_second(plan, actor, now, "3")
    assert progress_of(plan).lines[1].percent == 85


def test_what_is_computed_is_never_typed_and_what_is_typed_has_its_proof(plan, in_time, actor, now):
    said = {"submission": "by hand", "actor": actor, "now": now}
    with pytest.raises(ActFault, match="is not typed"):
        perform(plan, Reading(indicator=in_time, numerator=Decimal(90), proof="দেখেছি"), **said)
    second = plan.indicators.get(number=2)
    with pytest.raises(ActFault, match="the proof"):
        perform(plan, Reading(indicator=second, numerator=Decimal(90), proof=" "), **said)
    type_second(plan, actor, now)
    outcome = {"words": "সব", "reached": 90, "evidence": "আছে", "sent_on": now.date().isoformat()}
    with pytest.raises(OutcomeFault, match="প্রতিবেদন জারি হয়ে পাঠানো হলে"):
        case_actions.keep(fresh(plan).case, outcome=outcome, actor=actor, now=now)


def test_a_quarter_in_which_nothing_was_reached_is_reported_as_that(plan, in_time, receive, actor, now):
    """What is promised is the report: an office that reached nothing must be able to say so."""
    receive()
    type_second(plan, actor, now, "0")
    over = datetime(2027, 1, 4, 11, tzinfo=TZ)
    letter = issue(plan, actor, over)
    carry(letter, over, actor=actor)
    case = fresh(plan).case
    assert (case.state, case.outcome["reached"], case.memo_number) == ("kept", 0, letter.memo_number)
    told = dict(kind_of(case.row).result(case).parts)
    assert told["মোট প্রাপ্ত মান, ১০০-তে"] == "০"
    assert "০টি" in told["১. সময়মতো দেওয়া সেবার হার"]
    assert case.clock.due_at >= over


def test_a_report_that_was_typed_says_nought_too(receive, actor, now):
    case = receive(CODE, answers=PLAN, person=None, channel="planned")
    outcome = {"words": "কিছু হয়নি", "reached": 0, "evidence": "পাতা ১২", "sent_on": now.date().isoformat()}
    case_actions.keep(case, outcome=outcome, actor=actor, now=now)
    assert Case.objects.get(pk=case.pk).state == "kept"


# The ceiling of the row in the tests is fifteen working days.
@pytest.mark.parametrize(
    ("period", "received", "due"),
    [
        # The first working day after the quarter is Sunday, 3 January 2027.
        ("q2", "2026-11-22T10:00", "2027-01-24"),
        ("q2", "2026-10-04T09:00", "2027-01-24"),
        ("year", "2026-11-22T10:00", "2027-07-22"),
        # Over already when it is asked for: from the receipt.
        ("q1", "2026-11-22T10:00", "2026-12-13"),
        # On the last day of its quarter.
        ("q2", "2026-12-31T16:00", "2027-01-24"),
    ],
)
def test_a_report_is_not_due_before_its_time_is_over(receive, service, period, received, due):
    at = datetime.fromisoformat(f"{received}+06:00")
    case = receive(CODE, answers=PLAN | {"period": period}, person=None, channel="planned", now=at)
    plan = Plan.objects.get(case=case)
    assert case.clock.due_at.astimezone(TZ).date() > min(plan.days[1], at.date())
    assert case.clock.due_at.astimezone(TZ).date().isoformat() == due


def test_the_day_of_a_row_without_a_limit_is_named_by_the_office(receive, service):
    Service.objects.filter(pk=service(CODE).pk).update(ceiling=None)
    service_of.cache_clear()
    case = receive(CODE, answers=PLAN, person=None, channel="planned")
    assert case.awaits_day


def test_a_time_that_has_not_begun_has_nothing_to_count(plan, in_time, actor, now):
    set_days(plan, actor, now, "q3")
    with pytest.raises(ActFault, match="begins on"):
        actions.read_measures(plan, actor=actor, now=now)
    set_days(fresh(plan), actor, now, "q1")
    actions.read_measures(fresh(plan), actor=actor, now=now)
    assert progress_of(fresh(plan)).lines[0].value is None


def test_read_twice_without_a_change_is_one_reading(plan, in_time, two_cases, actor, now):
    for _ in range(2):
        actions.read_measures(plan, actor=actor, now=now + LATER)
    assert Reading.objects.count() == 1


def test_an_open_case_of_before_gets_its_indicators_and_its_clock_stays(receive, now):
    words = "শুধু কথায় লেখা একটি সূচক"
    case = receive(CODE, answers=PLAN | {"indicators": f"{LINES}\n{words}"}, person=None, channel="planned")
    due = case.clock.due_at
    Reading.objects.all().delete()
    Indicator.objects.filter(plan__case=case)._raw_delete("default")
    Plan.objects.filter(case=case)._raw_delete("default")
    Case.objects.filter(pk=case.pk).update(form_version=1)
    assert adopt_open_cases(now + LATER) == 1
    assert adopt_open_cases(now + LATER) == 0
    made = list(Indicator.objects.filter(plan__case=case))
    assert [(each.name, each.weight, each.target) for each in made] == [
        ("সময়মতো দেওয়া সেবার হার", 60, 90),
        ("শুদ্ধাচার সভা", 40, 2),
        (words, None, None),
    ]
    assert {each.measure for each in made} == {TYPED}
    case.refresh_from_db()
    assert (case.form_version, case.clock.due_at) == (2, due)


def test_a_report_that_was_typed_before_is_told_as_it_was_typed(receive, actor, now):
    case = receive(CODE, answers=PLAN, person=None, channel="planned")
    outcome = {"words": "হার ৮৬", "reached": 68, "evidence": "পাতা ১২", "sent_on": now.date().isoformat()}
    case_actions.keep(case, outcome=outcome, actor=actor, now=now)
    told = dict(kind_of(case.row).result(Case.objects.with_related().get(pk=case.pk)).parts)
    assert told["অগ্রগতি"] == "হার ৮৬"


@pytest.mark.parametrize("changes", [{"weight": Decimal("100.01")}, {"weight": Decimal(0)}])
def test_the_database_keeps_the_laws_of_an_indicator(plan, changes):
    with pytest.raises(IntegrityError), transaction.atomic():
        Indicator.objects.filter(plan=plan, number=1).update(**changes)


def test_a_part_is_no_more_than_its_whole_in_the_database_too(plan, in_time, two_cases, actor, now):
    actions.read_measures(plan, actor=actor, now=now + LATER)
    with pytest.raises(IntegrityError), transaction.atomic():
        Reading.objects.update(numerator=3)


def test_its_proofs_are_forgotten_with_its_case_and_its_figures_stay(plan, actor, now):
    reading = type_second(plan, actor, now)
    forget_people(plan)
    forget_people(plan)
    reading.refresh_from_db()
    assert (reading.proof, reading.numerator) == ("", 1)


@pytest.mark.parametrize("measure", measures(), ids=lambda each: each.key)
def test_a_measure_asks_as_much_of_many_records_as_of_few(measure, office, receive, now):
    first, last = now.date() - timedelta(days=60), now.date() + timedelta(days=60)

    def statements():
        with CaptureQueriesContext(connection) as asked:
            measured = measure.read(office, first, last, now + LATER)
        assert (measured.others is not None) == measure.is_share
        return len(asked.captured_queries)

    few = statements()
    for _ in range(6):
        receive()
    assert statements() == few <= 2


def next_plan(receive, mark, **answers):
    case = receive(CODE, answers=PLAN | answers, person=None, channel="planned", submission=mark)
    return Plan.objects.get(case=case)


def test_left_empty_the_indicators_of_the_plan_before_are_taken_over(plan, in_time, receive, actor, now):
    actions.remove_indicator(plan.indicators.get(number=2), actor=actor, now=now)
    later = next_plan(receive, "the next quarter", period="q3", indicators="")
    (taken,) = later.indicators.all()
    assert facts_of(taken) == facts_of(in_time)
    assert (taken.number, taken.measure) == (1, "cases_in_time")
    # Of another agreement nothing is taken; and what is written is what holds.
    assert not next_plan(receive, "integrity", system="nis", indicators="").indicators.exists()
    written = next_plan(receive, "written", indicators=LINES)
    assert written.indicators.count() == 2
    # Of a plan whose indicators were all removed nothing can be taken: the one before it counts.
    empty = next_plan(receive, "half a year", indicators="")
    for each in empty.indicators.all():
        actions.remove_indicator(each, actor=actor, now=now)
    assert next_plan(receive, "the year", period="year", indicators=" ").indicators.count() == 2


def test_a_plan_whose_time_is_over_stands_on_today_until_its_end(plan, signed_in, karim, now, time_machine):
    row, over = "Report to issue: সময়মতো সেবা", datetime(2027, 1, 3, 10, tzinfo=TZ)

    def today(moment):
        time_machine.move_to(moment, tick=False)
        page = signed_in(karim).get("/en/desk/today/").content.decode()
        return html.unescape(re.sub(r"<[^>]+>", "", page))

    assert row not in today(now)
    assert row in today(over)
    Case.objects.filter(pk=plan.case_id).update(closed_at=now)
    assert row not in today(over)
