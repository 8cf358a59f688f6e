"""The life of a meeting: called in time, held with a quorum, its minutes approved and issued."""

from datetime import date, datetime, timedelta

import pytest

from ongikar.cases import actions as cases
from ongikar.cases.actions.result_letter import letter_of
from ongikar.cases.kinds import OutcomeFault, kind_of
from ongikar.cases.models import Case
from ongikar.core.forms.faults import ActFault
from ongikar.delivery.meeting.agenda import open_tasks
from ongikar.delivery.meeting.calling import cancel_meeting, move_meeting
from ongikar.delivery.meeting.minutes import (
    approve_minutes,
    circulate_minutes,
    issue_minutes,
    return_minutes,
    rewrite_minutes,
)
from ongikar.delivery.meeting.models import Decision, Meeting, Membership
from ongikar.delivery.meeting.rules import ABSENT, APOLOGY, PRESENT, REPRESENTED
from ongikar.delivery.meeting.sitting import RulingEntry, adjourn_sitting, open_sitting, record_sitting
from ongikar.delivery.meeting.transitions import ADJOURNED, CALLED, HELD, ISSUED
from ongikar.letters.models import Dispatch, Letter
from ongikar.letters.tests.outgoing import carry
from ongikar.tasks.actions import drop_task, extend_task, report_task
from ongikar.tasks.models import Task
from ongikar.tasks.transitions import TaskFault

from . import conftest
from .conftest import everybody, seats_of, sheet_of

pytestmark = pytest.mark.django_db
NOW = conftest.CALLED
HELD_AT = conftest.HELD
DUE = date(2026, 12, 3)


def at(text):
    return datetime.fromisoformat(f"{text}+06:00")


@pytest.mark.fast
def test_a_month_is_kept_by_minutes_that_were_approved_and_issued(
    call, hold, issue, notify, month_case, contacts
):
    meeting = call(case=month_case)
    notify(meeting)
    hold(meeting, decisions=[("ল্যাবের চাবির দায়িত্ব লিখে জানাবেন", contacts[0], DUE)])
    assert (meeting.state, meeting.quorum["needed"], meeting.quorum["present"]) == (HELD, 4, 7)
    assert Case.objects.get(pk=month_case.pk).is_open
    issue(meeting, at("2026-11-22T11:00:00"))
    case = Case.objects.get(pk=month_case.pk)
    # The posts of the office have it on their desks; to members without e-mail somebody must carry it.
    assert (meeting.state, case.is_open) == (ISSUED, True)
    sent = Dispatch.objects.filter(recipient__letter=meeting.letter)
    assert {each.channel for each in sent} == {Dispatch.PAGE, Dispatch.EMAIL}
    carry(meeting.letter, at("2026-11-22T11:00:00"))
    case = Case.objects.get(pk=month_case.pk)
    assert case.state == "kept"
    assert not case.clock.is_late(at("2026-11-22T11:00:00"))
    # No second letter: the case has the memo number of the minutes that went to every member.
    assert case.memo_number == Letter.objects.get(pk=meeting.letter_id).memo_number != ""
    assert meeting.letter.recipients.count() == len(seats_of(meeting))
    assert meeting.letter.dispatched_at
    assert letter_of(case) is None or letter_of(case).pk == meeting.letter_id
    parts = dict(kind_of(case.row).result(case).parts)
    assert "২. ল্যাবের চাবি" in parts
    assert "ল্যাবের চাবির দায়িত্ব লিখে জানাবেন" in parts["২. ল্যাবের চাবি"]


def test_every_decision_is_a_task_of_its_owner_with_its_day(
    call, hold, contacts, assistant_post, officer_post
):
    meeting = call()
    owners = [contacts[0], assistant_post, officer_post]
    hold(meeting, decisions=[(f"কাজ {place}", owner, DUE) for place, owner in enumerate(owners)])
    tasks = [decision.task for decision in meeting.decisions.select_related("task")]
    assert [task.owner for task in tasks] == owners
    assert {task.clock.due_at.date() for task in tasks} == {DUE}
    assert {task.origin for task in tasks} == {"decision"}
    # The secretary checks all but their own work.
    assert [task.check_post for task in tasks] == [officer_post, officer_post, None]
    assert [decision.number for decision in meeting.decisions.all()] == ["1.1", "1.2", "1.3"]


