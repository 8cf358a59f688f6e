"""Any life of any cases, in the database: random acts, later orders of the calendar, hours without a watch.

Whatever is done, the caches say what the facts say, the state what the acts say, and no breach ever vanishes.
"""

from datetime import datetime, timedelta
from functools import partial
from typing import NamedTuple

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from ongikar.cases import actions
from ongikar.cases.actions import clock as clock_acts
from ongikar.cases.actions import contacts, part_outcomes
from ongikar.cases.models import Case, RegisterYear
from ongikar.cases.register_counts import RegisterKeeper, all_sums, fresh_counts, kept_counts, recount
from ongikar.charter.models import Service, service_of
from ongikar.clock.actions import CACHES, cache_values
from ongikar.clock.models import Clock, Milestone
from ongikar.clock.recalculate_deadlines import reschedule_office
from ongikar.clock.watch import watch_clocks
from ongikar.journal.models import Entry
from ongikar.letters.models import Dispatch, Letter, LetterAct
from ongikar.letters.outgoing.dispatching import (
    dispatch,
    has_left,
    record_result,
    waiting_recipients,
    withhold,
)
from ongikar.letters.outgoing.transitions import LetterFault
from ongikar.offices.models import CalendarVersion, Office, calendar_of
from ongikar.rules import case_transitions
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.clock.fold import LedgerFault
from ongikar.rules.clock.watch import milestones

pytestmark = pytest.mark.django_db
MICROSECOND, DAY = timedelta(microseconds=1), timedelta(days=1)
BEGINNING = datetime.fromisoformat("2026-11-22T10:00:00+06:00")
KARIM = ("user", 1)
STEPS = {
    "kind": "stages",
    "stages": [
        {"label": "যাচাই", "kind": "working_days", "max": 2},
        {"label": "সিদ্ধান্ত", "kind": "working_days", "max": 3, "trigger": "meeting"},
        {"label": "পত্র", "kind": "hours", "max": 5},
    ],
}
# Time as printed, and the office's ceiling. Each is a row of its own.
ROWS = [
    ({"kind": "working_days", "max": 3}, None),
    ({"kind": "calendar_days", "max": 4}, None),
    ({"kind": "minutes", "max": 90}, None),
    ({"kind": "as_directed"}, None),
    ({"kind": "as_directed"}, {"unit": "working_days", "amount": 5}),
    ({"kind": "working_days", "max": 2, "trigger": "meeting"}, {"unit": "working_days", "amount": 4}),
    (STEPS, {"unit": "working_days", "amount": 3}),
]
VERBS = {
    "receive": "received",
    "accept": "accepted",
    "ask_for_papers": "papers_asked",
    "answer": "answered",
    "keep": "kept",
    "refuse": "refused",
    "redirect": "redirected",
    "withdraw": "withdrawn",
    "note": "noted",
    "call": "called_about",
    "visit": "visited_about",
    "rate": "rated",
    "heed": "heeded",
    "extend": "extended",
    "event_came": "event_came",
    "keep_step": "step_kept",
    "reopen": "reopened",
    "keep_part": "part_kept",
    "inform": "informed",
    "enough": "enough_said",
    "issue_answer": "answer_issued",
    "withhold_answer": "answer_withheld",
    "come_back": "came_back",
}
strides = st.one_of(
    st.integers(0, 600).map(lambda n: n * timedelta(minutes=1)),
    st.integers(0, 48).map(lambda n: n * timedelta(hours=1)),
    st.integers(0, 8).map(lambda n: n * DAY),
)


class Doing(NamedTuple):
    """What an act is done with besides its case: drawn for every act, used by those that ask for it."""

    days: int
    back: timedelta
    paper: str


