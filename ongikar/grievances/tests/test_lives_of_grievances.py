"""Any life of any complaints, in the database: random acts of all parties while posts change hands.

Whatever is done: no stage without a clock, no decision by anybody who is part of the matter, no name told, no
breach lost, and each limit is what its facts say. Who is part of the matter is found here by counting days,
apart from the rule of the program.
"""

from datetime import datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from ongikar.cases import actions as cases
from ongikar.charter.models import Service
from ongikar.clock.actions import CACHES, cache_values
from ongikar.clock.models import Clock
from ongikar.clock.watch import watch_clocks
from ongikar.core.i18n.say import override_language
from ongikar.grievances import actions, transitions
from ongikar.grievances.desk_list import DeskStages
from ongikar.grievances.models import Grievance, Stage
from ongikar.grievances.respondent_views import redact_grievance
from ongikar.grievances.rights import may_decide, may_study
from ongikar.grievances.transitions import GrievanceFault
from ongikar.journal.outbox import run_due_entries
from ongikar.notices.models import Message
from ongikar.offices.models import Office, Post
from ongikar.people.desk import desk_of
from ongikar.people.models import Holding, User
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.clock.fold import LedgerFault
from ongikar.rules.transitions import TransitionFault

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
BEGINNING = datetime.fromisoformat("2026-11-22T10:00:00+06:00")
NAME, MOBILE = "জরিনা পারভীন", "+8801799000001"
PERSON = cases.Person(name=NAME, mobile=MOBILE, address="চরনন্দীগ্রাম")
TEXT = f"আমি {NAME}, ফোন {MOBILE[3:]}, চরনন্দীগ্রাম।"
USERS = ("karim", "shirin", "salma", "rafiq", "nasreen")
SLUGS = (
    "upazila-ict-officer",
    "office-assistant",
    "district-ict-officer",
    "deputy-director-admin",
    "cabinet-grievance-cell",
)
# Each below the next, but for the cell, which stands apart.
CHAIN = {"office-assistant": SLUGS[0], SLUGS[0]: SLUGS[2], SLUGS[2]: SLUGS[3]}
REFUSED = (PermissionDenied, TransitionFault, GrievanceFault, LedgerFault)
DECISIONS = ("decide", "not_accept")
MOST = 4
# What a complaint about no application may tell of.
LOOKED_BACK = timedelta(days=90)


def by_desk(name, **facts):
    return lambda stage, desk, now: getattr(actions, name)(stage=stage, actor=desk, now=now, **facts)


ACTS = {
    "accept": by_desk("accept"),
    "note": by_desk("add_note", words=TEXT),
    "decide": by_desk("decide", decision=TEXT, reasons=TEXT, remedy="ফেরত।", upheld=True),
    "not_accept": by_desk("do_not_accept", reason_code="no_facts", words=TEXT),
    "answer": lambda stage, desk, now: actions.answer_complaint(
        grievance=stage.grievance, words="ভিত্তিহীন।", actor=desk, now=now
    ),
    "extend": by_desk("extend", reason="তদন্ত বাকি।"),
    "ask": lambda stage, desk, now: actions.ask(
        stage=stage,
        side=Stage.COMPLAINANT,
        words="কবে গিয়েছিলেন?",
        due=stage.grievance.office.calendar.next_open_day((now + DAY).astimezone(TZ).date()),
        submission=f"asked {now.timestamp()}",
        actor=desk,
        now=now,
    ),
    "order_inquiry": lambda stage, desk, now: actions.order_inquiry(
        stage=stage,
        officer=Post.objects.get(office=stage.grievance.office_id, slug="cabinet-grievance-cell"),
        terms="নথি দেখুন।",
        due=stage.grievance.office.calendar.next_open_day((now + DAY).astimezone(TZ).date()),
        submission=f"ordered {now.timestamp()}",
        actor=desk,
        now=now,
    ),
    "end_inquiry": by_desk("end_inquiry", reason="লাগবে না।"),
}


