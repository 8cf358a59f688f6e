"""The wording of every message of the office, in Bangla and English: to whom, and after which act."""

from .case_messages import APPLICANT, RECEIVED_FROM_AGENT, RECEIVED_TOO_LATE, STAFF, SUPERIOR
from .complaint_messages import COMPLAINANT, COMPLAINT_CONTACT_CHANGED, DECIDER, FILED_BY_ITSELF, RESPONDENT
from .message import Wording, Words
from .people_messages import CASE_CONTACT_CHANGED, CONSENT_CODE, CONTACT_CHANGED, MOBILE_CODE, PERSON

__all__ = [
    "APPLICANT",
    "CASE_CONTACT_CHANGED",
    "COMPLAINANT",
    "COMPLAINT_CONTACT_CHANGED",
    "CONSENT_CODE",
    "CONTACT_CHANGED",
    "DECIDER",
    "FILED_BY_ITSELF",
    "MOBILE_CODE",
    "PERSON",
    "RECEIVED_FROM_AGENT",
    "RECEIVED_TOO_LATE",
    "RESPONDENT",
    "STAFF",
    "SUPERIOR",
    "Wording",
    "Words",
]