doings = st.builds(Doing, st.integers(0, 5), strides, st.sampled_from(("ছবি", "সনদ")))
WORDS = {"words": "দেওয়া হলো।"}
ACTS = {
    "accept": lambda case, now, doing: actions.accept(
        case,
        day=(now + doing.days * DAY).astimezone(TZ).date() if doing.days or case.awaits_day else None,
        actor=KARIM,
        now=now,
    ),
    "ask_for_papers": lambda case, now, doing: actions.ask_for_papers(
        case, missing=[doing.paper], words="দিন।", actor=KARIM, now=now
    ),
    "answer": lambda case, now, doing: actions.answer(case, words="দিলাম।", papers=(), now=now),
    "extend": lambda case, now, doing: clock_acts.extend(
        case, working_days=doing.days, reason="তথ্য আসতে দেরি হচ্ছে।", actor=KARIM, now=now
    ),
    "event_came": lambda case, now, doing: clock_acts.event_came(
        case, event="meeting", on=max(now - doing.back, case.clock.started_at), words="", actor=KARIM, now=now
    ),
    "keep_step": lambda case, now, doing: clock_acts.keep_step(case, words="হয়েছে।", actor=KARIM, now=now),
    "keep": lambda case, now, doing: actions.keep(case, outcome=WORDS, actor=KARIM, now=now),
    "keep_part": lambda case, now, doing: part_outcomes.keep_part(
        case,
        outcome=WORDS,
        left={"left": doing.paper, "left_by": "শিরিন", "left_on": "2026-12-31"},
        actor=KARIM,
        now=now,
    ),
    "inform": lambda case, now, doing: part_outcomes.inform(case, words="এখনো হয়নি।", actor=KARIM, now=now),
    "enough": lambda case, now, doing: part_outcomes.take_as_enough(case, words="", now=now),
    "refuse": lambda case, now, doing: actions.refuse(case, reason="হয় না।", actor=KARIM, now=now),
    "redirect": lambda case, now, doing: actions.redirect(case, to="অন্য কার্যালয়", actor=KARIM, now=now),
    "withdraw": lambda case, now, doing: actions.withdraw(case, words="", now=now),
    "reopen": lambda case, now, doing: clock_acts.reopen(
        case, reason="একটি পাতা বাদ পড়েছিল।", actor=KARIM, now=now
    ),
    "note": lambda case, now, doing: actions.add_note(case, words="ফোনে কথা হয়েছে।", actor=KARIM, now=now),
    **{
        way: partial(
            lambda case, now, doing, way: contacts.note_contact(case, way=way, actor=KARIM, now=now), way=way
        )
        for way in case_transitions.CONTACTS
    },
    # A poor one, so that somebody has to see to it.
    "rate": lambda case, now, doing: actions.rate(case, stars=2, words="", now=now),
    "heed": lambda case, now, doing: actions.heed_rating(
        case, way="rang", words="ফোনে কথা হলো।", actor=KARIM, now=now
    ),
}
# How the answer to a question is wanted, one after the other; other services ask nothing of it.
WAYS = ("post", "", "email", "collect")
ENDS = ("keep", "refuse", "redirect", "withdraw", "enough")
# Whatever else an act does, these move no day.
MOVE_NOTHING = ("note", "call", "visit", "rate", "heed", "keep_part", "inform")


