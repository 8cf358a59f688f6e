"""When a promise is broken: the grievance, its stages on the ladder, how each is handled, and the complaint
offered ready made.
"""

from .grievance import Act, Grievance, Stage, complaints_of
from .handling import Hearing, HearingParty, Inquiry, Question
from .lines import BookLine
from .offer import Offer
from .outcome import DecisionRating, Dossier, Recommendation, Remedy
from .reading import Reading
from .stage_count import OwedStageCount, StageCount
from .yearly import StakeholderMeeting

__all__ = [
    "Act",
    "BookLine",
    "DecisionRating",
    "Dossier",
    "Grievance",
    "Hearing",
    "HearingParty",
    "Inquiry",
    "Offer",
    "OwedStageCount",
    "Question",
    "Reading",
    "Recommendation",
    "Remedy",
    "Stage",
    "StageCount",
    "StakeholderMeeting",
    "complaints_of",
]
