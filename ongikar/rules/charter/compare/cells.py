"""Compares two rows of one service, cell by cell. Each field has its own rule for what is equal and what is worse."""

from collections.abc import Callable
from typing import Any

from ongikar.rules.bangla.text import digits
from ongikar.rules.charter.parse.fuzzy_regex import skeleton

from .amounts import Amount, Words, arrow, fee_amount, fee_most, is_longer, time_amount
from .change import Change, Difference, arrowed, held
from .papers import papers_differ
from .services import CAPTIONS, PLAIN, Place, Service

# What is compared of a time and of a fee; where none of it stands, the printed words are.
TIME_FACTS = ("kind", "min", "max", "trigger", "office_time", "qualifier")
FEE_FACTS = ("kind", "amount", "min", "max", "percent")
OFFICER_FACTS = ("post", "phone", "email")


def compare_cells(old: Service, new: Service, place: Place) -> list[Change]:
    """What differs between two rows of one service, in the order of the official form."""
    changes = []
    for field, (label, differ) in FIELDS.items():
        if found := differ(old.get(field), new.get(field)):
            bn, en = (
                f"{caption}: {name + ' ' if name else ''}{words}"
                for caption, name, words in zip((place.bn, place.en), label, found.words, strict=True)
            )
            where = f"{place.path}/{field}"
            changes.append(Change(where, field, found.before, found.after, bn, en, found.is_worse))
    return changes


def counted(before: Amount | None, after: Amount | None) -> Words | None:
    """The figures alone, where they say the whole difference."""
    return arrow(before, after) if before and after and before != after else None


def texts_differ(old: str | None, new: str | None) -> Difference | None:
    """Another wording; another spelling or spacing of the same is none."""
    before, after = old or "", new or ""
    return None if skeleton(before) == skeleton(after) else Difference(before, after, arrowed(before, after))


def categories_differ(old: str | None, new: str | None) -> Difference | None:
    """A service that was moved; a charter that names no categories says nothing of one."""
    if old == new or old is None or new is None:
        return None
    (old_bn, old_en), (new_bn, new_en) = CAPTIONS.get(old, PLAIN), CAPTIONS.get(new, PLAIN)
    return Difference(old_bn, new_bn, (f"{old_bn} → {new_bn}", f"{old_en} → {new_en}"))


def facts(cell: dict[str, Any], names: tuple[str, ...]) -> list[Any]:
    """What the cell says, without its spelling. A span from 3 to 3 days is 3 days."""
    low = None if cell.get("min") == cell.get("max") else cell.get("min")
    parts = [facts(part, (*names, "label")) for key in ("cases", "stages") for part in cell.get(key) or ()]
    return [low if name == "min" else cell.get(name) or None for name in names] + parts


def times_differ(old: dict[str, Any], new: dict[str, Any]) -> Difference | None:
    old, new = held(old), held(new)
    before, after = old["raw"], new["raw"]
    same = facts(old, TIME_FACTS) == facts(new, TIME_FACTS)
    if same and (time_amount(old) or skeleton(before) == skeleton(after)):
        return None
    return Difference(
        before,
        after,
        counted(time_amount(old), time_amount(new)) or arrowed(before, after),
        is_longer(old, new),
    )


def fees_differ(old: dict[str, Any], new: dict[str, Any]) -> Difference | None:
    before, after = old["raw"], new["raw"]
    most, now = fee_most(old), fee_most(new)
    same = facts(old, FEE_FACTS) == facts(new, FEE_FACTS)
    if same and (most is not None or skeleton(before) == skeleton(after)):
        return None
    words = counted(fee_amount(old), fee_amount(new)) or arrowed(before, after)
    return Difference(
        before, after, words, None if most is None or now is None or most == now else now > most
    )


def officers_differ(old: dict[str, Any], new: dict[str, Any]) -> Difference | None:
    """Another post, phone or address; the parts that differ are named, where there was one before."""
    both = {key: (old.get(key) or "", new.get(key) or "") for key in OFFICER_FACTS}
    parts = [
        AS_TOLD.get(key, arrowed)(before, after)
        for key, (before, after) in both.items()
        if skeleton(before) != skeleton(after)
    ]
    if not parts:
        return None
    bn, en = ("; ".join(words) for words in zip(*parts, strict=True))
    return Difference(old["raw"], new["raw"], (bn, en))


def numbers_arrowed(before: str, after: str) -> Words:
    """A telephone is no word of the charter's own: each language has it in its digits."""
    return arrowed(digits(before), digits(after))[0], arrowed(before, after)[1]


AS_TOLD = {"phone": numbers_arrowed}


Differ = Callable[[Any, Any], Difference | None]
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
