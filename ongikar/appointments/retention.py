"""When appointments no longer say what they were for, and of whoever walked in who it was."""

from datetime import datetime

from django.db.models import QuerySet

from ongikar.core.db.index_conditions import sql_literal
from ongikar.offices.models import Office
from ongikar.offices.retention_classes import RetentionClass, register_retention
from ongikar.people.models import GONE
from ongikar.records.retention import forget_people

from .models import Booking


def appointments(office: Office, before: datetime) -> QuerySet[Booking]:
    rows = Booking.objects.filter(office=office, starts_at__lt=before).exclude(purpose=sql_literal(GONE))
    return rows.select_related("applicant")


def empty_appointment(booking: Booking) -> None:
    """Who asked for something of the office's is forgotten with that."""
    forget_people(booking)
    if booking.subject is None:
        booking.applicant.forget()


register_retention(
    RetentionClass("appointments", "appointments", appointments, "starts_at", empty_appointment)
)
