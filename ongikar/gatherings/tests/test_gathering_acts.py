"""The life of a gathering: planned, invited, moved, opened, marked, recorded, put right, with its journal."""

from datetime import date

import pytest

from ongikar.gatherings import actions, transitions
from ongikar.gatherings.attendance import attendance_of
from ongikar.gatherings.models import Gathering, Mark, Member, Reply
from ongikar.gatherings.tickets import find_member
from ongikar.gatherings.transitions import GatheringFault
from ongikar.journal.models import Entry
from ongikar.rules.transitions import TransitionFault

from .conftest import DAY, HOUR, KARIM, MINUTE, SUNDAY


def mark(gathering, member, value=Mark.PRESENT, *, now=SUNDAY, nonce="", **more):
    return actions.mark_attendance(
        gathering,
        member,
        value=value,
        via=more.pop("via", Mark.LIST),
        nonce=nonce or f"n-{gathering.pk}-{member.pk}-{value}-{now.timestamp()}",
        actor=KARIM,
        now=now,
        **more,
    )


@pytest.mark.fast
def test_a_class_is_planned_invited_opened_and_recorded(plan, members):
    gathering = plan()
    assert (gathering.state, gathering.sequence) == (transitions.PLANNED, 0)
    invited = actions.invite(gathering, actor=KARIM, now=SUNDAY - 3 * DAY)
    assert {each.member_id for each in invited} == {member.pk for member in members}
    for member in members[:2]:
        mark(gathering, member)
    assert gathering.state == transitions.OPENED
    with pytest.raises(GatheringFault) as fault:
        actions.record_gathering(gathering, actor=KARIM, now=SUNDAY + 2 * HOUR)
    assert fault.value.field == "rest"
    actions.record_gathering(gathering, rest=Mark.ABSENT, actor=KARIM, now=SUNDAY + 2 * HOUR)
    gathering.refresh_from_db()
    assert (gathering.state, gathering.held_minutes) == (transitions.RECORDED, 120)
    assert [act.name for act in gathering.acts.all()] == ["plan", "invite", "open", "record"]
    percents = [totals.percent for totals in attendance_of(gathering.roster, now=SUNDAY + DAY).values()]
    assert percents == [100, 100, 0]
    verbs = Entry.objects.filter(subject_type="gathering").order_by("id").values_list("verb", flat=True)
    assert list(verbs) == [
        "gathering.planned",
        "gathering.invited",
        "gathering.opened",
        "gathering.marked",
        "gathering.marked",
        "gathering.recorded",
    ]


def test_a_moved_one_keeps_its_calendar_id_and_gets_the_next_sequence(plan, members):
    gathering = plan()
    actions.invite(gathering, actor=KARIM, now=SUNDAY - 3 * DAY)
    moved = actions.move_gathering(
        gathering,
        starts_at=SUNDAY + DAY,
        ends_at=SUNDAY + DAY + 2 * HOUR,
        reason="বিদ্যুৎ থাকবে না",
        actor=KARIM,
        now=SUNDAY - DAY,
    )
    assert (gathering.state, moved.state) == (transitions.MOVED, transitions.INVITED)
    assert (moved.uid, moved.sequence, moved.replaces) == (gathering.uid, 1, gathering)
    assert moved.invitations.count() == 3
    with pytest.raises(TransitionFault):
        actions.cancel_gathering(gathering, reason="না", actor=KARIM, now=SUNDAY)
    actions.cancel_gathering(moved, reason="প্রশিক্ষক অসুস্থ", actor=KARIM, now=SUNDAY)
    assert (moved.state, moved.sequence) == (transitions.CANCELLED, 2)


def test_a_class_moved_after_check_in_says_so_and_counts_nobody(plan, members):
    gathering = plan()
    mark(gathering, members[0])
    moved = actions.move_gathering(
        gathering,
        starts_at=SUNDAY + DAY,
        ends_at=SUNDAY + DAY + 2 * HOUR,
        reason="বিদ্যুৎ চলে গেছে",
        actor=KARIM,
        now=SUNDAY + 5 * MINUTE,
    )
    with pytest.raises(GatheringFault, match="moved to"):
        mark(gathering, members[1], now=SUNDAY + 6 * MINUTE)
    assert gathering.marks.count() == 1
    actions.record_gathering(moved, rest=Mark.PRESENT, actor=KARIM, now=SUNDAY + DAY + 2 * HOUR)
    totals = attendance_of(gathering.roster, now=SUNDAY + 2 * DAY)
    assert {each.held_minutes for each in totals.values()} == {120}


