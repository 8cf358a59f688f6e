"""Finds faults of e-mail addresses: misspelt, malformed, shared, or at a free provider."""

import re
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Any

from ongikar.rules.bangla.text import digits

from .findings import Finding, contact_in_bangla, make_finding, service_path
from .wording import are_distinct

FREE_PROVIDERS = frozenset({"gmail.com", "yahoo.com", "hotmail.com", "outlook.com", "ymail.com", "live.com"})
# Providers whose names look like a slip of one of those, and are not.
ALIVE = FREE_PROVIDERS | {
    "mail.com",
    "email.com",
    "googlemail.com",
    "rocketmail.com",
    "gmx.com",
    "yahoo.co.uk",
    "yahoo.co.in",
    "yahoo.in",
    "hotmail.co.uk",
    "live.co.uk",
    "outlook.in",
}
# Two local parts this alike are one mailbox misspelt: rangpursadardoict, rangpursadardoit.
ALIKE = 0.9
ONE_SLIP = 0.84
# gov.bd with one slip: gob.bd, gov.db, govt.bd.
NEARLY_GOV = re.compile(r"\b(?:gob|gow|goc|govt|go|gov)\.(?:bd|db|b|bb|bdd)$")
FIGURES = re.compile(r"\d+")


def judge_mailboxes(reading: dict[str, Any]) -> Iterator[Finding]:
    """One mailbox in several spellings, domains that receive nothing, and mailboxes that
    several posts read.
    """
    used = Counter(person["email"] for _, person, _ in _people(reading) if person["email"])
    ranked = [address for address, _ in used.most_common()]
    for family in _families(ranked):
        if len(family) > 1:
            counted = ", ".join(f"{address} ({used[address]})" for address in family)
            counted_bn = ", ".join(f"{address} ({digits(used[address])})" for address in family)
            yield make_finding("email.variants", "charter", counted, family[0], raw_bn=counted_bn)
    for address in ranked:
        local, domain = address.split("@")
        if domain in FREE_PROVIDERS:
            yield make_finding("email.free_provider", "charter", address)
        elif living := intended_domain(domain):
            yield make_finding("email.dead_domain", "charter", address, f"{local}@{living}")
    for where, person, printed in _people(reading):
        if "@" in printed and not person["email"]:
            yield make_finding("email.invalid", where, printed)
    yield from _shared(reading, "email", "email.shared")
    yield from _shared(reading, "phone", "phone.shared")


def intended_domain(domain: str) -> str | None:
    """What a dead domain was meant to be; None for one whose form is good, whoever may hold it."""
    if domain in ALIVE:
        return None
    if domain.startswith("www."):
        return domain.removeprefix("www.")
    meant = NEARLY_GOV.sub("gov.bd", domain)
    if meant != domain:
        return meant
    near = ((SequenceMatcher(None, domain, known).ratio(), known) for known in sorted(FREE_PROVIDERS))
    likeness, known = max(near)
    return known if likeness >= ONE_SLIP else None


def _people(reading: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any], str]]:
    """(where, person, the printed words) of everybody whom the charter names."""
    for service in reading["services"]:
        for role in ("responsible", "superior"):
            yield f"{service_path(service)}/{role}", service[role], service[role]["raw"]
    for tier in reading["grievance_tiers"]:
        yield f"tiers/{tier['tier']}/email", tier, f"{tier['officer'] or ''} {tier['address'] or ''}"


def _shared(reading: dict[str, Any], contact: str, code: str) -> Iterator[Finding]:
    """Two posts that are surely two, both responsible for services, under one address."""
    posts: dict[str, list[str]] = {}
    for service in reading["services"]:
        officer = service["responsible"]
        if officer[contact] and officer["post"]:
            known = posts.setdefault(officer[contact], [])
            if all(are_distinct(officer["post"], post) for post in known):
                known.append(officer["post"])
    for address, holders in posts.items():
        if len(holders) > 1:
            said, said_bn = (
                f"{each}: {', '.join(holders)}" for each in (address, contact_in_bangla(address))
            )
            yield make_finding(code, "charter", said, raw_bn=said_bn)


def _families(addresses: list[str]) -> list[list[str]]:
    """Addresses that spell one mailbox, the most used first. Mailboxes that differ by a
    number are several.
    """
    families: list[list[str]] = []
    begun: dict[tuple[Any, ...], list[list[str]]] = {}
    for address in addresses:
        local, domain = address.split("@")
        # A slip seldom stands at both ends: only what begins or ends alike is compared, so that
        # thousands can be.
        numbered = domain, tuple(FIGURES.findall(local))
        ends = (*numbered, f"{local[:3]}…"), (*numbered, f"…{local[-3:]}")
        for family in [family for end in ends for family in begun.get(end, ())]:
            if _is_slip(local, family[0].split("@")[0]):
                family.append(address)
                break
        else:
            families.append([address])
            for end in ends:
                begun.setdefault(end, []).append(families[-1])
    return families


def _is_slip(local: str, other: str) -> bool:
    return SequenceMatcher(None, local, other).ratio() >= ALIKE
