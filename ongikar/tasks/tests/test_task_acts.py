"""The life of a task: each act as the table has it, with its clocks, its proof and its journal."""

from datetime import date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from ongikar.clock.models import Clock
from ongikar.clock.watch import watch_clocks
from ongikar.journal.models import Entry
from ongikar.people.models import Holding
from ongikar.rules.transitions import TransitionFault
from ongikar.tasks import actions, transitions
from ongikar.tasks.models import Task
from ongikar.tasks.transitions import TaskFault

from .conftest import DUE, SUNDAY

DAY = timedelta(days=1)
KARIM, SHIRIN = ("user", 1), ("user", 2)


def at(text):
    return datetime.fromisoformat(f"{text}+06:00")


def due_day(task):
    return Clock.objects.get(pk=task.clock_id).due_at.astimezone(SUNDAY.tzinfo).date()


def names(task):
    return list(task.acts.values_list("name", flat=True))


@pytest.mark.fast
def test_a_task_is_given_reported_and_verified(give):
    task = give(evidence=[Task.WORDS])
    assert (task.state, due_day(task), task.check_clock) == (transitions.OPEN, DUE, None)
    actions.report_task(task, words="রড বসানো হয়েছে", actor=SHIRIN, now=SUNDAY + DAY)
    assert task.state == transitions.REPORTED
    assert task.check_clock.topic == "task_check"
    actions.verify_task(task, actor=KARIM, now=SUNDAY + 2 * DAY)
    task.refresh_from_db()
    assert (task.state, task.ended_at) == (transitions.DONE, SUNDAY + 2 * DAY)
    assert Clock.objects.get(pk=task.clock_id).outcome == "kept"
    assert task.check_clock is None
    assert names(task) == ["give", "report", "verify"]
    assert [proof.words for proof in task.proofs.all()] == ["রড বসানো হয়েছে"]
    verbs = Entry.objects.filter(subject_type="task").order_by("id").values_list("verb", flat=True)
    assert list(verbs) == ["task.given", "task.reported", "task.verified"]


def test_an_unchecked_task_is_done_by_its_report(give):
    task = give(check=None)
    actions.report_task(task, actor=SHIRIN, now=SUNDAY + DAY)
    assert task.state == transitions.DONE
    assert Clock.objects.get(pk=task.clock_id).stopped_at


def test_work_reported_in_time_is_in_time_however_long_its_check_takes(give):
    task = give()
    actions.report_task(task, actor=SHIRIN, now=at("2026-12-01T16:59"))
    watch_clocks(at("2026-12-20T10:00"))
    actions.verify_task(task, actor=KARIM, now=at("2026-12-20T10:00"))
    clock = Clock.objects.get(pk=task.clock_id)
    assert not clock.is_late(at("2026-12-20T10:00"))
    # The checker's own promise, three working days, was broken.
    assert Entry.objects.filter(verb="task_check.broken").count() == 1
    assert not Entry.objects.filter(verb="task.broken").exists()


def test_the_owners_days_stand_still_while_the_checker_looks(give):
    task = give()
    actions.report_task(task, actor=SHIRIN, now=at("2026-11-23T10:00"))
    actions.return_task(task, reason="মাপার ফল নেই", actor=KARIM, now=at("2026-11-25T10:00"))
    assert (task.state, task.check_clock) == (transitions.OPEN, None)
    assert due_day(task) == DUE + 2 * DAY


def test_a_third_report_buys_no_days(give):
    task = give()
    for day in (23, 24, 25):
        actions.report_task(task, actor=SHIRIN, now=at(f"2026-11-{day}T10:00"))
        actions.return_task(task, reason="এখনো হয়নি", actor=KARIM, now=at(f"2026-11-{day}T16:00"))
    assert [act.data["waits"] for act in task.acts.filter(name="report")] == [True, True, False]
    assert due_day(task) == DUE
    actions.report_task(task, actor=SHIRIN, now=at("2026-11-26T10:00"))
    assert task.check_clock
    assert not Clock.objects.get(pk=task.clock_id).running.waiting_since


def test_reports_before_a_reopening_count_too(give):
    task = give()
    for day in (23, 24):
        actions.report_task(task, actor=SHIRIN, now=at(f"2026-11-{day}T10:00"))
        actions.return_task(task, reason="না", actor=KARIM, now=at(f"2026-11-{day}T11:00"))
    actions.drop_task(task, reason="দরকার নেই", actor=KARIM, now=at("2026-11-24T12:00"))
    actions.reopen_task(task, due=DUE, reason="দরকার", actor=KARIM, now=at("2026-11-24T13:00"))
    act = actions.report_task(task, actor=SHIRIN, now=at("2026-11-25T10:00"))
    assert act.data == {"waits": False}


@pytest.mark.parametrize(
    ("evidence", "field"), [([Task.WORDS], "words"), ([Task.PAPER], "papers"), ([Task.RECORD], "records")]
)
def test_a_report_without_the_proof_asked_for_writes_nothing(give, evidence, field):
    task = give(evidence=evidence)
    with pytest.raises(TaskFault) as fault:
        actions.report_task(task, actor=SHIRIN, now=SUNDAY + DAY)
    assert fault.value.field == field
    task.refresh_from_db()
    assert (task.state, names(task)) == (transitions.OPEN, ["give"])
    assert Clock.objects.filter(topic="task_check").count() == 0


