"""When tasks and series that ended no longer say what they were about."""

from datetime import datetime

from django.db.models import QuerySet

from ongikar.core.db.index_conditions import sql_literal
from ongikar.offices.models import Office
from ongikar.offices.retention_classes import RetentionClass, register_retention
from ongikar.people.models import GONE

from .anonymise import empty_series, empty_task
from .models import Series, Task


def tasks(office: Office, before: datetime) -> QuerySet[Task]:
    return Task.objects.filter(office=office, ended_at__lt=before).exclude(title=sql_literal(GONE))


def series(office: Office, before: datetime) -> QuerySet[Series]:
    """Ended ones: a series that goes on is what the office does."""
    return Series.objects.filter(office=office, ended_at__lt=before).exclude(title=sql_literal(GONE))


register_retention(
    RetentionClass("tasks", "tasks", tasks, "ended_at", empty_task),
    RetentionClass("series", "tasks", series, "ended_at", empty_series),
)
