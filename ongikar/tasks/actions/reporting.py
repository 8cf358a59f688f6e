"""What the owner says: the work is done, more time is needed, or it is not theirs to do; and what the checker
answers: it is done, or it goes back with what is still missing.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from ongikar.clock import actions as clocks
from ongikar.core.db.bulk_sql import insert_row
from ongikar.journal.actions import Reference, SubjectReference
from ongikar.offices.models import Post
from ongikar.papers.actions import keep_paper
from ongikar.papers.check import Clean
from ongikar.people.models import Holding
from ongikar.people.post_holders import STAFF_ROLES
from ongikar.rules import case_transitions
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.clock.wait_grounds import REPORTS_THAT_WAIT

from .. import transitions
from ..act_guards import require_turn
from ..models import Task, TaskAct, TaskProof
from ..transitions import TaskFault
from .act_log import (
    REPORTS,
    add_act,
    lock_task,
    record_act,
    require_act,
    require_words,
    revoke_links,
    start_check_clock,
    stop_check_clock,
)
from .giving import owner_reference, require_other_checker

# What the owner's clock waits for, as its ledger names it.
CHECK_DEBT = "যাচাই"


@transaction.atomic
def report_task(
    task: Task,
    *,
    words: str = "",
    papers: Iterable[tuple[str, Clean]] = (),
    records: Iterable[SubjectReference] = (),
    actor: Reference,
    now: datetime,
) -> TaskAct:
    """The owner says that it is done, with the proof that was asked for. Unchecked work is done by that.

    Raises TaskFault where a proof is missing, TransitionFault where nothing may be reported now.
    """
    papers, records, words = list(papers), list(records), words.strip()
    lock_task(task, reads_clocks=False)
    name = transitions.REPORT if task.check_post_id else transitions.FINISH
    require_act(task, name)
    require_turn(task)
    require_evidence(task, words=words, papers=papers, records=records)
    if task.check_post_id:
        waits = waits_for_check(task, now)
        task.check_clock = start_check_clock(task, now)
        data = {"waits": waits}
    else:
        clocks.stop(task.clock, outcome=case_transitions.KEPT, now=now)
        data = {}
    act = add_act(
        task,
        name,
        actor=actor,
        now=now,
        words=words,
        data=data,
        clock=task.check_clock,
        changed=["check_clock"] if task.check_post_id else [],
    )
    keep_proofs(act, papers, records, brought_by="office" if actor[0] == "user" else "citizen", now=now)
    record_act("reported" if task.check_post_id else "finished", task, actor=actor, now=now)
    return act


def waits_for_check(task: Task, now: datetime) -> bool:
    """Whether the owner's clock waits from this report on: after the first two of the whole task at most.

    A task that was reopened has a new clock; its reports before count all the same.
    """
    return len(REPORTS(task.pk)) < REPORTS_THAT_WAIT and clocks.pause_for_check(
        task.clock, debt=CHECK_DEBT, now=now
    )


def require_evidence(
    task: Task, *, words: str, papers: list[tuple[str, Clean]], records: list[SubjectReference]
) -> None:
    brought = {Task.WORDS: bool(words), Task.PAPER: bool(papers), Task.RECORD: bool(records)}
    missing = {
        Task.WORDS: ("words", "কী করা হয়েছে লিখুন।", "Write what was done."),
        Task.PAPER: ("papers", "একটি ছবি বা কাগজ দিন।", "Add a photo or document."),
        Task.RECORD: (
            "records",
            "কার্যালয়ের যে নথি প্রমাণ, সেটির নম্বর দিন।",
            "Give the number of the office’s record that proves it.",
        ),
    }
    for kind in task.evidence:
        if not brought[kind]:
            raise TaskFault(*missing[kind])


def keep_proofs(
    act: TaskAct,
    papers: list[tuple[str, Clean]],
    records: list[SubjectReference],
    *,
    brought_by: str,
    now: datetime,
) -> None:
    task = act.task
    if act.words:
        insert_row(TaskProof(task=task, act=act, kind=Task.WORDS, words=act.words))
    for title, content in papers:
        paper = keep_paper(
            office=task.office,
            subject=task.reference,
            title=title,
            content=content,
            now=now,
            brought_by=brought_by,
        )
        TaskProof.objects.create(task=task, act=act, kind=Task.PAPER, paper=paper)
    for subject_type, subject_id in records:
        TaskProof.objects.create(
            task=task, act=act, kind=Task.RECORD, subject_type=subject_type, subject_id=subject_id
        )


@transaction.atomic
def ask_time(task: Task, *, until: date | None, reason: str, actor: Reference, now: datetime) -> None:
    """The owner asks for more time, once at a time: whoever gave the work extends it or says no."""
    reason = require_words("reason", reason)
    lock_task(task)
    if until is not None and until <= task.clock.due(now).astimezone(TZ).date():
        raise TaskFault(
            "until",
            "এখনকার শেষ দিনের পরের কোনো দিন দিন।",
            "Name a day after the present due day.",
        )
    acts = list(task.acts.values_list("name", flat=True))
    if transitions.awaits_time(acts):
        raise TaskFault(
            "reason",
            "সময় আগেই চাওয়া হয়েছে; উত্তর এলে জানানো হবে।",
            "More time was asked for already; you will be told the answer.",
        )
    data = {"until": until.isoformat()} if until else {}
    add_act(task, transitions.ASK_TIME, actor=actor, now=now, words=reason, data=data)
    record_act("time_asked", task, actor=actor, now=now)


@transaction.atomic
def hand_back_task(task: Task, *, reason: str, actor: Reference, now: datetime) -> None:
    """Not the owner's to do: it goes back to whoever gave it. Its clock runs on."""
    reason = require_words("reason", reason)
    lock_task(task)
    if task.owner_post_id == task.given_by_id:
        raise TaskFault(
            "reason",
            "কাজটি আপনিই দিয়েছেন। অন্যকে দিন, বা বাদ দিন।",
            "You gave this work yourself. Transfer it, or drop it.",
        )
    require_act(task, transitions.HAND_BACK)
    data: dict[str, Any] = {"from": owner_reference(task.owner), "to": ["post", task.given_by_id]}
    changed = ["owner_post", "owner_contact"]
    # Whoever checks it must be somebody else than its owner.
    if task.check_post_id == task.given_by_id:
        data["check"] = task.check_post_id
        task.check_post = None
        changed.append("check_post")
    task.owner_post_id, task.owner_contact_id = task.given_by_id, None
    add_act(task, transitions.HAND_BACK, actor=actor, now=now, words=reason, data=data, changed=changed)
    revoke_links(task, now)
    record_act("handed_back", task, actor=actor, now=now)


