"""How an act is done: in one transaction the record is locked, what was sent before is answered with what it
did, the rules are asked, the row is written and the journal tells of it.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from ongikar.core.db.violations import violated_constraint
from ongikar.core.forms.faults import ActFault, require
from ongikar.core.i18n.say import override_language
from ongikar.journal.actions import Reference, record
from ongikar.journal.row_seals import leave_to_their_act
from ongikar.offices.models import Office
from ongikar.offices.serials import next_number
from ongikar.papers.actions import keep_paper
from ongikar.papers.check import Clean
from ongikar.rules.bangla.text import fiscal_year
from ongikar.rules.transitions import TransitionFault

from .models import (
    ActRow,
    Numbered,
    PaperEntry,
    Record,
    ReplacingEntry,
    Row,
    RowOfRecord,
    Strikable,
)

MOVED_ON = (
    "এর মধ্যে অবস্থা বদলে গেছে, তাই এটি আর করা যায় না।",
    "This has moved on meanwhile, so it can no longer be done.",
)
SOMEBODY_ELSES = (
    "এই পাতাটি আগে অন্য কিছুর জন্য পাঠানো হয়েছে। পাতাটি আবার খুলে লিখুন।",
    "This page was sent for something else before. Open it again.",
)
# Under which a line that is a record itself stands in the journal.
ENTERED, STRUCK = "entered", "struck"
_is_performing: ContextVar[bool] = ContextVar("is_performing", default=False)


def perform[Written: RowOfRecord](
    of: Record,
    row: Written,
    *,
    actor: Reference,
    now: datetime,
    submission: str = "",
    reason: str = "",
    content: Clean | None = None,
    follow: Callable[[Written], object] | None = None,
) -> Written:
    """Enter a row that is not written yet; the row that stands then: an earlier one where the same was sent
    before.

    `submission`: the key of the form, of an entry that is taken once by it. `reason`: why what stands is
    struck through, of an entry that replaces it. `content`: of the paper with which the entry came.
    `follow`: what else the act brings of which models cannot know, such as tasks. Raises ActFault, and
    nothing is written.

    Of an act within another (`follow_act`) the journal tells apart; both are done or neither is.
    """
    try:
        with transaction.atomic(), performing():
            return perform_locked(of, row, actor, now, submission, reason, content, follow)
    except IntegrityError as fault:
        raise fault_of_violation(fault, row) from fault


def give_number(row: Row, office: Office, now: datetime) -> None:
    """The next of its book, of a row that has one."""
    if isinstance(row, Numbered):
        row.fiscal_year = fiscal_year(row.day_of_number(now))
        row.book_serial = next_number(office, row.BOOK, row.fiscal_year)


@contextmanager
def act_on(of: Record) -> Iterator[None]:
    """An act of a record that is more than a row: in one transaction, the record locked."""
    with transaction.atomic(), performing():
        of.lock()
        yield


@contextmanager
def performing() -> Iterator[None]:
    """What an outer act has written is not sealed by the entry of an inner one."""
    if not _is_performing.get():
        token = _is_performing.set(True)
        try:
            yield
        finally:
            _is_performing.reset(token)
        return
    with leave_to_their_act():
        yield


def perform_locked[Written: RowOfRecord](
    of: Record,
    row: Written,
    actor: Reference,
    now: datetime,
    submission: str,
    reason: str,
    content: Clean | None,
    follow: Callable[[Written], object] | None,
) -> Written:
    of.lock()
    row.enter_key(submission)
    if (known := row.find_known()) is not None:
        require_replay(known, row, of, actor)
        return known
    state = require_transition(of, row.name) if isinstance(row, ActRow) else ""
    if isinstance(row, Numbered):
        row.office = of.office
    if isinstance(row, PaperEntry):
        row.content = content
    row.check_act(now)
    if isinstance(row, ReplacingEntry):
        strike_standing(row, reason, now)
    give_number(row, of.office, now)
    if isinstance(row, PaperEntry) and content is not None:
        row.paper = keep_paper(
            office=of.office,
            subject=of.reference,
            title=row.paper_title,
            content=content,
            now=now,
            brought_by="office",
        )
    row.enter_who(actor, now)
    row.save(force_insert=True)
    row.follow_act(actor, now)
    if follow:
        follow(row)
    if state:
        of.keep_state(state)
    note(of, row.verb, actor, now, **row.facts_of_act())
    return row


@contextmanager
def carry_out[Written: ActRow](
    of: Record, act: Written, *, actor: Reference, now: datetime
) -> Iterator[Written]:
    """An act with rules and consequences that are written out where it is done: they run between the lock
    and the row of the act, so that what they write stands under its entry. As `perform` but for the press
    that comes twice, which the table of acts refuses.
    """
    try:
        with act_on(of):
            state = require_transition(of, act.name)
            yield act
            act.enter_who(actor, now)
            act.save(force_insert=True)
            of.keep_state(state)
            note(of, act.verb, actor, now, **act.facts_of_act())
    except IntegrityError as fault:
        raise fault_of_violation(fault, of) from fault


def open_once[Opened: Record](
    record: Opened,
    verb: str,
    *,
    actor: Reference,
    now: datetime,
    before: Callable[[Opened], object] = lambda record: None,
    follow: Callable[[Opened], object] = lambda record: None,
) -> Opened:
    """Write a record that begins by itself, once however often its form is sent: by its `submission`.
    `before`: what it is written with, such as a number that is no `Numbered`; `follow`: what else is written
    with it, under the same entry. Raises ActFault.
    """
    rows: Any = type(record).objects
    key: str = record.submission  # type: ignore[attr-defined]  # of whichever model has one
    if (known := rows.filter(submission=key).first()) is not None:
        return known
    record.check_opening(now)
    try:
        with transaction.atomic(), performing():
            before(record)
            give_number(record, record.office, now)
            record.enter_who(actor, now)
            record.save(force_insert=True)
            follow(record)
            note(record, verb, actor, now)
    except IntegrityError as fault:
        # A database names whichever constraint it asks first of those that the same row twice violates.
        if (known := rows.filter(submission=key).first()) is not None:
            return known
        raise fault_of_violation(fault, record) from fault
    return record


def require_replay(known: Any, row: RowOfRecord, of: Record, actor: Reference) -> None:
    """The same key of another person's, of another act, or sent to another record, is no second press."""
    if not row.IS_KEYED:
        return
    is_same = known.record.pk == of.pk and known.by_id == actor[1]
    if isinstance(row, ActRow):
        is_same = is_same and known.name == row.name
    require(is_same, "", *SOMEBODY_ELSES)


