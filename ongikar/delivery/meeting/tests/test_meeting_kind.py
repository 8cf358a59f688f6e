"""What a meeting does with the promise of its month: its steps, its adoption, and what nobody is promised."""

from datetime import datetime, timedelta

import pytest

from ongikar.cases.adoption import adopt_open_cases
from ongikar.cases.kinds import kind_of
from ongikar.cases.models import Case
from ongikar.charter.models import Service, service_of
from ongikar.core import cache_version
from ongikar.delivery.meeting.agenda import agenda_of, open_tasks
from ongikar.delivery.meeting.committees import begin_committee, seat_member
from ongikar.delivery.meeting.models import Committee, Meeting, Membership
from ongikar.delivery.meeting.rules import QuorumRule
from ongikar.letters.tests.outgoing import carry
from ongikar.offices.models import Post
from ongikar.tasks.actions import give_task

from . import conftest
from .conftest import CODE, sheet_of

pytestmark = pytest.mark.django_db
NOW = conftest.CALLED


def at(text):
    return datetime.fromisoformat(f"{text}+06:00")


def test_where_the_row_says_so_the_minutes_have_a_limit_of_their_own(service, call, hold, issue, actor):
    row = service(CODE)
    Service.objects.filter(pk=row.pk).update(options={"series": "monthly", "minutes_days": 7})
    cache_version.invalidate_now()
    service_of.cache_clear()
    (case,) = kind_of(service(CODE)).open_due_cases(now=NOW)
    # First the meeting, by the month's last working day.
    assert case.clock.due_at == at("2026-11-30T17:00:00")
    meeting = hold(call(case=case))
    case = Case.objects.get(pk=case.pk)
    # Then the minutes, seven working days after it: the month's end is over by then, and nothing is late.
    assert case.clock.due_at == at("2026-11-30T17:00:00")
    assert [stage.name_en for stage in case.clock.running.undertaking.stages] == ["meeting", "minutes"]
    assert case.clock.running.stage == 1
    late = hold_late(call, hold, actor, service)
    assert late.clock.due_at == at("2027-01-11T17:00:00")
    issue(meeting, at("2026-11-26T11:00:00"))
    carry(meeting.letter, at("2026-11-26T11:00:00"))
    assert Case.objects.get(pk=case.pk).state == "kept"


def hold_late(call, hold, actor, service):
    """December's, held on its last working day: its minutes are owed in January."""
    (case,) = kind_of(service(CODE)).open_due_cases(now=at("2026-12-01T10:00:00"))
    hold(call(case=case, starts_at=at("2026-12-31T11:00:00"), now=at("2026-12-20T10:00:00")))
    return Case.objects.get(pk=case.pk)


def test_without_it_the_month_is_kept_by_issued_minutes_alone(call, hold, month_case):
    hold(call(case=month_case))
    case = Case.objects.get(pk=month_case.pk)
    assert (case.is_open, case.clock.due_at) == (True, at("2026-11-30T17:00:00"))


def test_open_cases_of_before_are_adopted_once_with_a_committee_to_fill_and_no_moved_clock(month_case):
    due = month_case.clock.due_at
    Case.objects.filter(pk=month_case.pk).update(form_version=1)
    assert adopt_open_cases(NOW) == 1
    assert adopt_open_cases(NOW) == 0
    committee = Committee.objects.get()
    assert (committee.service_code, committee.memberships.count()) == (CODE, 0)
    case = Case.objects.get(pk=month_case.pk)
    assert (case.form_version, case.clock.due_at) == (2, due)
    assert case.answers == month_case.answers


def test_a_closed_case_of_before_is_never_rewritten_and_tells_itself_by_its_own_form(month_case):
    outcome = {
        "held_on": "2026-11-19",
        "present": 9,
        "quorum": "yes",
        "words": "আলোচনা",
        "decisions": "রাউটার মেরামত, ল্যাব সহকারী, ১৫ ডিসেম্বর",
    }
    Case.objects.filter(pk=month_case.pk).update(
        form_version=1, state="kept", outcome=outcome, closed_at=NOW, memo_number="৫৬.০৪"
    )
    assert adopt_open_cases(NOW) == 0
    case = Case.objects.with_related().get(pk=month_case.pk)
    assert (case.form_version, case.outcome) == (1, outcome)
    assert "রাউটার মেরামত" in str(kind_of(case.row).result(case).parts)


def test_a_task_made_of_a_line_of_older_minutes_stands_on_the_agenda_too(
    committee, month_case, office, call, actor, officer_post, assistant_post
):
    task = give_task(
        office=office,
        title="রাউটার মেরামত",
        owner=assistant_post,
        given_by=officer_post,
        due=conftest.HELD.date() + timedelta(days=20),
        subject=month_case.reference,
        origin="decision",
        submission="from a line",
        actor=actor,
        now=NOW,
    )
    assert open_tasks(committee, NOW) == [task]
    assert agenda_of(call(), NOW).open == [task]


def test_stakeholders_meet_in_the_same_way_with_a_quorum_of_their_own(
    office, officer_post, contacts, actor, call, hold
):
    group = begin_committee(
        office=office,
        sort=Committee.STAKEHOLDERS,
        name_bn="অংশীজন",
        name_en="Stakeholders",
        rule=QuorumRule(1, 3, 2, needs_chair=False),
        notice_days=0,
        submission="stakeholders",
        actor=actor,
        now=NOW,
    )
    chair = Post.objects.get(office=office, slug="district-ict-officer")
    for holder, capacity in (
        (chair, Membership.CHAIR),
        (officer_post, Membership.SECRETARY),
        (contacts[0], Membership.MEMBER),
    ):
        seat_member(
            group,
            holder=holder,
            capacity=capacity,
            is_voting=True,
            since=NOW.date(),
            actor=actor,
            now=NOW,
        )
    meeting = hold(call(of=group, title="সেবা নিয়ে মতবিনিময়"))
    assert (meeting.case, meeting.quorum["needed"], meeting.gathering.is_public) == (None, 2, True)


def test_the_agenda_over_thirty_six_months_takes_four_statements(
    call, actor, contacts, django_assert_num_queries
):
    from ongikar.delivery.meeting.models import AgendaItem, Decision

    start = at("2026-11-10T10:00:00")
    for number in range(36):
        meeting = call(starts_at=start + timedelta(minutes=number), haste="পরীক্ষা")
        Meeting.objects.filter(pk=meeting.pk).update(state="held", quorum={"voting": 1})
        for serial in range(1, 4):
            task = give_task(
                office=meeting.office,
                title=f"কাজ {number}.{serial}",
                owner=contacts[serial],
                given_by=Post.objects.get(office=meeting.office, role=Post.OFFICER),
                due=conftest.HELD.date() + timedelta(days=number),
                origin="decision",
                submission=f"many-{number}-{serial}",
                actor=actor,
                now=NOW,
            )
            Decision.objects.create(
                meeting=meeting,
                item=AgendaItem.objects.filter(meeting=meeting).first(),
                serial=serial,
                words=task.title,
                owner_contact=contacts[serial],
                due=conftest.HELD.date(),
                task=task,
            )
    last = call(starts_at=conftest.HELD)
    last = Meeting.objects.with_related().get(pk=last.pk)
    with django_assert_num_queries(4):
        agenda = agenda_of(last, conftest.HELD)
        # All that a line says is there.
        assert [task.decision.meeting.number for task in agenda.open][-1]
        assert [task.owner.title for task in agenda.open]
    assert len(agenda.open) == 36 * 3
    assert agenda.last.number == 36
    assert sheet_of(last).attendance
