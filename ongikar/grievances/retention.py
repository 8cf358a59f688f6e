"""When a complaint, and the case that it is about, is no longer needed."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from ongikar.cases.slots import CASE_KEEPERS
from ongikar.core.db.index_conditions import sql_literal
from ongikar.offices.models import Office
from ongikar.offices.retention_classes import RetentionClass, register_retention
from ongikar.people.models import GONE

from .anonymise import anonymise_grievance
from .models import Grievance, Stage


def open_complaint_exists() -> Exists:
    """Of a case."""
    return Exists(Stage.objects.filter(closed_at=None, grievance__case=OuterRef("pk")))


def ended_grievances(office: Office, before: datetime) -> QuerySet[Grievance]:
    late = Stage.objects.filter(grievance=OuterRef("pk")).filter(Q(closed_at=None) | Q(closed_at__gte=before))
    # Nothing that ended before a day was filed after it.
    told = Grievance.objects.filter(office=office, filed_at__lt=before).exclude(text=sql_literal(GONE))
    return told.exclude(Exists(late))


def grievances(office: Office, before: datetime) -> QuerySet[Grievance]:
    # One about a case waits for the case, whose applicant complains.
    about = Q(case=None) | Q(case__search=GONE)
    return ended_grievances(office, before).filter(about).select_related("complainant")


register_retention(
    RetentionClass("grievances", "person", grievances, "filed_at", anonymise_grievance),
)
CASE_KEEPERS.append(open_complaint_exists)
