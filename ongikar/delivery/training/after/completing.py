"""The last class is over: everybody's completion is decided by the rule, and the promise of the certificate
begins to run.
"""

from datetime import datetime

from ongikar.cases.actions import refuse
from ongikar.cases.actions.clock import event_came
from ongikar.cases.models import Case, case_of_key
from ongikar.core.forms.faults import require
from ongikar.core.i18n.say import override_language, say
from ongikar.core.isolation import run_isolated
from ongikar.delivery.training import states
from ongikar.delivery.training.models import Application, Batch, BatchRound, Completion
from ongikar.delivery.training.rules import (
    NO_TEST,
    NOTHING_ATTENDED,
    TEST_FAILED,
    TOO_LITTLE,
    CompletionRule,
    CourseVerdict,
    judge,
)
from ongikar.gatherings import transitions
from ongikar.gatherings.attendance import AttendanceTotals, attendance_of
from ongikar.journal.actions import WORKER, Reference
from ongikar.journal.models import OutboxEntry
from ongikar.journal.outbox import outside_transaction
from ongikar.questionnaires.models import Response
from ongikar.records.actions import act_on, carry_out
from ongikar.rules.promise.undertaking import EVENT, LAST_CLASS

from .questions import plan_follow_ups
from .sessions import members_by_applicant, roster_of, sessions_of, sync_roster

REASONS = {
    NOTHING_ATTENDED: ("কোনো ক্লাসে ছিলেন না", "came to no class"),
    TOO_LITTLE: ("উপস্থিতি {percent}%, লাগে {wanted}%", "attended {percent}%, {wanted}% are needed"),
    NO_TEST: ("শেষ পরীক্ষা দেননি", "did not sit the last test"),
    TEST_FAILED: (
        "শেষ পরীক্ষায় {post}%, লাগে {pass_percent}%",
        "{post}% in the last test, {pass_percent}% are needed",
    ),
}


def rule_of(batch: Batch) -> CompletionRule:
    return CompletionRule(batch.course.attendance_percent, batch.course.pass_percent)


def finish_batch(batch: Batch, *, actor: Reference, now: datetime) -> None:
    """Every class was held or called off. Each person's result is settled by the worker (settle_batch).
    Raises ActFault.
    """
    with carry_out(batch, batch.act(states.FINISH), actor=actor, now=now):
        sync_roster(batch, actor=actor, now=now)
        classes = sessions_of(batch)
        waiting = sum(each.state in transitions.COMING for each in classes)
        require(
            not waiting,
            "",
            "{n}টি ক্লাসের উপস্থিতি লেখা হয়নি। আগে লিখুন, বা ক্লাসটি বাতিল করুন।",
            "The attendance of {n} [class|classes] is not written. Write it first, or cancel them.",
            n=waiting,
        )
        require(classes, "", "কোনো ক্লাস হয়নি।", "No class was held.")


@outside_transaction
def settle_batch(outbox_entry: OutboxEntry, *, now: datetime) -> None:
    """After a batch finished: each person's completion, in a transaction of its own. Run twice, it does what
    is left.
    """
    batch = Batch.objects.select_related("office", "course").get(pk=outbox_entry.entry.subject_id)
    totals, tests = totals_of(batch, now), test_percents(batch)
    at = outbox_entry.entry.at
    enrolled = Application.objects.filter(call__batch=batch, state=states.ENROLLED)
    for application in enrolled.select_related("call__batch", "case").order_by("roll"):
        run_isolated(
            f"the completion of {application}", settle_application, application, batch, totals, tests, at
        )


def settle_application(
    application: Application,
    batch: Batch,
    totals: dict[int, AttendanceTotals],
    tests: dict[str, dict[int, int]],
    now: datetime,
) -> int:
    """Decide one person's completion; 1 where it was still to be decided."""
    with act_on(batch):
        application = Application.objects.select_related("call__batch").get(pk=application.pk)
        if application.state != states.ENROLLED:
            return 0
        case = case_of_key(application.case_id)
        mine = totals.get(case.applicant_id or 0)
        attended, held = (mine.attended_minutes, mine.held_minutes) if mine else (0, 0)
        post = tests[BatchRound.POST].get(application.pk)
        verdict = judge(rule_of(batch), attended=attended, held=held, post_percent=post)
        act = application.act(states.COMPLETE if verdict.has_passed else states.NOT_COMPLETE)
        with carry_out(application, act, actor=WORKER, now=now):
            Completion.objects.create(
                application=application,
                attended_minutes=attended,
                held_minutes=held,
                percent=verdict.percent,
                pre_percent=tests[BatchRound.PRE].get(application.pk),
                post_percent=post,
                passed=verdict.has_passed,
                reasons=list(verdict.reasons),
                decided_at=now,
            )
            if verdict.has_passed:
                plan_follow_ups(application, batch)
        if case.is_open:
            tell_completion(case, batch, verdict, post, now)
        return 1


def tell_completion(
    case: Case, batch: Batch, verdict: CourseVerdict, post: int | None, now: datetime
) -> None:
    """Whoever passed is promised the certificate from the last class on; whoever did not is told why, in
    writing.
    """
    if verdict.has_passed:
        awaited = case.clock.running.awaited
        if awaited in (LAST_CLASS, EVENT):
            event_came(case, event=awaited, on=last_class_ended(batch, now), words="", actor=WORKER, now=now)
        return
    with override_language("bn"):
        why = reason_words(verdict.reasons, batch, verdict.percent, post)
    refuse(case, reason=f"{NOT_PASSED} {why}।", actor=WORKER, now=now)


# A letter of the office, in its first language.
NOT_PASSED = "কোর্সটি শেষ করার নিয়ম পূরণ হয়নি, তাই সনদ দেওয়া গেল না:"


def reason_words(reasons: tuple[str, ...] | list[str], batch: Batch, percent: int, post: int | None) -> str:
    course = batch.course
    return "; ".join(
        say(
            *REASONS[reason],
            percent=percent,
            wanted=course.attendance_percent,
            post=post or 0,
            pass_percent=course.pass_percent,
        )
        for reason in reasons
    )


def last_class_ended(batch: Batch, now: datetime) -> datetime:
    ends = [each.ends_at for each in sessions_of(batch) if each.state == transitions.RECORDED]
    return min(max(ends, default=now), now)


def totals_of(batch: Batch, now: datetime) -> dict[int, AttendanceTotals]:
    """What each attended, by applicant, in a few statements however many there are."""
    roster = roster_of(batch)
    if roster is None:
        return {}
    members = members_by_applicant(roster)
    totals = attendance_of(roster, now=now, members=list(members.values()))
    return {key: totals[member.pk] for key, member in members.items()}


def test_percents(batch: Batch) -> dict[str, dict[int, int]]:
    """What each reached in the tests of the batch, of a hundred: `{part: {application: percent}}`."""
    rounds = {each.round_id: each.part for each in BatchRound.objects.filter(batch=batch)}
    percents: dict[str, dict[int, int]] = {part: {} for part in BatchRound.PARTS}
    rows = Response.objects.filter(
        round__in=rounds, respondent_type=Application.SUBJECT, score_of__gt=0, state=Response.SUBMITTED
    ).order_by("id")
    for each in rows:
        if each.respondent_id is not None and each.percent is not None:
            percents[rounds[each.round_id]][each.respondent_id] = each.percent
    return percents
