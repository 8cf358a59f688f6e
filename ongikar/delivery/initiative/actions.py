"""The acts of an initiative: opened with its case, screened, tried, measured, spread. Each is one
transaction, and sent twice it is done once.
"""

from datetime import date, datetime
from decimal import Decimal

from django.db import IntegrityError, transaction

from ongikar.cases.actions import receive_case
from ongikar.cases.models import Case
from ongikar.charter.models import charter_in_force
from ongikar.core.db.violations import violates
from ongikar.core.i18n.say import override_language, say
from ongikar.delivery.initiative import transitions
from ongikar.delivery.initiative.models import Initiative, InitiativeAct, Measurement, SpreadPlace
from ongikar.journal.actions import WORKER, Reference, record
from ongikar.offices.models import Office, Place
from ongikar.offices.serials import next_number
from ongikar.rules import case_transitions
from ongikar.rules.bangla.text import fiscal_year
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.transitions import TransitionFault

from .words import UNITS_OF, InitiativeFault, state_of_acts, unstruck_measurements

MOST_TITLE = 200
CHANGED = (
    "এর মধ্যে উদ্যোগের অবস্থা বদলে গেছে, তাই এটি আর করা যায় না।",
    "The initiative has moved on meanwhile, so this can no longer be done.",
)


@transaction.atomic
def open_initiative(case: Case, *, now: datetime) -> Initiative:
    """The rows of a case about an idea: with its receipt, or adopted later."""
    known = Initiative.objects.filter(case=case).first()
    if known:
        return known
    day = now.astimezone(TZ).date()
    year = fiscal_year(day)
    title = next(iter(str(case.answers.get("title") or case.row.short).splitlines()), "")
    initiative = Initiative.objects.create(
        office=case.office,
        case=case,
        fiscal_year=year,
        book_serial=next_number(case.office, "initiatives", year),
        title=title[:MOST_TITLE],
        made_at=now,
    )
    write_act(initiative, transitions.PROPOSE, on=day, actor=WORKER, now=now)
    note("opened", initiative, WORKER, now)
    return initiative


@transaction.atomic
def screen(
    initiative: Initiative, *, goes_on: bool, words: str, on: date, actor: Reference, now: datetime
) -> InitiativeAct:
    """Whether the idea is tried, with the reason. One that was left out may be taken up again."""
    lock(initiative)
    state = state_of_acts(initiative)
    if not goes_on:
        name = transitions.LEAVE_OUT
    else:
        name = transitions.TAKE_UP if state == transitions.LEFT_OUT else transitions.SCREEN
    return act(initiative, name, on=on, words=words, actor=actor, now=now)


@transaction.atomic
def begin_pilot(
    initiative: Initiative,
    *,
    where: str,
    on: date,
    until: date | None,
    words: str,
    actor: Reference,
    now: datetime,
) -> InitiativeAct:
    """It is tried small: where, and from when."""
    lock(initiative)
    if until is not None and until < on:
        raise InitiativeFault("until", "শেষ দিনটি শুরুর আগে হতে পারে না।", "It cannot end before it begins.")
    return act(
        initiative,
        transitions.BEGIN_PILOT,
        on=on,
        words=words,
        where=where,
        until=until,
        actor=actor,
        now=now,
    )


@transaction.atomic
def measure(
    initiative: Initiative,
    *,
    sort: str,
    unit: str,
    before: Decimal,
    after: Decimal,
    n_before: int,
    n_after: int,
    measured_on: date,
    how: str,
    reason: str = "",
    submission: str,
    actor: Reference,
    now: datetime,
) -> Measurement:
    """What one service took before and takes now. Where this measure stands already that line is struck
    through, and `reason` says why.
    """
    lock(initiative)
    known = Measurement.objects.filter(submission=submission).first()
    if known:
        return known
    if unit not in UNITS_OF.get(sort, ()):
        raise InitiativeFault("unit", "এই মাপের জন্য একক বেছে নিন।", "Choose a unit of this measure.")
    pilot = initiative.acts.filter(name=transitions.BEGIN_PILOT).last()
    if pilot is None:
        raise InitiativeFault(
            "", "পরীক্ষা শুরু না হলে মাপার কিছু নেই।", "Nothing can be measured before it is tried."
        )
    if measured_on < pilot.on:
        raise InitiativeFault(
            "measured_on",
            "পরীক্ষা শুরু হয়েছে {day}; তার আগে মাপা যায় না।",
            "The pilot began on {day}; it cannot be measured before then.",
            day=pilot.on,
        )
    if before == 0 and after == 0:
        raise InitiativeFault(
            "before", "আগেও শূন্য, পরেও শূন্য: মাপার কিছু নেই।", "Nought before and after: nothing is measured."
        )
    old = unstruck_measurements(initiative).filter(measure=sort).first()
    if old is not None:
        strike_row(old, reason, now)
    made = Measurement.objects.create(
        initiative=initiative,
        measure=sort,
        unit=unit,
        before=before,
        after=after,
        n_before=n_before,
        n_after=n_after,
        measured_on=measured_on,
        how=how,
        at=now,
        by_id=actor[1],
        submission=submission,
    )
    # Last: its entry seals what was written before it.
    act(initiative, transitions.MEASURE, on=measured_on, words="", actor=actor, now=now)
    return made


