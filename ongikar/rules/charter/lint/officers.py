"""Faults of the people a charter names: who is above whom, whether they can be reached, and who hears
complaints.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any

from ongikar.rules.bangla.text import digits, nfc
from ongikar.rules.number_forms import counting

from .findings import Finding, Service, contact_in_bangla, make_finding, missing_cells, service_path
from .wording import are_distinct, fold_letters

NOBODY = re.compile(nfc(r"সংশ্লিষ্ট\s*(?:সকল\s*)?(?:শাখা|কর্মকর্তা|কর্মচারী|দপ্তর|ইউনিট|ব্যক্তি)"))


def judge_officers(service: Service) -> Iterator[Finding]:
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
        shared = [superior[by] for by in ("phone", "email") if superior[by] and superior[by] == officer[by]]
        if shared:
            said, said_bn = ", ".join(shared), ", ".join(map(contact_in_bangla, shared))
            yield make_finding("superior.same_desk", f"{where}/superior", said, raw_bn=said_bn)


def judge_ladder(services: list[Service]) -> Iterator[Finding]:
    """What shows when the rows stand beside one another: circles, and officers whom nobody can reach."""
    yield from _circles(services)
    yield from missing_cells(services, "officer.no_contact", "responsible", _out_of_reach("responsible"))
    yield from missing_cells(services, "superior.no_contact", "superior", _out_of_reach("superior"))


def _circles(services: list[Service]) -> Iterator[Finding]:
    above: dict[str, set[str]] = {}
    printed: dict[str, str] = {}
    for service in services:
        one, other = fold_letters(service["responsible"]["post"]), fold_letters(service["superior"]["post"])
        printed |= {one: service["responsible"]["post"], other: service["superior"]["post"]}
        if one and other and one != other:
            above.setdefault(one, set()).add(other)
    for one, others in above.items():
        for other in sorted(others):
            if one < other and one in above.get(other, set()):
                yield make_finding("superior.circle", "charter", f"{printed[one]} ⇄ {printed[other]}")


def _can_be_reached(person: dict[str, Any]) -> bool:
    return bool(person["phone"] or person["email"])


def _out_of_reach(role: str) -> Callable[[Service], bool]:
    return lambda service: bool(service[role]["raw"]) and not _can_be_reached(service[role])


# Working days of the grievance officer, the appeal officer and the Cabinet Division's cell. Source: the
# duty list of the Civil Aviation Authority; charters of the ICT department and of the Ministry of Science
# and Technology.
USUAL = {1: 30, 2: 20, 3: 60}


def judge_tiers(reading: dict[str, Any]) -> Iterator[Finding]:
    tiers = reading["grievance_tiers"]
    accused = {service["responsible"]["email"] for service in reading["services"]} - {None}
    if reading["services"] and not tiers:
        yield make_finding("charter.no_grievance_tiers", "charter")
    if 0 < len(tiers) < len(USUAL):
        yield make_finding("tier.too_few", "tiers", digits(len(tiers)), raw_en=str(len(tiers)))
    numbers = [tier["tier"] for tier in tiers]
    if numbers != list(range(1, len(tiers) + 1)):
        told = ", ".join(map(str, numbers))
        yield make_finding("tier.disorder", "tiers", digits(told), raw_en=told)
    for before, tier in zip([None, *tiers], tiers, strict=False):
        where = f"tiers/{tier['tier']}"
        if tier["email"] in accused:
            yield make_finding("tier.reports_to_accused", f"{where}/email", tier["email"])
        if not tier["phone"] and not tier["email"]:
            yield make_finding("tier.no_contact", where)
        if not tier["officer"] and not tier["address"]:
            yield make_finding("tier.no_officer", f"{where}/officer")
        elif before and (same := _the_same(before, tier)):
            yield make_finding("tier.same_as_before", f"{where}/officer", same)
        yield from _limit(tier, f"{where}/limit")


def _limit(tier: dict[str, Any], where: str) -> Iterator[Finding]:
    limit, usual = tier["limit"], USUAL.get(tier["tier"])
    if limit["max"] is None:
        yield make_finding("tier.no_limit", where, limit["raw"])
    elif usual and (limit["kind"], limit["max"]) != ("working_days", usual):
        said = f"{digits(usual)} কার্যদিবস"
        yield make_finding(
            "tier.limit_unusual",
            where,
            limit["raw"],
            said,
            suggestion_en=counting("{n} working [day|days]", n=usual),
        )


def _the_same(before: dict[str, Any], tier: dict[str, Any]) -> str:
    """What two tiers share: a mailbox, or the officer's title with the address."""
    if tier["email"] and tier["email"] == before["email"]:
        return str(tier["email"])
    one, other = (fold_letters(f"{each['officer']} {each['address']}") for each in (before, tier))
    return f"{tier['officer']} {tier['address']}".strip() if one == other else ""