@transaction.atomic
def return_task(task: Task, *, reason: str, actor: Reference, now: datetime) -> None:
    """Not done yet, and what is missing. The owner's clock runs on; that of the check was kept."""
    reason = require_words("words", reason)
    lock_task(task)
    require_act(task, transitions.RETURN)
    clocks.resume(task.clock, now=now)
    stop_check_clock(task, case_transitions.KEPT, now)
    add_act(task, transitions.RETURN, actor=actor, now=now, words=reason, changed=["check_clock"])
    record_act("returned", task, actor=actor, now=now)


@transaction.atomic
def verify_task(
    task: Task,
    *,
    words: str = "",
    actor: Reference,
    now: datetime,
    decided: SubjectReference | None = None,
) -> None:
    """It is done as reported: both clocks stop. The owner's counts as of the report, since it waited.

    `decided`: the meeting that saw the proof, whoever writes it down. Raises PermissionDenied for whoever
    reported it, unless nobody else works in the office: then the act says so, and stands on the list of the
    superior.
    """
    lock_task(task, reads_clocks=False)
    require_act(task, transitions.VERIFY)
    data: dict[str, Any] = {}
    changed = ["check_clock"]
    if decided is not None:
        data["decided"] = list(decided)
    elif is_own_report(task, actor):
        if not is_alone(task.office_id, actor, now):
            raise PermissionDenied
        data["alone"] = True
        task.exception = Task.ALONE
        changed.append("exception")
    stop_check_clock(task, case_transitions.KEPT, now)
    clocks.stop(task.clock, outcome=case_transitions.KEPT, now=now)
    add_act(
        task,
        transitions.VERIFY,
        actor=actor,
        now=now,
        words=words.strip(),
        data=data,
        changed=changed,
    )
    record_act("verified", task, actor=actor, now=now)


@transaction.atomic
def hand_check(task: Task, *, check: Post, actor: Reference, now: datetime) -> None:
    """Another post checks it, where nobody at the one before may. The clock of the check runs on, and every
    day stays as it was.

    Raises TaskFault for a post that owes the task itself.
    """
    lock_task(task)
    require_act(task, transitions.HAND_CHECK)
    require_other_checker(task.owner, check)
    data = {"from": ["post", task.check_post_id], "to": ["post", check.pk]}
    task.check_post = check
    add_act(task, transitions.HAND_CHECK, actor=actor, now=now, data=data, changed=["check_post"])
    record_act("check_handed", task, actor=actor, now=now)


def is_own_report(task: Task, actor: Reference) -> bool:
    """Whether the report that waits came from this very person."""
    reports = REPORTS(task.pk)
    return bool(reports) and reports[0].by == actor and actor[0] == "user"


def is_alone(office_id: int, actor: Reference, now: datetime) -> bool:
    """Whether nobody else holds a post of the office's staff today."""
    today = now.astimezone(TZ).date()
    posts = Post.objects.filter(office=office_id, role__in=STAFF_ROLES)
    return not Holding.objects.on(today).filter(post__in=posts).exclude(user=actor[1]).exists()
