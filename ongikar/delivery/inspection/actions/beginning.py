"""An inspection begins: of a place, for a case, by a checklist that stands to its end."""

from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Q

from ongikar.cases.models import Case
from ongikar.core.db.violations import violates
from ongikar.journal.actions import Reference
from ongikar.offices.models import Office, Place
from ongikar.questionnaires.models import Questionnaire, Version
from ongikar.rules.calendar.office_calendar import TZ

from ..act_log import record_inspection, write_act
from ..checklist import look
from ..models import Inspection
from ..transitions import BEGIN, CANCELLED, ISSUED, VISITED, InspectionFault


def checklists_of(office: Office) -> list[Version]:
    """The newest published version of each checklist that an inspection can follow."""
    rows = Questionnaire.objects.filter(
        Q(office=office) | Q(office__isnull=True), purpose=Questionnaire.CHECKLIST, retired_at__isnull=True
    )
    return [version for each in rows.order_by("title_bn", "pk") if (version := each.newest_version())]


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


def failed_items(inspection: Inspection) -> list[str]:
    """What failed at an inspection that ended, in the order of its checklist."""
    day = inspection.begun_at.astimezone(TZ).date()
    found = look(inspection.version, inspection.office, inspection.values, day)
    return [question.name for question in found.failed_items()]


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
    stood. Raises InspectionFault for a case that has ended, a place of another office or one that is closed
    by now, a version that is not published, and items that did not fail.
    """
    known = Inspection.objects.filter(case=case).exclude(state=CANCELLED).first()
    if known is not None:
        return known
    validate(case, place, version, now)
    previous = last_inspection(place)
    if only_items:
        validate_items(previous, version, only_items)
    try:
        with transaction.atomic():
            made = Inspection.objects.create(
                office=case.office,
                case=case,
                place=place,
                version=version,
                previous=previous,
                only_items=list(only_items),
                begun_at=now,
            )
    except IntegrityError as fault:
        if not violates(fault, Inspection, "case"):
            raise
        # The same press arrived twice at once; the other one has begun it.
        return Inspection.objects.exclude(state=CANCELLED).get(case=case)
    write_act(made, BEGIN, actor=actor, now=now)
    record_inspection("begun", made, actor=actor, now=now)
    return made


def validate(case: Case, place: Place, version: Version, now: datetime) -> None:
    if not case.is_open:
        raise InspectionFault("", "আবেদনটি শেষ হয়েছে।", "The case has ended.")
    # Read anew: it may have been closed since the page was opened.
    place.refresh_from_db(fields=["closed_on"])
    day = now.astimezone(TZ).date()
    if place.office_id != case.office_id or (place.closed_on and place.closed_on < day):
        raise InspectionFault(
            "place",
            "জায়গাটি এখন আর কার্যালয়ের তালিকায় খোলা নেই। আবেদনটি কারণ লিখে শেষ করুন।",
            "The place is closed by now. End the case with the reason.",
        )
    questionnaire = version.questionnaire
    is_ours = questionnaire.office_id in (None, case.office_id)
    if not (version.is_published and is_ours and questionnaire.purpose == Questionnaire.CHECKLIST):
        raise InspectionFault("version", "প্রকাশিত একটি যাচাই তালিকা বেছে নিন।", "Choose a published checklist.")


def validate_items(previous: Inspection | None, version: Version, items: Sequence[str]) -> None:
    if previous is None or previous.version_id != version.pk or set(items) - set(failed_items(previous)):
        raise InspectionFault(
            "only",
            "আগের পরিদর্শনে যা ঠিক ছিল না, শুধু সেগুলোই আবার দেখা যায়।",
            "Only what failed at the last inspection can be looked at again.",
        )
