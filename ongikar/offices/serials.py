"""The next number of a book: without gaps, in the caller's transaction."""

from ongikar.frame.ready_rows import value_of

from .models import Office, Serial

# The one statement that both counts up and tells, so that nobody comes between.
COUNT_UP = """
    UPDATE offices_serial SET last = last + 1
    WHERE office_id = {office} AND book = %s AND year = %s RETURNING last
"""
NEXT_IN_OFFICE = COUNT_UP.format(office="%s")
NEXT_IN_TOWN = COUNT_UP.format(office="(SELECT min(id) FROM offices_office WHERE geocode = %s)")


def next_serial(office_id: int, book: str, year: int) -> int:
    """The next number of a book, without gaps: taken in the caller's transaction, given back if that fails."""
    if (number := value_of(NEXT_IN_OFFICE, office_id, book, year)) is not None:
        return number
    # The first of its year; whoever comes at the same moment makes the same row once.
    Serial.objects.get_or_create(office_id=office_id, book=book, year=year)
    return value_of(NEXT_IN_OFFICE, office_id, book, year)


def next_number(office: Office, book: str, year: int) -> int:
    """The next serial of a number that begins with the geocode.

    Offices under one geocode count together, so that no two papers in a town bear the same number.
    """
    if (number := value_of(NEXT_IN_TOWN, office.geocode, book, year)) is not None:
        return number
    first = Office.objects.filter(geocode=office.geocode).order_by("pk").values_list("pk", flat=True).first()
    return next_serial(first, book, year)