class Lives(RuleBasedStateMachine):
    """A case under every sort of row, and more as they come. `which` picks among those there are."""

    @initialize()
    def open_the_office(self):
        self.office = Office.objects.get(slug="rangpur-sadar-ict")
        codes = [f"citizen-{n}" for n in range(1, 7)] + ["institutional-1"]
        for code, (time, ceiling) in zip(codes, ROWS, strict=True):
            Service.objects.filter(version__office=self.office, code=code).update(
                time=time, ceiling=ceiling, may_extend=4
            )
        service_of.cache_clear()
        self.rows = list(Service.objects.filter(version__office=self.office, code__in=codes).order_by("pk"))
        self.now = BEGINNING
        self.count = 0
        self.breaches_known = {}
        for row in range(len(ROWS)):
            self.receive(row)

    def receive(self, row):
        self.now += MICROSECOND
        self.count += 1
        actions.receive_case(
            service=self.rows[row],
            person=actions.Person(
                name="রহিমা খাতুন",
                mobile="+8801700000001",
                address="হরিদেবপুর, রংপুর সদর",
                email="rahima@example.com",
            ),
            answers={"receive_by": WAYS[self.count % len(WAYS)]},
            channel="online",
            submission=f"life {self.count}",
            now=self.now,
        )

    @rule(row=st.integers(0, len(ROWS) - 1))
    def another_comes(self, row):
        self.receive(row)

    def cases(self):
        return list(Case.objects.order_by("pk").prefetch_related("acts"))

    def do(self, case, name, doing):
        """One act; refused by the state or by the ledger, it leaves case and clock as they were."""
        self.now += MICROSECOND
        before = (case.state, case.clock.due_at, case.clock.stopped_at, case.acts.count())
        try:
            with transaction.atomic():
                ACTS[name](case, self.now, doing)
            taken = True
        except (case_transitions.TransitionFault, LedgerFault):
            taken = False
        after = Case.objects.get(pk=case.pk)
        if not taken:
            assert (after.state, after.clock.due_at, after.clock.stopped_at, after.acts.count()) == before
        elif name in MOVE_NOTHING:
            assert after.clock.due_at == before[1]

    @rule(which=st.integers(0, 20), pick=st.integers(0, 20), doing=doings)
    def an_act_that_may_follow(self, which, pick, doing):
        cases = self.cases()
        case = cases[which % len(cases)]
        done = [act.name for act in case.acts.all()]
        running = case.clock.running
        of_clock = {
            "event_came": bool(running.awaited),
            "keep_step": running.stage >= 0 and bool(running.next_stage) and not running.awaited,
            "extend": not running.is_extended,
        }
        may = [
            name
            for name in ACTS
            if case_transitions.may_follow(case.state, name, done) and of_clock.get(name, True)
        ]
        # One of the ways to end, so that lives are long.
        ends = [name for name in ENDS if name in may]
        may = [name for name in may if name not in ENDS] + ends[doing.days % 5 :][:1]
        self.do(case, may[pick % len(may)], doing)

    @rule(which=st.integers(0, 20), name=st.sampled_from(sorted(ACTS)), doing=doings)
    def any_act_at_all(self, which, name, doing):
        cases = self.cases()
        self.do(cases[which % len(cases)], name, doing)

    @rule(which=st.integers(0, 20), doing=doings)
    def a_letter_leaves(self, which, doing):
        """Whoever hands it over enters it, and sometimes has nothing to show for it."""
        waiting = list(Letter.objects.filter(issued_at__isnull=False, dispatched_at=None).order_by("pk"))
        if not waiting:
            return
        self.now += MICROSECOND
        letter = waiting[which % len(waiting)]
        receipt = f"RL {which}" if doing.days else ""
        try:
            dispatch(
                letter,
                waiting_recipients(letter)[0],
                channel=Dispatch.POST,
                reference=receipt,
                reason="ই-মেইল নেই",
                actor=KARIM,
                now=self.now,
            )
        except LetterFault:
            assert not receipt or letter.state != "issued" or Case.objects.filter(state="withdrawn").exists()

    @rule(which=st.integers(0, 20))
    def a_letter_comes_back(self, which):
        sent = list(Dispatch.objects.filter(result="").exclude(channel=Dispatch.PAGE).order_by("pk"))
        if sent:
            self.now += MICROSECOND
            back = Dispatch.objects.select_related("recipient__letter__office").get(
                pk=sent[which % len(sent)].pk
            )
            record_result(back, result=Dispatch.RETURNED, words="কেউ নেই", actor=KARIM, now=self.now)

    @rule(which=st.integers(0, 20))
    def an_issued_letter_is_kept_back(self, which):
        waiting = list(Letter.objects.filter(state="issued", dispatched_at=None).order_by("pk"))
        if waiting:
            self.now += MICROSECOND
            withhold(waiting[which % len(waiting)], reason="ভুল ছিল", actor=KARIM, now=self.now)

    @rule()
    def the_worker_adds_up_the_register(self):
        """At first it counts what nobody counted yet; all that comes later are changes."""
        RegisterKeeper()(self.now)

    @rule()
    def counting_anew_changes_nothing(self):
        years = [(year.office_id, year.fiscal_year) for year in counted_years()]
        before = {year: all_sums(*year) for year in years}
        assert not any(is_changed for *_, is_changed in recount())
        assert {year: all_sums(*year) for year in years} == before

    @rule(stride=strides)
    def time_passes_unwatched(self, stride):
        self.now += stride

    @rule(stride=strides)
    def time_passes_and_the_watch_looks(self, stride):
        self.now += stride
        watch_clocks(self.now)
        assert watch_clocks(self.now) == 0

    @rule(ahead=st.integers(1, 8))
    def a_later_order_closes_a_day(self, ahead):
        """A new version of the calendar, by which running cases are counted too, as the worker carries them
        over.
        """
        latest = self.office.calendar_version()
        day = (self.now + ahead * DAY).astimezone(TZ).date().isoformat()
        if day[:4] not in latest.data["years"]:
            return  # no order for a year without a list
        row = {
            "from": day,
            "to": day,
            "kind": "local",
            "name_bn": "স্থানীয় ছুটি",
            "name_en": "Local holiday",
        }
        data = latest.data | {"days": [*latest.data["days"], row]}
        CalendarVersion.objects.create(
            office=self.office, number=latest.number + 1, data=data, made_at=self.now, reason="local order"
        )
        calendar_of.cache_clear()
        for _ in reschedule_office(self.office.pk, since=self.now):
            pass

    @invariant()
    def whatever_is_done_all_agrees(self):
        cases = list(written_cases())
        clocks = [clock for case in cases for clock in case.clocks]
        the_caches_say_what_the_facts_say(clocks)
        the_state_says_what_the_acts_say(cases)
        self.no_breach_ever_vanishes_and_each_is_told_once(cases)
        what_ended_is_late_where_it_ever_broke_and_only_there(clocks, self.now)
        every_reopening_leaves_a_clock_behind(cases)
        each_moment_is_claimed_once_and_is_one_of_the_stretch_that_runs(clocks)
        every_act_has_its_entry(cases)
        no_case_ticks_for_nobody(clocks)
        what_is_kept_of_the_register_is_what_counting_says()
        behind_each_line_stands_a_person_and_behind_each_kept_a_letter_that_left(cases)

    def no_breach_ever_vanishes_and_each_is_told_once(self, cases):
        moments_of = {}
        for clock, at in Entry.objects.filter(verb="case.broken", subject_type="clock").values_list(
            "subject_id", "at"
        ):
            moments_of.setdefault(clock, []).append(at)
        for case in cases:
            breaches = case.breaches(self.now)
            known = self.breaches_known.get(case.pk, [])
            # An event told afterwards may show that what began with it broke before what is
            # known; none goes away.
            assert [breach for breach in breaches if breach in known] == known
            self.breaches_known[case.pk] = breaches
            at = sorted(moment for clock in case.clocks for moment in moments_of.pop(clock.pk, ()))
            assert len(at) == len(set(at)) or len(case.clocks) > 1
            # What nobody has looked at yet is the breach of the stretch that runs, never of one that is over.
            assert set(at) <= set(breaches)
            assert len(set(breaches) - set(at)) <= 1
        assert not moments_of


