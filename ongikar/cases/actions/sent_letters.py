"""A promise that is kept by a letter is kept when that has left for everybody it is for, and is owed again
when it came back. The letter may be that of the case, or of what the kind has beside it: an inspection, a
meeting, a plan.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from ongikar.cases.kinds import OutcomeFault, kind_of
from ongikar.cases.models import UNSENT, Act, Case, case_of_key
from ongikar.cases.register_counts import count_lateness
from ongikar.clock import actions as clocks
from ongikar.core import cache_version
from ongikar.core.i18n.say import say
from ongikar.journal.actions import Reference
from ongikar.letters.models import Dispatch, Letter
from ongikar.letters.outgoing.dispatching import has_left
from ongikar.letters.outgoing.transitions import LetterFault
from ongikar.rules import case_transitions

from .act_log import add_act, lock_for_act, record_act
from .closing import LETTER, MEMO, OUTCOME, enter_issued_answer, keep, keep_case
from .reply_ways import ASKED_WAY, WAY, WAY_REASON, ReplyWay

# Sort of subject → the case that a letter about it keeps, by the subject's key. Kinds that have rows of their
# own beside a case add theirs.
CASES_BEHIND: dict[str, Callable[[int], Case | None]] = {"case": case_of_key}
RECEIPT = "reply_receipt"


@transaction.atomic
def keep_by_letter(
    case: Case, letter: Letter, *, outcome: Mapping[str, Any], actor: Reference, now: datetime
) -> None:
    """The promise is kept by an issued letter: at once where it has left for everybody it is for, else when
    it leaves. Raises OutcomeFault as `keep`.
    """
    if has_left(letter):
        keep(case, outcome=outcome, actor=actor, now=now, letter=letter)
        return
    if missing := kind_of(case.row).missing(case, outcome, now=now):
        raise OutcomeFault(missing)
    enter_issued_answer(case, letter, outcome, ReplyWay("", Dispatch.HAND), actor=actor, now=now)


def case_behind(letter: Letter) -> Case | None:
    """The case that the letter may keep; None of one that stands for itself."""
    if letter.subject is None or letter.subject[0] not in CASES_BEHIND:
        return None
    return CASES_BEHIND[letter.subject[0]](letter.subject[1])


def waiting_answer(case: Case) -> Act | None:
    """The act by which the answer was issued that has not left, or which came back; None where none waits."""
    acts = list(case.acts_in_order)
    if not case_transitions.awaits_dispatch(act.name for act in acts):
        return None
    names = (case_transitions.ISSUE_ANSWER, case_transitions.COME_BACK)
    return next(act for act in reversed(acts) if act.name in names)


def keep_when_sent(letter: Letter, sent: Dispatch, *, actor: Reference, now: datetime) -> None:
    """Called with every dispatch. Raises LetterFault for the answer to what its applicant took back."""
    case = case_behind(letter)
    if case is None:
        return
    waiting = waiting_answer(case)
    if waiting is None or waiting.data.get(LETTER) != letter.pk:
        return
    if not case.is_open:
        raise LetterFault(
            "আবেদনকারী আবেদন তুলে নিয়েছেন; এই চিঠি আর পাঠানো যায় না। “পাঠানো হবে না” চাপুন।",
            "The applicant took the application back; this letter can no longer go. Press “Not to be sent”.",
        )
    if has_left(letter):
        keep_case(
            case,
            waiting.data[OUTCOME],
            actor=actor,
            now=now,
            letter=letter,
            facts=dispatch_facts(waiting, sent),
        )


def dispatch_facts(waiting: Act, sent: Dispatch) -> dict[str, Any]:
    """How the answer left, for its applicant to read: the way, the receipt, and why not as asked."""
    told = {name: waiting.data[name] for name in (ASKED_WAY, WAY_REASON) if waiting.data.get(name)}
    planned = waiting.data.get(WAY, "")
    if sent.reason and planned != sent.channel:
        told = {ASKED_WAY: told.get(ASKED_WAY, planned), WAY_REASON: sent.reason}
    return {WAY: sent.channel, RECEIPT: sent.reference} | told


def owe_again(letter: Letter, sent: Dispatch, *, words: str, actor: Reference, now: datetime) -> None:
    """Called when a dispatch came back or was refused, and its recipient waits again: what was kept by the
    letter is owed again, under the clock and the day that it had.
    """
    case = case_behind(letter)
    if case is None or case.state != case_transitions.KEPT or case.memo_number != letter.memo_number:
        return
    if has_left(letter):
        return
    lock_for_act(case, case_transitions.COME_BACK)
    why = words or say("চিঠি পৌঁছায়নি", "The letter was not delivered")
    data = {
        LETTER: letter.pk,
        MEMO: letter.memo_number,
        WAY: sent.channel,
        OUTCOME: case.outcome,
        "closed_at": case.closed_at.isoformat() if case.closed_at else "",
    }
    count_lateness(case, case.clock, -1)
    clocks.revoke_stop(case.clock, reason=why, now=now)
    add_act(case, case_transitions.COME_BACK, actor=actor, now=now, words=words, data=data)
    case.outcome, case.memo_number, case.closed_at = {UNSENT: letter.pk}, "", None
    case.save(update_fields=["outcome", "memo_number", "closed_at"])
    cache_version.invalidate(cache_version.figures_of(case.office_id))
    record_act("came_back", case, actor, now, of="letter", of_id=letter.pk)


def answer_anew(letter: Letter, *, actor: Reference, now: datetime) -> None:
    """Called when an issued letter is not to be sent after all: an open case is answered by another."""
    case = case_behind(letter)
    if case is None or not case.is_open:
        return
    waiting = waiting_answer(case)
    if waiting is not None and waiting.data.get(LETTER) == letter.pk:
        data = {LETTER: letter.pk, MEMO: letter.memo_number}
        add_act(case, case_transitions.WITHHOLD_ANSWER, actor=actor, now=now, data=data)
        case.outcome = {name: value for name, value in case.outcome.items() if name != UNSENT}
        case.save(update_fields=["outcome"])
        record_act("answer_withheld", case, actor, now, of="letter", of_id=letter.pk)
