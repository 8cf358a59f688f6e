"""The services people ask for most, of late."""

from collections import Counter

from ongikar.cases.kinds import is_asked_for
from ongikar.cases.models import Case
from ongikar.charter.models import Service, service_of
from ongikar.offices.models import Office

LOOKED_AT = 300
SHOWN = 6


def popular_services(office: Office, services: list[Service]) -> list[Service]:
    """The most asked-for of the newest requests first; then the charter's own order, so that it is never empty."""
    # What the office owes by itself, such as the monthly meeting, nobody asked for.
    newest = (
        Case.objects.filter(office=office, applicant__isnull=False)
        .order_by("-id")
        .values_list("service_id", flat=True)[:LOOKED_AT]
    )
    asked = Counter(service_of(pk).code for pk in newest)
    public = [service for service in services if is_asked_for(service)]
    return sorted(public, key=lambda service: -asked[service.code])[:SHOWN]
