"""One difference between two charters, in one cell or of one service, and the time that a service is held
to.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ongikar.rules.bangla.text import digits, latin_digits
from ongikar.rules.charter.reading_types import ParsedTime

from .amounts import Words


class Change(NamedTuple):
    """What a field was, what it is, and a sentence in each language.

    `where` is a path as findings have it: citizen/8/time; of something dropped, its path in the charter
    before. `is_worse` for whoever asks for the service: None where neither can be said.
    """

    where: str
    field: str
    before_raw: str
    after_raw: str
    bn: str
    en: str
    is_worse: bool | None = None

    @property
    def subject(self) -> str:
        """The service or part that the change is about: citizen/8."""
        return self.where.rpartition("/")[0] or self.where


def quote_text(text: str) -> str:
    """The charter's own words; a dash where there are none."""
    return f"“{text}”" if text.strip(" -–—") else "—"


def in_bangla(text: object) -> str:
    return digits(text, "bn")


def in_english(text: object) -> str:
    return digits(text, "en")


class CellDifference(NamedTuple):
    """`words`: what became what, in both languages."""

    before: str
    after: str
    words: Words
    is_worse: bool | None = None


def quoted_difference(before: str, after: str) -> Words:
    """In the charters' own words, which are the same in either language."""
    words = f"{quote_text(before)} → {quote_text(after)}"
    return words, words


def time_with_limit(time: ParsedTime) -> ParsedTime:
    """Where the limit rules, the words are both and the length is the limit's."""
    ceiling = time.get("ceiling")
    if not ceiling or time.get("max") or time.get("cases") or time.get("stages"):
        return time
    return {**ceiling, "raw": f"{time['raw']}; {ceiling['raw']}"}


def group_changes(changes: Iterable[Change]) -> list[Change]:
    """The changes in order, each at the place of the first that says the same; `where` is that one's.

    A service that came or went stays by itself: its name is what there is to say.
    """
    groups: dict[tuple[str, ...], list[Change]] = {}
    for change in changes:
        # A caption has no colon, so what stands behind the first is what is said of the service.
        said = change.bn.partition(": ")[2]
        alone = change.where if "/" not in change.where or change.field in ("service", "name", "tier") else ""
        groups.setdefault((change.field, said, alone), []).append(change)
    return [merge_changes(group) if len(group) > 1 else group[0] for group in groups.values()]


def merge_changes(group: Sequence[Change]) -> Change:
    bn, en = (
        f"{captions([getattr(change, tongue).partition(': ')[0] for change in group], tongue)}: "
        f"{getattr(group[0], tongue).partition(': ')[2]}"
        for tongue in ("bn", "en")
    )
    return group[0]._replace(bn=bn, en=en)


def captions(each: Iterable[str], tongue: str) -> str:
    """নাগরিক সেবা ১–৩, ৫; অভ্যন্তরীণ সেবা ২."""
    numbers: dict[str, list[int]] = {}
    for caption in each:
        name, _, number = caption.rpartition(" ")
        numbers.setdefault(name, []).append(int(latin_digits(number)))
    return "; ".join(f"{name} {digits(spans(names), tongue)}" for name, names in numbers.items())


def spans(numbers: Iterable[int]) -> str:
    """1–3, 5: three or more in a row are a span."""
    rows: list[list[int]] = []
    for number in sorted(set(numbers)):
        if rows and number == rows[-1][-1] + 1:
            rows[-1].append(number)
        else:
            rows.append([number])
    return ", ".join(f"{row[0]}–{row[-1]}" if len(row) > 2 else ", ".join(map(str, row)) for row in rows)
