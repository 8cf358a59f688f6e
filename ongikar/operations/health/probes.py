"""`/healthz`, `/readyz` and `/served-name`, answered in front of Django: by whatever name they are asked, and
whatever Django waits for.

`/healthz` says that the process lives, and asks nobody. `/readyz` says whether we may serve and, in a word
for each, why not. What stands behind that word (ages, counts, room) is told to who sits at the machine or in
a private network, and to a signed-in administrator; it holds figures, never anything of a person.

`/served-name?domain=NAME` says whether an office answers at that name, so that a front server gets a
certificate for it, and for no other, when it is first asked for.
"""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta
from http.cookies import CookieError, SimpleCookie
from ipaddress import ip_network
from typing import Any
from urllib.parse import parse_qs

from django.conf import settings
from django.db import DatabaseError, InterfaceError, close_old_connections

from ongikar.core.http.client_ip import PASSED_ON, client_ip, is_own_proxy
from ongikar.core.http.own_line import heard
from ongikar.offices.sites import is_served_name

from .health_sections import attention_codes
from .measurements import Disk, Measurements, Tally
from .readiness import Readiness, probe_readiness

HEALTH, READY, NAME = "/healthz", "/readyz", "/served-name"
# This machine, and the addresses that no way from outside leads to (RFC 1918, RFC 4193, RFC 4291).
NEAR = tuple(
    map(
        ip_network,
        (
            "127.0.0.0/8",
            "10.0.0.0/8",
            "172.16.0.0/12",
            "192.168.0.0/16",
            "::/64",
            "fc00::/7",
            "fe80::/10",
        ),
    )
)
HEADERS = [("Content-Type", "application/json"), ("Cache-Control", "no-store")]


@dataclass
class Environment:
    """What `client_ip` reads of a request, before there is one."""

    META: dict[str, Any]


class HealthProbes:
    """A WSGI application around another, which is asked where an administrator may be signed in."""

    def __init__(self, application: Callable, probe: Callable[[], Readiness] = probe_readiness) -> None:
        self.application, self.probe = application, probe

    def __call__(self, environ: dict, start_response: Callable) -> Iterable[bytes]:
        path = environ["PATH_INFO"]
        if path not in (HEALTH, READY, NAME) or environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            return self.application(environ, start_response)
        if path == HEALTH:
            heard.last = environ.get("QUERY_STRING", "")
            return answer(environ, start_response, 200, {"status": "alive"})
        if path == NAME:
            return answer_name(environ, start_response)
        readiness = self.probe()
        has_detail = may_see_detail(environ)
        if readiness.is_ready and not has_detail and has_session(environ):
            # Django knows whose session it is.
            return self.application(environ, start_response)
        status = 200 if readiness.is_ready else 503
        return answer(environ, start_response, status, readiness_facts(readiness, has_detail=has_detail))


def answer_name(environ: dict, start_response: Callable) -> list[bytes]:
    name = parse_qs(environ.get("QUERY_STRING", "")).get("domain", [""])[0].lower()
    try:
        close_old_connections()
        status = 200 if is_served_name(name) else 404
    except (DatabaseError, InterfaceError):
        status = 503
    return answer(environ, start_response, status, {"status": STATUS_LINES[status].partition(" ")[2].lower()})


STATUS_LINES = {200: "200 OK", 404: "404 Not Found", 503: "503 Service Unavailable"}


def answer(environ: dict, start_response: Callable, status: int, facts: dict[str, Any]) -> list[bytes]:
    body = as_json(facts)
    line = STATUS_LINES[status]
    start_response(line, [*HEADERS, ("Content-Length", str(len(body)))])
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]


def as_json(facts: dict[str, Any]) -> bytes:
    return (json.dumps(facts, ensure_ascii=False, indent=1) + "\n").encode()


def may_see_detail(environ: dict) -> bool:
    """Whether the request comes from this machine or a private network, by no proxy but our own.

    Behind a proxy that is not named everybody seems to sit at this machine.
    """
    if settings.BEHIND_TLS and not settings.ONGIKAR_PROXIES:
        return False
    is_passed_on = any(name.startswith(PASSED_ON) for name in environ)
    if is_passed_on and not is_own_proxy(environ.get("REMOTE_ADDR", "")):
        return False
    try:
        client = ip_network(client_ip(Environment(environ)))
    except ValueError:
        return False
    return any(client.network_address in near for near in NEAR)


def has_session(environ: dict) -> bool:
    try:
        return settings.SESSION_COOKIE_NAME in SimpleCookie(environ.get("HTTP_COOKIE", ""))
    except CookieError:
        return False


def readiness_facts(readiness: Readiness, *, has_detail: bool) -> dict[str, Any]:
    facts: dict[str, Any] = {
        "status": "ready" if readiness.is_ready else "not ready",
        "why": [obstacle.code for obstacle in readiness.obstacles],
    }
    if has_detail:
        facts["detail"] = {
            "at": readiness.at.isoformat(),
            "why": {each.code: {"bn": each.bn, "en": each.en} for each in readiness.obstacles},
        }
        if readiness.measured:
            facts["detail"] |= measured_facts(readiness.measured)
    return facts


def measured_facts(measured: Measurements) -> dict[str, Any]:
    """The measurements for programs; ages are seconds."""
    backup = measured.backup
    return {
        "attention": attention_codes(measured),
        "worker_age": seconds(measured.worker_age),
        "outbox": {
            "due": tally_facts(measured.due),
            "failing": {name: tally_facts(each) for name, each in measured.failing.items()},
            "given_up": {name: tally_facts(each) for name, each in measured.given_up.items()},
        },
        "clocks": {"unwatched": tally_facts(measured.unwatched), "overdue": measured.overdue},
        "machine_clocks_off": measured.machine_clocks_off,
        "messages_held": measured.messages_held,
        "ledger": {"sealed_age": seconds(measured.sealed_age), "unsealed": seconds(measured.unsealed)},
        "backup": {
            "count": backup.count,
            "age": seconds(backup.age),
            "checked_at": backup.checked_at.isoformat() if backup.checked_at else None,
            "is_check_good": backup.is_check_good,
            "faults": [en for _, en in backup.faults],
        },
        "disks": [disk_facts(disk) for disk in measured.disks],
    }


def tally_facts(tally: Tally) -> dict[str, int | None]:
    return {"count": tally.count, "oldest": seconds(tally.oldest)}


def disk_facts(disk: Disk) -> dict[str, Any]:
    return {"holds": list(disk.holds), "total": disk.total, "free": disk.free}


def seconds(age: timedelta | None) -> int | None:
    return None if age is None else round(age.total_seconds())
