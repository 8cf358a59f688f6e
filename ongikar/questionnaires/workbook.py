"""Answers as a spreadsheet: a line for each response, a column for each question of all versions."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any, BinaryIO

from ongikar.core.i18n.say import language, say
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.questionnaire.compare import Column, columns_of
from ongikar.rules.questionnaire.definition import NUMBERS, SELECTS, UPLOADS, words_in

from .fields import answer_words
from .models import Response, Round, Version
from .results import rows_of, values_in, versions_asked

# Excel takes no longer text in a cell.
MOST_LETTERS = 32_767
CHUNK = 500
CellValue = str | float | date | None


def headings(round: Round, columns: list[Column]) -> list[str]:
    first = [say("দিন", "Day")] if round.anonymous else [say("সময়", "Time"), say("উত্তরদাতা", "Respondent")]
    points = [say("নম্বর", "Points"), say("মোট", "Out of")]
    return [*first, say("সংস্করণ", "Version"), *points, *(heading(column) for column in columns)]


def heading(column: Column) -> str:
    words = words_in(column.question.label, language()) or column.question.name
    return f"{words} ({column.question.name})"


def lines(round: Round, versions: Iterable[Version], columns: list[Column]) -> Iterator[list[CellValue]]:
    """In the order of their keys: that of the day they came, or of an anonymous round in none."""
    by_key = {version.pk: version for version in versions}
    for row in rows_of(round).order_by("id").iterator(chunk_size=CHUNK):
        asked = by_key[row.version_id]
        first: list[CellValue] = [row.day] if round.anonymous else [when(row), who(row)]
        points = [None if each is None else float(each) for each in (row.score, row.score_of)]
        said = (list(values_in(column, row.answers, asked.questions)) for column in columns)
        cells = [cell(column, values) for column, values in zip(columns, said, strict=True)]
        yield [*first, float(asked.number), *points, *cells]


def when(response: Response) -> datetime:
    return response.submitted_at.astimezone(TZ).replace(tzinfo=None)


def who(response: Response) -> str:
    """By its reference, never its name: the file may be handed on."""
    return f"{response.respondent_type} {response.respondent_id}" if response.respondent else ""


def cell(column: Column, values: list[Any]) -> CellValue:
    if not values:
        return None
    if len(values) == 1 and column.question.type in NUMBERS and isinstance(values[0], int | float):
        return float(values[0])
    if column.question.type in SELECTS | UPLOADS or len(values) > 1 or not isinstance(values[0], str):
        return "; ".join(answer_words(column.question, column.choices, value) for value in values)
    return values[0]


def write_answers(
    file: BinaryIO,
    round: Round,
    counted: Callable[[Iterable[list[CellValue]]], Iterable[list[CellValue]]] = iter,
    folder: Path | None = None,
) -> int:
    """Write the XLSX; returns how many lines it has. Line by line, never all in memory, where a folder is
    given. Nothing that anybody answered becomes a formula.
    """
    import xlsxwriter

    options: dict[str, bool | str] = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    if folder is not None:
        options["tmpdir"] = str(folder)
    versions = versions_asked(round)
    columns = [
        column
        for column in columns_of(version.questions for version in versions)
        if not column.question.sealed
    ]
    count = 0
    with xlsxwriter.Workbook(file, options) as book:
        sheet = book.add_worksheet()
        sheet.freeze_panes(1, 0)
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        moment = book.add_format({"num_format": "d/m/yyyy h:mm"})
        day = book.add_format({"num_format": "d/m/yyyy"})
        for place, words in enumerate(headings(round, columns)):
            sheet.write_string(0, place, words[:MOST_LETTERS], bold)
        for count, line in enumerate(counted(lines(round, versions, columns)), start=1):
            for place, value in enumerate(line):
                if isinstance(value, str):
                    sheet.write_string(count, place, value[:MOST_LETTERS])
                elif isinstance(value, date):
                    sheet.write_datetime(count, place, value, moment if isinstance(value, datetime) else day)
                elif value is not None:
                    sheet.write_number(count, place, value)
    return count
