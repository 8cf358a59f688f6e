"""Two rows of one service compared cell by cell, the papers asked for among them, and the sections around
them: each field knows what is the same and what is worse.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Literal

from ongikar.rules.bangla.search import query_stems
from ongikar.rules.bangla.text import digits
from ongikar.rules.charter.parse.fuzzy_regex import skeleton
from ongikar.rules.charter.reading_types import (
    CharterText,
    ParsedDocuments,
    ParsedFee,
    ParsedService,
    ParsedTier,
    ParsedTime,
)

from .amounts import UnitAmount, Words, arrow_words, fee_amount, fee_most, is_longer, time_amount
from .change import (
    CellDifference,
    Change,
    in_bangla,
    in_english,
    quote_text,
    quoted_difference,
    time_with_limit,
)
from .services import CAPTIONS, PLAIN, ServicePlace

LEAST_ALIKE = 0.75


def papers_differ(old: ParsedDocuments, new: ParsedDocuments) -> CellDifference | None:
    """More papers are worse. A paper worded a little otherwise is the same paper."""
    added, dropped = items_not_among(new["items"], old["items"]), items_not_among(old["items"], new["items"])
    if not added and not dropped:
        return None
    bn = papers_sentence(added, "কাগজ যোগ হয়েছে", dropped, "কাগজ আর লাগবে না")
    en = papers_sentence(added, "documents added", dropped, "documents no longer needed")
    worse = None if len(added) == len(dropped) else len(added) > len(dropped)
    return CellDifference(old["raw"], new["raw"], (bn, en), worse)


def papers_sentence(added: list[str], more: str, dropped: list[str], less: str) -> str:
    parts = ((more, added), (less, dropped))
    return "; ".join(f"{words}: {', '.join(names)}" for words, names in parts if names)


def items_not_among(items: Sequence[str], others: Sequence[str]) -> list[str]:
    """Those of the items that none of the others is."""
    left = list(others)
    absent = []
    for item in items:
        same = next((other for other in left if is_same_paper(item, other)), None)
        if same is None:
            absent.append(item)
        else:
            left.remove(same)
    return absent


def is_same_paper(item: str, other: str) -> bool:
    if skeleton(item) == skeleton(other):
        return True
    words, others = set(query_stems(item)), set(query_stems(other))
    return bool(words and others) and 2 * len(words & others) / (len(words) + len(others)) >= LEAST_ALIKE


# What is compared of a time and of a fee; where none of it stands, the printed words are.
TIME_FACTS = ("kind", "min", "max", "trigger", "office_time", "qualifier")
FEE_FACTS = ("kind", "amount", "min", "max", "percent")
OFFICER_FACTS = ("post", "phone", "email")


def compare_cells(old: ParsedService, new: ParsedService, place: ServicePlace) -> list[Change]:
    """What differs between two rows of one service, in the order of the official form."""
    changes = []
    for field, (label, differ) in FIELDS.items():
        if difference := differ(old.get(field), new.get(field)):
            bn, en = (
                f"{caption}: {name + ' ' if name else ''}{words}"
                for caption, name, words in zip((place.bn, place.en), label, difference.words, strict=True)
            )
            where = f"{place.path}/{field}"
            changes.append(
                Change(where, field, difference.before, difference.after, bn, en, difference.is_worse)
            )
    return changes


def figures_differ(before: UnitAmount | None, after: UnitAmount | None) -> Words | None:
    """The figures alone, where they say the whole difference."""
    return arrow_words(before, after) if before and after and before != after else None


def texts_differ(old: str | None, new: str | None) -> CellDifference | None:
    """Another wording; another spelling or spacing of the same is none."""
    before, after = old or "", new or ""
    return (
        None
        if skeleton(before) == skeleton(after)
        else CellDifference(before, after, quoted_difference(before, after))
    )


def categories_differ(old: str | None, new: str | None) -> CellDifference | None:
    """A service that was moved; a charter that names no categories says nothing of one."""
    if old == new or old is None or new is None:
        return None
    (old_bn, old_en), (new_bn, new_en) = CAPTIONS.get(old, PLAIN), CAPTIONS.get(new, PLAIN)
    return CellDifference(old_bn, new_bn, (f"{old_bn} → {new_bn}", f"{old_en} → {new_en}"))


def cell_facts(cell: Mapping[str, Any], names: tuple[str, ...]) -> list[Any]:
    """What the cell says, without its spelling. A span from 3 to 3 days is 3 days."""
    low = None if cell.get("min") == cell.get("max") else cell.get("min")
    parts = [
        cell_facts(part, (*names, "label")) for key in ("cases", "stages") for part in cell.get(key) or ()
    ]
    return [low if name == "min" else cell.get(name) or None for name in names] + parts


def times_differ(old: ParsedTime, new: ParsedTime) -> CellDifference | None:
    old, new = time_with_limit(old), time_with_limit(new)
    before, after = old["raw"], new["raw"]
    same = cell_facts(old, TIME_FACTS) == cell_facts(new, TIME_FACTS)
    if same and (time_amount(old) or skeleton(before) == skeleton(after)):
        return None
    return CellDifference(
        before,
        after,
        figures_differ(time_amount(old), time_amount(new)) or quoted_difference(before, after),
        is_longer(old, new),
    )


def fees_differ(old: ParsedFee, new: ParsedFee) -> CellDifference | None:
    before, after = old["raw"], new["raw"]
    most, now = fee_most(old), fee_most(new)
    same = cell_facts(old, FEE_FACTS) == cell_facts(new, FEE_FACTS)
    if same and (most is not None or skeleton(before) == skeleton(after)):
        return None
    words = figures_differ(fee_amount(old), fee_amount(new)) or quoted_difference(before, after)
    return CellDifference(
        before, after, words, None if most is None or now is None or most == now else now > most
    )


def officers_differ(old: Mapping[str, Any], new: Mapping[str, Any]) -> CellDifference | None:
    """Another post, phone or address; the parts that differ are named, where there was one before."""
    both = {key: (old.get(key) or "", new.get(key) or "") for key in OFFICER_FACTS}
    parts = [
        AS_TOLD.get(key, quoted_difference)(before, after)
        for key, (before, after) in both.items()
        if skeleton(before) != skeleton(after)
    ]
    if not parts:
        return None
    bn, en = ("; ".join(words) for words in zip(*parts, strict=True))
    return CellDifference(old["raw"], new["raw"], (bn, en))


def numbers_arrowed(before: str, after: str) -> Words:
    """A telephone is no word of the charter's own: each language has it in its digits."""
    return quoted_difference(digits(before), digits(after))[0], quoted_difference(before, after)[1]


AS_TOLD = {"phone": numbers_arrowed}


Differ = Callable[[Any, Any], CellDifference | None]
# Field → what a sentence calls it (time and papers need no name), and how it is compared.
FIELDS: dict[str, tuple[Words, Differ]] = {
    "category": (("", ""), categories_differ),
    "name": (("নাম", "name"), texts_differ),
    "method": (("সেবা প্রদান পদ্ধতি", "method"), texts_differ),
    "time": (("", ""), times_differ),
    "documents": (("", ""), papers_differ),
    "form_source": (("প্রাপ্তিস্থান", "where to get the documents"), texts_differ),
    "fee": (("সেবামূল্য", "fee"), fees_differ),
    "responsible": (("দায়িত্বপ্রাপ্ত কর্মকর্তা", "responsible officer"), officers_differ),
    "superior": (("ঊর্ধ্বতন কর্মকর্তা", "superior officer"), officers_differ),
}


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
