"""One office at a time: what must not be done twice at once in it waits here."""

from .models import Office


def lock_office(office_id: int) -> Office:
    """The office, held until the transaction ends: of two who do the same at once the second sees what the
    first has done. Rows that point to it can be written meanwhile.
    """
    return Office.objects.select_for_update(no_key=True).get(pk=office_id)