def test_attendance_starts_empty_and_nobody_is_there_before_somebody_says_so(call, actor):
    meeting = call()
    open_sitting(meeting, actor=actor, now=HELD_AT)
    quorum = record_sitting(
        meeting, sheet_of(meeting, attendance={}, confirmation=""), actor=actor, now=HELD_AT
    )
    assert (quorum.counted_members, quorum.is_met, meeting.attendance.count()) == (0, False, 0)


@pytest.mark.parametrize("missing", ["decision", "ruling", "confirmation"])
def test_without_a_quorum_nothing_is_decided_and_nothing_is_half_written(
    call, hold, actor, contacts, missing
):
    hold(
        call(starts_at=HELD_AT - timedelta(days=7), now=NOW - timedelta(days=9)),
        decisions=[("আগের কাজ", contacts[0], DUE)],
    )
    meeting = call()
    open_sitting(meeting, actor=actor, now=HELD_AT)
    (open_task,) = open_tasks(meeting.committee, HELD_AT)
    few = everybody(meeting, ABSENT, s0=PRESENT, s1=PRESENT, s2=REPRESENTED)
    sheet = {
        "decision": {"decisions": [("কাজ", contacts[0], DUE)], "confirmation": ""},
        "ruling": {"rulings": {open_task.pk: RulingEntry("drop", words="লাগবে না")}, "confirmation": ""},
        "confirmation": {"confirmation": Meeting.AS_IS},
    }[missing]
    with pytest.raises(ActFault) as fault:
        record_sitting(meeting, sheet_of(meeting, attendance=few, **sheet), actor=actor, now=HELD_AT)
    assert fault.value.field == "quorum"
    for rows in (meeting.attendance, meeting.decisions, meeting.rulings):
        assert not rows.exists()


def test_a_meeting_adjourned_for_want_of_a_quorum_keeps_nothing_and_another_may_be_called(
    call, hold, actor, month_case
):
    meeting = call(case=month_case)
    open_sitting(meeting, actor=actor, now=HELD_AT)
    later = HELD_AT + timedelta(minutes=45)
    few = everybody(meeting, ABSENT, s0=PRESENT, s1=PRESENT)
    with pytest.raises(ActFault, match="There is no quorum"):
        conftest.finish_sitting(
            meeting, sheet_of(meeting, attendance=few, confirmation=""), actor=actor, now=later
        )
    adjourn_sitting(meeting, sheet_of(meeting, attendance=few, confirmation=""), actor=actor, now=later)
    assert meeting.state == ADJOURNED
    case = Case.objects.get(pk=month_case.pk)
    assert case.is_open
    outcome = {"held_on": "2026-11-19", "present": 9, "quorum": "yes", "words": "x", "decisions": "y"}
    with pytest.raises(OutcomeFault):
        cases.keep(case, outcome=outcome, actor=actor, now=later)
    again = call(case=case, starts_at=HELD_AT + timedelta(days=6), now=later, haste="মাস শেষ হয়ে আসছে")
    assert (again.state, again.number) == (CALLED, 2)
    # The month breaks by itself, whatever was tried.
    assert case.clock.is_late(at("2026-12-01T09:00:00"))


def test_with_a_quorum_nobody_adjourns_for_want_of_one(call, actor):
    meeting = call()
    open_sitting(meeting, actor=actor, now=HELD_AT)
    with pytest.raises(ActFault, match="There is a quorum"):
        adjourn_sitting(
            meeting, sheet_of(meeting, confirmation=""), actor=actor, now=HELD_AT + timedelta(hours=1)
        )


def test_the_sitting_ends_only_when_every_seat_is_accounted_for(call, actor):
    meeting = call()
    open_sitting(meeting, actor=actor, now=HELD_AT)
    some = everybody(meeting)
    some.popitem()
    with pytest.raises(ActFault) as fault:
        conftest.finish_sitting(
            meeting, sheet_of(meeting, attendance=some), actor=actor, now=HELD_AT + timedelta(hours=1)
        )
    assert fault.value.field == "attendance"


