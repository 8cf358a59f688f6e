"""Every page that counts promises kept counts them by rules/account.py, and no other
formula stands anywhere.
"""

import ast
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ongikar.books.account import month_account, service_account, service_accounts
from ongikar.books.service_lines import ServiceLines
from ongikar.cases import actions
from ongikar.cases.actions.clock import reopen
from ongikar.cases.desks import hand_over
from ongikar.cases.models import Case
from ongikar.clock.watch import watch_clocks
from ongikar.core.i18n.say import say
from ongikar.rules import case_transitions
from ongikar.rules.account import Account, account_of_counts
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.clock.fold import LedgerFault
from ongikar.website.home import tally_of_day
from tests.examples import examples

ONGIKAR = Path(__file__).parents[2]
KARIM = ("user", 1)
START = datetime(2026, 11, 1, 10, tzinfo=TZ)
END = START + timedelta(days=27)
# What waits for the citizen may fall due after the month, and is then of another account.
UNTIL = datetime(2026, 12, 1, tzinfo=TZ)
ACTS = {
    "accept": lambda case, at: actions.accept(case, actor=KARIM, now=at),
    "accept by a day": lambda case, at: actions.accept(
        case, actor=KARIM, now=at, day=at.astimezone(TZ).date() + timedelta(days=1)
    ),
    "ask": lambda case, at: actions.ask_for_papers(
        case, missing=["জাতীয় পরিচয়পত্র"], words="", actor=KARIM, now=at
    ),
    "answer": lambda case, at: actions.answer(case, words="", papers=(), now=at),
    "keep": lambda case, at: actions.keep(case, outcome={"words": "দেওয়া হলো"}, actor=KARIM, now=at),
    "refuse": lambda case, at: actions.refuse(case, reason="বিচারাধীন বিষয়", actor=KARIM, now=at),
    "withdraw": lambda case, at: actions.withdraw(case, words="", now=at),
    "reopen": lambda case, at: reopen(case, reason="ভুল তথ্য দেওয়া হয়েছিল", actor=KARIM, now=at),
    "hand over": lambda case, at: hand_over(
        case, to=case.office.posts.get(role="assistant"), words="", actor=KARIM, now=at
    ),
    "watch": lambda case, at: watch_clocks(at),
}
lives = st.lists(
    st.tuples(st.integers(1, 26 * 24 * 60), st.integers(0, 3), st.sampled_from(sorted(ACTS))), max_size=14
).map(sorted)


@pytest.fixture
def without_ceiling(service):
    """A row for which the office has set no limit: accepting is then itself a promise."""
    row = service("citizen-5")
    type(row).objects.filter(pk=row.pk).update(ceiling=None)


def live(receive, happenings):
    cases = [receive(code, now=START) for code in ("citizen-1", "citizen-2", "citizen-5", "citizen-5")]
    for minute, place, name in happenings:
        at = START + timedelta(minutes=minute, seconds=30)
        try:
            with transaction.atomic():
                ACTS[name](Case.objects.get(pk=cases[place].pk), at)
        except (case_transitions.TransitionFault, LedgerFault):
            continue
    return [Case.objects.get(pk=case.pk) for case in cases]


def by_the_law(cases):
    """The account of all clocks of the cases by their facts alone, without a word from the database."""
    clocks = [clock for case in cases for clock in case.clocks if clock.due_at < UNTIL]
    return account_of_counts((clock.running.outcome, not clock.breaches(END), 1) for clock in clocks)


@pytest.mark.django_db
@settings(
    max_examples=examples(40), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(happenings=lives)
def test_account_register_and_tally_agree_with_the_law(office, receive, without_ceiling, happenings):
    with transaction.atomic():
        cases = live(receive, happenings)
        law = by_the_law(cases)
        services = service_accounts(office, date(2026, 11, 1), END)
        assert month_account(office, date(2026, 11, 1), END) == law
        assert sum(services.values(), Account()) == law
        one = service_account(office, "citizen-5", date(2026, 11, 1), date(2026, 12, 1), END)
        assert one == by_the_law(case for case in cases if case.row.code == "citizen-5")
        in_time = [line.texts[10] for line in ServiceLines(office, 2026, END)]
        # A register has one line a case, which was kept in time only if it was so each time it was open.
        assert in_time.count(say("হ্যাঁ", "Yes")) == sum(
            case.state == case_transitions.KEPT and not case.breaches(END) for case in cases
        )
        assert kept_on_any_day(office) == law.in_time
        transaction.set_rollback(True)


def kept_on_any_day(office):
    days = [START + timedelta(days=n, hours=13) for n in range(28)]
    return sum(tally_of_day(office, day).kept for day in days)


# The law itself, and its words for the database: nowhere else are these compared or divided.
HOMES = {"rules/account.py", "clock/lateness.py"}
FIGURES = {"in_time", "kept_late", "open_late", "promised", "late"}


def sources():
    for path in sorted(ONGIKAR.rglob("*.py")):
        name = path.relative_to(ONGIKAR).as_posix()
        if name not in HOMES and "/tests/" not in name and "/migrations/" not in name:
            yield name, ast.parse(path.read_text())


def names_in(node):
    return {each.attr for each in ast.walk(node) if isinstance(each, ast.Attribute)} | {
        each.id for each in ast.walk(node) if isinstance(each, ast.Name)
    }


def divides_promises(node):
    is_division = isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div | ast.FloorDiv)
    whole = FIGURES | {"total", "count", "many"}
    return is_division and names_in(node.left) & FIGURES and names_in(node.right) & whole


def compares_with_a_due_moment(node):
    """`F("due_at")`, or a keyword such as `stopped_at__lte=clock.due_at`."""
    if not isinstance(node, ast.Call):
        return False
    column = ast.unparse(node.func) == "F" and any("due_at" in ast.unparse(each) for each in node.args)
    asked = [each for each in node.keywords if each.arg and each.arg.startswith("stopped_at__")]
    return column or any("due" in ast.unparse(each.value) for each in asked)


def second_formulas(name, tree):
    """Where a rate is worked out, or an end is compared with a due moment in the database."""
    for node in ast.walk(tree):
        if divides_promises(node):
            yield f"{name} divides promises"
        if compares_with_a_due_moment(node):
            yield f"{name} compares with a due moment"


# How many stitches of the day's line are drawn in the colour of the late ones: a picture, not a rate.
PICTURES = {"website/home.py divides promises"}


def test_no_second_formula_stands_anywhere():
    found = {fault for name, tree in sources() for fault in second_formulas(name, tree)}
    assert found - PICTURES == set()


@pytest.mark.parametrize(
    "written",
    [
        "rate = account.in_time / account.promised",
        "late * 100 // total",
        'clocks.filter(stopped_at__gt=F("due_at"))',
    ],
)
def test_a_second_formula_would_be_found(written):
    assert list(second_formulas("somewhere.py", ast.parse(written)))