def require_transition(of: Record, act: str) -> str:
    """The state to which the act leads; of a record that is locked. Raises ActFault where it may not
    follow.
    """
    table = of.TRANSITIONS
    if table is None:
        raise TypeError(f"{type(of).__name__} has no table of acts")
    # Of the acts done so far only a condition of the table asks.
    done = of.acts_under_lock() if act in table.conditions else ()
    try:
        return table.require(of.state_under_lock(), act, done)
    except TransitionFault as fault:
        raise ActFault("", *MOVED_ON) from fault


def strike_standing(row: ReplacingEntry, reason: str, now: datetime) -> None:
    """Strike through the row of its sort that stands, if one does."""
    same = {name: getattr(row, name) for name in row.SORTS}
    rows = type(row).objects.filter(**{row.PARENT: row.record}, **same)
    if (standing := rows.filter(struck_at__isnull=True).first()) is not None:
        write_strike(standing, reason, now)


def strike(row: Strikable, verb: str, *, reason: str, actor: Reference, now: datetime) -> None:
    """Strike a line through; pressed twice it is struck once. Raises ActFault."""
    with act_on(of := row.record):
        fresh = type(row).objects.get(pk=row.pk)
        if fresh.is_struck:
            return
        row.check_strike(now)
        write_strike(fresh, reason, now)
        note(of, verb, actor, now, **fresh.facts_of_act())


def change(row: Row, verb: str, *, actor: Reference, now: datetime, **said: Any) -> list[str]:
    """Put columns of a record or of one of its rows right, by their names; those that were. The same again
    changes nothing. Raises ActFault.
    """
    of = row.record
    try:
        with act_on(of):
            held = type(row).objects.filter(pk=row.pk).values(*said).get()
            changed = [name for name, value in said.items() if held[name] != getattr(value, "pk", value)]
            for name, value in said.items():
                setattr(row, name, value)
            row.check_change(now)
            if changed:
                row.save(update_fields=[*changed, *row.enter_change(now)])
                note(of, verb, actor, now, **row.facts_of_act(), fields=changed)
            return changed
    except IntegrityError as fault:
        raise fault_of_violation(fault, row) from fault


def write_strike(row: Strikable, reason: str, now: datetime) -> None:
    require(
        reason.strip(),
        "reason",
        "আগের লেখাটি কেন বাতিল, লিখুন।",
        "Write why what stands there is struck through.",
    )
    row.struck_at, row.struck_reason = now, reason.strip()
    row.save(update_fields=["struck_at", "struck_reason"])


def note(of: Record, verb: str, actor: Reference, now: datetime, /, **facts: Any) -> None:
    """The entry of the journal for an act of the record, with the seals of what it wrote."""
    verb = f"{of.VERBS_OF or of.SUBJECT}.{verb}"
    record(verb, subject=of.reference, actor=actor, office_id=of.office_id, now=now, **facts)


def fault_of_violation(fault: IntegrityError, row: Row) -> ActFault:
    """The sentence of the constraint that refused the row, beside the column it names as its code. Raises the
    fault of the database where none has one: that is nobody's input.
    """
    constraint = violated_constraint(fault, type(row))
    if constraint is None or constraint.violation_error_message == constraint.default_violation_error_message:
        raise fault
    words = []
    for tongue in ("bn", "en"):
        with override_language(tongue):
            words.append(str(constraint.violation_error_message))
    return ActFault(constraint.violation_error_code or "", *words)
