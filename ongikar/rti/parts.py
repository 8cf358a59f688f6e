"""What this app puts on the pages below it: the requests of a mobile, for its owner."""

from datetime import datetime

from ongikar.cases.citizen.my_cases import SHOWN
from ongikar.core.slots import Answer
from ongikar.offices.middleware import OfficeRequest

from .models import requests_of
from .words import state_tag


def mobile_requests_part(*, request: OfficeRequest, mobile: str, now: datetime) -> Answer | None:
    """The requests filed with a mobile that its owner has proved."""
    filed = requests_of(request.office.pk, mobile).with_all()
    rows = [(asked, state_tag(asked, now)) for asked in filed[:SHOWN]]
    return ("rti/mine.html", {"filed": rows}) if rows else None
