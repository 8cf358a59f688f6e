"""An inspection begins: of a place, for a case, by a checklist that stands to its end."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, Q

from ongikar.cases.actions import receive_case
from ongikar.cases.models import Case
from ongikar.charter.models import Service, charter_in_force
from ongikar.core.db.violations import violates
from ongikar.core.forms.faults import require
from ongikar.journal.actions import Reference
from ongikar.offices.models import Office, Place
from ongikar.questionnaires.models import Questionnaire, Version
from ongikar.records.actions import note, performing
from ongikar.rules.bangla.sorting import sort_key
from ongikar.rules.calendar.office_calendar import TZ

from .comparison import failed_items
from .models import Inspection
from .transitions import BEGIN, CANCELLED, ISSUED, UNDER_WAY, VISITED

KIND = "inspection"
# Cases that stand above the list, this many at most.
MOST_TO_BEGIN = 30


def checklists_of(office: Office) -> list[Version]:
    """The newest published version of each checklist that an inspection can follow."""
    rows = Questionnaire.objects.filter(
        Q(office=office) | Q(office__isnull=True), purpose=Questionnaire.CHECKLIST, retired_at__isnull=True
    )
    in_order = sorted(rows, key=lambda each: (sort_key(each.title_bn), each.pk))
    return [version for each in in_order if (version := each.newest_version())]


def has_checklist(office: Office) -> bool:
    """One statement."""
    return Version.objects.filter(
        Q(questionnaire__office=office) | Q(questionnaire__office__isnull=True),
        questionnaire__purpose=Questionnaire.CHECKLIST,
        questionnaire__retired_at__isnull=True,
        state=Version.PUBLISHED,
    ).exists()


def last_inspection(place: Place, before: Inspection | None = None) -> Inspection | None:
    """The newest of a place that came to its end; `before`: older than that one."""
    rows = Inspection.objects.filter(place=place, state__in=[VISITED, ISSUED])
    if before is not None:
        rows = rows.filter(pk__lt=before.pk)
    return rows.order_by("-pk").first()


def inspection_of(case: Case) -> Inspection | None:
    """The one of a case that was not cancelled."""
    return Inspection.objects.filter(case=case).exclude(state=CANCELLED).first()


def inspection_under_way(place: Place) -> Inspection | None:
    """The one that is not reported yet."""
    return Inspection.objects.filter(place=place, state__in=[UNDER_WAY, VISITED]).first()


def rows_of_kind(office: Office, today: date) -> list[Service]:
    """The rows of the charter in force under which inspections are promised."""
    return [row for row in charter_in_force(office, today).services if row.kind == KIND]


def to_begin(office: Office) -> list[Case]:
    """Open cases of which no inspection was begun, those due first on top."""
    rows = list(Service.objects.filter(version__office=office, kind=KIND).values_list("pk", flat=True))
    # Asked of each open case by itself: what was ever begun is many times as long.
    begun = Inspection.objects.filter(case=OuterRef("pk")).exclude(state=CANCELLED)
    cases = Case.objects.filter(~Exists(begun), service__in=rows, closed_at__isnull=True)
    return list(cases.select_related("clock", "service").order_by("clock__due_at")[:MOST_TO_BEGIN])


def case_to_inspect(place: Place, *, is_again: bool, actor: Reference, now: datetime) -> Case:
    """The open case of a place of which no inspection was begun; where there is none, one is received of the
    office's own motion. Raises ActFault where the charter has no such service, and of a place that is closed.
    """
    today = now.astimezone(TZ).date()
    rows = rows_of_kind(place.office, today)
    require(rows, "", "সিটিজেন চার্টারে পরিদর্শনের সেবা নেই।", "The charter has no service of inspection.")
    is_shut = place.closed_on is not None and place.closed_on < today
    require(not is_shut, "", "এখানে পরিদর্শন শুরু করা যায় না।", "No inspection can begin here.")
    waiting = [case for case in to_begin(place.office) if case.answers.get("place") == place.slug]
    if waiting:
        return waiting[0]
    last = last_inspection(place)
    return receive_case(
        service=next((each for each in rows if each.options.get("place") == place.kind), rows[0]),
        person=None,
        answers={"place": place.slug, "reason": "again" if is_again and last else "planned"},
        channel=Case.PLANNED,
        submission=f"inspect-{place.pk}-{last.pk if last else 0}-{today:%Y%m%d}",
        now=now,
        actor=actor,
    )


@transaction.atomic
def begin_inspection(
    *,
    case: Case,
    place: Place,
    version: Version,
    only_items: Sequence[str] = (),
    actor: Reference,
    now: datetime,
) -> Inspection:
    """Begin it; begun twice for one case it is one.

    `only_items`: those that failed at the last one, by the version it followed; the others stand as they
    stood. Raises ActFault for a case that has ended, a place of another office or one that is closed
    by now, a version that is not published, and items that did not fail.
    """
    known = inspection_of(case)
    if known is not None:
        return known
    validate(case, place, version, now)
    previous = last_inspection(place)
    if only_items:
        validate_items(previous, version, only_items)
    made = Inspection(
        office=case.office,
        case=case,
        place=place,
        version=version,
        previous=previous,
        only_items=list(only_items),
        begun_at=now,
    )
    try:
        with transaction.atomic(), performing():
            made.save(force_insert=True)
            act = made.act(BEGIN)
            act.enter_who(actor, now)
            act.save(force_insert=True)
            note(made, act.verb, actor, now)
    except IntegrityError as fault:
        if not violates(fault, Inspection, "case"):
            raise
        # The same press arrived twice at once; the other one has begun it.
        return Inspection.objects.exclude(state=CANCELLED).get(case=case)
    return made


def validate(case: Case, place: Place, version: Version, now: datetime) -> None:
    require(case.is_open, "", "আবেদনটি শেষ হয়েছে।", "The case has ended.")
    # Read anew: it may have been closed since the page was opened.
    place.refresh_from_db(fields=["closed_on"])
    day = now.astimezone(TZ).date()
    require(
        place.office_id == case.office_id and not (place.closed_on and place.closed_on < day),
        "place",
        "জায়গাটি এখন আর কার্যালয়ের তালিকায় খোলা নেই। আবেদনটি কারণ লিখে শেষ করুন।",
        "The place is closed by now. End the case with the reason.",
    )
    questionnaire = version.questionnaire
    is_ours = questionnaire.office_id in (None, case.office_id)
    require(
        version.is_published and is_ours and questionnaire.purpose == Questionnaire.CHECKLIST,
        "version",
        "প্রকাশিত একটি যাচাই তালিকা বেছে নিন।",
        "Choose a published checklist.",
    )


def validate_items(previous: Inspection | None, version: Version, items: Sequence[str]) -> None:
    is_right = previous is not None and previous.version_id == version.pk
    require(
        previous and is_right and not set(items) - failed_items(previous).keys(),
        "only",
        "আগের পরিদর্শনে যা ঠিক ছিল না, শুধু সেগুলোই আবার দেখা যায়।",
        "Only what failed at the last inspection can be looked at again.",
    )
