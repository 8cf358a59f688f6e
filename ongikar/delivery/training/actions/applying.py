"""Applications to a call: by whoever applies, and of everybody an office or school nominates."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max

from ongikar.cases.actions import Person, receive_case
from ongikar.cases.actions.act_log import add_act
from ongikar.cases.models import Case
from ongikar.delivery.training import states
from ongikar.delivery.training.doubles import indexes_of, person_key_of
from ongikar.delivery.training.models import Application, ApplicationAct, Batch, Call, Claim, Nomination
from ongikar.delivery.training.models.call import rule_of
from ongikar.journal.actions import WORKER, Reference
from ongikar.journal.restores import Restore, restores_of
from ongikar.offices.models import Office
from ongikar.offices.rules.serial_gaps import jump_past
from ongikar.papers.models import Paper
from ongikar.people.models import Applicant
from ongikar.records.actions import note, perform
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.selection import Rule
from ongikar.rules.selection.points import faults_of

# In the answers of a case: its call, the day of the result, that of the last class (of one who applies,
# not of a letter that nominates), by which letter it was nominated, and before the groups that are claimed.
CALL, RESULT_ON, ENDS_ON, NOMINATION, GROUP = "call", "result_on", "ends_on", "nomination", "group_"
# Whose place it takes (replacing.py), and the name as the English certificate prints it.
REPLACES, NAME_EN = "replaces", "name_en"
# Chosen by whoever applies without a call.
NO_CALL = "other"
WOMEN = "women"
LATE, TRAINED = "late", "trained"
# Rolls begin behind this one.
BEFORE_FIRST = Call._meta.get_field("last_roll").get_default()


def open_calls(office: Office, code: str, now: datetime) -> Iterable[Call]:
    """The calls of a service to which one may apply now, the one that closes first in front."""
    calls = Call.objects.filter(
        service__version__office=office,
        service__code=code,
        opens_at__lte=now,
        closes_at__gte=now,
        batch__state=states.CALLED,
    )
    return calls.select_related("batch__course", "batch__place").order_by("closes_at", "id")


def find_open_call(office: Office, code: str, key: str, now: datetime) -> Call | None:
    """The open call that was named on a form; None where it is closed by now, or none at all."""
    return next((call for call in open_calls(office, code, now) if str(call.pk) == key), None)


def enter_application(case: Case, *, now: datetime) -> Application:
    """The application behind a case that names a call: in the transaction of its receipt.

    It is judged by when it was received, so a form that was on its way as the call closed still counts. A
    second one of the same person is kept beside the first until the office has settled which counts.
    """
    call = lock_call(case.answers[CALL])
    call.last_roll = next_roll(call)
    call.save(update_fields=["last_roll"])
    applicant: Applicant = case.applicant  # type: ignore[assignment]  # nobody applies without a name
    born = case.answers.get("born_on")
    born_on = date.fromisoformat(born) if born else None
    indexes = indexes_of(applicant)
    alive = Application.objects.filter(call=call).exclude(state__in=states.GONE)
    first = alive.filter(identity_index__in=indexes).first() if indexes else None
    nomination = case.answers.get(NOMINATION)
    application = Application.objects.create(
        call=call,
        case=case,
        nomination_id=nomination,
        roll=call.last_roll,
        identity_index=applicant.identity_index,
        person_key=person_key_of(applicant.name, born_on),
        facts={name: case.answers[name] for name in ("education", "gender") if name in case.answers},
        born_on=born_on,
        double_of=first,
        replaces_id=case.answers.get(REPLACES),
        name_en=case.answers.get(NAME_EN) or None,
        state=states.DOUBLE if first else states.RECEIVED,
        received_at=case.received_at,
    )
    add_first_acts(application, first)
    Claim.objects.bulk_create(
        [Claim(application=application, group=group) for group in claimed_groups(case, rule_of(call))]
    )
    note(application, states.APPLY, WORKER, now)
    # The call has said what is promised and when: nobody need take it on one by one.
    add_act(case, "accept", actor=WORKER, now=now)
    # Whoever is named instead of another comes for an application that was in time.
    if REPLACES not in case.answers and (
        case.received_at > call.closes_at or call.batch.state not in (states.CALLED, states.CLOSED)
    ):
        late = application.act(states.TURN_DOWN, "আবেদনের সময় শেষ হওয়ার পরে এসেছে।", why=[LATE])
        perform(application, late, actor=WORKER, now=now)
    return application


def lock_call(key: int) -> Call:
    """A call as it stands, its batch locked: rolls are counted up one by one, and no day of it is moved."""
    batch = Batch(pk=Call.objects.values_list("batch", flat=True).get(pk=key))
    batch.lock()
    call = Call.objects.get(pk=key)
    call.batch = batch
    return call


def next_roll(call: Call) -> int:
    """The roll of the next application: after a restore from a backup past what may have been given, since it
    stands on the ticket of whoever applied in the time that was lost, and in lists that were put up.
    """
    known = (jumped_over(call, restore) for restore in restores_of(call.batch.office_id))
    return max(call.last_roll, *known, 0) + 1


def jumped_over(call: Call, restore: Restore) -> int:
    """The last roll that this restore left out of the call; 0 where none was lost: it was published since, or
    had closed when the backup was made.
    """
    if call.published_at > restore.at or call.closes_at < restore.made_at:
        return 0
    in_backup = Application.objects.filter(call=call, case__received_at__lte=restore.made_at)
    last = in_backup.aggregate(last=Max("roll"))["last"] or BEFORE_FIRST
    counted_for = max(restore.made_at - call.opens_at, timedelta())
    lost = restore.at - restore.made_at
    return BEFORE_FIRST + jump_past(last - BEFORE_FIRST, counted_for=counted_for, missing=lost)


def add_first_acts(application: Application, first: Application | None) -> None:
    """The acts that led to its first state."""
    names = [states.APPLY, *([states.SET_ASIDE] if first else [])]
    ApplicationAct.objects.bulk_create(
        [
            ApplicationAct(application=application, name=name, at=application.received_at, by_type=WORKER[0])
            for name in names
        ]
    )


def claimed_groups(case: Case, rule: Rule) -> list[str]:
    """The groups of the rule that somebody says they belong to; of a woman that she is one."""
    said = {group for group in rule.groups if case.answers.get(f"{GROUP}{group}")}
    said.update(claimed_by_gender(case.answers.get("gender", "")))
    return [group for group in rule.groups if group in said]


# The groups that the question of the gender tells.
GROUPS_BY_GENDER = {"female": (WOMEN,), "hijra": ("third_gender",)}


def claimed_by_gender(gender: str) -> tuple[str, ...]:
    return GROUPS_BY_GENDER.get(gender, ())


def faults_of_application(application: Application, rule: Rule) -> list[str]:
    """Why the rule lets somebody not apply, as codes."""
    call = application.call
    day = call.closes_at.astimezone(TZ).date()
    faults = faults_of(rule, born=application.born_on, degree=application.facts.get("education", ""), day=day)
    if call.batch.course.once_only and was_trained_before(application):
        faults.append(TRAINED)
    return faults


def was_trained_before(application: Application) -> bool:
    """Whether the same person completed the same course in another batch."""
    if not application.identity_index:
        return False
    same = Application.objects.filter(
        call__batch__course=application.call.batch.course_id,
        identity_index=application.identity_index,
        state=states.COMPLETED,
    )
    return same.exclude(pk=application.pk).exists()


@dataclass(frozen=True, slots=True)
class Nominee:
    """One line of a nomination, checked."""

    name: str
    mobile: str = ""
    post: str = ""
    born_on: date | None = None
    gender: str = ""
    education: str = ""
    identity: str = ""
    name_en: str = ""


def answers_of_nominee(call: Call, nomination: int, nominee: Nominee) -> dict[str, Any]:
    """What the case of somebody who was nominated keeps of the line that named them."""
    answers: dict[str, Any] = {
        CALL: call.pk,
        RESULT_ON: call.result_on.isoformat(),
        ENDS_ON: call.batch.ends_on.isoformat(),
        NOMINATION: nomination,
        "topic": call.batch.course.title_bn,
        "post": nominee.post,
        "gender": nominee.gender,
        "education": nominee.education,
        "born_on": nominee.born_on.isoformat() if nominee.born_on else "",
        NAME_EN: nominee.name_en,
    }
    return {name: answer for name, answer in answers.items() if answer}


@transaction.atomic
def nominate(
    case: Case,
    *,
    call: Call,
    nominees: Sequence[Nominee],
    sheet: Paper | None = None,
    memo_number: str = "",
    memo_date: date | None = None,
    actor: Reference,
    now: datetime,
) -> Nomination:
    """Everybody whom the letter of a case nominates, each with a case of their own; done twice it is done
    once.
    """
    call.batch.lock()
    known = Nomination.objects.filter(case=case).first()
    if known:
        return known
    nomination = Nomination.objects.create(
        call=call, case=case, sheet=sheet, memo_number=memo_number, memo_date=memo_date, made_at=now
    )
    note(nomination, "made", actor, now)
    # As of every application to a call: the call has said what is promised and when.
    add_act(case, "accept", actor=WORKER, now=now)
    institution = case.applicant.institution if case.applicant else ""
    for place, nominee in enumerate(nominees, 1):
        receive_case(
            service=case.row,
            person=Person(
                name=nominee.name,
                mobile=nominee.mobile,
                institution=institution,
                kind=Applicant.INSTITUTION,
                identity=nominee.identity,
            ),
            answers=answers_of_nominee(call, nomination.pk, nominee),
            channel=case.channel,
            submission=f"nominee-{nomination.pk}-{place}",
            now=now,
            actor=actor,
        )
    return nomination
