"""Section 3 of a performance agreement, as offices have it in a spreadsheet or copy it out of a document: one
row an indicator, its field and activity said once and left empty below.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from ..bangla.search import fold
from ..bangla.text import latin_digits, nfc
from ..typed_days import TypedFault, YearMissing, read_day
from .checks import DATE_UNIT, SHARE_UNIT, ActivityLine, FieldLine, IndicatorLine
from .score import DATE, MEAN, PERCENTS, RUNNING, SUM

MOST_ROWS = 200
# The columns of the form in their order; one that has no column for the method has one less.
FIELD, FIELD_WEIGHT, ACTIVITY, INDICATOR, METHOD, UNIT, WEIGHT = range(7)
PAST = slice(7, 9)
COLUMNS = slice(9, 14)
PROOF = 14
WITH_METHOD, WITHOUT_METHOD = PROOF + 1, PROOF
METHOD_WORDS = {
    SUM: ("সমষ্টি", "যোগফল", "মোট", "sum", "total"),
    MEAN: ("গড়", "mean", "average"),
    DATE: ("তারিখ", "date"),
    RUNNING: ("ক্রমপুঞ্জিভূত", "ক্রমপুঞ্জীভূত", "ক্রমপুঞ্জিত", "running", "cumulative"),
}
UNIT_WORDS = {
    SHARE_UNIT: ("%", "শতকরা", "শতাংশ", "percent", "per cent"),
    DATE_UNIT: ("তারিখ", "date"),
}
# What the columns are called, wherever they stand.
NAMES = frozenset(
    map(fold, ("ক্ষেত্র", "কর্মসম্পাদনের ক্ষেত্র", "কার্যক্রম", "সূচক", "কর্মসম্পাদন সূচক", "একক", "মান", "প্রমাণক"))
)
NONE = re.compile(r"[\s\-–—.]*")
NUMBERED = re.compile(r"^\s*[\[(]?[0-9]+(?:[.।][0-9]+)*[\])]?[.।)]?\s*")
NUMBER = re.compile(r"[0-9]+(?:\.[0-9]{1,20})?")
# What a spreadsheet keeps of a number is off by less than this.
OFF = Decimal("0.000001")
# A spreadsheet counts days from here.
SHEET_DAY_0, SHEET_DAYS = date(1899, 12, 30), range(36_526, 73_051)
MOST_NUMBER = Decimal("9999999999.99")
Value = Decimal | date | None


@dataclass(frozen=True, slots=True)
class SheetFault:
    """What cannot be read, in both languages. `row`, `column`: from 1, as the spreadsheet counts them; a
    column of 0 is the row, a row of 0 the whole.
    """

    row: int
    column: int
    bn: str
    en: str


@dataclass(frozen=True, slots=True)
class SheetIndicator:
    """One row: the line, and what stands beside it. `row`: as above. `is_method_said`: else it was taken from
    the unit.
    """

    row: int
    line: IndicatorLine
    past: tuple[Value, ...]
    proof: str
    is_method_said: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """`indicators`: in the order of those of `fields`."""

    fields: tuple[FieldLine, ...]
    indicators: tuple[SheetIndicator, ...]
    faults: tuple[SheetFault, ...]


class CellFault(ValueError):
    """Why a cell cannot be read, in both languages."""

    def __init__(self, bn: str, en: str) -> None:
        super().__init__(en)
        self.bn, self.en = bn, en


def rows_of_text(text: str) -> list[list[str]]:
    """A table as it comes out of a spreadsheet or a document: cells with a tab between them, a cell of
    several lines in quotes.
    """
    rows: list[list[str]] = []
    row: list[str] = []
    cell, quoted = "", False
    for sign in text.replace("\r\n", "\n").replace("\r", "\n"):
        if sign == '"' and (quoted or not cell):
            quoted = not quoted
        elif sign == "\t" and not quoted:
            row, cell = [*row, cell], ""
        elif sign == "\n" and not quoted:
            rows.append([*row, cell])
            row, cell = [], ""
        else:
            cell += sign
    if cell or row:
        rows.append([*row, cell])
    return rows


def read_sheet(rows: Sequence[Sequence[str]], year: int) -> Sheet:
    """The table of the fiscal year that begins in July of `year`, and every cell that cannot be read."""
    cleaned = [[" ".join(nfc(cell).split()) for cell in row] for row in rows]
    filled = [(number, row) for number, row in enumerate(cleaned, 1) if any(row)]
    has_method = any(is_with_method(row) for _, row in filled)
    if not has_method:
        filled = [(number, [*row[:METHOD], "", *row[METHOD:]]) for number, row in filled]
    data = [(number, row + [""] * (WITH_METHOD - len(row))) for number, row in filled]
    data = [(number, row) for number, row in data if not is_heading(row)]
    if not data:
        return Sheet((), (), (whole_fault(bool(filled)),))
    if len(data) > MOST_ROWS:
        bn, en = f"{MOST_ROWS}টির বেশি সূচক নেওয়া যায় না।", f"More than {MOST_ROWS} indicators are not taken."
        return Sheet((), (), (SheetFault(0, 0, bn, en),))
    return read_rows(data, year)


def whole_fault(is_filled: bool) -> SheetFault:
    if not is_filled:
        return SheetFault(0, 0, "ছকে কোনো সূচক নেই।", "The table has no indicator.")
    return SheetFault(
        0,
        0,
        "ছকের কলামগুলো চেনা যায়নি। ফরমের ক্রমে দিন: ক্ষেত্র, মান, কার্যক্রম, সূচক, গণনা পদ্ধতি, একক, সূচকের মান,"
        " আগের দুই বছর, পাঁচ লক্ষ্যমাত্রা, প্রমাণক।",
        "The columns are not those of the form: field, weight, activity, indicator, method, unit, weight of"
        " the indicator, two years before, five targets, proof.",
    )


def is_with_method(row: Sequence[str]) -> bool:
    """Of a row whose unit, which is no number, stands where a form without that column has the weight."""
    return len(row) > WEIGHT and bool(row[UNIT]) and not has_figure(row[UNIT]) and has_figure(row[WEIGHT])


def is_heading(row: Sequence[str]) -> bool:
    """Of the names of the columns and of their numbers, which stand above; a row of an indicator has a
    weight or a target.
    """
    if sum(fold(cell) in NAMES for cell in row if cell) > 1:
        return True
    said = [latin_digits(cell) for cell in row if cell]
    if len(said) > len(PERCENTS) and all(each.isdigit() for each in said):
        return True
    target = row[COLUMNS][0]
    return not has_figure(row[WEIGHT]) and (not has_figure(target) or any(map(str.isalpha, target)))


def has_figure(cell: str) -> bool:
    return any(sign.isdigit() for sign in cell)


def read_rows(data: list[tuple[int, list[str]]], year: int) -> Sheet:
    fields: list[tuple[str, Decimal, list[tuple[str, list[IndicatorLine]]]]] = []
    indicators: list[SheetIndicator] = []
    faults: list[SheetFault] = []
    for number, row in data:
        name = without_number(row[FIELD])
        if name and (not fields or fold(name) != fold(fields[-1][0])):
            weight = read_cell(row, FIELD_WEIGHT, number, year, faults, is_date=False)
            fields.append((name[:300], weight if isinstance(weight, Decimal) else Decimal(0), []))
        elif not fields:
            faults.append(
                SheetFault(number, FIELD + 1, "প্রথম সারিতে ক্ষেত্র লিখুন।", "The first row needs its field.")
            )
            fields.append(("", Decimal(0), []))
        activities = fields[-1][2]
        name = without_number(row[ACTIVITY])
        if name and (not activities or fold(name) != fold(activities[-1][0])):
            activities.append((name[:300], []))
        elif not activities:
            faults.append(
                SheetFault(number, ACTIVITY + 1, "এই ক্ষেত্রের কার্যক্রম লিখুন।", "This field needs its activity.")
            )
            activities.append(("", []))
        indicator = read_indicator(row, number, year, faults)
        indicators.append(indicator)
        activities[-1][1].append(indicator.line)
    lines = tuple(
        FieldLine(name, weight, tuple(ActivityLine(each, tuple(its)) for each, its in activities))
        for name, weight, activities in fields
    )
    return Sheet(lines, tuple(indicators), tuple(faults))


def read_indicator(row: Sequence[str], number: int, year: int, faults: list[SheetFault]) -> SheetIndicator:
    name = without_number(row[INDICATOR])
    if not name:
        faults.append(SheetFault(number, INDICATOR + 1, "সূচকের নাম লিখুন।", "The indicator needs its name."))
    unit = next((key for key, words in UNIT_WORDS.items() if is_one_of(row[UNIT], words)), row[UNIT])
    if not unit:
        faults.append(SheetFault(number, UNIT + 1, "একক লিখুন, যেমন সংখ্যা।", "Write the unit, such as number."))
    method = next((key for key, words in METHOD_WORDS.items() if is_one_of(row[METHOD], words)), "")
    if row[METHOD] and not method:
        faults.append(
            SheetFault(
                number,
                METHOD + 1,
                "গণনা পদ্ধতি চারটির একটি: সমষ্টি, গড়, তারিখ, ক্রমপুঞ্জিভূত।",
                "The method is one of sum, mean, date, running.",
            )
        )
    is_date = unit == DATE_UNIT
    weight = read_cell(row, WEIGHT, number, year, faults, is_date=False)
    columns = [
        read_cell(row, place, number, year, faults, is_date=is_date) for place in range(*COLUMNS.indices(99))
    ]
    past = [
        read_cell(row, place, number, year, faults, is_date=is_date, is_past=True)
        for place in range(*PAST.indices(99))
    ]
    if unit == SHARE_UNIT:
        columns, past = as_per_cent(columns), as_per_cent(past)
    line = IndicatorLine(
        name[:300],
        unit[:60],
        method or likely_method(unit),
        weight if isinstance(weight, Decimal) else Decimal(0),
        tuple(columns),
    )
    return SheetIndicator(number, line, tuple(past), row[PROOF][:500], bool(method))


def as_per_cent(values: list[Value]) -> list[Value]:
    """Of a spreadsheet, which keeps 95% as 0.95: a hundred times as much, where all are parts of one."""
    numbers = [each for each in values if isinstance(each, Decimal)]
    if not numbers or max(numbers) > 1 or all(each in (0, 1) for each in numbers):
        return values
    return [round(each * 100, 2) if isinstance(each, Decimal) else each for each in values]


def likely_method(unit: str) -> str:
    """Of a form without that column."""
    return {DATE_UNIT: DATE, SHARE_UNIT: MEAN}.get(unit, SUM)


def is_one_of(cell: str, words: Sequence[str]) -> bool:
    return cell.casefold().strip(" ().") in {nfc(word) for word in words}


def without_number(cell: str) -> str:
    """“[১.২] পরিদর্শন” without the number that the form gives it."""
    found = NUMBERED.match(latin_digits(cell))
    return cell[found.end() :].strip() if found else cell


def read_cell(
    row: Sequence[str],
    place: int,
    number: int,
    year: int,
    faults: list[SheetFault],
    *,
    is_date: bool,
    is_past: bool = False,
) -> Value:
    try:
        return read_value(row[place], year, is_date=is_date)
    except (CellFault, TypedFault) as fault:
        # What was reached in a year before may be told in any words, and no rule reads it.
        if not is_past:
            faults.append(SheetFault(number, place + 1, fault.bn, fault.en))
        return None


def read_value(cell: str, year: int, *, is_date: bool) -> Value:
    """A number or a day; None of an empty cell and of "--". A day without a year is one of the fiscal year.
    Raises CellFault or TypedFault.
    """
    if NONE.fullmatch(cell):
        return None
    if is_date:
        if (serial := latin_digits(cell)).isdigit() and len(serial) == 5 and int(serial) in SHEET_DAYS:
            return SHEET_DAY_0 + timedelta(days=int(serial))
        try:
            return read_day(cell)
        except YearMissing as fault:
            return day_of_year(fault.day, fault.month, year)
    figures = latin_digits(cell).replace(",", "").replace("%", "").strip(" ()")
    number = Decimal(figures) if NUMBER.fullmatch(figures) else None
    # Of a part of one, which is a percentage in a spreadsheet, two more figures count.
    places = 4 if number is not None and number <= 1 else 2
    if number is None or number > MOST_NUMBER or abs(number - round(number, places)) > OFF:
        raise CellFault(
            f"“{cell[:40]}” সংখ্যা নয়। শুধু সংখ্যা লিখুন, যেমন ২৪ বা ৮৬.২৫।",
            f"“{cell[:40]}” is no number. Write only a number, such as 24 or 86.25.",
        )
    return round(number, places)


def day_of_year(day: int, month: int, year: int) -> date:
    try:
        return date(year + (month < 7), month, day)
    except ValueError as fault:
        raise CellFault("এই বছরে এমন তারিখ নেই।", "There is no such day in this year.") from fault


def all_lines(sheet: Sheet) -> Iterator[tuple[int, int, int, SheetIndicator]]:
    """Each indicator with the places of its field, of its activity in it and of itself, from 1."""
    rows = iter(sheet.indicators)
    for n, field in enumerate(sheet.fields, 1):
        for k, activity in enumerate(field.activities, 1):
            for m, _ in enumerate(activity.indicators, 1):
                yield n, k, m, next(rows)
