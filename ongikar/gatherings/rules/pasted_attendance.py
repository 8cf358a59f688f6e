"""A sheet of attendance as it is copied out of Excel: a person a line, by roll or by name in either script,
and a class a column. What cannot be told is said; nothing is guessed.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from ongikar.rules.bangla.search import is_same_word, normalise_text
from ongikar.rules.bangla.text import digits, latin_digits, nfc
from ongikar.rules.typed_days import TypedFault, YearMissing, read_day

from .attendance_signs import NOTHING

MOST_LETTERS, MOST_SHOWN = 60_000, 40
# “ক্লাস ৩”, “৩য় ক্লাস”, "class 3", "C3", "#3".
CLASS = re.compile(
    r"(?:(?:ক্লাস|class|session|day|দিন|c|#)\s*[-:]?\s*(\d{1,3})|(\d{1,3})(?:ম|য়|র্থ|ষ্ঠ|ই|st|nd|rd|th)?\s*(?:ক্লাস|class))"
)
# Of other columns a sheet has these, too, and they are no class.
OTHER_COLUMNS = frozenset(
    nfc(
        "ক্রমিক ক্রম নং নম্বর রোল নাম শিক্ষার্থী প্রশিক্ষণার্থী মোবাইল ফোন মোট হার শতাংশ মন্তব্য স্বাক্ষর"
        " sl roll name serial student trainee mobile phone total percent remarks signature"
    ).split()
)

Words = tuple[str, str]


@dataclass(frozen=True, slots=True)
class SheetPerson:
    """Somebody of the grid. `roll`: 0 for whoever has none; `names`: as they are called, in either script."""

    key: int
    roll: int
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SheetClass:
    """A class of the grid, its number and its day. `is_open`: may be filled in now."""

    key: int
    number: int
    day: date
    minutes: int
    is_open: bool
    is_held: bool


@dataclass(slots=True)
class PastedSheet:
    """`cells`: what stands in the sheet, readable or not, by person and class. `faults`: what could not be
    taken. `left_out`: the columns that are no class.
    """

    cells: dict[tuple[int, int], str] = field(default_factory=dict)
    faults: list[Words] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)

    def refuse(self, bn: str, en: str) -> None:
        self.faults.append((bn, en))


def read_pasted(text: str, people: Sequence[SheetPerson], classes: Sequence[SheetClass]) -> PastedSheet:
    """Take a sheet apart. A sign that cannot be read is kept in its cell as it was written."""
    sheet = PastedSheet()
    rows = rows_of(text)
    if not rows:
        sheet.refuse("এখানে কিছু লেখা নেই।", "There is nothing in it.")
        return sheet
    heads, names_end = list[list[str]](), 0
    lines = list[tuple[int, list[str], SheetPerson | Words | None]]()
    for number, row in rows:
        person, after = person_of(row, people)
        if person is None and not lines and is_heading(row):
            heads.append(row)
            continue
        if person is None and not lines and sum(map(bool, row)) == 1:
            # The title above a sheet.
            continue
        lines.append((number, row, person))
        names_end = max(names_end, after)
    columns = headed_columns(heads, classes, sheet) if heads else {}
    if not columns and not sheet.faults:
        columns = counted_columns(lines, names_end, classes, sheet)
    if columns:
        take_lines(lines, columns, people, sheet)
    return sheet


def rows_of(text: str) -> list[tuple[int, list[str]]]:
    """The lines that are not empty, with the number of each, in cells."""
    text = nfc(text[:MOST_LETTERS])
    # A quote that is never closed must not swallow the lines after it: quotes only fall away.
    between = "\t" if "\t" in text else ","
    rows = [
        (number, [cell.strip().strip('"').strip() for cell in line.split(between)])
        for number, line in enumerate(text.splitlines(), 1)
    ]
    return [(number, row) for number, row in rows if any(row)]


def is_heading(row: Sequence[str]) -> bool:
    """Whether it says what the columns are: a word for one of them, a day, a class, or their bare numbers
    behind an empty cell.
    """
    are_numbers = not row[0] and all(latin_digits(cell).isdigit() for cell in row if cell)
    return are_numbers or any(is_heading_cell(cell) for cell in row)


def is_heading_cell(cell: str) -> bool:
    said = latin_digits(cell).lower()
    is_known = bool(OTHER_COLUMNS & set(normalise_text(cell).split()))
    return is_known or bool(CLASS.fullmatch(said)) or day_of(cell) is not None


def person_of(row: Sequence[str], people: Sequence[SheetPerson]) -> tuple[SheetPerson | Words | None, int]:
    """Whom a line names, or why that cannot be told; None where it names nobody. Also where names end."""
    by_roll = {person.roll: person for person in people if person.roll}
    rolled, named, after = None, list[SheetPerson](), 0
    for place, cell in enumerate(row[:6]):
        figures = latin_digits(cell)
        if rolled is None and figures.isascii() and figures.isdigit() and len(figures) < 10:
            rolled = by_roll.get(int(figures))
            if rolled is not None:
                after = max(after, place + 1)
        elif not named and (alike := people_called(cell, people)):
            named, after = alike, max(after, place + 1)
    if rolled is None and len(named) > 1:
        return (
            f"“{named[0].names[0]}” নামে {digits(len(named))} জন আছেন; রোলও দিন",
            f"{len(named)} people are called “{named[0].names[0]}”; give the roll, too",
        ), after
    if rolled is not None and named and rolled not in named:
        return (
            f"রোল {digits(rolled.roll)} {rolled.names[0]}, “{named[0].names[0]}” নন",
            f"Roll {rolled.roll} is {rolled.names[0]}, not “{named[0].names[0]}”",
        ), after
    return (rolled or (named[0] if named else None)), after


def people_called(cell: str, people: Sequence[SheetPerson]) -> list[SheetPerson]:
    """Those of this name; in the other script only where nobody is called so in its own."""
    said = normalise_text(cell)
    if len(said) < 3:
        return []
    exact = [each for each in people if said in map(normalise_text, each.names)]
    return exact or [
        each for each in people if any(is_same_name(said, normalise_text(n)) for n in each.names)
    ]


def is_same_name(one: str, other: str) -> bool:
    """Whether each word is the other's in the other script; titles before a name may be left out."""
    first, second = ([word for word in name.split() if word not in TITLES] for name in (one, other))
    if not first or len(first) != len(second):
        return False
    return all(a == b or is_same_word(a, b) for a, b in zip(first, second, strict=True))


