"""Faults of the people a charter names: who is above whom, and whether they can be reached."""

from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Any

from ongikar.rules.charter_lint.findings import Finding, finding
from ongikar.rules.charter_lint.services import path

FREE_PROVIDERS = frozenset({"gmail.com", "yahoo.com", "hotmail.com", "outlook.com", "ymail.com", "live.com"})
# Two local parts this alike are one mailbox misspelt: rangpursadardoict, rangpursadardoit.
ALIKE = 0.9


def judge_officers(service: dict[str, Any]) -> Iterator[Finding]:
    """Whether the officer is named once, and somebody else stands above."""
    officer, superior, where = service["responsible"], service["superior"], path(service)
    for role, person in (("responsible", officer), ("superior", superior)):
        if (
            person["post"]
            and person["raw"].count(person["post"]) > 1
            and f"{person['post']} {person['post']}" in person["raw"]
        ):
            yield finding("officer.doubled_title", f"{where}/{role}", person["raw"], person["post"])
    if officer["post"] and officer["post"] == superior["post"]:
        yield finding("superior.self", f"{where}/superior", superior["post"])


def judge_mailboxes(reading: dict[str, Any]) -> Iterator[Finding]:
    """One mailbox in several spellings, and mailboxes of free providers."""
    people = [service[role] for service in reading["services"] for role in ("responsible", "superior")]
    used = Counter(person["email"] for person in [*people, *reading["grievance_tiers"]] if person["email"])
    ranked = [address for address, _ in used.most_common()]
    for family in _families(ranked):
        if len(family) > 1:
            counted = ", ".join(f"{address} ({used[address]})" for address in family)
            yield finding("email.variants", "charter", counted, family[0])
    for address in ranked:
        if address.split("@")[1] in FREE_PROVIDERS:
            yield finding("email.free_provider", "charter", address)


def _families(addresses: list[str]) -> list[list[str]]:
    """Addresses that spell one mailbox, the most used first."""
    families: list[list[str]] = []
    for address in addresses:
        local, domain = address.split("@")
        for family in families:
            first_local, first_domain = family[0].split("@")
            if domain == first_domain and SequenceMatcher(None, local, first_local).ratio() >= ALIKE:
                family.append(address)
                break
        else:
            families.append([address])
    return families


def judge_tiers(reading: dict[str, Any]) -> Iterator[Finding]:
    """Whether each tier can be reached, has a limit, and is not the officer complained of."""
    accused = {service["responsible"]["email"] for service in reading["services"]} - {None}
    if reading["services"] and not reading["grievance_tiers"]:
        yield finding("charter.no_grievance_tiers", "charter")
    for tier in reading["grievance_tiers"]:
        where = f"tiers/{tier['tier']}"
        if tier["email"] in accused:
            yield finding("tier.reports_to_accused", f"{where}/email", tier["email"])
        if not tier["phone"] and not tier["email"]:
            yield finding("tier.no_contact", where)
        if tier["limit"]["max"] is None:
            yield finding("tier.no_limit", f"{where}/limit", tier["limit"]["raw"])
