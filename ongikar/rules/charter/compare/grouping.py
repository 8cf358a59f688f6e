"""Groups changes that are the same for several services into one: “citizen service 1–3, 5: fee 100 → 150
taka”.
"""

from collections.abc import Iterable, Sequence

from ongikar.rules.bangla.text import digits, latin_digits

from .change import Change


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
    return [merged(group) if len(group) > 1 else group[0] for group in groups.values()]


def merged(group: Sequence[Change]) -> Change:
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
    return "; ".join(f"{name} {digits(spans(found), tongue)}" for name, found in numbers.items())


def spans(numbers: Iterable[int]) -> str:
    """1–3, 5: three or more in a row are a span."""
    rows: list[list[int]] = []
    for number in sorted(set(numbers)):
        if rows and number == rows[-1][-1] + 1:
            rows[-1].append(number)
        else:
            rows.append([number])
    return ", ".join(f"{row[0]}–{row[-1]}" if len(row) > 2 else ", ".join(map(str, row)) for row in rows)