def test_a_decision_of_a_meeting_is_extended_and_dropped_by_a_meeting_alone(call, hold, actor, contacts):
    meeting = hold(call(), decisions=[("কাজ", contacts[0], DUE)])
    task = meeting.decisions.get().task
    with pytest.raises(TaskFault, match="decided this work"):
        extend_task(task, until=date(2026, 12, 20), reason="সময় লাগবে", actor=actor, now=HELD_AT)
    with pytest.raises(TaskFault, match="decided this work"):
        drop_task(task, reason="লাগবে না", actor=actor, now=HELD_AT)
    second = call(starts_at=at("2026-11-30T11:00:00"), now=at("2026-11-22T10:00:00"))
    until = date(2026, 12, 20)
    rulings = {task.pk: RulingEntry("extend", until=until, words="বরাদ্দ আসেনি")}
    hold(second, rulings=rulings)
    task = Task.objects.get(pk=task.pk)
    assert task.clock.due_at.date() == until
    assert task.acts.get(name="extend").data["decided"] == ["meeting", second.pk]


def test_what_is_late_stays_late_and_gets_no_new_day(call, hold, actor, contacts):
    task = hold(call(), decisions=[("কাজ", contacts[0], date(2026, 11, 22))]).decisions.get().task
    second = call(starts_at=at("2026-11-30T11:00:00"), now=at("2026-11-22T10:00:00"))
    open_sitting(second, actor=actor, now=second.starts_at)
    rulings = {task.pk: RulingEntry("extend", until=date(2026, 12, 20), words="কারণ")}
    with pytest.raises(ActFault) as fault:
        record_sitting(second, sheet_of(second, rulings=rulings), actor=actor, now=second.starts_at)
    assert fault.value.field == f"ruling-{task.pk}"


def test_the_chair_returns_the_minutes_and_the_next_version_is_approved(
    call, hold, karim, actor, chair_post, officer_post
):
    meeting, now = hold(call()), at("2026-11-22T11:00:00")
    (item, _) = meeting.items.all()
    circulate_minutes(meeting, actor=actor, now=now)
    farhana = ("user", 999)
    with pytest.raises(ActFault, match="approved by the present chair"):
        approve_minutes(meeting, version=1, actor=actor, posts=[officer_post.pk], now=now)
    return_minutes(meeting, reason="আলোচনা অসম্পূর্ণ", actor=farhana, posts=[chair_post.pk], now=now)
    assert meeting.state == HELD
    with pytest.raises(ActFault, match="Write the reason"):
        rewrite_minutes(
            meeting, discussions={item.pk: "চাবি থাকবে প্রধান শিক্ষকের কাছে"}, note=" ", actor=actor, now=now
        )
    second = rewrite_minutes(
        meeting, discussions={item.pk: "চাবি থাকবে প্রধান শিক্ষকের কাছে"}, note="সভাপতির কথায়", actor=actor, now=now
    )
    assert second.version == 2
    circulate_minutes(meeting, actor=actor, now=now)
    with pytest.raises(ActFault, match="newer version"):
        approve_minutes(meeting, version=1, actor=farhana, posts=[chair_post.pk], now=now)
    approve_minutes(meeting, version=2, actor=farhana, posts=[chair_post.pk], now=now)
    with pytest.raises(ActFault, match="issued by the secretary"):
        issue_minutes(meeting, user=karim, posts=[chair_post.pk], now=now)
    issue_minutes(meeting, user=karim, posts=[officer_post.pk], now=now)
    # What was approved is what went: the letter says version 2.
    assert "প্রধান শিক্ষকের কাছে" in str(meeting.letter.texts.last().parts)
    assert [each.version for each in meeting.minutes.all()] == [1, 2]


def test_a_chair_who_left_between_sitting_and_approval(call, hold, actor, chair_post, contacts, committee):
    from ongikar.delivery.meeting.committees import end_seat, seat_member

    meeting, now = hold(call()), at("2026-11-22T11:00:00")
    circulate_minutes(meeting, actor=actor, now=now)
    chair = committee.memberships.get(capacity=Membership.CHAIR)
    end_seat(chair, until=date(2026, 11, 21), actor=actor, now=now)
    with pytest.raises(ActFault, match="has no chair now"):
        approve_minutes(meeting, version=1, actor=("user", 999), posts=[chair_post.pk], now=now)
    new = seat_member(
        committee,
        holder=contacts[5].__class__.objects.create(
            office=committee.office, post="নতুন সভাপতি", since=date(2026, 11, 1)
        ),
        capacity=Membership.CHAIR,
        is_voting=True,
        since=date(2026, 11, 22),
        actor=actor,
        now=now,
    )
    with pytest.raises(ActFault, match="present chair"):
        approve_minutes(meeting, version=1, actor=("user", 999), posts=[chair_post.pk], now=now)
    approve_minutes(meeting, version=1, actor=("contact", new.contact_id), now=now)
    act = meeting.acts.get(name="approve")
    assert act.data["seat"] == new.pk
    assert "Farhana" in act.data["presided"] or "ফারহানা" in act.data["presided"]


