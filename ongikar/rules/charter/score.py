"""How well a reading of a charter agrees with its right reading: services found, and their
fields, counted.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from ongikar.rules.bangla.text import nfc
from ongikar.rules.charter.reading_types import (
    CharterReading,
    ParsedFee,
    ParsedService,
    ParsedTier,
    ParsedTime,
)

# What a row says of each counted field, by the field's name.
Fields = dict[str, Any]


def _limit(time: ParsedTime, key: str) -> Fields:
    """A time, with what its cases or stages promise and what they are called."""
    parts = time.get("cases") or time.get("stages") or []
    return {
        f"{key}.kind": time["kind"],
        f"{key}.min": time["min"],
        f"{key}.max": time["max"],
        f"{key}.parts": [(part.get("kind"), part.get("min"), part.get("max")) for part in parts],
        f"{key}.labels": [part.get("label", "") for part in parts if part.get("label")],
    }


def _taka(case: ParsedFee) -> float | None:
    """What a case of a fee costs: nothing where it is free, None where it is said elsewhere."""
    return 0 if case.get("kind") == "free" else case["amount"]


def fields_of(service: ParsedService) -> Fields:
    """The fields of a service that are counted, by name."""
    fee = service["fee"]
    cases = fee.get("cases", [])
    people = {
        f"{role}.{what}": (service[role] or {}).get(what)
        for role in ("responsible", "superior")
        for what in ("post", "phone", "email")
    }
    return {
        "category": service["category"],
        "number": service["number"],
        "method": service["method"],
        **_limit(service["time"], "time"),
        "documents.items": service["documents"]["items"],
        "form_source": service["form_source"],
        "fee.kind": fee["kind"],
        "fee.amount": fee["amount"],
        "fee.parts": [_taka(case) for case in cases],
        "fee.labels": [case["label"] for case in cases if case.get("label")],
        **people,
    }


def fields_of_tier(tier: ParsedTier) -> Fields:
    """The fields of a tier that are counted, by name."""
    fields = {key: tier.get(key) for key in ("tier", "when", "officer", "address", "phone", "email", "web")}
    return fields | _limit(tier["limit"], "limit")


class Miss(NamedTuple):
    where: str
    right: Any
    read: Any


class Score(NamedTuple):
    """Counts, so that the scores of several charters can be added."""

    services: int  # in the right reading
    read: int  # in the reading
    matched: int  # in both
    fields: int  # where either says something
    agreed: int
    misses: tuple[Miss, ...] = ()

    def __add__(self, other: "Score") -> "Score":  # type: ignore[override]
        return Score(
            self.services + other.services,
            self.read + other.read,
            self.matched + other.matched,
            self.fields + other.fields,
            self.agreed + other.agreed,
            self.misses + other.misses,
        )

    @property
    def precision(self) -> float:
        return self.matched / self.read if self.read else float(self.services == 0)

    @property
    def recall(self) -> float:
        return self.matched / self.services if self.services else float(self.read == 0)

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    @property
    def accuracy(self) -> float:
        return self.agreed / self.fields if self.fields else 1.0


NOTHING = Score(0, 0, 0, 0, 0)


def score_reading(read: CharterReading, right: CharterReading) -> Score:
    """The reading against the right one. A service or tier that was not found misses every field it has."""
    services = _against(read["services"], right["services"], "name", "number", fields_of, "services")
    tiers = _against(
        read["grievance_tiers"], right["grievance_tiers"], "when", "tier", fields_of_tier, "grievance_tiers"
    )
    return services._replace(
        fields=services.fields + tiers.fields,
        agreed=services.agreed + tiers.agreed,
        misses=services.misses + tiers.misses,
    )


def _against[Row: Mapping[str, Any]](
    read: list[Row], right: list[Row], name: str, number: str, fields: Callable[[Row], Fields], place: str
) -> Score:
    pairs = dict(_pairs(read, right, name, number))
    counted, agreed, misses = 0, 0, []
    for index, part in enumerate(right):
        expected = fields(part)
        values = fields(read[pairs[index]]) if index in pairs else {}
        where = f"{place}/{part[number]}"
        if index not in pairs:
            misses.append(Miss(f"{where}/{name}", part[name], None))
        for key, value in expected.items():
            if not _says(value) and not _says(values.get(key)):
                continue
            counted += 1
            if index in pairs and _fold(value) == _fold(values[key]):
                agreed += 1
            elif index in pairs:
                misses.append(Miss(f"{where}/{key}", value, values[key]))
    extra = set(range(len(read))) - set(pairs.values())
    misses += [
        Miss(f"{place}/{read[index][number]}/{name}", None, read[index][name]) for index in sorted(extra)
    ]
    return Score(len(right), len(read), len(pairs), counted, agreed, tuple(misses))


def _pairs(
    read: Sequence[Mapping[str, Any]], right: Sequence[Mapping[str, Any]], name: str, number: str
) -> Iterator[tuple[int, int]]:
    """(index in right, index in read): same name and number first, then same name, in the order printed."""
    free, open_ = dict(enumerate(read)), dict(enumerate(right))
    for same in ((name, number), (name,)):
        for index, part in list(open_.items()):
            for other, candidate in free.items():
                if all(_fold(candidate[key]) == _fold(part[key]) for key in same):
                    del free[other], open_[index]
                    yield index, other
                    break


def _says(value: Any) -> bool:
    return value not in (None, "", [], "none")


def _fold(value: Any) -> Any:
    """Text in one encoding and single-spaced; what holds texts likewise."""
    if isinstance(value, str):
        return " ".join(nfc(value).split())
    if isinstance(value, list | tuple):
        return [_fold(item) for item in value]
    return value or None if value == "" else value
