"""Where an office sits (division, district, upazila) and at which host name it answers."""

from functools import lru_cache
from ipaddress import ip_address
from typing import NamedTuple
from urllib.parse import urlsplit

from django.conf import settings

from ongikar.core import cache_version
from ongikar.rules.calendar.scopes import Seat

from .models import Office

# Division → the first two figures of the geocodes of its districts.
DISTRICTS = {
    "barishal": "04 06 09 42 78 79",
    "chattogram": "03 12 13 15 19 22 30 46 51 75 84",
    "dhaka": "26 29 33 35 48 54 56 59 67 68 82 86 93",
    "khulna": "01 18 41 44 47 50 55 57 65 87",
    "mymensingh": "39 61 72 89",
    "rajshahi": "10 38 64 69 70 76 81 88",
    "rangpur": "27 32 49 52 73 77 85 94",
    "sylhet": "36 58 90 91",
}
DIVISION_OF = {code: division for division, codes in DISTRICTS.items() for code in codes.split()}


def office_seat(office: Office) -> Seat:
    """A geocode of no known district lies in no division, and no order for a division binds it."""
    district = office.geocode[:2]
    return Seat(DIVISION_OF.get(district, ""), district, office.geocode, office.slug)


class Sites(NamedTuple):
    """The offices by the whole name they answer at, and by the short name before the installation's own."""

    by_host: dict[str, Office]
    by_slug: dict[str, Office]
    default: Office | None

    def office_at(self, host: str) -> Office | None:
        """`host`: as the request names it, with or without a port. A name of no office is the
        default one's.
        """
        name = host.lower().rsplit(":", 1)[0] if not host.endswith("]") else host
        return self.by_host.get(name) or self.by_slug.get(name.partition(".")[0]) or self.default


@lru_cache(maxsize=8)
def sites(content_version: int) -> Sites:
    """As of the cache version of what belongs to all offices."""
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
    host = office.host or f"{office.slug}.{host_name(installation.hostname or '')}"
    port = f":{installation.port}" if installation.port else ""
    return f"{installation.scheme}://{host}{port}"


def is_served_name(name: str) -> bool:
    """Whether it is the installation's own name or an office's, and not just one that leads to this machine:
    for no other is a certificate asked for.
    """
    offices = sites(cache_version.current_version()).by_slug.values()
    known = [settings.PUBLIC_ADDRESS, *map(site_of, offices)]
    return name in {urlsplit(address).hostname for address in known}


def host_name(host: str) -> str:
    """A name that other names can stand before: an address in figures is this machine's own."""
    try:
        ip_address(host)
    except ValueError:
        return host
    return "localhost"
