"""What is settled about each application before the list is frozen: whether it may take part, which of
two of one person counts, and which claims are proved.
"""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from ongikar.cases.actions import refuse, withdraw
from ongikar.cases.actions.clock import reopen
from ongikar.cases.models import case_of_key
from ongikar.core.forms.faults import ActFault
from ongikar.delivery.training import states
from ongikar.delivery.training.doubles import person_key_of
from ongikar.delivery.training.models import Application, Claim
from ongikar.journal.actions import ANYONE, Reference
from ongikar.people.models import User
from ongikar.records.actions import carry_out, change, perform
from ongikar.rules.selection.rule import DEGREES

SETTLED_IN = frozenset({states.CALLED, states.CLOSED})


def lock_to_settle(application: Application) -> None:
    """Its batch, locked, while something may still be settled."""
    batch = application.call.batch
    batch.lock()
    if batch.state not in SETTLED_IN:
        raise ActFault(
            "",
            "তালিকা চূড়ান্ত হয়ে গেছে; এখন আর বদলানো যায় না।",
            "The list is frozen; nothing of it can be changed now.",
        )


@transaction.atomic
def admit(
    application: Application, *, proved: Iterable[str] = (), user: User, actor: Reference, now: datetime
) -> None:
    """The application may take part. `proved`: the groups whose papers were seen with it."""
    lock_to_settle(application)
    with carry_out(application, application.act(states.ADMIT), actor=actor, now=now):
        for claim in application.claims.filter(group__in=list(proved), state=Claim.CLAIMED):
            settle_claim(claim, user, now)


def settle_claim(claim: Claim, user: User, now: datetime) -> None:
    """Its paper was seen with the application."""
    claim.state, claim.decided_at, claim.decided_by = Claim.PROVED, now, user
    claim.save(update_fields=["state", "decided_at", "decided_by"])


@transaction.atomic
def turn_down(application: Application, *, reason: str, actor: Reference, now: datetime) -> None:
    """The rule does not let them apply: refused in writing, with the reason."""
    lock_to_settle(application)
    with carry_out(application, application.act(states.TURN_DOWN, reason), actor=actor, now=now):
        pass
    refuse_case(application, reason=reason, actor=actor, now=now)


@transaction.atomic
def reconsider(application: Application, *, reason: str, actor: Reference, now: datetime) -> None:
    """Turned down wrongly, as an objection showed: it is looked at anew, and its case is open again. Raises
    ActFault while another application with the same number of an identity paper is alive.
    """
    lock_to_settle(application)
    with carry_out(application, application.act(states.RECONSIDER, reason), actor=actor, now=now):
        pass
    open_case_again(application, reason, actor, now)


def open_case_again(application: Application, reason: str, actor: Reference, now: datetime) -> None:
    case = case_of_key(application.case_id)
    if not case.is_open:
        reopen(case, reason=reason, actor=actor, now=now)


def refuse_case(application: Application, *, reason: str, actor: Reference, now: datetime) -> None:
    """The written refusal of its case, where that is still open."""
    case = case_of_key(application.case_id)
    if case.is_open:
        refuse(case, reason=reason, actor=actor, now=now)


@transaction.atomic
def set_aside_double(
    application: Application, *, counts: Application, reason: str, actor: Reference, now: datetime
) -> None:
    """Another application of the same person counts; this one is answered in writing."""
    lock_to_settle(application)
    if counts.call_id != application.call_id or counts.pk == application.pk:
        raise ActFault(
            "counts",
            "দুটি আলাদা আবেদনের রোল দিন: কোনটি থাকবে, কোনটি সরবে।",
            "Name two different applications: the one that counts and the one set aside.",
        )
    application.lock()
    if application.state == states.DOUBLE:
        application.double_of = counts
        application.save(update_fields=["double_of"])
    else:
        act = application.act(states.SET_ASIDE, reason, of=counts.roll)
        with carry_out(application, act, actor=actor, now=now):
            application.double_of = counts
    refuse_case(application, reason=reason, actor=actor, now=now)


@transaction.atomic
def restore_double(application: Application, *, reason: str, actor: Reference, now: datetime) -> None:
    """It is somebody else after all: the application counts again. Raises ActFault while another one with the
    same number of an identity paper is alive.
    """
    lock_to_settle(application)
    with carry_out(application, application.act(states.RESTORE, reason), actor=actor, now=now):
        application.double_of = None
    open_case_again(application, reason, actor, now)


@transaction.atomic
def clear_double(application: Application, *, reason: str, actor: Reference, now: datetime) -> None:
    """Looked at: it is another person of the same name and birthday. Both count."""
    lock_to_settle(application)
    perform(application, application.act(states.CLEAR, reason), actor=actor, now=now)


@transaction.atomic
def put_right(
    application: Application,
    *,
    born_on: date | None,
    education: str,
    reason: str,
    actor: Reference,
    now: datetime,
) -> None:
    """What the rule goes by, put right after the paper that was shown; the act says which facts changed
    and why. What says nothing new, as a second press does, is no act.
    """
    lock_to_settle(application)
    if education not in DEGREES:
        raise ActFault(
            "education", "শেষ পরীক্ষাটি তালিকা থেকে বেছে নিন।", "Choose the examination from the list."
        )
    application.lock()
    if (born_on, education) == (application.born_on, application.facts.get("education", "")):
        return
    before = application.born_on.isoformat() if application.born_on else ""
    changed = {"born_on": before, "education": application.facts.get("education", "")}
    act = application.act(states.PUT_RIGHT, reason, changed=[name for name, old in changed.items() if old])
    with carry_out(application, act, actor=actor, now=now):
        applicant = application.case.applicant
        application.born_on = born_on
        application.facts = application.facts | {"education": education}
        application.person_key = person_key_of(applicant.name, born_on) if applicant else ""


@transaction.atomic
def decide_claim(
    claim: Claim, *, is_proved: bool, reason: str = "", user: User, actor: Reference, now: datetime
) -> None:
    """Whether somebody belongs to a group as they say. Refused needs the reason; who claimed loses nothing
    else by it.
    """
    lock_to_settle(claim.application)
    if not is_proved and not reason.strip():
        raise ActFault("reason", "কেন মানা গেল না, লিখুন।", "Write why it is not accepted.")
    state = Claim.PROVED if is_proved else Claim.REFUSED
    change(claim, Claim.VERB, actor=actor, now=now, state=state, reason=reason.strip(), decided_by=user)


@transaction.atomic
def withdraw_application(
    application: Application, *, words: str = "", now: datetime, actor: Reference = ANYONE, proof: str = ""
) -> None:
    """Whoever applied takes it back, before a seat was offered; others move up."""
    application.call.batch.lock()
    with carry_out(application, application.act(states.WITHDRAW, words), actor=actor, now=now):
        pass
    case = case_of_key(application.case_id)
    if case.is_open:
        withdraw(case, words=words, now=now, actor=actor, proof=proof)
