"""What we say, to whom, when what has happened: every message of the office in one room, Bangla and English."""

from .message import Wording, Words
from .of_cases import APPLICANT, STAFF, SUPERIOR
from .of_complaints import COMPLAINANT, DECIDER, RESPONDENT
from .of_people import MOBILE_CODE, MOVED_AWAY, MOVED_AWAY_OF_CASE, PERSON

__all__ = [
    "APPLICANT",
    "COMPLAINANT",
    "DECIDER",
    "MOBILE_CODE",
    "MOVED_AWAY",
    "MOVED_AWAY_OF_CASE",
    "PERSON",
    "RESPONDENT",
    "STAFF",
    "SUPERIOR",
    "Wording",
    "Words",
]
