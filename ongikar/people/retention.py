"""When a contact that is over no longer tells who it was."""

from datetime import datetime

from django.db.models import QuerySet

from ongikar.core.db.index_conditions import sql_literal
from ongikar.offices.models import Office
from ongikar.offices.retention_classes import RetentionClass, register_retention
from ongikar.rules.calendar.office_calendar import TZ

from .models import GONE, Contact


def contacts(office: Office, before: datetime) -> QuerySet[Contact]:
    day = before.astimezone(TZ).date()
    return Contact.objects.filter(office=office, until__lt=day).exclude(name=sql_literal(GONE))


register_retention(
    RetentionClass("contacts", "contacts", contacts, "until", Contact.forget),
)
