"""Where an office is met: each of an installation answers at a host name of its own, so that every address and cookie is one's own."""

from functools import lru_cache
from ipaddress import ip_address
from typing import NamedTuple
from urllib.parse import urlsplit

from django.conf import settings

from .models import Office


class Sites(NamedTuple):
    """The offices by the whole name they answer at, and by the short name before the installation's own."""

    by_host: dict[str, Office]
    by_slug: dict[str, Office]
    default: Office | None

    def office_at(self, host: str) -> Office | None:
        """`host`: as the request names it, with or without a port. A name of no office is the default one's."""
        name = host.lower().rsplit(":", 1)[0] if not host.endswith("]") else host
        return self.by_host.get(name) or self.by_slug.get(name.partition(".")[0]) or self.default


@lru_cache(maxsize=8)
def sites(stamped: int) -> Sites:
    """As of the public stamp of what belongs to all offices."""
    offices = list(Office.objects.order_by("pk"))
    return Sites(
        {office.host: office for office in offices if office.host},
        {office.slug: office for office in offices},
        next((office for office in offices if office.is_default), None),
    )


def site_of(office: Office) -> str:
    """The address of an office's pages, without a slash at its end."""
    installation = urlsplit(settings.PUBLIC_ADDRESS)
    if office.is_default and not office.host:
        return settings.PUBLIC_ADDRESS
    host = office.host or f"{office.slug}.{name_of(installation.hostname or '')}"
    port = f":{installation.port}" if installation.port else ""
    return f"{installation.scheme}://{host}{port}"


def name_of(host: str) -> str:
    """A name that other names can stand before: an address in figures is this machine's own."""
    try:
        ip_address(host)
    except ValueError:
        return host
    return "localhost"
