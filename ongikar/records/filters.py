"""By what a list may be narrowed: each filter offers its choices and reads them by an index."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from ongikar.core.i18n.say import language, say
from ongikar.offices.models import Office, Serial
from ongikar.rules.bangla.text import fiscal_year_words


class Filter:
    """One of them. `name`: of its value in the address. `key`: the column by which its pages go on."""

    name: str
    words: tuple[str, str]
    key = "id"

    @property
    def label(self) -> str:
        return say(*self.words)

    def choices(self, office: Office) -> Iterable[tuple[str, str]]:
        """Values and words, of which there are few."""
        raise NotImplementedError

    def narrow(self, rows: QuerySet[Any], value: str) -> QuerySet[Any]:
        raise NotImplementedError


class YearFilter(Filter):
    """The fiscal year in which it was numbered: by the index of the numbers, the last first."""

    name = "year"
    words = ("অর্থবছর", "Fiscal year")
    key = "book_serial"

    def __init__(self, book: str) -> None:
        self.book = book

    def choices(self, office: Office) -> Iterable[tuple[str, str]]:
        years = Serial.objects.filter(office=office, book=self.book, year__gt=0).order_by("-year")
        for year in years.values_list("year", flat=True):
            yield str(year), fiscal_year_words(year, language())

    def narrow(self, rows: QuerySet[Any], value: str) -> QuerySet[Any]:
        if not (value.isascii() and value.isdigit() and len(value) == 4):
            return rows.none()
        return rows.filter(fiscal_year=int(value)).order_by("office_id", "fiscal_year", "-book_serial")
