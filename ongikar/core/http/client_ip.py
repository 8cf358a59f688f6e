"""Where a request comes from, as limits count it: never what anybody may write into a header."""

from functools import lru_cache
from ipaddress import IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Any, Protocol

from django.conf import settings
from django.http import HttpRequest

# Whoever has one address of version 6 has the whole network of it.
ONE_HOUSE = 64


class HasMeta(Protocol):
    """A request, or what bears its environment before there is one."""

    META: dict[str, Any]


def client_ip(request: HasMeta) -> str:
    """The other end of the line, whatever the request says of itself.

    Only where that end is a proxy of ours (`ONGIKAR_PROXIES`) is its word taken: the last address it added
    that is none of our proxies. What stands before that one, anybody may have written.
    """
    address = request.META.get("REMOTE_ADDR", "")
    if is_own_proxy(address):
        forwarded = [each.strip() for each in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
        strangers = (each for each in reversed(forwarded) if each and not is_own_proxy(each))
        address = next(strangers, address)
    return client_network(address)


def is_own_proxy(address: str) -> bool:
    """Whether one of `ONGIKAR_PROXIES`, addresses and networks, holds it."""
    proxies: frozenset[str] = settings.ONGIKAR_PROXIES
    if address in proxies or not proxies:
        return address in proxies
    try:
        known = ip_address(address)
    except ValueError:
        return False
    known = getattr(known, "ipv4_mapped", None) or known
    return any(known in network for network in networks(proxies))


@lru_cache(maxsize=4)
def networks(proxies: frozenset[str]) -> tuple[IPv4Network | IPv6Network, ...]:
    return tuple(ip_network(each) for each in proxies)


def client_network(address: str) -> str:
    """The address itself, or of version 6 its network; what is no address is none, and all such are one."""
    try:
        known = ip_address(address)
    except ValueError:
        return "unknown"
    if not isinstance(known, IPv6Address):
        return str(known)
    if known.ipv4_mapped:
        return str(known.ipv4_mapped)
    return str(ip_network((known, ONE_HOUSE), strict=False))


# What a proxy adds, ours or anybody's: a request without it and from this machine comes from somebody who
# sits at it.
PASSED_ON = ("HTTP_FORWARDED", "HTTP_X_FORWARDED", "HTTP_X_REAL_IP", "HTTP_VIA")


def is_from_other_machine(request: HttpRequest) -> bool:
    """Whether the request may come from another machine: by a proxy on this one, or straight from there."""
    if any(name.startswith(PASSED_ON) for name in request.META):
        return True
    try:
        return not ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return True