TITLES = frozenset(
    word
    for words in ("মো মোঃ মোছা মোসা মোসাম্মৎ জনাব শ্রী", "md mst mr mrs ms")
    for word in normalise_text(words).split()
)


def day_of(cell: str) -> tuple[int, int, int | None] | None:
    """The day, month and year of a heading; None for a year that is not written."""
    try:
        day = read_day(cell)
    except YearMissing as fault:
        return (fault.day, fault.month, None)
    except TypedFault:
        return None
    return (day.day, day.month, day.year)


def headed_columns(
    heads: Sequence[Sequence[str]], classes: Sequence[SheetClass], sheet: PastedSheet
) -> dict[int, SheetClass]:
    """By its place, which class a column is of."""
    columns: dict[int, SheetClass] = {}
    width = max(map(len, heads))
    for place in range(width):
        cells = [head[place] for head in heads if place < len(head) and head[place]]
        matches = [each for cell in cells for each in classes_headed(cell, classes, sheet)]
        if len({each.key for each in matches}) == 1:
            columns[place] = matches[0]
        elif cells and not matches:
            sheet.left_out.append(cells[-1])
    known = [each.key for each in columns.values()]
    for each in {each.key: each for each in columns.values() if known.count(each.key) > 1}.values():
        sheet.refuse(
            f"ক্লাস {digits(each.number)} দুই ঘরে আছে; একটি রাখুন।",
            f"Class {each.number} stands in two columns; leave one.",
        )
        return {}
    return columns