def written_cases():
    """Every case as it is written now, with all that a check asks for, read in a few statements."""
    cases = Case.objects.order_by("pk").select_related("clock")
    return cases.prefetch_related("acts", "clock__facts", "clock__milestones")


def moments_of(clock):
    return [(moment.name, moment.due_at) for moment in clock.milestones.all()]


def the_caches_say_what_the_facts_say(clocks):
    for clock in clocks:
        assert cache_values(clock.running, clock.calendar, moments_of(clock)) == tuple(
            getattr(clock, name) for name in CACHES
        )


def the_state_says_what_the_acts_say(cases):
    for case in cases:
        assert actions.replayed_state(case) == case.state
        assert case.is_open == (case.clock.stopped_at is None)


def what_ended_is_late_where_it_ever_broke_and_only_there(clocks, now):
    for clock in clocks:
        if clock.stopped_at:
            assert clock.is_late(now) == bool(clock.breaches(now))


def every_reopening_leaves_a_clock_behind(cases):
    assert Clock.objects.count() == sum(len(case.clocks) for case in cases)
    for case in cases:
        reopened = [act for act in case.acts.all() if act.name == case_transitions.REOPEN]
        assert len(case.clocks) == len(reopened) + 1
        assert [ending.clock.stopped_at is None for ending in case.endings_before] == [False] * len(reopened)


def each_moment_is_claimed_once_and_is_one_of_the_stretch_that_runs(clocks):
    claims = [(clock.pk, *claim) for clock in clocks for claim in moments_of(clock)]
    assert len(claims) == len(set(claims)) == Milestone.objects.count()
    for clock in clocks:
        state = clock.running
        if clock.stopped_at:
            continue
        for claim in clock.milestones.all():
            if claim.due_at != clock.due_at:
                continue
            # Who was warned of this due moment is not warned twice, also where a stretch before this one was
            # due then till an order moved it.
            begun = [state.received, *(phase.received for phase in state.phases if claim.at <= phase.ended)]
            true = [dict(milestones(clock.calendar, received, clock.due_at)) for received in begun]
            assert claim.at in [moments.get(claim.name) for moments in true]


