"""Finds faults of the officers that a charter names: who is above whom, whether it is a post, and whether there is a contact."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from ongikar.rules.bangla import nfc
from ongikar.rules.charter_lint.findings import Finding, Service, finding, in_bangla, left_out, path
from ongikar.rules.charter_lint.folding import are_distinct, fold

NOBODY = re.compile(nfc(r"সংশ্লিষ্ট\s*(?:সকল\s*)?(?:শাখা|কর্মকর্তা|কর্মচারী|দপ্তর|ইউনিট|ব্যক্তি)"))


def judge_officers(service: Service) -> Iterator[Finding]:
    """Whether the officer is named once, as a post, and somebody else stands above."""
    officer, superior, where = service["responsible"], service["superior"], path(service)
    for role, person in (("responsible", officer), ("superior", superior)):
        post = person["post"]
        if post and person["raw"].count(post) > 1 and f"{post} {post}" in person["raw"]:
            yield finding("officer.doubled_title", f"{where}/{role}", person["raw"], post)
        if person["raw"] and not post and _can_be_reached(person):
            yield finding("officer.no_post", f"{where}/{role}", person["raw"])
        if NOBODY.search(nfc(person["raw"])):
            yield finding("officer.nobody_in_particular", f"{where}/{role}", person["raw"])
        if person.get("name"):
            yield finding("officer.personal_name", f"{where}/{role}", person["name"])
    if officer["post"] and officer["post"] == superior["post"]:
        yield finding("superior.self", f"{where}/superior", superior["post"])
    elif are_distinct(officer["post"], superior["post"]):
        shared = [superior[by] for by in ("phone", "email") if superior[by] and superior[by] == officer[by]]
        if shared:
            said, said_bn = ", ".join(shared), ", ".join(map(in_bangla, shared))
            yield finding("superior.same_desk", f"{where}/superior", said, raw_bn=said_bn)


def judge_ladder(services: list[Service]) -> Iterator[Finding]:
    """What shows when the rows stand beside one another: circles, and officers whom nobody can reach."""
    yield from _circles(services)
    yield from left_out(services, "officer.no_contact", "responsible", _out_of_reach("responsible"))
    yield from left_out(services, "superior.no_contact", "superior", _out_of_reach("superior"))


def _circles(services: list[Service]) -> Iterator[Finding]:
    above: dict[str, set[str]] = {}
    printed: dict[str, str] = {}
    for service in services:
        one, other = fold(service["responsible"]["post"]), fold(service["superior"]["post"])
        printed |= {one: service["responsible"]["post"], other: service["superior"]["post"]}
        if one and other and one != other:
            above.setdefault(one, set()).add(other)
    for one, others in above.items():
        for other in sorted(others):
            if one < other and one in above.get(other, set()):
                yield finding("superior.circle", "charter", f"{printed[one]} ⇄ {printed[other]}")


def _can_be_reached(person: dict[str, Any]) -> bool:
    return bool(person["phone"] or person["email"])


def _out_of_reach(role: str) -> Callable[[Service], bool]:
    return lambda service: bool(service[role]["raw"]) and not _can_be_reached(service[role])
