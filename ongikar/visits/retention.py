"""When a visit no longer says what it was about and for what reason somebody was called earlier."""

from datetime import datetime

from django.db.models import QuerySet

from ongikar.core.db.index_conditions import sql_literal
from ongikar.offices.models import Office
from ongikar.offices.retention_classes import RetentionClass, register_retention
from ongikar.rules.calendar.office_calendar import TZ

from .models import Visit


def visits(office: Office, before: datetime) -> QuerySet[Visit]:
    return Visit.objects.filter(office=office, day__lt=before.astimezone(TZ).date()).exclude(
        priority=sql_literal(""), subject_type=sql_literal("")
    )


def empty_visit(visit: Visit) -> None:
    """Token, times and desk stay: they tell of nobody. Safe to run twice, in the caller's transaction."""
    visit.forget()


register_retention(RetentionClass("visits", "visits", visits, "day", empty_visit))
