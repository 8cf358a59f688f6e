"""The time of a row in the charter's Bangla, as it is published: as the document printed it, where that says what holds."""

from ongikar.rules.bangla import NO_BREAK
from ongikar.rules.charter_text.cells_time import read_time
from ongikar.rules.promise_terms import UNITS

from .models import Service

SAID = ("kind", "min", "max")


def printed_time(service: Service) -> str:
    """The print; where the row was put right to a number that the print lacks, the words of that number."""
    printed = read_time(service.time_raw)
    said, promise = service.charter_time, service.charter_time.promise
    if promise is None or all(printed.get(key) == service.time.get(key) for key in SAID):
        return service.time_raw
    words = promise.words("bn").replace(NO_BREAK, " ")
    return f"{UNITS['immediate'].bn}/ {words}" if said.is_at_once_or else words