def test_a_correction_strikes_through_and_only_what_stands_can_be_corrected(plan, members):
    gathering, member = plan(), members[0]
    first = mark(gathering, member)
    again = mark(gathering, member, Mark.ABSENT, corrects=first, now=SUNDAY + MINUTE)
    assert again.corrects == first
    with pytest.raises(GatheringFault):
        mark(gathering, member, Mark.EXCUSED, corrects=first, now=SUNDAY + 2 * MINUTE)
    with pytest.raises(GatheringFault):
        mark(gathering, member, Mark.EXCUSED, now=SUNDAY + 2 * MINUTE)
    assert [m.value for m in Mark.objects.that_stand().filter(member=member)] == [Mark.ABSENT]


def test_what_is_written_down_after_the_end_is_about_the_end(plan, members):
    gathering = plan()
    late = mark(gathering, members[0], now=SUNDAY + 5 * HOUR)
    assert (late.at, late.recorded_at) == (gathering.ends_at, SUNDAY + 5 * HOUR)


def test_a_mark_sent_twice_is_written_once(plan, members):
    gathering, member = plan(), members[0]
    first = mark(gathering, member, nonce="same")
    assert mark(gathering, member, Mark.ABSENT, nonce="same") == first
    assert mark(gathering, member, nonce="other") == first
    assert Mark.objects.count() == 1


def test_a_ticket_of_another_batch_early_or_late_is_refused_with_a_sentence(plan, members, join, office):
    gathering = plan()
    other = actions.open_roster(office=office, subject=None, title="ব্যাচ ৪", actor=KARIM, now=SUNDAY)
    stranger = join("অন্য কেউ", to=other)
    for member, now, words in (
        (stranger, SUNDAY, "another roster: ব্যাচ ৪"),
        (members[0], SUNDAY - HOUR, "too early"),
        (members[0], SUNDAY + 3 * HOUR, "ended at"),
    ):
        with pytest.raises(GatheringFault, match=words):
            actions.check_in(gathering, member, nonce=f"x{now}", actor=KARIM, now=now)
    assert not Mark.objects.exists()
    mark_, new = actions.check_in(gathering, members[0], nonce="a", actor=KARIM, now=SUNDAY - 20 * MINUTE)
    assert (mark_.value, new) == (Mark.PRESENT, True)
    again, new = actions.check_in(gathering, members[0], nonce="b", actor=KARIM, now=SUNDAY)
    assert (again, new) == (mark_, False)
    late, _ = actions.check_in(gathering, members[1], nonce="c", actor=KARIM, now=SUNDAY + 30 * MINUTE)
    assert (late.value, late.minutes) == (Mark.LATE, 90)


def test_a_phone_two_days_offline_puts_right_an_absent(plan, members):
    gathering, member = plan(), members[0]
    mark(gathering, members[1])
    actions.record_gathering(gathering, rest=Mark.ABSENT, actor=KARIM, now=SUNDAY + 2 * HOUR)
    came, _ = actions.check_in(
        gathering,
        member,
        via=Mark.PHONE,
        nonce="offline-1",
        at=SUNDAY + 2 * MINUTE,
        actor=KARIM,
        now=SUNDAY + 2 * DAY,
    )
    assert (came.value, came.corrects.value) == (Mark.PRESENT, Mark.ABSENT)
    assert (came.at, came.recorded_at) == (SUNDAY + 2 * MINUTE, SUNDAY + 2 * DAY)
    assert gathering.acts.last().name == transitions.CORRECT
    with pytest.raises(GatheringFault, match="clock is wrong"):
        actions.check_in(gathering, member, nonce="z", at=SUNDAY + 3 * DAY, actor=KARIM, now=SUNDAY + 2 * DAY)