def what_is_kept_of_the_register_is_what_counting_says():
    for year in counted_years():
        cases = Case.objects.filter(office=year.office_id, fiscal_year=year.fiscal_year)
        kept = kept_counts(year.office_id, year.fiscal_year)
        assert without_none(kept) == without_none(fresh_counts(cases))


def counted_years():
    return RegisterYear.objects.filter(book=RegisterYear.SERVICES)


def without_none(counts):
    return {outcome: many for outcome, many in counts.items() if many}


def behind_each_line_stands_a_person_and_behind_each_kept_a_letter_that_left(cases):
    """A dispatch has the act of a person, and what shows that it was carried; a case kept by a letter has one
    that left by then and has not come back, and one whose letter lies in the office is open.
    """
    done = LetterAct.objects.filter(name="dispatch", by_type__in=("user", "citizen"))
    acts = {act.data["dispatch"]: act for act in done}
    for sent in Dispatch.objects.select_related("recipient__letter"):
        assert acts[sent.pk].at == sent.at
        assert not sent.is_of_program
        if sent.channel in Dispatch.CARRIED:
            assert sent.book_serial
            assert sent.reference or sent.carried_by or sent.taken_by
    letters = {letter.memo_number: letter for letter in Letter.objects.all()}
    for case in cases:
        if case.state == case_transitions.KEPT and case.memo_number:
            standing = [
                sent
                for sent in Dispatch.objects.filter(recipient__letter=letters[case.memo_number])
                if sent.is_standing
            ]
            assert standing
            assert min(sent.at for sent in standing) <= case.closed_at
        if case.unsent_letter_id:
            assert case.is_open
            assert not has_left(Letter.objects.get(pk=case.unsent_letter_id))


def every_act_has_its_entry(cases):
    acts = sorted(f"case.{VERBS[act.name]}" for case in cases for act in case.acts.all())
    entries = Entry.objects.filter(subject_type="case").values_list("verb", flat=True)
    assert acts == sorted(entries)


def no_case_ticks_for_nobody(clocks):
    """What neither waits nor has ended is looked at again, or has been told to be broken."""
    for clock in clocks:
        if clock.stopped_at is None and clock.look_at is None:
            assert clock.running.waiting_since or ("broken", clock.due_at) in moments_of(clock)


def test_a_warning_of_a_due_moment_is_given_once_though_an_order_moved_it_to_the_next_stretch():
    """What waited for its event was due on Thursday, and was told at half its time. An order carries it to
    Sunday; then the event is told, and what begins with it is due on Thursday.
    """
    life = Lives()
    life.open_the_office()
    tuesday = BEGINNING + 2 * DAY + timedelta(hours=4)
    life.time_passes_and_the_watch_looks(stride=tuesday - life.now)
    waiting = life.cases()[5]
    [(name, thursday)] = moments_of(waiting.clock)
    assert name == "halfway"
    life.a_later_order_closes_a_day(ahead=1)
    assert life.cases()[5].clock.due_at > thursday + 2 * DAY
    life.do(life.cases()[5], "event_came", Doing(0, DAY, ""))
    begun = life.cases()[5].clock
    assert begun.running.phases
    assert (begun.due_at, moments_of(begun)) == (thursday, [(name, thursday)])
    life.whatever_is_done_all_agrees()


class TestLives(TestCase):
    """Each example in a transaction of its own, rolled back."""

    def live(self, examples: int) -> None:
        outer = self

        class Rolled(Lives):
            def __init__(self):
                super().__init__()
                outer.setup_example()

            def teardown(self):
                outer.teardown_example(None)

        run_state_machine_as_test(
            Rolled,
            settings=settings(
                max_examples=examples,
                stateful_step_count=30,
                deadline=None,
                suppress_health_check=list(HealthCheck),
            ),
        )

    def test_any_life_of_any_case(self):
        self.live(6)

    @pytest.mark.slow
    def test_many_lives_of_many_cases(self):
        self.live(150)
