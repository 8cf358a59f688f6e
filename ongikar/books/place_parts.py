"""What the page of a place shows of the books: its devices as a list to print and as a spreadsheet."""

from datetime import datetime

from ongikar.core.slots import Answer
from ongikar.offices.models import Place
from ongikar.people.post_holders import StaffRequest
from ongikar.places.models import Device
from ongikar.rules.bangla.text import fiscal_year
from ongikar.rules.calendar.office_calendar import TZ

from .register_files import READERS


def place_books(request: StaffRequest, place: Place, now: datetime) -> Answer | None:
    """The register of devices narrowed to this place; nothing where nothing stands, or for who reads no
    books.
    """
    if not request.holder.has(place.office_id, READERS) or not Device.objects.filter(place=place).exists():
        return None
    return ("books/place_books.html", {"place": place, "year": fiscal_year(now.astimezone(TZ).date())})
