"""Whatever is scanned, listed, corrected, repeated, moved and cancelled, in any order: one mark stands, the
percent is minutes of minutes, and a repeated nonce changes nothing.
"""

from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ongikar.gatherings import actions, transitions
from ongikar.gatherings.attendance import attendance_of
from ongikar.gatherings.models import Gathering, Mark
from ongikar.gatherings.transitions import GatheringFault
from ongikar.rules.transitions import TransitionFault
from tests.examples import examples

from .conftest import DAY, HOUR, KARIM, MINUTE, SUNDAY

pytestmark = pytest.mark.django_db
VALUES = [Mark.PRESENT, Mark.LATE, Mark.ABSENT, Mark.EXCUSED]
steps = st.lists(
    st.tuples(
        st.sampled_from(["scan", "mark", "correct", "again", "count", "record", "cancel", "move"]),
        st.integers(0, 1),
        st.integers(0, 2),
        st.sampled_from(VALUES),
        st.integers(-40, 200),
    ),
    max_size=14,
)


def do(step, gatherings, members, said):
    """One step; a refusal is an answer, and must leave nothing."""
    act, which, who, value, minute = step
    gathering, member = gatherings[which], members[who]
    now = gathering.starts_at + minute * MINUTE
    minutes = 30 if value == Mark.LATE else None
    stands = Mark.objects.that_stand().filter(gathering=gathering, member=member).first()
    more = {"actor": KARIM, "now": now}
    nonce = f"n{len(said)}"
    if act == "scan":
        actions.check_in(gathering, member, nonce=nonce, **more)
    elif act == "count":
        actions.count_heads(gathering, counted=which, **more)
    elif act == "record":
        actions.record_gathering(gathering, rest=Mark.ABSENT, **more)
    elif act == "cancel":
        actions.cancel_gathering(gathering, reason="x", **more)
    elif act == "move":
        later = gathering.starts_at + DAY
        moved = actions.move_gathering(gathering, starts_at=later, ends_at=later + HOUR, reason="x", **more)
        gatherings[which] = moved
    else:
        if act == "again" and said:
            nonce, gathering, member, value, minutes = said[-1]
        actions.mark_attendance(
            gathering,
            member,
            value=value,
            minutes=minutes,
            via=Mark.LIST,
            nonce=nonce,
            corrects=stands if act == "correct" else None,
            **more,
        )
        said.append((nonce, gathering, member, value, minutes))


@settings(
    max_examples=examples(25), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps)
def test_whatever_is_done_one_mark_stands_and_the_percent_follows(plan, members, roster, steps):
    from django.db import transaction

    sid = transaction.savepoint_create()
    try:
        gatherings, said = [plan(), plan(days=1, hours=1)], []
        for step in steps:
            before = Mark.objects.count()
            try:
                with transaction.atomic():
                    do(step, gatherings, members, said)
            except (GatheringFault, TransitionFault):
                assert Mark.objects.count() == before
        check_all(roster, members)
    finally:
        transaction.savepoint_rollback(sid)


def check_all(roster, members):
    for gathering in Gathering.objects.filter(roster=roster):
        assert transitions.state_after(act.name for act in gathering.acts.all()) == gathering.state
        for member in members:
            chain = Mark.objects.filter(gathering=gathering, member=member)
            if chain.exists():
                assert chain.that_stand().count() == 1
    totals = attendance_of(roster, now=SUNDAY + 9 * DAY)
    recorded = Gathering.objects.filter(roster=roster, state=transitions.RECORDED)
    for member in members:
        held = sum(each.minutes for each in recorded)
        there = 0
        for each in recorded:
            mark = Mark.objects.that_stand().get(gathering=each, member=member)
            there += {Mark.PRESENT: each.minutes}.get(mark.value, mark.minutes or 0)
        assert (totals[member.pk].attended_minutes, totals[member.pk].held_minutes) == (there, held)


@settings(
    max_examples=examples(20), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.permutations(range(6)), st.lists(st.integers(0, 5), max_size=4))
def test_lines_of_a_phone_end_the_same_in_any_order_and_however_often(plan, members, order, again):
    """Two phones scanned everybody at the door; what they kept is sent later, cut, mixed and repeated."""
    from django.db import transaction

    sid = transaction.savepoint_create()
    try:
        gathering = plan()
        actions.record_gathering(gathering, rest=Mark.ABSENT, actor=KARIM, now=SUNDAY + 2 * HOUR)
        scans = [(member, minute) for member in members for minute in (1, 2)]
        for place in [*order, *again]:
            member, minute = scans[place]
            with suppress(GatheringFault):
                actions.check_in(
                    gathering,
                    member,
                    via=Mark.PHONE,
                    nonce=f"phone-{gathering.pk}-{member.pk}-{minute}",
                    at=SUNDAY + minute * MINUTE,
                    actor=KARIM,
                    now=SUNDAY + 2 * DAY,
                )
        values = [totals.percent for totals in attendance_of(gathering.roster, now=SUNDAY).values()]
        assert values == [100, 100, 100]
        assert gathering.marks.count() == 6
    finally:
        transaction.savepoint_rollback(sid)
