"""Both sides come to a day: one names it, the other says yes. Each act is one transaction."""

from datetime import datetime

from django.db import transaction

from ongikar.cases.kinds import kind_of
from ongikar.cases.kinds.agreed_days import DAY, AgreedDay, agreed_day_of, settled_begin
from ongikar.cases.kinds.checklist import give_checklist_for_day
from ongikar.cases.models import Case
from ongikar.clock import actions as clocks
from ongikar.core.not_none import not_none
from ongikar.journal.actions import ANYONE, Reference
from ongikar.rules import case_transitions
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.clock.state import LedgerFault

from .act_log import add_act, lock_for_act, proof_data, record_act


class DayFault(LedgerFault):
    """A day that cannot be named or agreed on; in both languages."""


PASSED = (
    "সময়টি পেরিয়ে গেছে। সামনের কোনো দিন দিন।",
    "This time has passed. Name a day to come.",
)
SAME = ("এই দিন আর সময়টিই এখন লেখা আছে।", "This very day and time stands there now.")
CHANGED = (
    "এর মধ্যে অন্য একটি দিন প্রস্তাব করা হয়েছে। পাতাটি আবার দেখে উত্তর দিন।",
    "Another day was named meanwhile. Look at the page again before you answer.",
)


@transaction.atomic
def propose_day(case: Case, *, begins: datetime, words: str, actor: Reference, now: datetime) -> None:
    """The office names another day. What was agreed on stands until the applicant says yes."""
    name_day(case, case_transitions.PROPOSE_DAY, begins, words, actor, now)
    record_act("day_proposed", case, actor, now)


@transaction.atomic
def offer_day(
    case: Case,
    *,
    begins: datetime,
    words: str,
    now: datetime,
    actor: Reference = ANYONE,
    proof: str = "",
    told: str = "",
) -> None:
    """The applicant names another day. `told`: how, where the office enters it for them (phone, counter)."""
    name_day(case, case_transitions.OFFER_DAY, begins, words, actor, now, proof=proof, told=told)
    record_act("day_offered", case, actor, now)


def name_day(
    case: Case,
    name: str,
    begins: datetime,
    words: str,
    actor: Reference,
    now: datetime,
    *,
    proof: str = "",
    told: str = "",
) -> None:
    lock_for_act(case, name)
    require_talks(case)
    days = agreed_day_of(fresh(case))
    if begins <= now:
        raise DayFault(*PASSED)
    if begins in (days.named, None if days.named else days.agreed):
        raise DayFault(*SAME)
    data = {DAY: begins.astimezone(TZ).isoformat()} | proof_data(proof) | told_data(told)
    add_act(case, name, actor=actor, now=now, words=words, data=data)


@transaction.atomic
def agree_day(case: Case, *, begins: datetime, actor: Reference, now: datetime, words: str = "") -> None:
    """The office says yes to the day that the applicant named, which is `begins`."""
    settle_day(case, case_transitions.AGREE_DAY, begins, actor, now, words=words)


@transaction.atomic
def take_day(
    case: Case,
    *,
    begins: datetime,
    now: datetime,
    actor: Reference = ANYONE,
    proof: str = "",
    told: str = "",
    words: str = "",
) -> None:
    """The applicant says yes to the day that the office named, which is `begins`."""
    settle_day(case, case_transitions.TAKE_DAY, begins, actor, now, words=words, proof=proof, told=told)


def settle_day(
    case: Case,
    name: str,
    begins: datetime,
    actor: Reference,
    now: datetime,
    *,
    words: str = "",
    proof: str = "",
    told: str = "",
) -> None:
    """Raises DayFault where another day was named since the page was shown: nobody agrees unawares."""
    lock_for_act(case, name)
    require_talks(case)
    days = agreed_day_of(fresh(case))
    if days.named != begins:
        raise DayFault(*CHANGED)
    if begins <= now:
        raise DayFault(*PASSED)
    # What is asked for takes place on that day, and is owed on it; a visit only helps the work on.
    is_owed_then = bool(kind_of(case.row).takes_place)
    moved = is_owed_then and clocks.agree_day(case.clock, day=begins.astimezone(TZ).date(), now=now)
    data = {DAY: begins.astimezone(TZ).isoformat(), "due_moved": moved} | proof_data(proof) | told_data(told)
    add_act(case, name, actor=actor, now=now, words=words, data=data)
    keep_day(case, begins)
    prepare_for_day(case, begins, actor, now)
    record_act("day_agreed", case, actor, now)


def agree_as_applied(case: Case, *, actor: Reference, now: datetime) -> None:
    """Accepting what was applied for says yes to its day too, unless another is being talked about."""
    kind = kind_of(case.row)
    if not kind.agrees_on_day or case.is_own_work:
        return
    if begins := agreed_day_of(fresh(case)).agreed:
        keep_day(case, begins)
        prepare_for_day(case, begins, actor, now)


def keep_day(case: Case, begins: datetime | None) -> None:
    """The day by which the week of the office finds the case."""
    if case.takes_place_at != begins:
        case.takes_place_at = begins
        case.save(update_fields=["takes_place_at"])


def settle_day_anew(case: Case) -> None:
    """After an act that may have said another day, or that none is agreed on any more."""
    kind = kind_of(case.row)
    if kind.takes_place or kind.agrees_on_day:
        keep_day(case, settled_begin(fresh(case)))


def prepare_for_day(case: Case, begins: datetime, actor: Reference, now: datetime) -> None:
    """What the kind has for a day that stands, and what its checklist asks to be ready by then."""
    kind = kind_of(case.row)
    kind.day_agreed(case, begins=begins, actor=actor, now=now)
    give_checklist_for_day(case, kind.checklist, begins=begins, now=now)


def told_data(told: str) -> dict[str, str]:
    return {"told": told} if told else {}


def require_talks(case: Case) -> None:
    if not kind_of(case.row).agrees_on_day:
        raise case_transitions.TransitionFault("the day of this kind of service is not talked about")


def fresh(case: Case) -> Case:
    """The same with its acts read anew, once its row is locked."""
    return Case.objects.prefetch_related("acts").get(pk=case.pk)


def day_to_answer(case: Case, side: str) -> datetime | None:
    """The day that this side has to say yes or no to; None where it waits for none."""
    days: AgreedDay = agreed_day_of(case)
    return not_none(days.named) if days.named and days.named_by != side else None
