"""Over random lives of every kind, the account, the register, the tracking page and the bar say the same:
kept, late or open.
"""

from datetime import date, datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from ongikar.books.account import month_account, service_account
from ongikar.books.service_lines import ServiceLines
from ongikar.books.service_register import COLUMNS
from ongikar.cases import actions
from ongikar.cases.actions import clock, drops, part_outcomes
from ongikar.cases.case_promise import display_promise
from ongikar.cases.citizen.track.case_detail import CaseDetail
from ongikar.cases.kinds import OutcomeFault, kind_of
from ongikar.cases.models import Case
from ongikar.charter.models import Service, service_of
from ongikar.clock.watch import watch_clocks
from ongikar.config.settings import DELIVERY_KINDS
from ongikar.core.i18n.say import say
from ongikar.people.models import User
from ongikar.people.post_holders import holder_of
from ongikar.rules import case_transitions
from ongikar.rules.account import Account
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.clock.fold import LedgerFault
from tests.test_every_kind import CHARTER, answered

from .examples import examples

KARIM = ("user", 1)
START = datetime(2026, 11, 1, 10, tzinfo=TZ)
END = START + timedelta(days=27)
# What waits for the citizen, or was named late, may fall due after the month, and the report of a year after
# its end: the account of the months till then has it.
FIRST, UNTIL = date(2026, 11, 1), date(2027, 10, 1)
MONTH_ENDS = datetime(2026, 12, 1, tzinfo=TZ)
# A charter row for each kind; the kind of other offices stands in for one that has several rows.
CODES = {row["kind"]: row["code"] for row in reversed(CHARTER["services"])} | {
    "application": "institutional-7"
}
LEFT = {"left": "বাকি অংশ", "left_by": "শিরিন আক্তার", "left_on": "2026-11-30"}
# These promise otherwise: a day that is named with the acceptance, or in steps. Each has more days than one
# to miss.
NO_LIMIT, IN_STEPS = ("lecture", "procurement", "inspection"), ("event", "rollout")
STEPS = {
    "kind": "stages",
    "stages": [
        {"label": "যাচাই", "kind": "working_days", "max": 2},
        {"label": "সিদ্ধান্ত", "kind": "working_days", "max": 5, "trigger": "meeting"},
        {"label": "পত্র", "kind": "working_days", "max": 1},
    ],
}
TIMES = {
    **dict.fromkeys(NO_LIMIT, ({"kind": "as_directed"}, None)),
    **dict.fromkeys(IN_STEPS, (STEPS, {"unit": "working_days", "amount": 10})),
}
KEPT, KEPT_LATE, OPEN, LATE, GIVEN_UP, ENDED = "kept", "kept late", "open", "late", "given up late", "ended"
IN_TIME = COLUMNS.index(("সময়মতো কি না", "In time"))


def outcome_of(case, at):
    return answered(kind_of(case.row).outcome_form, case.row, at.astimezone(TZ).date())


def salma(at):
    return holder_of(User.objects.get(username="salma"), at.astimezone(TZ).date())


ACTS = {
    "accept": lambda case, at: actions.accept(case, actor=KARIM, now=at),
    "name a day": lambda case, at: actions.accept(
        case, actor=KARIM, now=at, day=at.astimezone(TZ).date() + timedelta(days=4)
    ),
    "keep a step": lambda case, at: clock.keep_step(case, words="যাচাই শেষ", actor=KARIM, now=at),
    "hold the meeting": lambda case, at: clock.event_came(
        case, event="meeting", on=at - timedelta(minutes=1), words="", actor=KARIM, now=at
    ),
    "ask": lambda case, at: actions.ask_for_papers(
        case, missing=["জাতীয় পরিচয়পত্র"], words="", actor=KARIM, now=at
    ),
    "answer": lambda case, at: actions.answer(case, words="", papers=(), now=at),
    "keep": lambda case, at: actions.keep(case, outcome=outcome_of(case, at), actor=KARIM, now=at),
    "keep with nothing given": lambda case, at: actions.keep(
        case, outcome={kind_of(case.row).verdict.field: "no"}, actor=KARIM, now=at
    ),
    "keep a part": lambda case, at: part_outcomes.keep_part(
        case, outcome={"words": "কিছু দেওয়া হলো"}, left=LEFT, actor=KARIM, now=at
    ),
    "say it is enough": lambda case, at: part_outcomes.take_as_enough(case, words="", now=at),
    "inform": lambda case, at: part_outcomes.inform(case, words="এখনো হয়নি", actor=KARIM, now=at),
    "refuse": lambda case, at: actions.refuse(case, reason="বিচারাধীন বিষয়", actor=KARIM, now=at),
    "redirect": lambda case, at: actions.redirect(case, to="জেলা কার্যালয়", actor=KARIM, now=at),
    "withdraw": lambda case, at: actions.withdraw(case, words="", now=at),
    "ask to drop": lambda case, at: drops.ask_drop(case, reason="বরাদ্দ নেই বলে", actor=KARIM, now=at),
    "drop": lambda case, at: drops.drop(case, reason="বরাদ্দ নেই বলে", holder=salma(at), now=at),
    "refuse to drop": lambda case, at: drops.refuse_drop(
        case, reason="বরাদ্দ ছাড়াই হবে", holder=salma(at), now=at
    ),
    "watch": lambda case, at: watch_clocks(at),
}
# Half of the acts are the three by which something is given, so that lives do not all end unkept.
names = st.one_of(
    st.sampled_from(["keep", "keep a part", "say it is enough", "drop", "ask to drop"]),
    st.sampled_from(sorted(ACTS)),
)
lives = st.lists(
    st.tuples(st.integers(1, 26 * 24 * 60), st.integers(0, len(DELIVERY_KINDS) - 1), names),
    min_size=6,
    max_size=40,
).map(sorted)


