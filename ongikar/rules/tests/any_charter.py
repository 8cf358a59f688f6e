"""Charters made to order: a list of services, printed in any layout, column order, heading and fault that
offices use.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

from hypothesis import strategies as st

from ongikar.rules.bangla.text import digits, nfc
from ongikar.rules.tests.plain_headings import PLAIN
from ongikar.rules.tests.test_charter_headings import HEADINGS


class Cell(NamedTuple):
    """What is printed, and what it means: field → value, as `charter_score` names the fields."""

    printed: str
    means: dict[str, Any]


def _cells(field: str, *rows: tuple[str, Any]) -> list[Cell]:
    return [Cell(printed, {field: meant}) for printed, meant in rows]


def _times(*rows: tuple[str, str, int | None]) -> list[Cell]:
    return [Cell(printed, {"time.kind": kind, "time.max": most}) for printed, kind, most in rows]


NAMES = [
    "জন্ম নিবন্ধন সনদ প্রদান",
    "ট্রেড লাইসেন্স নবায়ন",
    "নামজারি ও জমাখারিজ",
    "ওয়ারিশ সনদ প্রদান",
    "কৃষি ঋণ বিতরণে সহায়তা",
    "পুকুরে মাছ চাষের পরামর্শ",
    "কম্পিউটার প্রশিক্ষণ আয়োজন",
    "বয়স্ক ভাতা বিতরণ",
    "সমবায় সমিতি নিবন্ধন",
    "তথ্য সরবরাহ",
    "পানির লাইন সংযোগ",
    "হোল্ডিং নম্বর প্রদান",
]
CELLS: dict[str, list[Cell]] = {
    "method": _cells(
        "method",
        ("সরাসরি", "সরাসরি"),
        ("অনলাইনে আবেদন", "অনলাইনে আবেদন"),
        ("ডাকযোগে বা সরাসরি", "ডাকযোগে বা সরাসরি"),
    ),
    "time": _times(
        ("৭ কার্যদিবস", "working_days", 7),
        ("০৩ (তিন) কর্ম দিবস", "working_days", 3),
        ("১৫ দিনের মধ্যে", "calendar_days", 15),
        ("২৪ ঘণ্টা", "hours", 24),
        ("তাৎক্ষণিক", "immediate", None),
        ("১-৩ দিন", "calendar_days", 3),
        ("২০ মিনিটের মধ্যে", "minutes", 20),
        ("২ মাস", "months", 2),
    ),
    "documents": _cells(
        "documents.items",
        ("আবেদনপত্র, জাতীয় পরিচয়পত্র", ["আবেদনপত্র", "জাতীয় পরিচয়পত্র"]),
        ("১. আবেদনপত্র ২. ছবি", ["আবেদনপত্র", "ছবি"]),
        ("পরিচয়পত্রের কপি", ["পরিচয়পত্রের কপি"]),
        ("ছবি; সনদের কপি", ["ছবি", "সনদের কপি"]),
    ),
    "place": _cells(
        "form_source",
        ("ফ্রন্ট ডেস্ক", "ফ্রন্ট ডেস্ক"),
        ("অফিসের ওয়েবসাইট", "অফিসের ওয়েবসাইট"),
        ("ডিজিটাল সেন্টার", "ডিজিটাল সেন্টার"),
    ),
    "fee": [
        Cell("বিনামূল্যে", {"fee.kind": "free"}),
        Cell("২০/-", {"fee.kind": "fixed", "fee.amount": 20}),
        Cell("৫০০ টাকা", {"fee.kind": "fixed", "fee.amount": 500}),
        Cell("সরকার নির্ধারিত হারে", {"fee.kind": "per_schedule"}),
    ],
    "officer": [
        *_cells(
            "responsible.post",
            ("অফিস সহকারী", "অফিস সহকারী"),
            ("উপজেলা কৃষি কর্মকর্তা", "উপজেলা কৃষি কর্মকর্তা"),
            ("হিসাবরক্ষক", "হিসাবরক্ষক"),
            ("সচিব", "সচিব"),
        ),
        Cell(
            "সহকারী প্রোগ্রামার ফোন: ০২-৫৫০০৬৮৪৭",
            {"responsible.post": "সহকারী প্রোগ্রামার", "responsible.phone": "+880255006847"},
        ),
    ],
    "superior": _cells(
        "superior.post",
        ("উপপরিচালক", "উপপরিচালক"),
        ("জেলা প্রশাসক", "জেলা প্রশাসক"),
        ("উপজেলা নির্বাহী অফিসার", "উপজেলা নির্বাহী অফিসার"),
    ),
}

# The column orders A–K of published charters, with the column that must be there first.
ORDERS = {
    "field-8": "serial name time documents place fee officer superior",
    "hq-7": "serial name method documents_and_place fee time officer",
    "passport-8": "serial name method documents place fee time officer",
    "joined-7": "serial name time documents_and_place fee officer superior",
    "2007-5": "serial name method time remedy",
    "short-3": "serial name time",
    "short-5": "serial name time officer superior",
    "municipal-6": "serial name method fee time officer",
    "municipal-no-serial": "name method fee time officer",
    "union-6": "serial name time fee method officer",
    "union-5": "serial name fee time officer",
    "officer-first": "serial name officer time fee documents",
}

# Without a serial a row that goes on in the next line cannot be told from the next row.
RUN_ON = tuple(name for name, order in ORDERS.items() if order.startswith("serial"))

Row = dict[str, Cell]
ROWS = st.lists(
    st.builds(
        lambda name, **cells: {"name": Cell(name, {"name": name}), **cells},
        st.sampled_from(NAMES),
        **{kind: st.sampled_from(cells) for kind, cells in CELLS.items()},
    ),
    min_size=1,
    max_size=6,
)


class Charter(NamedTuple):
    order: list[str]
    headings: list[str]
    rows: list[Row]

    def head(self) -> list[str]:
        return self.headings

    def numbers(self, style: str = "({})") -> list[str]:
        return [digits(style.format(place)) for place in range(1, len(self.order) + 1)]

    def body(self, serial: str = "{}") -> list[list[str]]:
        return [
            [
                digits(serial.format(number)) if kind == "serial" else self.printed(row, kind)
                for kind in self.order
            ]
            for number, row in enumerate(self.rows, start=1)
        ]

    def printed(self, row: Row, kind: str) -> str:
        return row[SAME.get(kind, kind)].printed

    def means(self) -> list[dict[str, Any]]:
        meant = []
        for number, row in enumerate(self.rows, start=1):
            said: dict[str, Any] = {"number": number}
            for kind in self.order:
                said |= row[SAME.get(kind, kind)].means if kind != "serial" else {}
            meant.append(
                {
                    key: (
                        nfc(value)
                        if isinstance(value, str)
                        else [nfc(v) for v in value]
                        if isinstance(value, list)
                        else value
                    )
                    for key, value in said.items()
                }
            )
        return meant


SAME = {"documents_and_place": "documents", "remedy": "superior"}


@st.composite
def charters(
    draw: st.DrawFn, orders: tuple[str, ...] = tuple(ORDERS), *, of_the_form: bool = False
) -> Charter:
    order = ORDERS[draw(st.sampled_from(orders))].split()
    headings = [
        draw(
            st.sampled_from(
                [
                    h
                    for h in (HEADINGS if of_the_form else CLEAR)[kind]
                    if not (of_the_form and (h.isascii() or h in UNCLEAR))
                ]
            )
        )
        for kind in order
    ]
    return Charter(order, headings, draw(ROWS))


# Headings cut so short, or so common as words, that only their place could tell them.
UNCLEAR = ("মিক", "চার্টার", "যোগাযোগ", "নাগরিক সেবা")
CLEAR = {
    kind: [h for h in [*headings, *PLAIN.get(kind, [])] if h not in UNCLEAR]
    for kind, headings in HEADINGS.items()
}

Layout = Callable[[list[list[str]]], str]


def _lines(row: Callable[[list[str]], str]) -> Layout:
    return lambda rows: "\n".join(row(cells) for cells in rows) + "\n"


def _markdown(rows: list[list[str]]) -> str:
    lines = [f"| {' | '.join(cells)} |" for cells in rows]
    return "\n".join([lines[0], "|".join(["---"] * len(rows[0])), *lines[1:]]) + "\n"


LAYOUTS: dict[str, Layout] = {
    "tabs": _lines("\t".join),
    "a pipe between cells": _lines(" | ".join),
    "a pipe after each cell": _lines(lambda cells: " | ".join(cells) + " |"),
    "pipes at both ends": _lines(lambda cells: f"| {' | '.join(cells)} |"),
    "markdown": _markdown,
    "runs of spaces": _lines("    ".join),
    "one cell a line with a pipe": _lines(lambda cells: "\n".join(f"{cell} |" for cell in cells)),
    "the pipe on its own line": _lines(lambda cells: "\n".join(f"{cell}\n|" for cell in cells)),
    "one cell a line": _lines("\n".join),
    "one cell a paragraph": _lines(lambda cells: "\n\n".join(cell or "\u00a0" for cell in cells) + "\n"),
    "pipes of a wide span after each row": _lines(lambda cells: " | ".join(cells) + " ||||||"),
}
# A layout that shows an empty cell; the others drop it, and a row cut in two cannot be told from two rows.
SHOWING_EMPTY = sorted(set(LAYOUTS) - {"runs of spaces", "one cell a line"})
ONE_LINE = [name for name in SHOWING_EMPTY if not name.startswith(("one cell", "the pipe"))]
