"""Finds faults of the grievance tiers: no contact, no time limit, or the very officer who is complained of."""

from collections.abc import Iterator
from typing import Any

from ongikar.rules.bangla import digits
from ongikar.rules.charter_lint.findings import Finding, finding
from ongikar.rules.charter_lint.folding import fold
from ongikar.rules.number_forms import counting

# Working days of the grievance officer, the appeal officer and the Cabinet Division's cell. Source: the duty list of the Civil
# Aviation Authority; charters of the ICT department and of the Ministry of Science and Technology.
USUAL = {1: 30, 2: 20, 3: 60}


def judge_tiers(reading: dict[str, Any]) -> Iterator[Finding]:
    tiers = reading["grievance_tiers"]
    accused = {service["responsible"]["email"] for service in reading["services"]} - {None}
    if reading["services"] and not tiers:
        yield finding("charter.no_grievance_tiers", "charter")
    if 0 < len(tiers) < len(USUAL):
        yield finding("tier.too_few", "tiers", digits(len(tiers)), raw_en=str(len(tiers)))
    numbers = [tier["tier"] for tier in tiers]
    if numbers != list(range(1, len(tiers) + 1)):
        told = ", ".join(map(str, numbers))
        yield finding("tier.disorder", "tiers", digits(told), raw_en=told)
    for before, tier in zip([None, *tiers], tiers, strict=False):
        where = f"tiers/{tier['tier']}"
        if tier["email"] in accused:
            yield finding("tier.reports_to_accused", f"{where}/email", tier["email"])
        if not tier["phone"] and not tier["email"]:
            yield finding("tier.no_contact", where)
        if not tier["officer"] and not tier["address"]:
            yield finding("tier.no_officer", f"{where}/officer")
        elif before and (same := _the_same(before, tier)):
            yield finding("tier.same_as_before", f"{where}/officer", same)
        yield from _limit(tier, f"{where}/limit")


def _limit(tier: dict[str, Any], where: str) -> Iterator[Finding]:
    limit, usual = tier["limit"], USUAL.get(tier["tier"])
    if limit["max"] is None:
        yield finding("tier.no_limit", where, limit["raw"])
    elif usual and (limit["kind"], limit["max"]) != ("working_days", usual):
        said = f"{digits(usual)} কার্যদিবস"
        yield finding(
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
    one, other = (fold(f"{each['officer']} {each['address']}") for each in (before, tier))
    return f"{tier['officer']} {tier['address']}".strip() if one == other else ""
