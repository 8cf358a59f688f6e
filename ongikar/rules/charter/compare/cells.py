"""Two rows of one service compared cell by cell, the papers asked for among them: each field knows what is
the same and what is worse.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ongikar.rules.bangla.search import query_stems
from ongikar.rules.bangla.text import digits
from ongikar.rules.charter.parse.fuzzy_regex import skeleton
from ongikar.rules.charter.reading_types import ParsedDocuments, ParsedFee, ParsedService, ParsedTime

from .amounts import UnitAmount, Words, arrow_words, fee_amount, fee_most, is_longer, time_amount
from .change import CellDifference, Change, quoted_difference, time_with_limit
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
