"""What this app puts on the pages below it: the requests of a mobile, for its owner; on the page of a
complaint that was none, the request that it became; on forms of others the hint that what is written there
looks like a request under the Act. Nothing is filed otherwise than as whoever writes it decides.
"""

from datetime import datetime

from django.urls import reverse

from ongikar.cases.citizen.my_cases import SHOWN
from ongikar.core.i18n.say import language
from ongikar.core.slots import Answer
from ongikar.grievances.models import Stage
from ongikar.letters.models import Letter
from ongikar.offices.middleware import OfficeRequest
from ongikar.people.desk import DeskRequest
from ongikar.rti.rules import is_information_request

from .models import InformationRequest, requests_of
from .reactions import RIGHT_TO_INFORMATION
from .rights import may_enter
from .track import NoOfficer, find_post, track_of
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


def hint_of_request(request: OfficeRequest, text: str) -> Answer | None:
    """Where to file it, for a text that looks like one; nothing in an office that names nobody to answer."""
    if not is_information_request(text):
        return None
    try:
        officer = find_post(request.office, "designated")
    except NoOfficer:
        return None
    period = track_of(request.office.slug).periods[-1]
    limit = period.answer.words(language())
    return "rti/hint.html", {"officer": officer, "limit": limit, "address": reverse("rti_new"), "text": text}


def hint_before_sending(*, request: OfficeRequest, text: str) -> Answer | None:
    """The same on the last page of an application."""
    return hint_of_request(request, text)


def letter_part(*, request: DeskRequest, letter: Letter, now: datetime) -> Answer | None:
    """On the page of a letter in the diary that belongs to nothing yet: the way to enter it as a request."""
    is_free = letter.is_open and letter.subject is None
    if not (is_free and may_enter(request.desk, letter.office_id)):
        return None
    return "rti/letter_part.html", {"letter": letter}
