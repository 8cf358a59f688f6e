"""When a promise is broken: the grievance, its stages on the ladder, how each is handled, and the complaint
offered ready made.
"""

from .grievance import Act, Grievance, Offer, Reading, Stage, complaints_of
from .handling import (
    DecisionRating,
    Dossier,
    Hearing,
    HearingParty,
    Inquiry,
    Question,
    Recommendation,
    Remedy,
)
from .registers import BookLine, OwedStageCount, StageCount, StakeholderMeeting

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
