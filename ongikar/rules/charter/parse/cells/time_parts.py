"""Splits a time cell with several amounts: which words belong to which amount, and the label of each part."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from ongikar.rules.bangla.text import latin_digits, nfc
from ongikar.rules.charter.parse.cells import time_words as words

from .amounts import TimeAmount

Time = dict[str, Any]

# The ending of a unit and what closes the amount: দিন|ের মধ্যে, মিনিট|ে.
TAIL = re.compile(nfc(r"[\u0980-\u09ff]*(?:\s*মধ্যে)?"))
BRACKET = re.compile(r"\s*\([^()]*\)")
NUMBERED = re.compile(nfc(r"(?:^|(?<=[\s।;,]))\(?(?:[0-9০-৯]{1,2}|[কখগঘঙ])\s*[।.)]+\s*(?=[^\d\s])"))
STRONG = re.compile(r"[;।/]")
# The next step begins with one of these: "… সম্পন্ন করা এবং পরবর্তী ১৫ দিনের মধ্যে …".
THEN = re.compile(nfc(r"(?<!র)\s(?:পরবর্তী|এরপর|তারপর|অতঃপর)"))
# Words that only lead up to an amount; at the edges of a label they say nothing.
FILLER = frozenset(
    map(
        nfc,
        (
            "সর্বোচ্চ",
            "অনধিক",
            "অনূর্ধ্ব",
            "মধ্যে",
            "এর",
            "ের",
            "maximum",
            "within",
            "and",
            "ও",
            "এবং",
            "বা",
            "or",
            "in",
        ),
    )
)
EDGES = " ,;/।:ঃ-–=()"


class TimePart(NamedTuple):
    amount: TimeAmount
    before: str
    own: str  # the amount as printed, with its ending
    after: str


def read_time_parts(raw: str, found: list[TimeAmount]) -> list[Time]:
    """One time for each amount, with its label, its trigger and its own words."""
    staged = are_stages(raw, found)
    return [_part(part, staged) for part in _divided(raw, found, staged)]


def numbered_parts(raw: str) -> list[str]:
    """The promises of a cell that numbers them: "১। জরুরি ক্ষেত্রে তাৎক্ষণিক ২। সাধারণ ক্ষেত্রে ৩ দিন"; none for
    any other.
    """
    first, *parts = (part.strip(EDGES) for part in NUMBERED.split(raw))
    return parts if not first and len(parts) > 1 and all(parts) else []


def label_beside_immediate(raw: str) -> str:
    """The words that name a case which is served at once."""
    return _label(words.IMMEDIATE.sub(" ", raw))


def are_stages(raw: str, found: list[TimeAmount]) -> bool:
    """Whether the amounts follow one another, where they would else be a choice."""
    return words.NEXT_STAGE.search(latin_digits(raw[found[0].end : found[-1].start])) is not None


def _part(part: TimePart, staged: bool) -> Time:
    before, after = _label(part.before), _label(part.after)
    label = (after or before) if staged else (before or after)
    amount = part.amount
    read: Time = {
        "kind": amount.unit,
        "min": amount.low,
        "max": amount.high,
        "raw": (part.before + part.own + part.after).strip(" ,;/।:ঃ") if part.own else "",
        "label": label,
    }
    if trigger := words.read_trigger(part.before):
        read["trigger"] = trigger
    return read


def _divided(raw: str, found: list[TimeAmount], staged: bool) -> Iterator[TimePart]:
    before = raw[: found[0].start]
    # "১৫ দিন সাধারণ ৭ দিন জরুরি": where nothing stands before the first and something after the last.
    label_follows = not _label(before) and bool(_label(TAIL.sub("", raw[found[-1].end :], count=1)))
    for amount, following in zip(found, [*found[1:], None], strict=True):
        end = TAIL.match(raw, amount.end).end()  # type: ignore[union-attr]
        end = min(end, following.start) if following else end
        gap = raw[end : following.start] if following else raw[end:]
        cut = len(gap) if following is None else _cut(gap, label_follows, staged)
        yield TimePart(amount, before, raw[amount.start : end], gap[:cut])
        before = gap[cut:]


def _cut(gap: str, label_follows: bool, staged: bool) -> int:
    """Where the words between two amounts pass from the first to the second."""
    if staged and (then := THEN.search(gap)):
        return then.start()
    if bracket := BRACKET.match(gap):
        return bracket.end()
    if strong := STRONG.search(gap):
        return strong.end()
    comma = gap.rfind(",")
    if comma >= 0:
        return comma + 1
    return len(gap) if label_follows and gap.strip() and "(" not in gap else 0


def _label(text: str) -> str:
    """The words that name a part, without what begins its count."""
    text = words.COUNTED_FROM.sub(" ", nfc(text))
    kept = text.strip(EDGES).split()
    while kept and kept[0].strip(EDGES) in FILLER:
        kept = kept[1:]
    while kept and kept[-1].strip(EDGES) in FILLER:
        kept = kept[:-1]
    return " ".join(kept).strip(EDGES)