def live(receive, happenings):
    for word, (time, ceiling) in TIMES.items():
        Service.objects.filter(code=CODES[word]).update(time=time, ceiling=ceiling)
    Service.objects.filter(code=CODES["application"]).update(kind="application")
    service_of.cache_clear()
    cases = []
    for word in DELIVERY_KINDS:
        row = Service.objects.get(code=CODES[word], version__effective_to=None)
        cases.append(
            receive(CODES[word], now=START, **{"person": None} if row.category == "internal" else {})
        )
    for minute, place, name in happenings:
        at = START + timedelta(minutes=minute, seconds=30)
        try:
            with transaction.atomic():
                ACTS[name](Case.objects.with_related().get(pk=cases[place].pk), at)
        except (case_transitions.TransitionFault, LedgerFault, OutcomeFault):
            continue
    watch_clocks(END)
    return [Case.objects.with_related().prefetch_related("acts").get(pk=case.pk) for case in cases]


def by_the_law(case):
    """Of the facts and acts alone."""
    late = bool(case.breaches(END))
    if case_transitions.state_after(act.name for act in case.acts.all()) == case_transitions.KEPT:
        return KEPT_LATE if late else KEPT
    if case.is_open:
        return LATE if late else OPEN
    return GIVEN_UP if late and case.state == case_transitions.WITHDRAWN else ENDED


ACCOUNT = {
    KEPT: Account(in_time=1),
    KEPT_LATE: Account(kept_late=1),
    LATE: Account(open_late=1),
    OPEN: Account(),
    GIVEN_UP: Account(withdrawn_late=1),
}


def of_account(case, office):
    counted = service_account(office, case.row.code, FIRST, UNTIL, END)
    return next((word for word, account in ACCOUNT.items() if account == counted), ENDED)


def of_register(case, lines):
    in_time = str(lines[case.book_serial - 1].cells[IN_TIME])
    if case.state == case_transitions.WITHDRAWN:
        return GIVEN_UP if in_time == say("না", "No") else ENDED
    if case.state != case_transitions.KEPT and not case.is_open:
        return ENDED
    words = {say("হ্যাঁ", "Yes"): KEPT, "": OPEN, say("না", "No"): LATE if case.is_open else KEPT_LATE}
    return words[in_time]


def of_tracking_page(case):
    mark = CaseDetail(case, END).state[0]
    if mark == "late":
        return LATE if case.is_open else GIVEN_UP if case.state == case_transitions.WITHDRAWN else KEPT_LATE
    return {"kept": KEPT, "shut": ENDED}.get(mark, OPEN)


def of_bar(case):
    drawing = display_promise(case.clock, END).drawing
    if drawing.is_overdue:
        return LATE
    cap = drawing.cap.kind if drawing.cap else ""
    if cap == "shut" and drawing.was_late and case.state == case_transitions.WITHDRAWN:
        return GIVEN_UP
    return {"kept": KEPT, "late": KEPT_LATE, "shut": ENDED}.get(cap, OPEN)


# One of each end whatever is drawn: late and in time, of what was asked for and of what the office owes
# itself.
LATE_AT, PLACES = 25 * 24 * 60, range(len(DELIVERY_KINDS))
EACH_END = [
    *((30, place, "keep") for place in PLACES[:3]),
    *((40, place, "keep a part") for place in PLACES[3:7]),
    *((50, place, "ask to drop") for place in PLACES[7:]),
    *((60, place, "drop") for place in PLACES[7:]),
    *((LATE_AT - 10, DELIVERY_KINDS.index(word), "name a day") for word in NO_LIMIT),
    *((LATE_AT - 9, DELIVERY_KINDS.index(word), "keep a step") for word in IN_STEPS),
    (70, 3, "say it is enough"),
    (LATE_AT, 4, "say it is enough"),
    (LATE_AT, 5, "withdraw"),
    (LATE_AT, 8, "keep"),
    *((LATE_AT, place, "withdraw") for place in (7, 9)),
    *((LATE_AT, place, "keep") for place in PLACES[10:]),
]


@pytest.mark.django_db
@example(happenings=EACH_END)
@settings(
    max_examples=examples(25), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(happenings=lives)
def test_account_register_tracking_page_and_bar_say_the_same(office, receive, happenings):
    with transaction.atomic():
        cases = live(receive, happenings)
        lines = list(ServiceLines(office, 2026, END))
        for case in cases:
            law = by_the_law(case)
            found = {
                "account": of_account(case, office),
                "register": of_register(case, lines),
                "page": of_tracking_page(case),
                "bar": of_bar(case),
            }
            assert found == dict.fromkeys(found, law), case.row.code
            if case.is_own_work:
                assert case.state in case_transitions.OPEN | {case_transitions.KEPT, case_transitions.DROPPED}
            if case.is_given_in_part:
                assert law in (OPEN, LATE)
        account = month_account(office, FIRST, END)
        own = [case for case in cases if case.is_own_work and case.state == case_transitions.DROPPED]
        assert account.dropped == sum(case.clock.due_at < MONTH_ENDS for case in own)
        transaction.set_rollback(True)
