"""The hint on forms of others: what is written there looks like a request under the Act, which has a way of
its own. Nothing is filed otherwise than as whoever writes it decides.
"""

from django.urls import reverse

from ongikar.core.i18n.say import language
from ongikar.core.slots import Answer
from ongikar.offices.middleware import OfficeRequest
from ongikar.rules.rti_recognition import is_information_request

from .track import NoOfficer, find_post, track_of


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