def test_whoever_reported_does_not_verify_unless_alone(give, karim, shirin):
    task = give()
    actions.report_task(task, actor=("user", karim.pk), now=SUNDAY + DAY)
    with pytest.raises(PermissionDenied):
        actions.verify_task(task, actor=("user", karim.pk), now=SUNDAY + DAY)
    Holding.objects.filter(user=shirin).update(until=date(2026, 11, 1))
    actions.verify_task(task, actor=("user", karim.pk), now=SUNDAY + DAY)
    assert task.acts.get(name="verify").data == {"alone": True}


def test_a_task_handed_back_is_its_givers_and_its_day_stays(give, headmaster, officer_post):
    task = give(owner=headmaster, check=None)
    actions.hand_back_task(task, reason="আমাদের কাজ নয়", actor=("contact", headmaster.pk), now=SUNDAY + DAY)
    assert (task.owner, task.owner_contact, due_day(task)) == (officer_post, None, DUE)
    with pytest.raises(TaskFault):
        actions.hand_back_task(task, reason="আমারও নয়", actor=KARIM, now=SUNDAY + DAY)


def test_a_giver_who_gets_work_back_does_not_check_it(give, headmaster):
    task = give(owner=headmaster)
    actions.hand_back_task(task, reason="নয়", actor=("contact", headmaster.pk), now=SUNDAY + DAY)
    assert task.check_post is None


def test_a_transfer_moves_no_day_and_ends_the_old_link(give, headmaster, assistant_post):
    task = give(owner=headmaster)
    actions.transfer_task(task, owner=assistant_post, reason="বদলি", actor=KARIM, now=SUNDAY + DAY)
    assert (task.owner, due_day(task)) == (assistant_post, DUE)
    with pytest.raises(TaskFault):
        actions.transfer_task(task, owner=assistant_post, reason="আবার", actor=KARIM, now=SUNDAY + DAY)


def test_time_is_extended_once_and_before_the_day(give):
    task = give()
    until = date(2026, 12, 6)
    actions.extend_task(task, until=until, reason="মিস্ত্রি নেই", actor=KARIM, now=SUNDAY + DAY)
    assert due_day(task) == until
    with pytest.raises(TaskFault):
        actions.extend_task(task, until=date(2026, 12, 8), reason="আবার", actor=KARIM, now=SUNDAY + 2 * DAY)
    late = give()
    with pytest.raises(TaskFault):
        actions.extend_task(
            late, until=date(2026, 12, 9), reason="দেরি", actor=KARIM, now=at("2026-12-02T10:00")
        )


def test_who_asks_for_time_is_answered_before_asking_again(give):
    task = give()
    actions.ask_time(task, until=None, reason="মিস্ত্রি নেই", actor=SHIRIN, now=SUNDAY + DAY)
    with pytest.raises(TaskFault):
        actions.ask_time(task, until=None, reason="এখনো নেই", actor=SHIRIN, now=SUNDAY + DAY)
    actions.refuse_time(task, reason="কাজটি জরুরি", actor=KARIM, now=SUNDAY + DAY)
    actions.ask_time(task, until=date(2026, 12, 3), reason="তবু", actor=SHIRIN, now=SUNDAY + DAY)
    with pytest.raises(TransitionFault):
        actions.refuse_time(give(), reason="কেউ চায়নি", actor=KARIM, now=SUNDAY + DAY)


def test_what_is_dropped_late_says_so_and_a_reopened_task_has_a_new_clock(give):
    task = give()
    old = task.clock_id
    actions.drop_task(task, reason="ভবন ভাঙা হয়েছে", actor=KARIM, now=at("2026-12-03T10:00"))
    assert task.acts.get(name="drop").data == {"late": True}
    actions.reopen_task(
        task, due=date(2026, 12, 10), reason="নতুন ভবন", actor=KARIM, now=at("2026-12-03T11:00")
    )
    assert task.clock_id != old
    assert due_day(task) == date(2026, 12, 10)
    assert Clock.objects.get(pk=old).is_late(SUNDAY)
    assert task.ended_at is None


@pytest.mark.parametrize("act", ["hand_back_task", "return_task", "drop_task", "refuse_time"])
def test_an_act_that_needs_a_reason_has_one(give, act):
    with pytest.raises(TaskFault):
        getattr(actions, act)(give(), reason="  ", actor=KARIM, now=SUNDAY)


def test_what_cannot_be_given_is_refused_beside_its_field(give, headmaster, officer_post, assistant_post):
    for field, given in (
        ("title", {"title": " "}),
        ("title", {"title": "ক" * 201}),
        ("due", {"due": date(2026, 11, 21)}),
        ("check", {"owner": officer_post}),
    ):
        with pytest.raises(TaskFault) as fault:
            give(**given)
        assert fault.value.field == field
    headmaster.until = date(2026, 11, 21)
    with pytest.raises(TaskFault):
        give(owner=headmaster)
    assert not Task.objects.exists()


def test_the_same_press_gives_one_task_and_numbers_have_no_gap(give):
    first = give(submission="twice")
    assert give(submission="twice").pk == first.pk
    assert [give().number for _ in range(3)] == [first.number + n for n in (1, 2, 3)]


def test_a_due_day_on_a_closed_day_counts_to_the_next_working_day(give):
    assert due_day(give(due=date(2026, 12, 4))) == date(2026, 12, 6)


def test_a_remark_is_written_once_and_moves_nothing(give):
    task = give()
    for _ in range(2):
        actions.add_note(task, words="ফোন করেছি", actor=KARIM, now=SUNDAY + DAY)
    assert names(task) == ["give", "note"]
    assert due_day(task) == DUE
