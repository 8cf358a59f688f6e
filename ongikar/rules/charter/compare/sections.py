"""Compares the other sections of two charters: vision and mission, expectations of
citizens, grievance tiers.
"""

from collections.abc import Iterator
from typing import Literal

from ongikar.rules.charter.parse.fuzzy_regex import skeleton
from ongikar.rules.charter.reading_types import CharterText, ParsedTier

from .amounts import Words
from .cells import officers_differ, texts_differ, times_differ
from .change import Change, in_bangla, in_english, quote_text

TEXTS: dict[Literal["vision", "mission"], Words] = {
    "vision": ("ভিশন", "vision"),
    "mission": ("মিশন", "mission"),
}
TIER_TEXTS: dict[Literal["when", "officer", "web"], Words] = {
    "when": ("কখন", "when"),
    "officer": ("কার কাছে", "to whom"),
    "web": ("ওয়েব", "web"),
}

# Counts of days of a tier: its words, and whether more of them is better for whoever complains.
TIER_DAYS: dict[Literal["window_days", "may_extend"], tuple[str, str, bool]] = {
    "window_days": ("আপিলের সময়, দিনে", "days for an appeal", True),
    "may_extend": ("সময় বাড়তে পারে, কার্যদিবসে", "working days of extension", False),
}


def compare_sections(before: CharterText, after: CharterText) -> list[Change]:
    return [*text_changes(before, after), *expectation_changes(before, after), *tier_changes(before, after)]


def text_changes(before: CharterText, after: CharterText) -> Iterator[Change]:
    for field, (bn, en) in TEXTS.items():
        if difference := texts_differ(before.get(field), after.get(field)):
            words = difference.words
            yield Change(
                field, field, difference.before, difference.after, f"{bn}: {words[0]}", f"{en}: {words[1]}"
            )


def expectation_changes(before: CharterText, after: CharterText) -> Iterator[Change]:
    """Each one that only one of the charters has."""
    old, new = before.get("expectations", []), after.get("expectations", [])
    known, wanted = {skeleton(each) for each in old}, {skeleton(each) for each in new}
    for each in new:
        if skeleton(each) not in known:
            bn, en = f"নতুন প্রত্যাশা: {quote_text(each)}", f"newly expected of you: {quote_text(each)}"
            yield Change("expectations", "expectations", "", each, bn, en)
    for each in old:
        if skeleton(each) not in wanted:
            bn, en = f"প্রত্যাশাটি আর নেই: {quote_text(each)}", f"no longer expected of you: {quote_text(each)}"
            yield Change("expectations", "expectations", each, "", bn, en)


def tier_changes(before: CharterText, after: CharterText) -> Iterator[Change]:
    old = {tier["tier"]: tier for tier in before.get("grievance_tiers", [])}
    new = {tier["tier"]: tier for tier in after.get("grievance_tiers", [])}
    for number in sorted(old.keys() | new.keys()):
        bn, en = f"অভিযোগের ধাপ {in_bangla(number)}", f"complaint tier {in_english(number)}"
        if number not in new:
            was = old[number]["officer"]
            words = f"{bn} আর নেই: {quote_text(was)}", f"{en} is no longer there: {quote_text(was)}"
            yield Change(f"tiers/{number}", "tier", was, "", *words, True)
        elif number not in old:
            now = new[number]["officer"]
            yield Change(
                f"tiers/{number}",
                "tier",
                "",
                now,
                f"নতুন {bn}: {quote_text(now)}",
                f"new {en}: {quote_text(now)}",
                False,
            )
        else:
            yield from changes_of_tier(old[number], new[number], f"tiers/{number}", bn, en)


def changes_of_tier(old: ParsedTier, new: ParsedTier, where: str, bn: str, en: str) -> Iterator[Change]:
    for field, (label_bn, label_en) in TIER_TEXTS.items():
        if difference := texts_differ(old.get(field), new.get(field)):
            words = f"{bn}: {label_bn} {difference.words[0]}", f"{en}: {label_en} {difference.words[1]}"
            yield Change(f"{where}/{field}", field, difference.before, difference.after, *words)
    reach = (
        {"phone": tier["phone"], "email": tier["email"], "raw": tier["address"] or ""} for tier in (old, new)
    )
    if difference := officers_differ(*reach):
        words = f"{bn}: যোগাযোগ {difference.words[0]}", f"{en}: contact {difference.words[1]}"
        yield Change(f"{where}/address", "address", difference.before, difference.after, *words)
    if difference := times_differ(old["limit"], new["limit"]):
        words = f"{bn}: {difference.words[0]}", f"{en}: {difference.words[1]}"
        yield Change(
            f"{where}/limit", "limit", difference.before, difference.after, *words, difference.is_worse
        )
    yield from changes_of_terms(old, new, where, bn, en)


def changes_of_terms(old: ParsedTier, new: ParsedTier, where: str, bn: str, en: str) -> Iterator[Change]:
    """Of what only a published charter says; where one of the two is a document, nothing is known to have
    changed.
    """
    for field, (label_bn, label_en, is_better_longer) in TIER_DAYS.items():
        if field not in old or field not in new or old[field] == new[field]:
            continue
        was, now = old[field], new[field]
        is_worse = None if was is None or now is None else (now < was) == is_better_longer
        yield Change(
            f"{where}/{field}",
            field,
            "" if was is None else str(was),
            "" if now is None else str(now),
            f"{bn}: {label_bn} {in_bangla(days_or_dash(was))} → {in_bangla(days_or_dash(now))}",
            f"{en}: {label_en} {days_or_dash(was)} → {days_or_dash(now)}",
            is_worse,
        )
    if "alternate" in old and "alternate" in new and old["alternate"] != new["alternate"]:
        one, other = old["alternate"] or "", new["alternate"] or ""
        words = f"{quote_text(one)} → {quote_text(other)}"
        yield Change(
            f"{where}/alternate",
            "alternate",
            one,
            other,
            f"{bn}: বিকল্প {words}",
            f"{en}: in its place {words}",
            bool(one and not other),
        )


def days_or_dash(days: int | None) -> str:
    return "—" if days is None else str(days)
