"""Reads the promised time of a service: what a clock can start from and what it cannot, the office's own
limit beside it, and of a cell with several amounts which words belong to which.
"""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from ongikar.rules.bangla.text import latin_digits, nfc
from ongikar.rules.charter.lint.services import COUNTABLE
from ongikar.rules.charter.parse.cells import marks
from ongikar.rules.charter.parse.cells import time_words as words
from ongikar.rules.charter.parse.document.lines import LONGEST_TOLD
from ongikar.rules.charter.reading_types import ParsedTime

from .amounts import TimeAmount, time_amounts

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


def read_time_parts(raw: str, amounts: list[TimeAmount]) -> list[ParsedTime]:
    """One time for each amount, with its label, its trigger and its own words."""
    staged = are_stages(raw, amounts)
    return [_part(part, staged) for part in _divide_cell(raw, amounts, staged)]


def numbered_parts(raw: str) -> list[str]:
    """The promises of a cell that numbers them: "১। জরুরি ক্ষেত্রে তাৎক্ষণিক ২। সাধারণ ক্ষেত্রে ৩ দিন"; none for
    any other.
    """
    first, *parts = (part.strip(EDGES) for part in NUMBERED.split(raw))
    return parts if not first and len(parts) > 1 and all(parts) else []


def label_beside_immediate(raw: str) -> str:
    """The words that name a case which is served at once."""
    return _label(words.IMMEDIATE.sub(" ", raw))


def are_stages(raw: str, amounts: list[TimeAmount]) -> bool:
    """Whether the amounts follow one another, where they would else be a choice."""
    return words.NEXT_STAGE.search(latin_digits(raw[amounts[0].end : amounts[-1].start])) is not None


def _part(part: TimePart, staged: bool) -> ParsedTime:
    before, after = _label(part.before), _label(part.after)
    label = (after or before) if staged else (before or after)
    amount = part.amount
    read: ParsedTime = {
        "kind": amount.unit,
        "min": amount.low,
        "max": amount.high,
        "raw": (part.before + part.own + part.after).strip(" ,;/।:ঃ") if part.own else "",
        "label": label,
    }
    if trigger := words.read_trigger(part.before):
        read["trigger"] = trigger
    return read


def _divide_cell(raw: str, amounts: list[TimeAmount], staged: bool) -> Iterator[TimePart]:
    before = raw[: amounts[0].start]
    # "১৫ দিন সাধারণ ৭ দিন জরুরি": where nothing stands before the first and something after the last.
    label_follows = not _label(before) and bool(_label(TAIL.sub("", raw[amounts[-1].end :], count=1)))
    for amount, following in zip(amounts, [*amounts[1:], None], strict=True):
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


# What stands after it in the cell (by how much it may be extended) belongs to it.
OWN_LIMIT = re.compile(
    nfc(
        r"[\s;,।(]*(?:(?:কার্যালয়ের|অফিসের|দপ্তরের)\s*(?:নিজের\s*)?সীমা|The office[’']s (?:own"
        r" )?limit)\s*[:ঃ]-?\s*"
    ),
    re.IGNORECASE,
)


def split_own_limit(printed: str) -> tuple[str, str]:
    """The time as printed, and the office's own limit; "" where it names none beside a time."""
    match = OWN_LIMIT.search(text := nfc(printed))
    if not match or not match.start():
        return printed, ""
    return text[: match.start()].strip(), text[match.end() :].strip(" )")


def read_time(printed: str, heading: str = "") -> ParsedTime:
    """The reading of a time cell. `heading` is the column's own, which may name the trigger or a minimum.

    `ceiling` is there where the office sets a limit of its own beside the printed time.
    """
    if len(printed) > LONGEST_TOLD:
        return _time("unknown") | {"raw": printed}
    printed, own = split_own_limit(printed)
    return _read(printed, heading) | ({"ceiling": _read(own, "")} if own else {})


def _read(printed: str, heading: str) -> ParsedTime:
    raw = nfc(printed)
    text = latin_digits(raw)
    amounts = time_amounts(raw)
    time = _read_numbered(raw) or _kind(text, amounts, raw)
    time["raw"] = printed
    if time["kind"] in ("none", "misplaced", "unknown"):
        return time
    _add_words(time, raw, text, latin_digits(nfc(heading)), amounts)
    if any(amount.contradiction for amount in amounts):
        time["contradiction"] = True
    return time


def _time(kind: str, low: int | None = None, high: int | None = None) -> ParsedTime:
    return {"kind": kind, "min": low, "max": high, "raw": ""}


def _of(amount: TimeAmount) -> ParsedTime:
    return _time(amount.unit, amount.low, amount.high)