def test_a_double_press_calls_once_and_two_sittings_never_share_a_month(call, month_case):
    first = call(case=month_case, submission="one")
    assert call(case=month_case, submission="one").pk == first.pk
    with pytest.raises(ActFault, match="already"):
        call(case=month_case)
    assert Meeting.objects.count() == 1


def test_a_meeting_needs_its_notice_in_time_or_a_reason(call):
    # 16 November is a Monday: two working days before the Wednesday.
    soon = {"starts_at": at("2026-11-18T11:00:00"), "now": at("2026-11-16T10:00:00")}
    with pytest.raises(ActFault) as fault:
        call(**soon)
    assert fault.value.field == "haste"
    assert call(**soon, haste="মন্ত্রণালয়ের নির্দেশ").haste


@pytest.mark.parametrize("moment", ["2026-11-20T11:00:00", "2026-11-01T11:00:00"])
def test_no_meeting_on_a_closed_or_a_past_day(call, moment):
    with pytest.raises(ActFault) as fault:
        call(starts_at=at(moment))
    assert fault.value.field == "day"


def test_moved_and_cancelled_the_calendar_has_the_same_entry(call, notify, actor):
    meeting = call()
    notify(meeting)
    uid = meeting.gathering.uid
    move_meeting(
        meeting,
        starts_at=at("2026-11-25T11:00:00"),
        place="সভাকক্ষ",
        reason="সভাপতি ঢাকায়",
        actor=actor,
        now=NOW,
    )
    assert (meeting.gathering.uid, meeting.gathering.sequence, meeting.notice_id) == (uid, 1, None)
    notify(meeting)
    cancel_meeting(meeting, reason="বন্যা", actor=actor, now=NOW)
    meeting.gathering.refresh_from_db()
    assert (meeting.gathering.state, meeting.gathering.sequence) == ("cancelled", 2)


def test_the_notice_names_the_whole_agenda_and_goes_to_every_member(call, hold, notify, contacts):
    hold(call(), decisions=[("আগের কাজ", contacts[0], DUE)])
    second = call(starts_at=at("2026-11-30T11:00:00"), now=at("2026-11-22T10:00:00"))
    letter = notify(second, at("2026-11-22T10:00:00"))
    body = letter.texts.last().body
    for line in ("১. সভা ১-এর কার্যবিবরণী দৃঢ়ীকরণ", "২. আগের সব সভার খোলা সিদ্ধান্ত: ১.১", "৩. ল্যাবের চাবি"):
        assert line in body
    assert letter.memo_number
    assert letter.recipients.count() == len(seats_of(second))
    assert notify(second).pk == letter.pk


def test_attendance_keeps_the_name_of_that_day(call, hold, actor):
    meeting = call()
    attendance = everybody(meeting, s2=REPRESENTED, s3=APOLOGY)
    hold(meeting, attendance=attendance)
    names = list(meeting.attendance.order_by("seat__position", "seat_id").values_list("name", flat=True))
    assert names[0].startswith("ফারহানা")
    assert names[2] == "নমুনা 1, সদস্য 1, উপজেলা"


def test_planned_work_is_never_refused_out_of_the_rate(month_case, karim):
    from ongikar.people.post_holders import holder_of

    acts = kind_of(month_case.row).acts(month_case, holder_of(karim, NOW.date()))
    assert "keep" in acts
    assert not {"refuse", "redirect", "ask_for_papers"} & set(acts)
    from ongikar.rules.transitions import TransitionFault

    with pytest.raises((TransitionFault, PermissionError, ValueError)):
        cases.refuse(month_case, reason="সভা হয়নি", actor=("user", karim.pk), now=NOW)


