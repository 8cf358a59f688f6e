"""Any life of any complaints, in the database: random acts of all parties while posts change hands.

Whatever is done: no stage without a clock, no decision by anybody who is part of the matter, no name told, no
breach lost, and each limit is what its facts say. Who is part of the matter is found here by counting days,
apart from the rule of the program.
"""

from datetime import datetime, timedelta
from typing import ClassVar

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from ongikar.cases import actions as cases
from ongikar.charter.models import Service, Tier
from ongikar.clock.models import Clock
from ongikar.clock.watch import watch_clocks
from ongikar.core.i18n.say import override_language
from ongikar.grievances import actions, transitions
from ongikar.grievances.handling.respondent_views import redact_grievance
from ongikar.grievances.handling.stage_list import DeskStages
from ongikar.grievances.models import Grievance, Hearing, Stage
from ongikar.grievances.rights import may_decide, may_study
from ongikar.grievances.transitions import GrievanceFault
from ongikar.grievances.upward.stage_counts import what_differs
from ongikar.journal.models import OutboxEntry
from ongikar.journal.outbox import run_due_entries
from ongikar.notices.models import Message
from ongikar.offices.models import Office, Post
from ongikar.people.models import Holding, User
from ongikar.people.post_holders import holder_of
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.clock.fold import LedgerFault
from ongikar.rules.transitions import TransitionFault

from .counted_by_days import CHAIN, SLUGS, CountedByDays
from .random_acts import (
    ACTS,
    APPEAL,
    DAYS,
    HANDLING,
    HEARD,
    MOBILE,
    NAME,
    OF_INQUIRERS,
    OF_OTHERS,
    STORIES,
    TEXT,
    VILLAGE,
    each_stage_has_a_clock_that_says_what_its_facts_say,
    limits_add_up,
    remedies_are_done_when_checked,
    replayed,
)

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
BEGINNING = datetime.fromisoformat("2026-11-22T10:00:00+06:00")
PERSON = cases.Person(name=NAME, mobile=MOBILE, address=VILLAGE)
USERS = ("karim", "shirin", "salma", "rafiq", "nasreen")
REFUSED = (PermissionDenied, TransitionFault, GrievanceFault, LedgerFault)
MOST = 4