@transaction.atomic
def add_spread(
    initiative: Initiative,
    *,
    name: str,
    place: Place | None,
    since: date,
    submission: str,
    actor: Reference,
    now: datetime,
) -> SpreadPlace:
    """It is done at one more place, once it ended as a success that is spread."""
    lock(initiative)
    known = SpreadPlace.objects.filter(submission=submission).first()
    if known:
        return known
    require_spreading(initiative)
    require_past("since", since, now)
    try:
        with transaction.atomic():
            made = SpreadPlace.objects.create(
                initiative=initiative,
                name=name,
                place=place,
                since=since,
                at=now,
                by_id=actor[1],
                submission=submission,
            )
    except IntegrityError as fault:
        if not violates(fault, SpreadPlace, "initiative", "name"):
            raise
        raise InitiativeFault("name", "এই জায়গা আগেই লেখা আছে।", "This place is entered already.") from fault
    note("spread", initiative, actor, now)
    return made


@transaction.atomic
def strike_spread(row: SpreadPlace, *, reason: str, actor: Reference, now: datetime) -> None:
    """The line stays readable; pressed twice it is struck once."""
    lock(row.initiative)
    fresh = SpreadPlace.objects.get(pk=row.pk)
    if fresh.struck_at is None:
        strike_row(fresh, reason, now)
        note("spread_struck", row.initiative, actor, now)


def require_spreading(initiative: Initiative) -> None:
    case = Case.objects.only("state", "outcome").get(pk=initiative.case_id)
    if case.state != case_transitions.KEPT or case.outcome.get("ended") != "replicated":
        raise InitiativeFault(
            "",
            "যে উদ্যোগ সফল হয়ে ছড়ানোর সিদ্ধান্ত হয়েছে, কেবল তার জায়গা লেখা যায়।",
            "Places are entered of an initiative that worked and is to be spread.",
        )


def require_past(field: str, day: date, now: datetime) -> None:
    if day > now.astimezone(TZ).date():
        raise InitiativeFault(field, "এই দিনটি এখনো আসেনি।", "This day has not come yet.")


def strike_row(row: Measurement | SpreadPlace, reason: str, now: datetime) -> None:
    if not reason.strip():
        raise InitiativeFault(
            "reason", "আগের লেখাটি কেন বাতিল, লিখুন।", "Write why what stands there is struck through."
        )
    row.struck_at, row.struck_reason = now, reason.strip()
    row.save(update_fields=["struck_at", "struck_reason"])


def act(
    initiative: Initiative,
    name: str,
    *,
    on: date,
    words: str,
    actor: Reference,
    now: datetime,
    where: str = "",
    until: date | None = None,
) -> InitiativeAct:
    """One act of a locked initiative whose case is open; raises InitiativeFault where it may not follow."""
    case = Case.objects.get(pk=initiative.case_id)
    if not case.is_open:
        raise InitiativeFault("", *CHANGED)
    said = {"name": name, "on": on, "words": words, "where": where, "until": until}
    last = initiative.acts.order_by("-id").first()
    if last and all(getattr(last, field) == value for field, value in said.items()):
        # Pressed twice.
        return last
    require_past("on", on, now)
    if on < initiative.made_at.astimezone(TZ).date():
        raise InitiativeFault(
            "on", "উদ্যোগটি লেখার আগের দিন; দিনটি মিলিয়ে দেখুন।", "This lies before the idea; check the day."
        )
    try:
        transitions.TRANSITIONS.require(state_of_acts(initiative), name)
    except TransitionFault as fault:
        raise InitiativeFault("", *CHANGED) from fault
    made = write_act(initiative, name, on=on, words=words, actor=actor, now=now, where=where, until=until)
    note(name, initiative, actor, now)
    return made


def write_act(
    initiative: Initiative,
    name: str,
    *,
    on: date,
    actor: Reference,
    now: datetime,
    words: str = "",
    where: str = "",
    until: date | None = None,
) -> InitiativeAct:
    return InitiativeAct.objects.create(
        initiative=initiative,
        name=name,
        on=on,
        at=now,
        by_type=actor[0],
        by_id=actor[1],
        words=words,
        where=where,
        until=until,
    )


def lock(initiative: Initiative) -> None:
    """Two at once act in turn."""
    Initiative.objects.select_for_update().get(pk=initiative.pk)


def note(verb: str, initiative: Initiative, actor: Reference, now: datetime) -> None:
    record(
        f"initiative.{verb}",
        subject=initiative.reference,
        actor=actor,
        office_id=initiative.office_id,
        now=now,
    )


@transaction.atomic
def forget_people(case: Case) -> None:
    """Empty what was written of the acts; days and figures stay. Done twice it is done once."""
    InitiativeAct.objects.filter(initiative__case=case).exclude(words="").update(words="")


KIND = "initiative"


def take_up(
    office: Office, *, title: str, words: str, submission: str, actor: Reference, now: datetime
) -> Case | None:
    """None where the charter in force has no such work: then the recommendation stays as it was written."""
    rows = charter_in_force(office, now.astimezone(TZ).date()).services
    service = next((row for row in rows if row.kind == KIND), None)
    if service is None:
        return None
    with override_language("bn"):
        problem = say("একটি অভিযোগের সিদ্ধান্ত থেকে।", "From the decision on a complaint.")
    return receive_case(
        service=service,
        person=None,
        answers={"title": title, "problem": problem, "idea": words, "owner": service.responsible.title_bn},
        channel=Case.PLANNED,
        submission=submission,
        now=now,
        actor=actor,
    )