def test_proof_seen_at_the_table_closes_a_decision(call, hold, contacts):
    task = hold(call(), decisions=[("কাজ", contacts[0], DUE)]).decisions.get().task
    report_task(
        task, words="হয়েছে, ছবি আছে", actor=("contact", contacts[0].pk), now=at("2026-11-25T10:00:00")
    )
    second = call(starts_at=at("2026-11-30T11:00:00"), now=at("2026-11-22T10:00:00"))
    hold(second, rulings={task.pk: RulingEntry("done", words="ছবি দেখা হলো")})
    task = Task.objects.get(pk=task.pk)
    assert task.state == "done"
    assert task.acts.get(name="verify").data == {"decided": ["meeting", second.pk]}
    assert open_tasks(second.committee, at("2026-12-01T10:00:00")) == []
    assert Decision.objects.count() == 1
    (row,) = second.minutes.get().data["earlier"]
    assert (row["number"], row["ruling"], row["standing"]["state"]) == ([1, 1], "done", "reported")


class TestWhoIsTold:
    """The chair of minutes that wait, the secretary of what the chair said, and the books of both."""

    @pytest.fixture
    def send_due(self):
        from ongikar.journal.outbox import run_due_entries
        from ongikar.notices.models import Message

        def about(now):
            run_due_entries(now)
            rows = Message.objects.filter(subject_type="meeting")
            return {row.person: row.body for row in rows}

        return about

    def test_a_chair_at_a_desk_and_the_secretary_are_told(
        self, call, hold, actor, chair_post, officer_post, send_due
    ):
        meeting, now = hold(call()), at("2026-11-22T11:00:00")
        circulate_minutes(meeting, actor=actor, now=now)
        assert f"/desk/meetings/{meeting.pk}/" in send_due(now)[f"post:{chair_post.pk}"]
        farhana = ("user", 999)
        return_minutes(meeting, reason="আলোচনা অসম্পূর্ণ", actor=farhana, posts=[chair_post.pk], now=now)
        assert "আলোচনা অসম্পূর্ণ" in send_due(now)[f"post:{officer_post.pk}"]

    def test_a_chair_outside_gets_an_address_that_opens_the_minutes(
        self, call, hold, actor, committee, contacts, send_due
    ):
        from ongikar.delivery.meeting.committees import end_seat, replace_seat
        from ongikar.notices.models import Message
        from ongikar.notices.sending import prepare_outgoing

        meeting, now = hold(call()), at("2026-11-22T11:00:00")
        end_seat(
            committee.memberships.get(contact=contacts[0]), until=date(2026, 11, 21), actor=actor, now=now
        )
        chair = committee.memberships.get(capacity=Membership.CHAIR)
        replace_seat(chair, holder=contacts[0], since=date(2026, 11, 22), actor=actor, now=now)
        circulate_minutes(meeting, actor=actor, now=now)
        send_due(now)
        message = Message.objects.get(person=f"contact:{contacts[0].pk}", subject_type="meeting")
        going = prepare_outgoing(message, now)
        assert f"/minutes/{going.token}/" in going.message.body
        # Who is not the chair any more gets an address that opens nothing.
        return_minutes(meeting, reason="ভুল", actor=("contact", contacts[0].pk), now=now)
        assert prepare_outgoing(message, now).address is None

    @pytest.mark.parametrize("tongue", ["bn", "en"])
    def test_the_registers_have_a_line_of_each_meeting_and_each_decision(
        self, office, call, hold, issue, contacts, actor, tongue
    ):
        from ongikar.books.registry import book_named
        from ongikar.core.i18n.say import override_language

        meeting = issue(hold(call(), decisions=[("চাবি লেখা", contacts[0], DUE)]), at("2026-11-22T11:00:00"))
        void = call(starts_at=at("2026-11-30T11:00:00"))
        cancel_meeting(void, reason="বন্যা", actor=actor, now=at("2026-11-23T11:00:00"))
        with override_language(tongue):
            held, struck = book_named("meetings").rows(office, 2026)[:]
            (decision,) = list(book_named("decisions").rows(office, 2026))
        assert meeting.letter.memo_number
        assert held.texts[5:7] == (("৭", "৭") if tongue == "bn" else ("7", "7"))
        assert struck.struck == ("বাতিল" if tongue == "bn" else "Cancelled")
        assert decision.texts[2] == "চাবি লেখা"
        assert decision.texts[0] == ("১.১" if tongue == "bn" else "1.1")