def test_replies_are_yes_no_or_a_delegate_and_the_last_counts(plan, members):
    gathering, member = plan(reply_by=date(2026, 11, 20)), members[0]
    actions.invite(gathering, actor=KARIM, now=SUNDAY - 6 * DAY)

    def reply(answer, now=SUNDAY - 5 * DAY, **more):
        return actions.reply_to(
            gathering, member, answer=answer, actor=("member", member.pk), now=now, **more
        )

    reply(Reply.YES)
    assert reply(Reply.YES).pk == Reply.objects.get().pk
    with pytest.raises(GatheringFault) as fault:
        reply(Reply.DELEGATE)
    assert fault.value.field == "delegate"
    reply(Reply.DELEGATE, delegate="সুমন")
    assert [each.answer for each in gathering.replies.all()] == [Reply.YES, Reply.DELEGATE]
    with pytest.raises(GatheringFault, match="last day"):
        reply(Reply.NO, now=SUNDAY - DAY)
    reply(Reply.NO, now=SUNDAY - DAY, via=Reply.DESK)


def test_claims_at_the_wall_count_once_the_heads_agree(plan, members):
    from ongikar.gatherings.rules import door_code
    from ongikar.gatherings.tickets import ensure_secret

    gathering = plan()
    secret = ensure_secret(gathering)
    for member in members[:2]:
        code = door_code.code_at(secret, SUNDAY)
        actions.claim_presence(
            gathering,
            member,
            code=code,
            has_ticket=True,
            actor=("member", member.pk),
            now=SUNDAY + 20 * MINUTE / 60,
        )
    mark(gathering, members[2], Mark.ABSENT)
    with pytest.raises(GatheringFault) as fault:
        actions.record_gathering(gathering, actor=KARIM, now=SUNDAY + HOUR)
    assert fault.value.field == "counted"
    assert not actions.count_heads(gathering, counted=1, actor=KARIM, now=SUNDAY + HOUR).agrees
    assert actions.count_heads(gathering, counted=2, actor=KARIM, now=SUNDAY + HOUR).agrees
    actions.record_gathering(gathering, actor=KARIM, now=SUNDAY + HOUR)
    percents = [totals.percent for totals in attendance_of(gathering.roster, now=SUNDAY).values()]
    assert percents == [100, 100, 0]


def test_a_wrong_or_old_code_claims_nothing(plan, members):
    from ongikar.gatherings.rules import door_code
    from ongikar.gatherings.tickets import ensure_secret

    gathering = plan()
    secret = ensure_secret(gathering)
    old = door_code.code_at(secret, SUNDAY - 3 * MINUTE)
    for code in (old, "abcdef", "", "১২৩৪৫৬৭"):
        with pytest.raises(GatheringFault) as fault:
            actions.claim_presence(
                gathering,
                members[0],
                code=code,
                has_ticket=True,
                actor=("member", members[0].pk),
                now=SUNDAY,
            )
        assert fault.value.field == "code"
    assert not Mark.objects.exists()


def test_a_ticket_finds_its_member_and_no_row_holds_it(office, members):
    ticket = members[1].read_ticket()
    assert len(ticket) == 16
    assert find_member(office, f"https://x.example/ticket/{ticket}/") == members[1]
    assert find_member(office, ticket.lower()[:4] + "-" + ticket[4:]) == members[1]
    assert find_member(office, "0" * 16) is None
    row = Member.objects.filter(pk=members[1].pk).values().get()
    assert ticket not in map(str, row.values())


def test_whoever_is_on_a_roster_is_on_it_once(roster, karim):
    first = actions.add_member(roster, user=karim, actor=KARIM, now=SUNDAY)
    assert actions.add_member(roster, user=karim, actor=KARIM, now=SUNDAY) == first
    actions.end_member(first, until=SUNDAY.date(), actor=KARIM, now=SUNDAY)
    again = actions.add_member(roster, user=karim, since=(SUNDAY + DAY).date(), actor=KARIM, now=SUNDAY + DAY)
    assert again != first


def test_a_stored_state_is_the_fold_of_the_acts(plan, members):
    gathering = plan()
    mark(gathering, members[0])
    actions.record_gathering(gathering, rest=Mark.ABSENT, actor=KARIM, now=SUNDAY + HOUR)
    for each in Gathering.objects.all():
        assert transitions.state_after(act.name for act in each.acts.all()) == each.state