class Lives(RuleBasedStateMachine):
    """An office of five people, who come to sit at whatever post; and complaints as they are filed."""

    @initialize()
    def open_the_office(self):
        self.office = Office.objects.get(slug="rangpur-sadar-ict")
        self.posts = [self.office.posts.get(slug=slug) for slug in SLUGS]
        by_slug = {post.slug: post for post in self.posts}
        for slug, above in CHAIN.items():
            Post.objects.filter(pk=by_slug[slug].pk).update(superior=by_slug[above])
        self.users = [User.objects.get(username=name) for name in USERS]
        self.now, self.count, self.late = BEGINNING, 0, set()
        # (user, post, first day, last day or None), beside the rows of the program.
        self.held = []
        for row in Holding.objects.filter(user__in=self.users, post__in=self.posts):
            self.held.append([row.user_id, row.post_id, row.since, row.until])
        self.file(0, 0, False)

    @property
    def today(self):
        return self.now.astimezone(TZ).date()

    @property
    def grievances(self):
        rows = Grievance.objects.with_all().select_related("office", "case__applicant", "case__clock")
        return list(rows.prefetch_related("offers").order_by("pk"))

    def file(self, how, whose, about_case):
        if Grievance.objects.count() == MOST:
            return
        self.count += 1
        facts = {"case": self.case()} if about_case else {"person": (PERSON, PERSON, None)[how]}
        actions.file_complaint(
            office=self.office,
            respondent=self.posts[whose],
            text=TEXT,
            identity_hidden=how == 1,
            submission=f"life {self.count}",
            now=self.now,
            **facts,
        )

    def case(self):
        row = Service.objects.get(version__office=self.office, version__effective_to=None, code="citizen-1")
        return cases.receive_case(
            service=row,
            person=PERSON,
            answers={},
            channel="online",
            submission=f"case {self.count}",
            now=self.now,
        )

    @rule(how=st.integers(0, 2), whose=st.sampled_from((0, 0, 0, 2, 3)), about_case=st.booleans())
    def another_is_filed(self, how, whose, about_case):
        self.file(how, whose, about_case)

    @rule(which=st.integers(0, 9), who=st.integers(0, 4), name=st.sampled_from(sorted(ACTS)))
    def somebody_acts(self, which, who, name):
        self.act(self.grievances[which % len(self.grievances)], self.users[who], name)

    @rule(which=st.integers(0, 9), name=st.sampled_from(sorted(ACTS)))
    def whoever_holds_the_post_acts(self, which, name):
        grievance = self.grievances[which % len(self.grievances)]
        holders = self.holders(grievance.current.post_id, self.today)
        for user in self.users:
            if user.pk in holders:
                self.act(grievance, user, name)

    def act(self, grievance, user, name):
        self.now += timedelta(minutes=1)
        stage = grievance.current
        stage.grievance = grievance
        desk = desk_of(User.objects.get(pk=user.pk), self.today)
        is_part, before = self.is_part(user.pk, grievance, stage), grievance.acts.count()
        try:
            with transaction.atomic():
                ACTS[name](stage, desk, self.now)
            taken = True
        except REFUSED:
            taken = False
            assert grievance.acts.count() == before
        if taken and name != "answer":
            assert not is_part
            assert (user.pk, stage.post_id) in {(u, p) for u, p, *_ in self.held_on(self.today)}

    @rule(which=st.integers(0, 9), by=st.sampled_from((Stage.COMPLAINANT, Stage.RESPONDENT)))
    def a_side_appeals(self, which, by):
        grievance = self.grievances[which % len(self.grievances)]
        self.now += timedelta(minutes=1)
        before = grievance.stages.count()
        try:
            with transaction.atomic():
                actions.file_appeal(
                    grievance=grievance, words=TEXT, by=by, late_reason="অসুস্থ ছিলাম।", now=self.now
                )
        except REFUSED:
            assert grievance.stages.count() == before

    @rule(which=st.integers(0, 9))
    def it_is_withdrawn(self, which):
        grievance = self.grievances[which % len(self.grievances)]
        self.now += timedelta(minutes=1)
        try:
            with transaction.atomic():
                actions.withdraw_complaint(grievance=grievance, words="মিটে গেছে।", now=self.now)
        except REFUSED:
            return
        assert Grievance.objects.get(pk=grievance.pk).state == transitions.WITHDRAWN

    @rule(post=st.integers(0, 4), who=st.integers(0, 4), is_besides=st.booleans())
    def a_post_changes_hands(self, post, who, is_besides):
        """Given to somebody from today on; `is_besides`: they keep what they had, and who was there, too."""
        if not is_besides:
            for row in [row for row in self.held if row[1] == self.posts[post].pk and row[3] is None]:
                kept = Holding.objects.get(user=row[0], post=row[1], until=None)
                if row[2] > self.today - DAY:
                    kept.delete()
                    self.held.remove(row)
                else:
                    row[3] = self.today - DAY
                    kept.until = row[3]
                    kept.save(update_fields=["until"])
        key = [self.users[who].pk, self.posts[post].pk]
        if any(row[:2] == key and row[3] is None for row in self.held):
            return
        charge = Holding.ADDITIONAL if is_besides else Holding.OWN
        Holding.objects.create(user_id=key[0], post_id=key[1], charge=charge, since=self.today)
        self.held.append([*key, self.today, None])

    @rule(days=st.integers(1, 25))
    def time_passes(self, days):
        self.now += days * DAY
        watch_clocks(self.now)
        actions.move_stuck_stages(self.now)
        run_due_entries(self.now)
        assert actions.move_stuck_stages(self.now) == 0

    # Counted by days, apart from rules/conflicts.py.

    def held_on(self, day):
        return [row for row in self.held if row[2] <= day and (row[3] is None or row[3] >= day)]

    def holders(self, post_id, day):
        return {user for user, post, *_ in self.held_on(day) if post == post_id}

    def is_part(self, user_id, grievance, stage):
        """Whether a person is complained of, stood where it happened, stands below such a one, or heard it
        before.
        """
        filed = grievance.filed_at.astimezone(TZ).date()
        day = grievance.case.received_at.astimezone(TZ).date() if grievance.case else filed - LOOKED_BACK
        accused = self.holders(grievance.respondent_id, self.today)
        while day <= filed:
            accused |= self.holders(grievance.respondent_id, day)
            day += DAY
        barred = {grievance.respondent_id}
        barred |= {post for user, post, *_ in self.held_on(self.today) if user in accused}
        mine = {post for user, post, *_ in self.held_on(self.today) if user == user_id}
        own_above = {above for post in mine for above in self.above(post)}
        # Where they sit besides that post themselves, those below them are not kept out by it alone.
        return bool(
            user_id in accused
            or own_above & {grievance.respondent_id}
            or any(self.holders(post, self.today) & (accused - {user_id}) for post in own_above - mine)
            or any(
                self.decided_before(user_id, each)
                for each in grievance.stages.all()
                if each.number < stage.number
            )
        )

    def above(self, post_id):
        slug = next(post.slug for post in self.posts if post.pk == post_id)
        while slug in CHAIN:
            slug = CHAIN[slug]
            yield next(post.pk for post in self.posts if post.slug == slug)

    def decided_before(self, user_id, stage):
        last = stage.closed_at.astimezone(TZ).date() if stage.closed_at else self.today
        day, found = stage.filed_at.astimezone(TZ).date(), stage.decided_by_id == user_id
        while day <= last and not found:
            found, day = user_id in self.holders(stage.post_id, day), day + DAY
        return found

    @invariant()
    def whatever_is_done_all_agrees(self):
        grievances = self.grievances
        for grievance in grievances:
            stages = list(grievance.stages.all())
            assert [stage.number for stage in stages if stage.is_open] in ([], [stages[-1].number])
            assert (grievance.state in transitions.OPEN) == stages[-1].is_open
            assert replayed(grievance) == grievance.state
            for stage in stages:
                each_stage_has_a_clock_that_says_what_its_facts_say(stage)
        self.no_breach_is_lost(grievances)
        self.desks_and_pages_agree_on_who_decides(grievances)
        self.no_name_is_told(grievances)

    def no_breach_is_lost(self, grievances):
        late = {
            stage.clock_id
            for grievance in grievances
            for stage in grievance.stages.all()
            if stage.clock.is_late(self.now)
        }
        assert self.late <= late
        self.late = late
        stages = Stage.objects.count()
        assert Clock.objects.filter(topic="grievance").count() == stages

    def desks_and_pages_agree_on_who_decides(self, grievances):
        for user in self.users:
            desk = desk_of(User.objects.get(pk=user.pk), self.today)
            shown = {stage.pk for stage in DeskStages(desk, self.office).waiting("").stages}
            decided = set()
            for grievance in grievances:
                stage = grievance.current
                stage.grievance = grievance
                may = may_decide(desk, stage)
                if may:
                    assert may_study(desk, grievance)
                assert may == (desk.holds(stage.post_id) and not self.is_part(user.pk, grievance, stage)), (
                    user.username,
                    grievance.pk,
                )
                if may and stage.is_open:
                    decided.add(stage.pk)
            assert shown == decided

    def no_name_is_told(self, grievances):
        traces = [NAME, *NAME.split(), MOBILE[3:], PERSON.address]
        hidden = [each for each in grievances if each.identity_hidden]
        with override_language("en"):
            for grievance in hidden:
                told = redact_grievance(grievance, self.now)
                stages = [
                    (s.stage.words, s.stage.decision, s.stage.reasons, s.stage.late_reason)
                    for s in told.stages
                ]
                text = f"{told.who} {told.text} {told.case} {stages}"
                assert [trace for trace in traces if trace in text] == []
        for message in Message.objects.filter(subject_type="grievance", person__startswith="post:"):
            assert [trace for trace in traces if trace in message.title + message.body] == []


def replayed(grievance):
    return transitions.state_after([act.name for act in grievance.acts.all()])


def each_stage_has_a_clock_that_says_what_its_facts_say(stage):
    clock = stage.clock
    assert clock.topic == "grievance"
    assert (clock.stopped_at is None) == stage.is_open
    told = [(moment.name, moment.due_at) for moment in clock.milestones.all()]
    values = tuple(getattr(clock, name) for name in CACHES)
    assert cache_values(clock.running, clock.calendar, told) == values


class TestLives(TestCase):
    """Each example in a transaction of its own, rolled back."""

    def live(self, examples: int, steps: int) -> None:
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
                stateful_step_count=steps,
                deadline=None,
                suppress_health_check=list(HealthCheck),
            ),
        )

    def test_any_life_of_any_complaint(self):
        self.live(8, 20)

    @pytest.mark.slow
    def test_many_lives_of_many_complaints(self):
        self.live(25, 30)
