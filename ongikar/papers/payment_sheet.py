"""The sheet by which allowances and honoraria are paid: printed for the signatures, and as a spreadsheet."""

import io
from collections.abc import Sequence
from typing import Any, NamedTuple

from ongikar.core.i18n.say import language, say
from ongikar.offices.models import Office
from ongikar.offices.rules.allowances import UNIT_WORDS, PaymentLine
from ongikar.rules.bangla.text import digits, grouped_number

from .letterhead import letterhead
from .pdf import render

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class PaymentSheet(NamedTuple):
    """What one sheet is about: a title such as the training or the event, from when to when it was, and who
    certifies it.
    """

    office: Office
    title: str
    when: str
    lines: Sequence[PaymentLine]
    signers: Sequence[Sequence[str]] = ()

    @property
    def totals(self) -> tuple[int, int, int]:
        """Gross, withheld and net, in taka."""
        return (
            sum(line.gross for line in self.lines),
            sum(line.deduction for line in self.lines),
            sum(line.net for line in self.lines),
        )


# Heading, share of the width, and whether it is a figure.
COLUMNS = (
    (("ক্রমিক", "No."), 5, False),
    (("নাম", "Name"), 20, False),
    (("পদ ও দপ্তর", "Post and office"), 16, False),
    (("মোবাইল বা হিসাব নম্বর", "Mobile or account number"), 14, False),
    (("সংখ্যা", "Number"), 8, True),
    (("হার (টাকা)", "Rate (taka)"), 9, True),
    (("মোট (টাকা)", "Gross (taka)"), 10, True),
    (("উৎসে কর্তন", "Withheld"), 9, True),
    (("প্রাপ্য (টাকা)", "Payable (taka)"), 10, True),
    (("স্বাক্ষর", "Signature"), 16, False),
)


def payment_sheet_pdf(sheet: PaymentSheet) -> bytes:
    """The sheet on paper, in the language at hand; the last column is left for the signatures."""
    tongue = language()
    gross, withheld, net = (grouped_number(value, tongue) for value in sheet.totals)
    rows = [
        [
            digits(place, tongue),
            line.name,
            line.post,
            # Unknown, it is written in by hand, as the signature is.
            number_words(line),
            f"{digits(line.units, tongue)} {say(*UNIT_WORDS[line.rate.unit])}",
            grouped_number(line.rate.taka, tongue),
            grouped_number(line.gross, tongue),
            grouped_number(line.deduction, tongue),
            grouped_number(line.net, tongue),
            "",
        ]
        for place, line in enumerate(sheet.lines, start=1)
    ]
    if rows:
        rows.append(["", say("মোট", "Total"), "", "", "", "", gross, withheld, net, ""])
    data: dict[str, Any] = {
        "language": tongue,
        "office": letterhead(sheet.office),
        "title": sheet.title,
        "period": sheet.when,
        "columns": [
            {"label": say(*words), "width": width, "align": "right" if is_figure else "left"}
            for words, width, is_figure in COLUMNS
        ],
        "rows": [{"cells": cells} for cells in rows],
        "note": note_of(sheet),
        "signers": [list(each) for each in sheet.signers],
    }
    return render("register", data)


def number_words(line: PaymentLine) -> str:
    """A mobile as it is dialled here, in the figures of the page; "" of one that is not known."""
    return digits(line.number.removeprefix("+88"), language())


def note_of(sheet: PaymentSheet) -> str:
    """By which order each rate is paid; that rates of the demonstration are invented stands first."""
    tongue = language()
    rates = list(dict.fromkeys(line.rate for line in sheet.lines))
    said = [
        say(
            "{what}: {taka} টাকা, {source}",
            "{what}: {taka} taka, {source}",
            what=say(*rate.words),
            taka=grouped_number(rate.taka, tongue),
            source=rate.source,
        )
        for rate in rates
    ]
    if any(rate.is_sample for rate in rates):
        said.insert(
            0,
            say("হারগুলো নমুনা; এ দিয়ে টাকা দেওয়া যাবে না।", "These rates are samples: nothing may be paid by them."),
        )
    return " ".join(said)


def payment_sheet_xlsx(sheet: PaymentSheet) -> bytes:
    """The same as a spreadsheet: figures are figures, and nothing written in it becomes a formula."""
    # Large, and seldom needed.
    import xlsxwriter

    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, options) as workbook:
        bold = workbook.add_format({"bold": True})
        page = workbook.add_worksheet()
        page.write_string(0, 0, f"{sheet.title} · {sheet.when} · {sheet.office.name}", bold)
        page.write_string(1, 0, note_of(sheet))
        for column, (words, width, _) in enumerate(COLUMNS[:-1]):
            page.set_column(column, column, width + 4)
            page.write_string(2, column, say(*words), bold)
        row = 2
        for row, line in enumerate(sheet.lines, start=3):
            figures = (line.units, line.rate.taka, line.gross, line.deduction, line.net)
            page.write_number(row, 0, row - 2)
            page.write_string(row, 1, line.name)
            page.write_string(row, 2, line.post)
            page.write_string(row, 3, line.number.removeprefix("+88"))
            for column, value in enumerate(figures, start=4):
                page.write_number(row, column, value)
        page.write_string(row + 1, 1, say("মোট", "Total"), bold)
        for column, value in enumerate(sheet.totals, start=6):
            page.write_number(row + 1, column, value, bold)
    return file.getvalue()
