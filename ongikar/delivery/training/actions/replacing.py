"""Somebody whom an office nominated is replaced by somebody else of that office, before the batch begins.

Nothing is written over: the first application ends with the reason, the second says whose place it takes.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import transaction

from ongikar.cases.actions import Person, add_note, receive_case
from ongikar.cases.actions.act_log import add_act
from ongikar.cases.actions.clock import due_day_facts
from ongikar.cases.models import Case, case_of_key
from ongikar.clock import actions as clocks
from ongikar.core.forms.faults import ActFault
from ongikar.core.i18n.say import language, say
from ongikar.delivery.training import states
from ongikar.delivery.training.models import Application, Batch, Call, Claim, Offer
from ongikar.delivery.training.models.call import rule_of
from ongikar.delivery.training.next_look import set_look
from ongikar.delivery.training.words import WHY_NOT
from ongikar.journal.actions import WORKER, Reference
from ongikar.people.models import Applicant, User
from ongikar.records.actions import carry_out, note
from ongikar.rules.bangla.text import digits
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.selection.explain import group_words

from .applying import (
    REPLACES,
    RESULT_ON,
    Nominee,
    answers_of_nominee,
    claimed_by_gender,
    faults_of_application,
)
from .offering import COUNTER, end_offer, expiry
from .settling import refuse_case, settle_claim

# How the wish to name somebody else reached the office: by letter, phone, in person; or it is the office's
# own decision.
BY_LETTER, BY_PHONE, IN_PERSON, OWN = "letter", "phone", "counter", "own"
HOWS = (BY_LETTER, BY_PHONE, IN_PERSON, OWN)
# While the list is open anybody on it may be replaced; once seats are offered, who has one.
LIST_OPEN = frozenset({states.CALLED, states.CLOSED})
SEATED = frozenset({states.OFFERED, states.ENROLLED})
ANSWER = "{institution} আপনার বদলে অন্য একজনকে মনোনয়ন দিয়েছে। কারণ: {reason}"
TAKES_PLACE = "{institution} আপনাকে রোল {roll}-এর জায়গায় মনোনয়ন দিয়েছে; আসনটি আপনার।"


def replaceable_states(batch: Batch) -> frozenset[str]:
    """The states in which somebody whom an office nominated may be replaced now."""
    if batch.state in LIST_OPEN:
        return states.BEFORE_LIST
    return SEATED if batch.state == states.OFFERING else frozenset()


def require_replaceable(application: Application, batch: Batch) -> None:
    """Raises ActFault with the reason why nobody can take this place now."""
    if application.nomination_id is None:
        raise ActFault(
            "",
            "রোল {roll} নিজে আবেদন করেছেন, কোনো অফিস মনোনয়ন দেয়নি; তাই বদলানো যায় না।",
            "Roll {roll} applied without an office and was not nominated, and cannot be replaced.",
            roll=digits(application.roll, language()),
        )
    if batch.state in (states.FROZEN, states.RANKED):
        raise ActFault(
            "",
            "তালিকা চূড়ান্ত হয়ে গেছে; ফল প্রকাশের আগে কাউকে বদলানো যায় না।",
            "The list is frozen: nobody can be replaced before the result is out.",
        )
    if batch.state not in LIST_OPEN | {states.OFFERING}:
        raise ActFault(
            "",
            "ব্যাচ শুরু হয়ে গেছে বা শেষ; এখন আর কাউকে বদলানো যায় না।",
            "The batch has begun or is over: nobody can be replaced any more.",
        )
    if not states.APPLICATION.may_follow(application.state, states.REPLACE) or (
        batch.state == states.OFFERING and application.state not in SEATED
    ):
        raise ActFault(
            "",
            "রোল {roll}-এর কোনো জায়গা নেই, যা অন্য কেউ নিতে পারেন।",
            "Roll {roll} has no place that somebody else could take over.",
            roll=digits(application.roll, language()),
        )


def replaced_by(successor: Application) -> ActFault:
    return ActFault(
        "",
        "তাঁর জায়গায় রোল {roll} মনোনীত হয়েছেন।",
        "Roll {roll} was nominated in their place.",
        roll=digits(successor.roll, language()),
    )


def groups_of_seat(application: Application) -> list[str]:
    """The groups for which the rule keeps seats and to which the one who is replaced was found to belong:
    whoever takes the seat belongs to them too, or it would be taken from somebody of that group.
    """
    proved = application.claims.filter(state=Claim.PROVED).values_list("group", flat=True)
    return [group for group in rule_of(application.call).groups if group in set(proved)]


@transaction.atomic
def replace_nominee(
    application: Application,
    nominee: Nominee,
    *,
    reason: str,
    how: str,
    submission: str,
    memo_number: str = "",
    memo_date: date | None = None,
    proved: Iterable[str] = (),
    user: User,
    actor: Reference,
    now: datetime,
) -> Application:
    """The nominating office names somebody else. Before the list is frozen the new application is checked
    like any other; later it takes over the seat as it is, offered or taken. The same `submission` twice is
    one. `proved`: the groups of the seat whose papers were seen. Raises ActFault.
    """
    Batch(pk=application.call.batch_id).lock()
    old = Application.objects.select_related("call__batch__course", "case__applicant", "nomination__case")
    application = old.get(pk=application.pk)
    batch = application.call.batch
    key = f"replaces-{application.pk}-{submission}"[:64]
    if known := application.successors.select_related("case").first():
        if known.case.submission == key:
            return known
        raise replaced_by(known)
    if not reason.strip():
        raise ActFault("reason", "কেন বদলানো হচ্ছে, লিখুন।", "Write why somebody else is named.")
    require_replaceable(application, batch)
    takes_seat = batch.state == states.OFFERING
    groups = groups_of_seat(application) if takes_seat else []
    if takes_seat:
        require_same_right(application, nominee, groups, set(proved))
    state, institution = application.state, institution_of(application)
    letter = {"memo": memo_number, "memo_date": memo_date.isoformat() if memo_date else ""}
    act = application.act(states.REPLACE, reason, how=how, **letter)
    with carry_out(application, act, actor=actor, now=now):
        offer = release_seat(application, now) if takes_seat else None
    refuse_case(
        application, reason=ANSWER.format(institution=institution, reason=reason), actor=actor, now=now
    )
    made = receive_successor(application, nominee, key, takes_seat=takes_seat, actor=actor, now=now)
    if offer is not None:
        take_over_seat(application, made, offer, was=state, groups=groups, user=user, actor=actor, now=now)
    note_on_letter(application, made, reason, how, actor=actor, now=now)
    return made


def institution_of(application: Application) -> str:
    applicant = application.case.applicant
    return applicant.institution if applicant else ""


def require_same_right(
    application: Application, nominee: Nominee, groups: list[str], proved: set[str]
) -> None:
    """A seat that was won by marks is not handed on past those who wait; one that is kept for a group stays
    with it.
    """
    call = application.call
    waits = Application.objects.filter(call=call, state=states.WAITING).exists()
    if rule_of(call).sources and waits:
        raise ActFault(
            "",
            "আসনটি নম্বরের ক্রমে পাওয়া, আর অপেক্ষার তালিকায় লোক আছেন। আসনটি ছেড়ে দিলে নিয়মমতো পরের জন পাবেন।",
            "The seat was won by points and others are waiting. Give it back, and by the rule the next one"
            " gets it.",
        )
    have = proved | set(claimed_by_gender(nominee.gender))
    for group in groups:
        if group not in have:
            raise ActFault(
                "gender" if group in claimed_by_gender("female") + claimed_by_gender("hijra") else "proved",
                "আসনটি এই দলের জন্য রাখা: {group}। বদলিও সেই দলের হতে হবে।",
                "The seat is kept for {group}: whoever takes it belongs to that group, too.",
                group=group_words(group, language()),
            )


def release_seat(application: Application, now: datetime) -> Offer:
    held = Offer.objects.filter(application=application, state__in=Offer.HOLDING)
    offer = held.select_related("seat").get()
    taken = offer.state == Offer.ACCEPTED
    end_offer(offer, Offer.GIVEN_BACK if taken else Offer.DECLINED, COUNTER, now)
    return offer


def receive_successor(
    application: Application,
    nominee: Nominee,
    submission: str,
    *,
    takes_seat: bool,
    actor: Reference,
    now: datetime,
) -> Application:
    """The case and the application of whoever is named instead."""
    call, old = application.call, application.case.applicant
    nomination = application.nomination
    if nomination is None:
        raise ValueError("only who was nominated is replaced")
    answers = answers_of_nominee(call, nomination.pk, nominee) | {REPLACES: application.pk}
    if takes_seat:
        # The result is out: nothing of it is promised to whoever comes now.
        tomorrow = now.astimezone(TZ).date() + timedelta(days=1)
        answers[RESULT_ON] = max(call.result_on, tomorrow).isoformat()
    case = receive_case(
        service=nomination.case.row,
        person=Person(
            name=nominee.name,
            mobile=nominee.mobile,
            institution=old.institution if old else "",
            kind=Applicant.INSTITUTION,
            identity=nominee.identity,
        ),
        answers=answers,
        channel=Case.LETTER,
        submission=submission,
        now=now,
        actor=actor,
    )
    return Application.objects.select_related("call__batch__course", "case").get(case=case)


def take_over_seat(
    old: Application,
    made: Application,
    offer: Offer,
    *,
    was: str,
    groups: list[str],
    user: User,
    actor: Reference,
    now: datetime,
) -> None:
    """The seat of the one goes to the other as it was: offered, or taken."""
    call, batch = made.call, made.call.batch
    require_admissible(made, call)
    with carry_out(made, made.act(states.ADMIT), actor=actor, now=now):
        for claim in made.claims.filter(state=Claim.CLAIMED):
            settle_claim(claim, user, now)
        for group in groups:
            if not made.claims.filter(group=group).exists():
                Claim.objects.create(
                    application=made, group=group, state=Claim.PROVED, decided_at=now, decided_by=user
                )
    until = expiry(batch.office, call, now)
    act = made.act(states.SUCCEED, until=until.isoformat(), seat=offer.seat.number)
    with carry_out(made, act, actor=actor, now=now):
        taken = Offer.objects.create(
            seat=offer.seat, application=made, seat_sort=offer.seat_sort, offered_at=now, expires_at=until
        )
    if was == states.ENROLLED:
        with carry_out(made, made.act(states.ACCEPT, via=COUNTER), actor=actor, now=now):
            end_offer(taken, Offer.ACCEPTED, COUNTER, now)
    set_look(batch)
    tell_stage(made, old, now)


def require_admissible(made: Application, call: Call) -> None:
    """The rule of the call holds for whoever comes later, too."""
    if made.state == states.DOUBLE:
        raise ActFault(
            "identity",
            "এই পরিচয়পত্রের নম্বরে আরেকটি আবেদন আছে: রোল {roll}।",
            "There is another application with the number of this document: roll {roll}.",
            roll=digits(made.double_of.roll if made.double_of else 0, language()),
        )
    if faults := faults_of_application(made, rule_of(call)):
        raise ActFault(
            "",
            "ভর্তির নিয়মে তিনি অংশ নিতে পারেন না: {why}।",
            "By the rule of the call they may not take part: {why}.",
            why=", ".join(say(*WHY_NOT[code]) for code in faults),
        )


def tell_stage(made: Application, old: Application, now: datetime) -> None:
    """The first promise of an application, to hear the result, is kept by the seat itself."""
    case = case_of_key(made.case_id)
    clocks.keep_stage(case.clock, now=now)
    words = TAKES_PLACE.format(institution=institution_of(old), roll=digits(old.roll))
    add_act(case, "keep_step", actor=WORKER, now=now, words=words, data={"stage": 0} | due_day_facts(case))


def note_on_letter(
    application: Application, made: Application, reason: str, how: str, *, actor: Reference, now: datetime
) -> None:
    """The trace with the letter that nominated them; its office is told (notices/trainings.py)."""
    nomination = application.nomination
    if nomination is None:
        return
    nomination.call = application.call
    note(nomination, "replaced", actor, now, how=how, keys=[str(made.roll)])
    before, after = application.case.applicant, made.case.applicant
    words = (
        f"রোল {digits(application.roll)} {before.name if before else ''} →"
        f" রোল {digits(made.roll)} {after.name if after else ''}: {reason}"
    )
    add_note(case_of_key(nomination.case_id), words=words, actor=actor, now=now)
