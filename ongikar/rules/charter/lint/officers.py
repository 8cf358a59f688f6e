"""Faults of the people whom a charter names: who is above whom, whether they can be reached, their e-mail
addresses, and who hears complaints.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from difflib import SequenceMatcher
from typing import Any, Literal

from ongikar.rules.bangla.text import digits, nfc
from ongikar.rules.charter.reading_types import CharterText, Finding, ParsedOfficer, ParsedService, ParsedTier
from ongikar.rules.number_forms import counting

from .findings import contact_in_bangla, make_finding, missing_cells, service_path
from .wording import are_distinct, fold_letters

# The cells of a service that name somebody.
Role = Literal["responsible", "superior"]

NOBODY = re.compile(nfc(r"সংশ্লিষ্ট\s*(?:সকল\s*)?(?:শাখা|কর্মকর্তা|কর্মচারী|দপ্তর|ইউনিট|ব্যক্তি)"))


def judge_officers(service: ParsedService) -> Iterator[Finding]:
    """Whether the officer is named once, as a post, and somebody else stands above."""
    officer, superior, where = service["responsible"], service["superior"], service_path(service)
    for role, person in (("responsible", officer), ("superior", superior)):
        post = person["post"]
        if post and person["raw"].count(post) > 1 and f"{post} {post}" in person["raw"]:
            yield make_finding("officer.doubled_title", f"{where}/{role}", person["raw"], post)
        if person["raw"] and not post and _can_be_reached(person):
            yield make_finding("officer.no_post", f"{where}/{role}", person["raw"])
        if NOBODY.search(nfc(person["raw"])):
            yield make_finding("officer.nobody_in_particular", f"{where}/{role}", person["raw"])
        if person.get("name"):
            yield make_finding("officer.personal_name", f"{where}/{role}", person["name"])
    if officer["post"] and officer["post"] == superior["post"]:
        yield make_finding("superior.self", f"{where}/superior", superior["post"])
    elif are_distinct(officer["post"], superior["post"]):
        shared = [
            contact for by in ("phone", "email") if (contact := superior[by]) and contact == officer[by]
        ]
        if shared:
            said, said_bn = ", ".join(shared), ", ".join(map(contact_in_bangla, shared))
            yield make_finding("superior.same_desk", f"{where}/superior", said, raw_bn=said_bn)


def judge_ladder(services: list[ParsedService]) -> Iterator[Finding]:
    """What shows when the rows stand beside one another: circles, and officers whom nobody can reach."""
    yield from _circles(services)
    yield from missing_cells(services, "officer.no_contact", "responsible", _out_of_reach("responsible"))
    yield from missing_cells(services, "superior.no_contact", "superior", _out_of_reach("superior"))


def _circles(services: list[ParsedService]) -> Iterator[Finding]:
    above: dict[str, set[str]] = {}
    printed: dict[str, str] = {}
    for service in services:
        one, other = fold_letters(service["responsible"]["post"]), fold_letters(service["superior"]["post"])
        printed |= {one: service["responsible"]["post"] or "", other: service["superior"]["post"] or ""}
        if one and other and one != other:
            above.setdefault(one, set()).add(other)
    for one, others in above.items():
        for other in sorted(others):
            if one < other and one in above.get(other, set()):
                yield make_finding("superior.circle", "charter", f"{printed[one]} ⇄ {printed[other]}")


def _can_be_reached(person: ParsedOfficer) -> bool:
    return bool(person["phone"] or person["email"])


def _out_of_reach(role: Role) -> Callable[[ParsedService], bool]:
    return lambda service: bool(service[role]["raw"]) and not _can_be_reached(service[role])


# Working days of the grievance officer, the appeal officer and the Cabinet Division's cell. Source: the
# duty list of the Civil Aviation Authority; charters of the ICT department and of the Ministry of Science
# and Technology.
USUAL = {1: 30, 2: 20, 3: 60}


def judge_tiers(reading: CharterText) -> Iterator[Finding]:
    tiers = reading["grievance_tiers"]
    accused = {service["responsible"]["email"] for service in reading["services"]}
    if reading["services"] and not tiers:
        yield make_finding("charter.no_grievance_tiers", "charter")
    if 0 < len(tiers) < len(USUAL):
        yield make_finding("tier.too_few", "tiers", digits(len(tiers)), raw_en=str(len(tiers)))
    numbers = [tier["tier"] for tier in tiers]
    if numbers != list(range(1, len(tiers) + 1)):
        printed = ", ".join(map(str, numbers))
        yield make_finding("tier.disorder", "tiers", digits(printed), raw_en=printed)
    for before, tier in zip([None, *tiers], tiers, strict=False):
        where = f"tiers/{tier['tier']}"
        if (email := tier["email"]) and email in accused:
            yield make_finding("tier.reports_to_accused", f"{where}/email", email)
        if not tier["phone"] and not tier["email"]:
            yield make_finding("tier.no_contact", where)
        if not tier["officer"] and not tier["address"]:
            yield make_finding("tier.no_officer", f"{where}/officer")
        elif before and (same := _the_same(before, tier)):
            yield make_finding("tier.same_as_before", f"{where}/officer", same)
        yield from _limit(tier, f"{where}/limit")
        yield from _terms(tier, where, reading["services"])


# Days for an appeal, and working days of an extension for an inquiry, as duty lists commonly have them.
USUAL_WINDOW, USUAL_EXTENSION = 30, 10


def _terms(tier: ParsedTier, where: str, services: list[ParsedService]) -> Iterator[Finding]:
    """Of a published charter: time that is cut or stretched beyond what is usual, and a deputy who would
    judge himself.
    """
    window, extension = tier.get("window_days"), tier.get("may_extend", 0)
    if window is not None and window < USUAL_WINDOW:
        yield make_finding(
            "tier.window_short",
            f"{where}/window_days",
            digits(window),
            digits(USUAL_WINDOW),
            raw_en=str(window),
            suggestion_en=str(USUAL_WINDOW),
        )
    if extension > USUAL_EXTENSION:
        yield make_finding(
            "tier.extension_unusual",
            f"{where}/may_extend",
            digits(extension),
            digits(USUAL_EXTENSION),
            raw_en=str(extension),
            suggestion_en=str(USUAL_EXTENSION),
        )
    alternate = tier.get("alternate")
    if alternate and any(alternate == service["responsible"]["post"] for service in services):
        yield make_finding("tier.alternate_accused", f"{where}/alternate", alternate)


# A limit of days in English, whatever language the charter is written in.
UNITS_EN = {"working_days": "{n} working [day|days]", "calendar_days": "{n} calendar [day|days]"}


def _limit(tier: ParsedTier, where: str) -> Iterator[Finding]:
    limit, usual = tier["limit"], USUAL.get(tier["tier"])
    if limit["max"] is None:
        yield make_finding("tier.no_limit", where, limit["raw"])
    elif usual and (limit["kind"], limit["max"]) != ("working_days", usual):
        said, unit = f"{digits(usual)} কার্যদিবস", UNITS_EN.get(limit["kind"])
        yield make_finding(
            "tier.limit_unusual",
            where,
            limit["raw"],
            said,
            raw_en=counting(unit, n=limit["max"]) if unit else None,
            suggestion_en=counting("{n} working [day|days]", n=usual),
        )


def _the_same(before: ParsedTier, tier: ParsedTier) -> str:
    """What two tiers share: a mailbox, or the officer's title with the address."""
    if tier["email"] and tier["email"] == before["email"]:
        return tier["email"]
    one, other = (fold_letters(f"{each['officer']} {each['address']}") for each in (before, tier))
    return f"{tier['officer']} {tier['address']}".strip() if one == other else ""


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


def judge_mailboxes(reading: CharterText) -> Iterator[Finding]:
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
    yield from _shared_contacts(reading, "email", "email.shared")
    yield from _shared_contacts(reading, "phone", "phone.shared")


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


def _people(reading: CharterText) -> Iterator[tuple[str, ParsedOfficer | ParsedTier, str]]:
    """(where, person, the printed words) of everybody whom the charter names."""
    for service in reading["services"]:
        for role in ("responsible", "superior"):
            yield f"{service_path(service)}/{role}", service[role], service[role]["raw"]
    for tier in reading["grievance_tiers"]:
        yield f"tiers/{tier['tier']}/email", tier, f"{tier['officer'] or ''} {tier['address'] or ''}"


def _shared_contacts(
    reading: CharterText, contact: Literal["email", "phone"], code: str
) -> Iterator[Finding]:
    """Two posts that are surely two, both responsible for services, under one address."""
    posts: dict[str, list[str]] = {}
    for service in reading["services"]:
        officer = service["responsible"]
        if (address := officer[contact]) and (holder := officer["post"]):
            known = posts.setdefault(address, [])
            if all(are_distinct(holder, post) for post in known):
                known.append(holder)
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
