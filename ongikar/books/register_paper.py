"""A book as the paper it is printed on: one year's lines for the register template."""

from typing import Any

from ongikar.cases.citizen.pdfs import letterhead
from ongikar.frame.say import language, say
from ongikar.offices.models import Office
from ongikar.rules.bangla import fiscal_year_words

from .registry import Book


def register_data(book: Book, office: Office, fiscal_year: int) -> dict[str, Any]:
    """What `papers.pdf.render("register", …)` reads, in the language at hand."""
    widths = book.widths or (1,) * len(book.columns)
    lines = list(book.rows(office, fiscal_year))
    return {
        "language": language(),
        "office": letterhead(office),
        "title": book.words,
        "fiscal_year": fiscal_year_words(fiscal_year, language()),
        "columns": [{"label": heading, "width": width} for heading, width in zip(book.headings, widths, strict=True)],
        "rows": [{"cells": list(line.cells), "struck": [struck for _, struck in line.marked]} for line in lines],
        "note": say(
            "কাটা দাগের ভুক্তি বাতিল; কারণ মন্তব্যের ঘরে। কোনো ভুক্তি মোছা হয় না।",
            "A line crossed out no longer holds; the reason is in its remarks. No line is ever removed.",
        ) if any(line.struck for line in lines) else "",
    }  # fmt: skip
