"""What is settled about each application before the list is frozen: whether it may take part, which of
two of one person counts, and which claims are proved.
"""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import IntegrityError, transaction

from ongikar.cases.actions import refuse, withdraw
from ongikar.cases.actions.clock import reopen
from ongikar.cases.models import case_of_key
from ongikar.core.db.violations import violates
from ongikar.delivery.training import states
from ongikar.delivery.training.act_log import TrainingFault, add_application_act, lock_batch
from ongikar.delivery.training.doubles import person_key_of
from ongikar.delivery.training.models import Application, Batch, Claim
from ongikar.journal.actions import ANYONE, Reference, record
from ongikar.people.models import User
from ongikar.rules.selection.rule import DEGREES

SETTLED_IN = frozenset({states.CALLED, states.CLOSED})


def lock_to_settle(application: Application) -> Batch:
    """The batch, locked, while something may still be settled."""
    batch = lock_batch(application.call.batch)
    if batch.state not in SETTLED_IN:
        raise TrainingFault(
            "",
            "তালিকা চূড়ান্ত হয়ে গেছে; এখন আর বদলানো যায় না।",
            "The list is frozen; nothing of it can be changed now.",
        )
    return batch


@transaction.atomic
def admit(
    application: Application, *, proved: Iterable[str] = (), user: User, actor: Reference, now: datetime
) -> None:
    """The application may take part. `proved`: the groups whose papers were seen with it."""
    batch = lock_to_settle(application)
    add_application_act(application, states.ADMIT, actor=actor, now=now, office_id=batch.office_id)
    for claim in application.claims.filter(group__in=list(proved), state=Claim.CLAIMED):
        settle_claim(claim, Claim.PROVED, "", user, now)


@transaction.atomic
def turn_down(application: Application, *, reason: str, actor: Reference, now: datetime) -> None:
    """The rule does not let them apply: refused in writing, with the reason."""
    batch = lock_to_settle(application)
    add_application_act(
        application, states.TURN_DOWN, actor=actor, now=now, words=reason, office_id=batch.office_id
    )
    refuse_case(application, reason=reason, actor=actor, now=now)


@transaction.atomic
def reconsider(application: Application, *, reason: str, actor: Reference, now: datetime) -> None:
    """Turned down wrongly, as an objection showed: it is looked at anew, and its case is open again. Raises
    TrainingFault while another application with the same number of an identity paper is alive.
    """
    batch = lock_to_settle(application)
    try:
        with transaction.atomic():
            add_application_act(
                application, states.RECONSIDER, actor=actor, now=now, words=reason, office_id=batch.office_id
            )
    except IntegrityError as fault:
        if not violates(fault, Application, "call", "identity_index"):
            raise
        application.refresh_from_db(fields=["state"])
        raise same_number() from fault
    case = case_of_key(application.case_id)
    if not case.is_open:
        reopen(case, reason=reason, actor=actor, now=now)


def same_number() -> TrainingFault:
    return TrainingFault(
        "",
        "দুই আবেদনে একই পরিচয়পত্রের নম্বর। আগে অন্যটিকে দ্বিতীয় আবেদন হিসেবে সরান।",
        "Both applications bear the same number of an identity document. Set the other one aside first.",
    )


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
    batch = lock_to_settle(application)
    if counts.call_id != application.call_id or counts.pk == application.pk:
        raise TrainingFault(
            "counts",
            "দুটি আলাদা আবেদনের রোল দিন: কোনটি থাকবে, কোনটি সরবে।",
            "Name two different applications: the one that counts and the one set aside.",
        )
    if application.state != states.DOUBLE:
        add_application_act(
            application,
            states.SET_ASIDE,
            actor=actor,
            now=now,
            words=reason,
            data={"of": counts.roll},
            office_id=batch.office_id,
        )
    application.double_of = counts
    application.save(update_fields=["double_of"])
    refuse_case(application, reason=reason, actor=actor, now=now)


@transaction.atomic
def restore_double(application: Application, *, reason: str, actor: Reference, now: datetime) -> None:
    """It is somebody else after all: the application counts again. Raises TrainingFault while another one
    with the same number of an identity paper is alive.
    """
    batch = lock_to_settle(application)
    try:
        with transaction.atomic():
            add_application_act(
                application, states.RESTORE, actor=actor, now=now, words=reason, office_id=batch.office_id
            )
    except IntegrityError as fault:
        if not violates(fault, Application, "call", "identity_index"):
            raise
        application.refresh_from_db(fields=["state"])
        raise same_number() from fault
    application.double_of = None
    application.save(update_fields=["double_of"])
    case = case_of_key(application.case_id)
    if not case.is_open:
        reopen(case, reason=reason, actor=actor, now=now)


@transaction.atomic
def clear_double(application: Application, *, reason: str, actor: Reference, now: datetime) -> None:
    """Looked at: it is another person of the same name and birthday. Both count."""
    batch = lock_to_settle(application)
    add_application_act(
        application, states.CLEAR, actor=actor, now=now, words=reason, office_id=batch.office_id
    )


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
    batch = lock_to_settle(application)
    if education not in DEGREES:
        raise TrainingFault(
            "education", "শেষ পরীক্ষাটি তালিকা থেকে বেছে নিন।", "Choose the examination from the list."
        )
    application.refresh_from_db(fields=["born_on", "facts"])
    if (born_on, education) == (application.born_on, application.facts.get("education", "")):
        return
    before = application.born_on.isoformat() if application.born_on else ""
    changed = {"born_on": before, "education": application.facts.get("education", "")}
    add_application_act(
        application,
        states.PUT_RIGHT,
        actor=actor,
        now=now,
        words=reason,
        data={"changed": [name for name, old in changed.items() if old]},
        office_id=batch.office_id,
    )
    applicant = application.case.applicant
    application.born_on = born_on
    application.facts = application.facts | {"education": education}
    application.person_key = person_key_of(applicant.name, born_on) if applicant else ""
    application.save(update_fields=["born_on", "facts", "person_key"])


@transaction.atomic
def decide_claim(
    claim: Claim, *, is_proved: bool, reason: str = "", user: User, actor: Reference, now: datetime
) -> None:
    """Whether somebody belongs to a group as they say. Refused needs the reason; who claimed loses nothing
    else by it.
    """
    batch = lock_to_settle(claim.application)
    if not is_proved and not reason.strip():
        raise TrainingFault("reason", "কেন মানা গেল না, লিখুন।", "Write why it is not accepted.")
    settle_claim(claim, Claim.PROVED if is_proved else Claim.REFUSED, reason.strip(), user, now)
    record(
        "application.claim",
        subject=claim.application.reference,
        actor=actor,
        office_id=batch.office_id,
        now=now,
        what=claim.state,
    )


def settle_claim(claim: Claim, state: str, reason: str, user: User, now: datetime) -> None:
    claim.state, claim.reason, claim.decided_at, claim.decided_by = state, reason, now, user
    claim.save(update_fields=["state", "reason", "decided_at", "decided_by"])


@transaction.atomic
def withdraw_application(
    application: Application, *, words: str = "", now: datetime, actor: Reference = ANYONE, proof: str = ""
) -> None:
    """Whoever applied takes it back, before a seat was offered; others move up."""
    batch = lock_batch(application.call.batch)
    add_application_act(
        application, states.WITHDRAW, actor=actor, now=now, words=words, office_id=batch.office_id
    )
    case = case_of_key(application.case_id)
    if case.is_open:
        withdraw(case, words=words, now=now, actor=actor, proof=proof)
