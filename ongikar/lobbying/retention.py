"""When an attempt of influence no longer says who tried what."""

from datetime import datetime

from django.db.models import QuerySet

from ongikar.core.db.index_conditions import sql_literal
from ongikar.offices.models import Office
from ongikar.offices.retention_classes import RetentionClass, register_retention
from ongikar.people.models import GONE
from ongikar.records.retention import forget_people

from .models import Influence


def attempts(office: Office, before: datetime) -> QuerySet[Influence]:
    return Influence.objects.filter(office=office, at__lt=before).exclude(who=sql_literal(GONE))


register_retention(RetentionClass("influence", "influence", attempts, "at", forget_people))
