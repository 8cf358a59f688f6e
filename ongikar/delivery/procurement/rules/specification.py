"""What a thing to be bought must be like: clauses in both languages, how they are read, and the names of
makers that none of them may bear without a reason; and what an office wrote of what it wants to buy, line by
line.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any

from ongikar.rules.bangla.text import digits, latin_digits, nfc

AT_LEAST, AT_MOST, EXACTLY, ONE_OF, HAS = OPERATORS = ("at_least", "at_most", "exactly", "one_of", "has")
# Those of which the value is a number.
MEASURED = frozenset({AT_LEAST, AT_MOST})
OPERATOR_WORDS = {
    AT_LEAST: ("কমপক্ষে {value}", "at least {value}"),
    AT_MOST: ("সর্বোচ্চ {value}", "at most {value}"),
    EXACTLY: ("{value}", "{value}"),
    ONE_OF: ("যেকোনো একটি: {value}", "any one of: {value}"),
    HAS: ("থাকতে হবে: {value}", "must have: {value}"),
}
NUMBER = re.compile(r"\d{1,9}(?:\.\d{1,3})?")
# What Bangla joins to a name: the genitive, the object, the article.
ENDINGS = "(?:ের|র|এর|-এর|কে|টি|য়ের|য়|ে)?"
NO_NUMBER, NO_VALUE, NO_ATTRIBUTE, BRAND, TWICE = "no_number", "no_value", "no_attribute", "brand", "twice"


@dataclass(frozen=True, slots=True)
class Clause:
    """One condition: of which attribute what is asked. `value_en`, `unit_en`: where English says it
    otherwise.

    `reason`: why it bears the name of a maker; "" where it bears none. `key` names it within its version: an
    offer is held against it under that name.
    """

    key: str
    bn: str
    en: str
    operator: str
    value: str
    value_en: str = ""
    unit: str = ""
    unit_en: str = ""
    is_mandatory: bool = True
    reason: str = ""

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "Clause":
        return cls(**{each.name: data[each.name] for each in fields(cls) if each.name in data})

    def as_data(self) -> dict[str, Any]:
        return asdict(self)

    def attribute(self, language: str) -> str:
        return (self.en if language == "en" else self.bn) or self.bn or self.en

    def requirement_words(self, language: str) -> str:
        """What is asked of the attribute, in words."""
        value, unit = self.value, self.unit
        if language == "en":
            # GB is GB; a unit that Bangla alone has, such as that of a count, English leaves out.
            value, unit = self.value_en or value, self.unit_en or (unit if unit.isascii() else "")
        # The article of a count is joined to it: ৮টি.
        shown = f"{value}{unit}" if unit == "টি" else " ".join(filter(None, (value, unit)))
        if self.operator in MEASURED:
            shown = digits(shown, language)
        return OPERATOR_WORDS[self.operator][1 if language == "en" else 0].format(value=shown)

    @property
    def all_words(self) -> str:
        """All its words, in which a maker's name could stand."""
        return " ".join((self.bn, self.en, self.value, self.value_en, self.unit, self.unit_en))


@dataclass(frozen=True, slots=True)
class ClauseFault:
    """What is wrong with a clause: its place, the field at fault, and why. `names`: of makers."""

    place: int
    field: str
    key: str
    names: tuple[str, ...] = ()


def mandatory_keys(clauses: Iterable[Clause]) -> frozenset[str]:
    return frozenset(clause.key for clause in clauses if clause.is_mandatory)


def clauses_from(data: Iterable[Mapping[str, Any]]) -> tuple[Clause, ...]:
    return tuple(Clause.from_data(each) for each in data)


def digest_of(clauses: Iterable[Clause]) -> str:
    """The SHA-256 of what is asked: of its JSON with sorted keys and without blanks, in UTF-8."""
    data = [clause.as_data() for clause in clauses]
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def find_brands(words: str, brands: Iterable[str]) -> tuple[str, ...]:
    """The makers' names that stand in the words, each as a whole word; Bangla joins its endings to them."""
    text = nfc(words)
    return tuple(
        brand
        for brand in brands
        if re.search(
            rf"(?<![\w\u0980-\u09ff]){re.escape(nfc(brand))}{ENDINGS}(?![\w\u0980-\u09ff])", text, re.I
        )
    )


def faults_of(clauses: Sequence[Clause], brands: Iterable[str]) -> list[ClauseFault]:
    """Why these clauses make no specification."""
    known, faults, seen = tuple(brands), [], set()
    for place, clause in enumerate(clauses):
        if not (clause.bn or clause.en).strip():
            faults.append(ClauseFault(place, "bn", NO_ATTRIBUTE))
        if not clause.value.strip():
            faults.append(ClauseFault(place, "value", NO_VALUE))
        elif clause.operator in MEASURED and not NUMBER.fullmatch(latin_digits(clause.value)):
            faults.append(ClauseFault(place, "value", NO_NUMBER))
        if clause.key in seen:
            faults.append(ClauseFault(place, "bn", TWICE))
        seen.add(clause.key)
        names = find_brands(clause.all_words, known)
        if names and not clause.reason.strip():
            faults.append(ClauseFault(place, "reason", BRAND, names))
    return faults


# ---- the items of a purchase, as the citizen typed them ----

# ৩টি, 3 pcs, ০৩ খানা, 12
PIECES = r"(?:টি|টা|খানা|সেট|জোড়া|পিস|pcs?\.?|pieces?|sets?|nos?\.?|units?)"
AT_END = re.compile(rf"^(?P<name>.*?)[\s,;:–—\-(×xX]+(?P<count>\d{{1,5}})\s*{PIECES}?\s*[).।]*$", re.I)
AT_START = re.compile(rf"^(?P<count>\d{{1,5}})\s*{PIECES}\s*[,:]?\s*(?P<name>.+)$", re.I)
NUMBERED = re.compile(r"^\s*(?:\d{1,2}[.)।]\s+|[•*\-–—]\s*)")
MOST_NAME = 200


@dataclass(frozen=True, slots=True)
class WantedItem:
    """One thing and how many; `count` is None where no number was said."""

    name: str
    count: int | None


def parse_item(line: str) -> WantedItem | None:
    """What one line asks for; None of a line without words."""
    told = NUMBERED.sub("", nfc(line)).strip()
    if not any(sign.isalnum() for sign in told):
        return None
    figures = latin_digits(told)
    for pattern in (AT_END, AT_START):
        matched = pattern.match(figures)
        if matched and any(sign.isalpha() for sign in matched["name"]):
            # Cut from what was written: its own figures stay in its own script.
            first, last = matched.span("name")
            name = told[first:last].strip(" \t,;:–—-(")
            count = int(matched["count"])
            return WantedItem(name[:MOST_NAME], count or None)
    return WantedItem(told[:MOST_NAME], None)


def parse_items(words: str) -> list[WantedItem]:
    return [item for line in words.splitlines() if (item := parse_item(line))]