class Lives(CountedByDays, RuleBasedStateMachine):
    """An office of five people, who come to sit at whatever post; and complaints as they are filed. `taken`:
    the names of all acts that were done, in any life.
    """

    taken: ClassVar[set[str]] = set()

    @initialize(
        has_alternate=st.booleans(),
        beginning=st.lists(st.sampled_from(sorted(STORIES)), min_size=4, max_size=6),
        side=st.sampled_from((Stage.COMPLAINANT, Stage.RESPONDENT)),
    )
    def open_the_office(self, has_alternate, beginning, side):
        """With a complaint that has gone some way before posts change hands."""
        self.office = Office.objects.get(slug="rangpur-sadar-ict")
        self.posts = [self.office.posts.get(slug=slug) for slug in SLUGS]
        by_slug = {post.slug: post for post in self.posts}
        for slug, above in CHAIN.items():
            Post.objects.filter(pk=by_slug[slug].pk).update(superior=by_slug[above])
        if has_alternate:
            # Who decides the first tier where its own officer is complained of, or nobody sits there.
            tiers = Tier.objects.filter(version__office=self.office, number=1)
            tiers.update(alternate=by_slug["deputy-director-admin"])
        self.users = [User.objects.get(username=name) for name in USERS]
        self.now, self.count, self.late = BEGINNING, 0, set()
        # (user, post, first day, last day or None), beside the rows of the program.
        self.held = []
        for row in Holding.objects.filter(user__in=self.users, post__in=self.posts):
            self.held.append([row.user_id, row.post_id, row.since, row.until])
        self.file(0, 0, False)
        self.file(1, 0, True)
        for turn, name in enumerate(beginning):
            for step in STORIES[name]:
                self.go_on(self.grievances[turn % 2], step, side)

    @rule(which=st.integers(0, 9), name=st.sampled_from(sorted(STORIES)))
    def it_goes_on_as_it_mostly_does(self, which, name):
        pk = self.grievances[which % len(self.grievances)].pk
        for step in STORIES[name]:
            self.go_on(next(each for each in self.grievances if each.pk == pk), step, Stage.COMPLAINANT)

    def go_on(self, grievance, step, side):
        if step == APPEAL:
            self.appeal(grievance, side)
        elif step == HEARD:
            self.hear(grievance)
        elif step == DAYS:
            self.pass_days(9)
        else:
            self.any_holder_acts(grievance, [step])

    @property
    def today(self):
        return self.now.astimezone(TZ).date()

    @property
    def grievances(self):
        rows = Grievance.objects.with_related().select_related("office", "case__applicant", "case__clock")
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

    @rule(which=st.integers(0, 9), name=st.sampled_from(sorted(ACTS)), is_heard=st.booleans())
    def whoever_may_does_what_may_be_done(self, which, name, is_heard):
        """An act, or the next of the handling that is taken: else most of what is tried would be refused.
        `is_heard`: at the hour for which both sides are called, where they are.
        """
        grievance = self.grievances[which % len(self.grievances)]
        if is_heard:
            self.hear(grievance)
        self.any_holder_acts(grievance, self.turn(name))

    def turn(self, name):
        first = HANDLING.index(name) if name in HANDLING else 0
        return [name, *HANDLING[first:], *HANDLING[:first]]

    def hear(self, grievance):
        hearing = Hearing.objects.filter(stage=grievance.current, recorded_at=None, ended_at=None).first()
        if hearing:
            self.now = max(self.now, *(each.starts_at + timedelta(hours=1) for each in hearing.gatherings))
            self.worker_comes_by()
            again = next(each for each in self.grievances if each.pk == grievance.pk)
            self.any_holder_acts(again, ["record_hearing"])

    def any_holder_acts(self, grievance, names):
        """Whoever sits where it is decided; else whoever sits at another post of the five."""
        holders = self.holders(grievance.current.post_id, self.today)
        for user in sorted(self.users, key=lambda each: each.pk not in holders):
            if any(self.act(grievance, user, name) for name in names):
                return

    def act(self, grievance, user, name):
        self.now += timedelta(minutes=1)
        stage = grievance.current
        stage.grievance = grievance
        holder = holder_of(User.objects.get(pk=user.pk), self.today)
        is_part, before = self.is_part(user.pk, grievance, stage), grievance.acts.count()
        try:
            with transaction.atomic():
                ACTS[name](stage, holder, self.now)
            taken = True
            self.taken.add(name)
        except REFUSED:
            taken = False
            assert grievance.acts.count() == before
        if taken and name not in OF_OTHERS:
            assert not is_part
            mine = {post for holder, post, *_ in self.held_on(self.today) if holder == user.pk}
            assert mine & self.posts_that_may(stage, name), (name, user.pk, stage.post_id)
        return taken

    def posts_that_may(self, stage, name):
        inquirers = stage.inquiries.exclude(post=None) if name in OF_INQUIRERS else stage.inquiries.none()
        return {stage.post_id, *inquirers.values_list("post_id", flat=True)}

    @rule(which=st.integers(0, 9), by=st.sampled_from((Stage.COMPLAINANT, Stage.RESPONDENT)))
    def a_side_appeals(self, which, by):
        self.appeal(self.grievances[which % len(self.grievances)], by)

    def appeal(self, grievance, by):
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
        self.pass_days(days)

    def pass_days(self, days):
        self.now += days * DAY
        self.worker_comes_by()

    def worker_comes_by(self):
        watch_clocks(self.now)
        actions.move_stuck_stages(self.now)
        run_due_entries(self.now)
        assert not OutboxEntry.objects.exclude(fault="").values_list("reaction", "fault").first()
        assert actions.move_stuck_stages(self.now) == 0

    @invariant()
    def whatever_is_done_all_agrees(self):
        grievances = self.grievances
        for grievance in grievances:
            stages = list(grievance.stages.all())
            assert [stage.number for stage in stages if stage.is_open] in ([], [stages[-1].number])
            assert (grievance.state in transitions.OPEN) == stages[-1].is_open
            assert replayed(grievance) == grievance.state
            remedies_are_done_when_checked(grievance, self.now)
            for stage in stages:
                each_stage_has_a_clock_that_says_what_its_facts_say(stage)
                stage.grievance = grievance
                assert limits_add_up(stage), list(stage.clock.facts.values_list("kind", "at", "data"))
        self.no_breach_is_lost(grievances)
        self.desks_and_pages_agree_on_who_decides(grievances)
        self.no_name_is_told(grievances)
        assert what_differs(self.office.pk) == {}

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
            holder = holder_of(User.objects.get(pk=user.pk), self.today)
            shown = {stage.pk for stage in DeskStages(holder, self.office).waiting("").stages}
            decided = set()
            for grievance in grievances:
                stage = grievance.current
                stage.grievance = grievance
                may = may_decide(holder, stage)
                if may:
                    assert may_study(holder, grievance)
                assert may == (holder.holds(stage.post_id) and not self.is_part(user.pk, grievance, stage)), (
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


def begun_life():
    life = Lives()
    life.open_the_office(has_alternate=False, beginning=[], side=Stage.COMPLAINANT)
    return life


def test_the_post_that_looks_into_it_enters_its_report_and_does_nothing_else_there():
    """The cell is named by the tier, and holds no post of it."""
    life = begun_life()
    inquirer = next(user for user in life.users if user.username == "nasreen")
    life.any_holder_acts(life.grievances[0], ["order_inquiry"])
    grievance = life.grievances[0]
    assert grievance.current.post_id not in holder_of(inquirer, life.today).post_ids
    assert [name for name in sorted(ACTS) if life.act(grievance, inquirer, name)] == ["enter_report"]
    life.whatever_is_done_all_agrees()


@pytest.mark.parametrize("moment", ["2026-12-22T16:59:59", "2026-12-22T17:00:00", "2026-12-22T17:53:00"])
def test_a_limit_counted_by_days_begins_on_the_next_one_once_the_office_has_closed(moment):
    life = begun_life()
    life.now = datetime.fromisoformat(f"{moment}+06:00")
    life.file(0, 0, False)
    stage = life.grievances[-1].current
    stage.grievance = life.grievances[-1]
    assert stage.filed_at == life.now
    assert limits_add_up(stage)


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
        self.live(4, 12)

    @pytest.mark.slow
    def test_many_lives_of_many_complaints(self):
        """None of the acts is among them in name alone."""
        Lives.taken.clear()
        self.live(25, 30)
        assert set(ACTS) == Lives.taken
