"""What this app puts on the pages below it: the requests of a mobile, for its owner; and on the page of a
complaint that was none, the request that it became.
"""

from datetime import datetime

from ongikar.cases.citizen.my_cases import SHOWN
from ongikar.core.slots import Answer
from ongikar.grievances.models import Stage
from ongikar.offices.middleware import OfficeRequest

from .models import InformationRequest, requests_of
from .reactions import RIGHT_TO_INFORMATION
from .words import state_tag


def mobile_requests_part(*, request: OfficeRequest, mobile: str, now: datetime) -> Answer | None:
    """The requests filed with a mobile that its owner has proved."""
    filed = requests_of(request.office.pk, mobile).with_all()
    rows = [(asked, state_tag(asked, now)) for asked in filed[:SHOWN]]
    return ("rti/mine.html", {"filed": rows}) if rows else None


def follow_complaint_part(*, request: OfficeRequest, stage: Stage, now: datetime) -> Answer | None:
    """To whoever follows a complaint not accepted as a request under the Act: the request that was opened,
    or, where the name is hidden, form A with the words in it.
    """
    if stage.reason_code != RIGHT_TO_INFORMATION:
        return None
    opened = InformationRequest.objects.filter(grievance=stage.grievance_id, office=request.office).first()
    return "rti/from_complaint.html", {"opened": opened, "text": stage.grievance.text}
