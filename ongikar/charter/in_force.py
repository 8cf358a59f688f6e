"""The charter as it stands on a day: the version in force, its services, and where a code leads."""

from datetime import date
from functools import lru_cache

from ongikar.frame import stamp
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
    known = codes_in_force(office.pk, day, stamp.read(office.pk)).get(code)
    return known and service_of(known)


@lru_cache(maxsize=64)
def codes_in_force(office_id: int, day: date, stamped: int) -> dict[str, int]:
    """Every code of the version in force on a day and the row it leads to; read again once something is published."""
    version = CharterVersion.objects.in_force(office_id, day)
    return dict(version.services.values_list("code", "pk")) if version else {}