def _kind(text: str, amounts: list[TimeAmount], raw: str) -> ParsedTime:
    if marks.is_blank(text) or words.NOT_STATED.fullmatch(text):
        return _time("none")
    if words.IMMEDIATE.search(_outside_brackets(text)):
        return _immediate(text, amounts)
    if amounts:
        # "২৫ তারিখের মধ্যে দাখিলকৃত বিল ৭ কার্যদিবস": a day by which something must come in is no promise.
        text = words.INPUT_DEADLINE.sub(" ", text)
    for kind, pattern in words.FIRST:
        if match := pattern.search(text):
            if kind != "nth_working_day":
                return _time(kind)
            number = words.NUMBERED.search(match[0])
            return _time(kind, None, int(number[0]) if number else 1)
    if len(amounts) == 1:
        return _of(amounts[0])
    if amounts:
        return _several(raw, amounts)
    for kind, pattern in words.LAST:
        if pattern.search(text):
            return _time(kind)
    return _time("misplaced" if words.MISPLACED.search(text) else "unknown")


def _outside_brackets(text: str) -> str:
    """What the cell says but for what it only explains in brackets: "নির্ধারিত সময়ে (বিতরণের সঙ্গে সঙ্গে)"."""
    outside = marks.IN_BRACKETS.sub(" ", text)
    return outside if any(pattern.search(outside) for _, pattern in words.LAST) else text


def _immediate(text: str, amounts: list[TimeAmount]) -> ParsedTime:
    rest = words.IMMEDIATE.sub("", text)
    if words.LETTER.search(rest):
        return _time("immediate_or_per_letter")
    day_amounts = [amount for amount in amounts if amount.unit in ("working_days", "calendar_days")]
    if day_amounts:
        last = day_amounts[-1]
        return _time(f"immediate_or_{last.unit}", last.low, last.high)
    if words.BARE_WORKING_DAY.search(rest):
        return _time("immediate_or_working_days")
    if amounts:
        return _of(amounts[-1])
    return _time("immediate_or_calendar_days" if "/" in rest and words.BARE_DAY.search(rest) else "immediate")


def _read_numbered(raw: str) -> ParsedTime | None:
    """The promises that a cell numbers, each with its own name, where one of them is served at once."""
    cases = [_case(part) for part in numbered_parts(raw)]
    at_once = [case["kind"] == "immediate" for case in cases]
    is_complete = all(case["label"] and case["kind"] in COUNTABLE for case in cases)
    return _time("cases") | {"cases": cases} if any(at_once) and not all(at_once) and is_complete else None


def _case(part: str) -> ParsedTime:
    amounts = time_amounts(part)
    if words.IMMEDIATE.search(latin_digits(part)) and not amounts:
        return _time("immediate") | {"raw": part, "label": label_beside_immediate(part)}
    return read_time_parts(part, amounts)[0] if len(amounts) == 1 else _time("unknown") | {"label": ""}


def _several(raw: str, amounts: list[TimeAmount]) -> ParsedTime:
    """Several amounts in one cell: steps one after another, or a promise for each case."""
    parts = read_time_parts(raw, amounts)
    if not any(part["label"] for part in parts) and len({(p["kind"], p["max"]) for p in parts}) == 1:
        lows = [part["min"] for part in parts if part["min"] is not None]
        return _time(parts[0]["kind"], min(lows, default=None), parts[0]["max"])
    if are_stages(raw, amounts):
        return _time("stages") | {"stages": parts}
    return _time("cases") | {"cases": parts}


def _first(table: tuple[tuple[str, Any], ...], text: str) -> str | None:
    return next((name for name, pattern in table if pattern.search(text)), None)


def _without(raw: str, amounts: list[TimeAmount]) -> str:
    """The words of the cell with a stop in place of each amount: no condition reaches across it."""
    for amount in reversed(amounts):
        end = TAIL.match(raw, amount.end).end()  # type: ignore[union-attr]
        begin = words.LEAD.search(raw[: amount.start]).start()  # type: ignore[union-attr]
        raw = f"{raw[:begin]};{raw[end:]}"
    return raw


def _add_words(time: ParsedTime, raw: str, text: str, heading: str, amounts: list[TimeAmount]) -> None:
    trigger = None if "stages" in time else words.read_trigger(text)
    if trigger is None and time["kind"] in COUNTABLE and "(" in heading:
        # "প্রাপ্তির সময় (আবেদনের সময় থেকে)" says it once for the whole column.
        trigger = words.read_trigger(heading)
    if trigger:
        time["trigger"] = trigger
    if qualifier := _first(words.QUALIFIERS, text) or (
        time["kind"] in COUNTABLE and _first(words.QUALIFIERS[:1], heading)
    ):
        time["qualifier"] = qualifier
    if condition := words.CONDITION.search(_without(raw, amounts)):
        time["condition"] = condition[0].strip(" -,()")
    if time["kind"] in ("hours", "minutes") and words.OFFICE_TIME.search(text):
        time["office_time"] = True
