"""The charter as it stands on a day: the version in force, its services, and where a code leads."""

from datetime import date

from ongikar.offices.models import Office

from .models import CharterVersion, Service, service_of


def version_in_force(office: Office, day: date) -> CharterVersion | None:
    return CharterVersion.objects.in_force(office, day)


def services_in_force(version: CharterVersion | None) -> list[Service]:
    """All services of a version in the charter's order, with their posts; none without a version."""
    if version is None:
        return []
    return list(version.services.select_related("responsible", "superior").order_by("position"))


def service_in_force(office: Office, code: str, day: date) -> Service | None:
    """The service that a code means on a day; None for an unknown or a dropped one."""
    version = version_in_force(office, day)
    if version is None or len(code) > 40 or "\0" in code:
        return None
    known = Service.objects.filter(version=version, code=code).values_list("pk", flat=True).first()
    return known and service_of(known)