def classes_headed(cell: str, classes: Sequence[SheetClass], sheet: PastedSheet) -> list[SheetClass]:
    said = latin_digits(cell).lower()
    if day := day_of(cell):
        matches = [
            each
            for each in classes
            if (each.day.day, each.day.month) == day[:2] and day[2] in (None, each.day.year)
        ]
        if len(matches) != 1:
            sheet.refuse(
                f"“{cell}” তারিখে {'একাধিক' if matches else 'কোনো'} ক্লাস {'আছে' if matches else 'নেই'}।",
                f"There is {'more than one' if matches else 'no'} class on “{cell}”.",
            )
        return matches if len(matches) == 1 else []
    if match := CLASS.fullmatch(said):
        number = int(match[1] or match[2])
        matches = [each for each in classes if each.number == number]
        if not matches:
            sheet.refuse(f"“{cell}”: এই ব্যাচে এত ক্লাস নেই।", f"“{cell}”: the batch has fewer classes.")
        return matches
    if said.isascii() and said.isdigit() and len(said) < 4:
        matches = [each for each in classes if int(said) in (each.number, each.day.day)]
        if len(matches) > 1:
            sheet.refuse(
                f"“{cell}”: ক্লাসের নম্বর না তারিখ, বোঝা যায়নি; “ক্লাস {digits(said)}” বা পুরো তারিখ লিখুন।",
                f"“{cell}” may be the number or the day of a class; write “class {said}” or the whole date.",
            )
            return []
        return matches
    return []


def counted_columns(
    lines: Sequence[tuple[int, list[str], object]],
    first: int,
    classes: Sequence[SheetClass],
    sheet: PastedSheet,
) -> dict[int, SheetClass]:
    """Without headings the columns are all classes so far, or those that are open: their number tells."""
    last = max((place for _, row, _ in lines for place, cell in enumerate(row, 1) if cell), default=0)
    count = last - first
    if not first:
        sheet.refuse(
            "কোনো সারিতে এই ব্যাচের কারও রোল বা নাম পাওয়া যায়নি। রোল বা নামের ঘরসহ কপি করুন।",
            "No line has a roll or a name of this batch. Copy the column of rolls or names, too.",
        )
        return {}
    so_far = [each for each in classes if each.is_open or each.is_held]
    is_open = [each for each in classes if each.is_open]
    for columns in (so_far, is_open):
        if columns and len(columns) == count:
            return dict(enumerate(columns, first))
    sheet.refuse(
        f"{digits(count)}টি ঘরের কোনটি কোন ক্লাসের, বোঝা যায়নি। প্রথম সারিতে তারিখ বা ক্লাসের নম্বর রাখুন।",
        f"Which class each of the {count} columns is of cannot be told. Put the dates or the numbers of the"
        " classes into the first line.",
    )
    return {}


def take_lines(
    lines: Sequence[tuple[int, list[str], SheetPerson | Words | None]],
    columns: Mapping[int, SheetClass],
    people: Sequence[SheetPerson],
    sheet: PastedSheet,
) -> None:
    seen: dict[int, int] = {}
    for number, row, person in lines:
        if not isinstance(person, SheetPerson):
            name = next((cell for cell in row if cell and not latin_digits(cell).isdigit()), row[0])[
                :MOST_SHOWN
            ]
            bn, en = person or (f"“{name}” এই তালিকায় নেই", f"“{name}” is not on this list")
            sheet.refuse(f"সারি {digits(number)}: {bn}।", f"Line {number}: {en}.")
            continue
        if person.key in seen:
            sheet.refuse(
                f"সারি {digits(number)}: {person.names[0]} সারি {digits(seen[person.key])}-এও আছেন।",
                f"Line {number}: {person.names[0]} is on line {seen[person.key]}, too.",
            )
            continue
        seen[person.key] = number
        for place, each in columns.items():
            cell = row[place] if place < len(row) else ""
            if cell not in NOTHING:
                sheet.cells[person.key, each.key] = cell
    if not seen and not sheet.faults:
        sheet.refuse("কোনো সারিতে কারও চিহ্ন নেই।", "No line has a mark.")
